// What does the sample company have from its first day on? Its name, its questions to leads, its competitors.
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { systemWho } from '#server/world/world.ts'
import type { Hands } from './hands.ts'
import { firstAdmin, type Staff } from './staff.ts'
import type { Story } from './timeline.ts'

export interface Founded {
  readonly competitors: readonly string[]
  readonly questions: readonly string[]
  /** Who looks at it all; null where nobody has signed in yet. */
  readonly admin: string | null
  /** They become a general manager too, so that approvals wait for them. */
  readonly promotion: (at: number) => Story
}

const name = '示例公司 江南智造（示例数据）'
const standardName = '我的公司'
const questions = [
  ['是否有明确的设备采购预算？', 3],
  ['是否计划在六个月内采购？', 3],
  ['联系人能否影响决策？', 2],
  ['我方产品能否满足工艺要求？', 2],
] as const

export async function foundCompany(
  hands: Hands,
  tx: Asks,
  staff: Staff,
  at: number,
): Promise<Founded> {
  await nameCompany(hands, tx, at)
  const boss = staff.sellers[0]!.boss
  const asked: string[] = []
  for (const [i, [text, weight]] of questions.entries())
    asked.push(
      await hands.create(staff.marketing[0]!, at, 'question', {
        text,
        kind: 'yes_no',
        weight,
        sequence: i + 1,
      }),
    )
  const competitors: string[] = []
  for (const [one, strengths] of [
    ['对手甲（示例）', '价格低，交期短'],
    ['对手乙（示例）', '品牌知名，服务网点多'],
    ['对手丙（示例）', '自动化产线经验丰富'],
  ] as const)
    competitors.push(await hands.create(boss, at, 'competitor', { name: one, strengths }))
  const admin = await firstAdmin(tx)
  return {
    competitors,
    questions: asked,
    admin,
    async *promotion(when) {
      yield when
      const [row] = await tx.query<{ roles: string[] }>(
        sql`select roles from person where id = ${admin}::uuid`,
      )
      if (admin && row && !row.roles.includes('manager'))
        await hands.change(systemWho, when, 'person', admin, { roles: [...row.roles, 'manager'] })
    },
  }
}

/** A name that somebody chose stays, and says from now on that what is inside is a sample. */
async function nameCompany(hands: Hands, tx: Asks, at: number): Promise<void> {
  const [row] = await tx.query<{ id: string; name: string }>(
    sql`select id, name from company where removed_at is null order by id limit 1`,
  )
  const chosen = row && row.name !== '' && row.name !== standardName
  const values = { name: chosen ? `${row.name}（示例数据）` : name, sample: true }
  if (row) await hands.change(systemWho, at, 'company', row.id, values)
  else
    await hands.create(systemWho, at, 'company', {
      ...values,
      currency: 'CNY',
      zone: 'Asia/Shanghai',
    })
}

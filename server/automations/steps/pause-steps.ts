// How does an automation wait? For a moment, or for people's approval.
import { refuse } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import { askApproval } from '#server/approvals/approval.ts'
import { contextOf } from '#server/world/context-of.ts'
import type { StepKind } from '../step.ts'

const minute = 60_000

export const waitStep: StepKind<'wait'> = async ({ doing }, { days = 0, minutes = 0 }) => {
  const until = new Date(doing.at.now.getTime() + days * 1440 * minute + minutes * minute)
  return {
    says: { zh: `等到 ${until.toISOString()}`, en: `waits until ${until.toISOString()}` },
    until,
  }
}

export const approvalStep: StepKind<'approval'> = async ({ doing, run }, { flow }) => {
  const record = await contextOf(doing).get(
    run.object,
    run.record ?? refuse('not-found', { what: run.object }),
  )
  const open = await doing.tx.query(
    sql`select 1 from approval where record_id::text = ${record.id} and stage = 'waiting' and removed_at is null limit 1`,
  )
  if (open.length)
    return { says: { zh: '已有审批在进行', en: 'an approval is under way' }, awaits: record.id }
  const { approval } = await askApproval(doing, flow, record)
  return approval === null
    ? { says: { zh: '无需审批', en: 'needed no approval' } }
    : { says: { zh: '等待审批', en: 'waits for approval' }, awaits: record.id }
}

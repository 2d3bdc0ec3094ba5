// Does every sentence about money hold for every row? Each is asked as one question, and told with what breaks it.
import { checks, sumChecks } from '#ltc/checks.ts'
import type { Words } from '#kernel/error.ts'
import { permit } from '#kernel/query/view.ts'
import type { Row } from '#kernel/object.ts'
import { count, group, list } from '#server/records/read.ts'
import { circumstances, systemWho, type World } from '#server/records/world.ts'

export interface Found {
  readonly id: string
  readonly on: string
  readonly says: Words
  /** Rows (or sums) for which it is not true. */
  readonly broken: number
}

export async function* reconcile(world: World): AsyncGenerator<Found> {
  for (const one of checks) {
    const broken = one.holds ? await brokenRows(world, one.from, one.where, one.holds) : await count(world.db, permit(world.app, systemWho), circumstances(world, systemWho), { from: one.from, where: one.where }, 'exact')
    yield { id: one.id, on: one.from, says: one.says, broken }
  }
  for (const one of sumChecks) yield { id: one.id, on: one.sides.map(side => side.from).join(' = '), says: one.says, broken: await brokenSums(world, one) }
}

async function brokenRows(world: World, from: string, where: string, holds: (row: Row) => Promise<boolean>): Promise<number> {
  let broken = 0
  for (let after: string | null = null; ; ) {
    const page = await list(world.db, permit(world.app, systemWho), circumstances(world, systemWho), { from, where, children: true, limit: 500, sort: 'id', ...(after && { after }) })
    for (const text of page.rows) if (!(await holds(JSON.parse(text) as Row))) broken++
    if (page.next === null) return broken
    after = page.next
  }
}

/** Groups whose sides do not add up to nothing; counted in whole thousandths, exactly. */
async function brokenSums(world: World, { by, sides }: (typeof sumChecks)[number]): Promise<number> {
  const sums = new Map<string, bigint>()
  for (const side of sides) {
    const rows = await group(world.db, permit(world.app, systemWho), circumstances(world, systemWho), { from: side.from, by, measure: { total: `sum(${side.sum})` }, limit: 10_000, ...(side.where && { where: side.where }) })
    for (const text of rows) {
      const row = JSON.parse(text) as Record<string, unknown>
      const key = by.map(field => String(row[field])).join(' ')
      sums.set(key, (sums.get(key) ?? 0n) + thousandths(String(row.total ?? '0')))
    }
  }
  return [...sums.values()].filter(sum => sum !== 0n).length
}

const thousandths = (text: string): bigint => {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? ['', '', '0']
  const value = BigInt(whole!) * 1000n + BigInt(part.padEnd(3, '0').slice(0, 3))
  return sign ? -value : value
}

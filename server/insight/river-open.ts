// Which rows make up a part of the river? A page of them, and the sum of all, which is the part's exactly.
import type { RiverOpen } from '#kernel/api.ts'
import { otherReasons, reachNames, type ReachName } from '#kernel/insight/flow.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import { exact } from '#kernel/money/exact.ts'
import { permit } from '#kernel/query/view.ts'
import { type Sql, sql } from '#kernel/sql.ts'
import type { Doing } from '#server/world/world.ts'
import { momentsOf } from './moment.ts'
import { partsOf } from './parts.ts'
import { askingOf, reasonsOf, type RiverWish } from './river.ts'
import { titlesOf } from './titles.ts'

export interface RiverPart extends RiverWish {
  readonly reach: ReachName
  readonly part: 'enter' | 'stay' | 'stuck' | 'lost' | 'on'
  /** Of what was lost: one reason (empty = none given), `*` = all that have no stream of their own; absent = all. */
  readonly reason: string | null
  /** Of what stays: only records that are in this stage today. */
  readonly stage: string | null
  readonly period: 'now' | 'before'
  /** Rows to leave out at the start; pages have 500. */
  readonly after: number
}

const pageSize = 500
const patient = { limitMs: 30_000 }

interface Found {
  object: string
  record: string
  amount: string
}

/** The rows of a part, largest first. */
export async function openPart(doing: Doing, asked: RiverPart): Promise<RiverOpen> {
  const { months, until, period } = asked
  const asking = askingOf(doing, momentsOf(doing.at.now, doing.at.zone, months, until)[period])
  const reach = reachNames.indexOf(asked.reach) + 1
  const shown =
    asked.part === 'lost' && asked.reason === otherReasons
      ? (await reasonsOf(doing, asked))[reach - 1]!
      : []
  const { where: place, byChain } = conditionOf(asked, reach, shown)
  const where = asked.stage === null ? place : sql`${place} and ${inStage(asked.stage)}`
  const amount = asked.part === 'stuck' ? sql`stuck_amount` : sql`amount`
  const found = byChain
    ? sql`select chain_object as object, chain as record, sum(${amount}) as amount from part where ${where} group by 1, 2`
    : sql`select object, record, sum(${amount}) as amount from part where ${where} group by 1, 2`
  const [row] = await doing.tx.query<{ rows: Found[]; n: number; total: string | null }>(
    sql`${partsOf(asking, asked.measure)},
    r as (${found}) select
      (select coalesce(json_agg(x), '[]') from (select object, record, amount::text from r order by r.amount desc, record limit ${pageSize}::bigint offset ${asked.after}::bigint) x) as rows,
      (select count(*) from r) as n, (select sum(r.amount)::text from r) as total`,
    patient,
  )
  const places = digitsOf(asking.currency)
  const titles = await titlesOf(doing, permit(doing.app, doing.who), row!.rows)
  const rows = row!.rows.map((one) => ({
    object: one.object,
    id: one.record,
    title: titles.get(one.record) ?? '',
    amount: exact(one.amount).toFixed(places),
  }))
  return {
    object: rows[0]?.object ?? 'lead',
    ids: rows.map((one) => one.id),
    rows,
    amount: exact(row!.total ?? '0').toFixed(places),
    count: Number(row!.n),
    next: asked.after + rows.length < Number(row!.n) ? String(asked.after + rows.length) : null,
  }
}

const inStage = (stage: string): Sql =>
  sql`(exists (select 1 from lead y where y.id = record and y.stage = ${stage}::text) or exists (select 1 from opportunity y where y.id = record and y.stage = ${stage}::text) or exists (select 1 from contract y where y.id = record and y.stage = ${stage}::text))`

/** What has passed a gate is told by chain; what is or ended in a reach by the record that stands there. */
function conditionOf(
  asked: RiverPart,
  reach: number,
  shown: readonly string[],
): { where: Sql; byChain: boolean } {
  const here = sql`reach = ${reach}::int`
  switch (asked.part) {
    case 'enter':
      return { where: sql`(ending = 'received' or reach >= ${reach}::int)`, byChain: true }
    case 'on':
      return reach === reachNames.length
        ? { where: sql`ending = 'received'`, byChain: false }
        : { where: sql`(ending = 'received' or reach > ${reach}::int)`, byChain: true }
    case 'stay':
      return { where: sql`ending = 'stay' and ${here}`, byChain: false }
    case 'stuck':
      return { where: sql`ending = 'stay' and is_stuck and ${here}`, byChain: false }
    case 'lost':
      if (asked.reason === null) return { where: sql`ending = 'lost' and ${here}`, byChain: false }
      if (asked.reason === otherReasons)
        return {
          where: sql`ending = 'lost' and ${here} and not (reason = any(${shown}::text[]))`,
          byChain: false,
        }
      return {
        where: sql`ending = 'lost' and ${here} and reason = ${asked.reason}::text`,
        byChain: false,
      }
  }
}

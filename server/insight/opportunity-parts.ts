// Where is the money of opportunities that have no contract yet?
import { type Sql, sql } from '#kernel/sql.ts'
import {
  type Asking,
  days,
  inBase,
  instant,
  isConverted,
  isOf,
  overLimit,
  rateOf,
  visitAt,
} from './asking.ts'
import type { Seen } from './seen.ts'
import { seenOf } from './seen.ts'
import { ofKind } from './stages.ts'

/** `q`: the newest quote of each opportunity. `o`: every opportunity that may be read, as it was at the moment. */
export function opportunities(asking: Asking): Sql {
  const { view, moment } = asking
  const at = instant(asking)
  const quote = seenOf(view, asking.at, 'quote')
  const seen = seenOf(view, asking.at, 'opportunity')
  const won = ofKind(view.app, 'opportunity', 'won')
  const closed = [...won, ...ofKind(view.app, 'opportunity', 'lost')]
  const first = view.app.objects.opportunity?.lifecycle?.first ?? 'discovery'
  const won_at = seen.column('won_at', 'timestamptz')
  const lost_at = seen.column('lost_at', 'timestamptz')
  const closed_at = sql`coalesce(case when ${isOf(sql`t.stage`, won)} then ${won_at} else ${lost_at} end, t.stage_since)`
  const isClosed = isOf(sql`t.stage`, closed)
  const stage = moment.past
    ? sql`case when ${isClosed} and ${closed_at} < ${at} then t.stage when not ${isClosed} and t.stage_since < ${at} then t.stage else coalesce(v.stage, ${first}::text) end`
    : sql`t.stage`
  const since = moment.past
    ? sql`case when ${isClosed} and ${closed_at} < ${at} then ${closed_at} when t.stage_since < ${at} then t.stage_since else coalesce(v.entered_at, t.created_at) end`
    : sql`case when ${isClosed} then ${closed_at} else t.stage_since end`
  const rateIn = (of: Seen): Sql =>
    rateOf(asking, of.column('currency', 'text'), of.column('rate', 'numeric'))
  const known = (of: Seen): Sql =>
    isConverted(asking, of.column('currency', 'text'), of.column('rate', 'numeric'))
  return sql`q as (
    select distinct on (t.opportunity) t.opportunity, ${inBase(asking, quote.column('gross', 'numeric'), rateIn(quote))} as gross
    from ${quote.from} where t.removed_at is null and t.created_at < ${at} and ${known(quote)} and ${quote.right}
    order by t.opportunity, t.version_no desc nulls last, t.id desc),
  o as materialized (
    select t.id, t.lead, coalesce(nullif(q.gross, 0), nullif(${inBase(asking, seen.column('amount', 'numeric'), rateIn(seen))}, 0), l.amount, 0) as amount,
      least(t.created_at, ${closed_at}) as created_at, ${stage} as stage, ${since} as since,
      coalesce(trim(${seen.column('lost_reason', 'text')}), '') as reason, ${known(seen)} as counts, ${seen.column('probability', 'numeric')} as chance,
      ${days(sql`l.qualified_at`, sql`l.created_at`)} as d1,
      greatest(${days(sql`coalesce(l.converted_at, t.created_at)`, sql`l.qualified_at`)}, 0) as d2, coalesce(l.created_at, t.created_at) as born
    from ${seen.from} ${visitAt(asking, 'opportunity')} left join q on q.opportunity = t.id left join l on l.id = t.lead and l.counts
    where t.removed_at is null and least(t.created_at, ${won_at}, ${lost_at}) < ${at} and ${seen.right})`
}

const isWon = ({ view }: Asking): Sql => isOf(sql`o.stage`, ofKind(view.app, 'opportunity', 'won'))
const isLost = ({ view }: Asking): Sql =>
  isOf(sql`o.stage`, ofKind(view.app, 'opportunity', 'lost'))
const hasContract = (asking: Asking): Sql =>
  sql`exists (select 1 from contract x where x.opportunity = o.id and x.removed_at is null and x.created_at < ${instant(asking)})`

/** Days in the reach of opportunities, once it was won. */
export const daysToWin = (asking: Asking): Sql =>
  sql`case when ${isWon(asking)} then greatest(${days(sql`o.since`, sql`o.created_at`)}, 0) end`

/** True for those of `o` that stay in the reach of opportunities. */
export const isOpen = (asking: Asking): Sql =>
  sql`o.counts and not ${isWon(asking)} and not ${isLost(asking)} and not ${hasContract(asking)}`

/** Parts of opportunities. Won without a contract, the money waits in the reach of contracts to be written down. */
export function opportunityParts(asking: Asking): Sql {
  const [won, lost] = [isWon(asking), isLost(asking)]
  const firstOfContract = asking.view.app.objects.contract?.lifecycle?.first ?? 'draft'
  const stuck = sql`case when ${lost} then false when ${won} then ${overLimit(asking, 'contract', sql`${firstOfContract}::text`, sql`o.since`)} else ${overLimit(asking, 'opportunity', sql`o.stage`, sql`o.since`)} end`
  return sql`select o.id as chain, 'opportunity' as chain_object, 'opportunity' as object, o.id as record,
      case when ${won} then 4 else 3 end as reach, case when ${lost} then 'lost' else 'stay' end as ending, case when ${lost} then o.reason end as reason, o.amount,
      case when ${stuck} then o.amount else 0 end as stuck_amount, ${stuck} as is_stuck, case when ${lost} then o.since end as ended,
      o.d1, o.d2, ${daysToWin(asking)} as d3, null::numeric as d4, null::numeric as d5, null::numeric as d6, o.born
    from o
    where o.counts and (not ${lost} or o.since >= ${asking.moment.from_at}::timestamptz) and not ${hasContract(asking)}`
}

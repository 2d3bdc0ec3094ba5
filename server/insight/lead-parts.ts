// Where is the money of leads that have not become an opportunity?
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
import { seenOf } from './seen.ts'
import { ofKind } from './stages.ts'

/** `l`: every lead that the person may read, with its stage as it was at the moment. */
export function leads(asking: Asking): Sql {
  const seen = seenOf(asking.view, asking.at, 'lead')
  const at = instant(asking)
  const won = ofKind(asking.view.app, 'lead', 'won')
  const closed = [...won, ...ofKind(asking.view.app, 'lead', 'lost')]
  const first = asking.view.app.objects.lead?.lifecycle?.first ?? 'new'
  const qualified = seen.column('qualified_at', 'timestamptz')
  const converted = seen.column('converted_at', 'timestamptz')
  const closed_at = sql`case when ${isOf(sql`t.stage`, won)} then coalesce(${converted}, t.stage_since) else t.stage_since end`
  const stage = asking.moment.past
    ? sql`case when ${isOf(sql`t.stage`, closed)} and ${closed_at} < ${at} then t.stage
        when not ${isOf(sql`t.stage`, closed)} and t.stage_since < ${at} then t.stage
        else coalesce(v.stage, case when ${qualified} < ${at} then 'qualified' else ${first}::text end) end`
    : sql`t.stage`
  const since = asking.moment.past
    ? sql`case when t.stage_since < ${at} then t.stage_since else coalesce(v.entered_at, t.created_at) end`
    : sql`t.stage_since`
  const rate = rateOf(asking, seen.column('currency', 'text'), seen.column('rate', 'numeric'))
  return sql`l as materialized (
    select t.id, coalesce(${inBase(asking, seen.column('amount', 'numeric'), rate)}, 0) as amount, t.created_at,
      case when ${qualified} < ${at} then ${qualified} end as qualified_at, case when ${converted} < ${at} then ${converted} end as converted_at,
      coalesce(trim(${seen.column('disqualified_reason', 'text')}), '') as reason, ${stage} as stage, ${since} as since,
      ${isConverted(asking, seen.column('currency', 'text'), seen.column('rate', 'numeric'))} as counts
    from ${seen.from} ${visitAt(asking, 'lead')}
    where t.removed_at is null and t.created_at < ${at} and ${seen.right})`
}

/** Parts of leads. One that an opportunity refers to is spoken for by the opportunity. */
export function leadParts(asking: Asking): Sql {
  const { lead, qualified } = asking.stages
  const lost = ofKind(asking.view.app, 'lead', 'lost')
  const isLost = isOf(sql`l.stage`, lost)
  return sql`select l.id as chain, 'lead' as chain_object, 'lead' as object, l.id as record,
      case when ${isOf(sql`l.stage`, lead)} then 1 when ${isOf(sql`l.stage`, qualified)} then 2
        when l.qualified_at is not null and l.qualified_at <= l.since then 2 else 1 end as reach,
      case when ${isLost} then 'lost' else 'stay' end as ending, case when ${isLost} then l.reason end as reason, l.amount,
      case when not ${isLost} and ${overLimit(asking, 'lead', sql`l.stage`, sql`l.since`)} then l.amount else 0 end as stuck_amount,
      not ${isLost} and ${overLimit(asking, 'lead', sql`l.stage`, sql`l.since`)} as is_stuck,
      case when ${isLost} then l.since end as ended,
      case when ${isOf(sql`l.stage`, lead)} then null else ${days(sql`l.qualified_at`, sql`l.created_at`)} end as d1,
      null::numeric as d2, null::numeric as d3, null::numeric as d4, null::numeric as d5, null::numeric as d6, l.created_at as born
    from l
    where l.counts and (${isOf(sql`l.stage`, [...lead, ...qualified])} or (${isLost} and l.since >= ${asking.moment.from_at}::timestamptz))
      and not exists (select 1 from opportunity x where x.lead = l.id and x.removed_at is null and x.created_at < ${instant(asking)})`
}

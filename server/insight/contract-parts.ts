// Which money of a contract is not billed yet, and does it wait for the signature or for delivery?
import { type Sql, sql } from '#kernel/sql.ts'
import {
  type Asking,
  come,
  days,
  inBase,
  instant,
  isConverted,
  isOf,
  overLimit,
  rateOf,
  startOf,
  today,
  visitAt,
} from './asking.ts'
import { daysToWin } from './opportunity-parts.ts'
import { seenOf } from './seen.ts'
import { ofKind } from './stages.ts'

/** `a`: when a contract became active. `c`: every contract that may be read, as it was at the moment. */
export function contracts(asking: Asking): Sql {
  const { view, moment } = asking
  const at = instant(asking)
  const seen = seenOf(view, asking.at, 'contract')
  const lost = ofKind(view.app, 'contract', 'lost')
  const won = ofKind(view.app, 'contract', 'won')
  const signed = startOf(asking, seen.column('signed_on', 'date'))
  const hasEnded = isOf(sql`t.stage`, [...won, ...lost])
  // A contract that arrived with its history has no visits: then its signature is the best that is known.
  const activated = sql`case when a.entered is not null then a.entered
    when ${isOf(sql`t.stage`, asking.stages.delivery)} then case when a.record is null then least(t.stage_since, ${signed}) else t.stage_since end
    when ${isOf(sql`t.stage`, won)} then least(t.stage_since, ${signed}) end`
  const stage = moment.past
    ? sql`case when t.stage_since < ${at} then t.stage else coalesce(v.stage, ${asking.stages.contract[0] ?? 'draft'}::text) end`
    : sql`t.stage`
  const since = moment.past
    ? sql`case when t.stage_since < ${at} then t.stage_since else coalesce(v.entered_at, t.created_at) end`
    : sql`t.stage_since`
  const rate = rateOf(asking, seen.column('currency', 'text'), seen.column('rate', 'numeric'))
  return sql`a as (
    select record, min(entered_at) filter (where ${isOf(sql`stage`, asking.stages.delivery)}) as entered from stage_visit where object = 'contract' group by record),
  c as materialized (
    select t.id, ${seen.column('amount', 'numeric')} as whole, ${rate} as rate, coalesce(nullif(${inBase(asking, seen.column('amount', 'numeric'), rate)}, 0), o.amount, 0) as amount,
      ${isConverted(asking, seen.column('currency', 'text'), seen.column('rate', 'numeric'))} as counts,
      least(t.created_at, ${signed}) as created_at, ${stage} as stage, ${since} as since, coalesce(trim(${seen.column('terminated_reason', 'text')}), '') as reason,
      case when ${activated} < ${at} then ${activated} end as activated_at,
      case when ${hasEnded} and t.stage_since < ${at} then t.stage_since end as ended_at,
      ${isOf(sql`t.stage`, lost)} as is_lost, ${seen.column('ends_on', 'date')} as ends_on,
      o.d1, o.d2, coalesce(${daysToWin(asking)}, greatest(${days(sql`t.created_at`, sql`o.created_at`)}, 0)) as d3, coalesce(o.born, t.created_at) as born
    from ${seen.from} ${visitAt(asking, 'contract')} left join a on a.record = t.id left join o on o.id = t.opportunity
    where t.removed_at is null and least(t.created_at, ${signed}) < ${at} and ${seen.right})`
}

/**
 * `u`: the unbilled part of each contract. Once it is active and has a plan, the lines without an invoice in
 * force; else what its invoices have left of the amount. All of it at the contract's own rate.
 */
export function unbilled(asking: Asking): Sql {
  const late = sql`(p.due_on < ${today(asking)} or (p.due_on is null and m.due_on < ${today(asking)} and not coalesce(${come(asking, sql`m.accepted_on`)}, false)))`
  const at = (amount: Sql): Sql => inBase(asking, amount, sql`c.rate`)
  return sql`u as materialized (
    select c.id, w.has_plan, ${at(sql`w.open`)} as planned, ${at(sql`w.late`)} as late, n.billed, n.n,
      case when c.activated_at is not null and w.has_plan then ${at(sql`w.open`)}
        when coalesce(c.whole, 0) <> 0 then ${at(sql`greatest(c.whole - coalesce(n.billed, 0), 0)`)}
        else greatest(c.amount - coalesce(n.billed, 0), 0) end as amount
    from c
    left join (select p.contract, true as has_plan, coalesce(sum(p.amount) filter (where b.line is null), 0) as open,
        coalesce(sum(p.amount) filter (where b.line is null and ${late}), 0) as late
      from billing_plan_line p left join b on b.line = p.id left join milestone m on m.id = p.milestone and m.removed_at is null
      where p.removed_at is null group by p.contract) w on w.contract = c.id
    left join (select contract, sum(whole) as billed, count(*) as n from n where contract is not null and not released group by contract) n on n.contract = c.id)`
}

/** Parts of contracts: not yet active, or active and not yet billed. What a completed one never billed is not owed. */
export function contractParts(asking: Asking): Sql {
  const active = sql`c.activated_at is not null`
  const lost = sql`(c.ended_at is not null and c.is_lost)`
  const stuck = sql`case when ${lost} then 0 when not (${active}) then case when ${overLimit(asking, 'contract', sql`c.stage`, sql`c.since`)} then u.amount else 0 end
    when u.has_plan then u.late when c.ends_on < ${today(asking)} then u.amount else 0 end`
  return sql`select c.id as chain, 'contract' as chain_object, 'contract' as object, c.id as record, case when ${active} then 5 else 4 end as reach,
      case when ${lost} then 'lost' else 'stay' end as ending, case when ${lost} then c.reason end as reason, u.amount, ${stuck} as stuck_amount,
      case when ${lost} then false when not (${active}) then ${overLimit(asking, 'contract', sql`c.stage`, sql`c.since`)} else ${stuck} > 0 end as is_stuck,
      case when ${lost} then c.ended_at end as ended,
      c.d1, c.d2, c.d3, case when ${active} then greatest(${days(sql`c.activated_at`, sql`c.created_at`)}, 0) end as d4, null::numeric as d5, null::numeric as d6, c.born
    from c join u on u.id = c.id
    where c.counts and (c.ended_at is null or c.is_lost) and (u.amount > 0 or u.n is null)`
}

// Of what was billed: what is still owed, what has come in, what was let go?
import { type Sql, sql } from '#kernel/sql.ts'
import {
  type Asking,
  come,
  days,
  inBase,
  instant,
  isConverted,
  rateOf,
  startOf,
  today,
} from './asking.ts'
import { seenOf } from './seen.ts'

/**
 * `i`: invoices in force at the moment. `n`: those that are no credit note, each split exactly into open, paid
 * and let go (credited or written off), each in the company's currency, `whole` in its own. `released`: wholly credited and its plan line free to be billed again, so it counts no more.
 * `b`: plan lines that are billed. Payments and credit notes count whoever may read them, as the balance does.
 */
export function invoices(asking: Asking): Sql {
  const seen = seenOf(asking.view, asking.at, 'invoice')
  const at = (amount: Sql): Sql => inBase(asking, sql`(${amount})`, sql`rate`)
  return sql`i as materialized (
    select t.id, t.contract, t.plan_line, t.kind, t.credits, coalesce(t.gross, 0) as gross, t.issued_on, t.due_on, coalesce(trim(t.reason), '') as reason,
      ${rateOf(asking, sql`t.currency`, sql`t.rate`)} as rate, ${isConverted(asking, sql`t.currency`, sql`t.rate`)} as counts, ${seen.right} as seen
    from ${seen.from} where t.removed_at is null and t.stage <> 'draft' and ${come(asking, sql`t.issued_on`)}
      and not (t.stage = 'void' and t.stage_since < ${instant(asking)})),
  m as (
    select i.id, i.contract, i.plan_line, i.issued_on, i.due_on, i.counts, i.rate, coalesce(i.seen, false) as seen, coalesce(y.reason, z.reason) as reason, greatest(y.noted_on, z.written_on) as noted_on, x.paid_on,
      coalesce(x.paid, 0) as paid, greatest(i.gross - coalesce(x.paid, 0) - coalesce(y.credited, 0) - coalesce(z.written, 0), 0) as open,
      greatest(least(coalesce(y.credited, 0) + coalesce(z.written, 0), i.gross - coalesce(x.paid, 0)), 0) as let_go,
      coalesce(y.credited >= i.gross and i.plan_line is not null and p.invoice is distinct from i.id, false) as released
    from i
    left join (select invoice, sum(amount) as paid, max(allocated_on) as paid_on from allocation where removed_at is null and ${come(asking, sql`allocated_on`)} group by invoice) x on x.invoice = i.id
    left join (select credits, -sum(gross) as credited, max(reason) as reason, max(issued_on) as noted_on from i where kind = 'credit' group by credits) y on y.credits = i.id
    left join (select invoice, sum(amount) as written, max(trim(reason)) as reason, max(written_on) as written_on from write_off where removed_at is null and stage = 'in_force' and ${come(asking, sql`written_on`)} group by invoice) z on z.invoice = i.id
    left join billing_plan_line p on p.id = i.plan_line
    where i.kind is distinct from 'credit'),
  n as materialized (
    select id, contract, plan_line, issued_on, due_on, counts, seen, reason, noted_on, paid_on, released, open + paid + let_go as whole,
      ${at(sql`open`)} as open, ${at(sql`open + paid`)} - ${at(sql`open`)} as paid, ${at(sql`open + paid + let_go`)} - ${at(sql`open + paid`)} as let_go
    from m),
  b as (
    select plan_line as line from n where plan_line is not null and not released
    union select p.id from billing_plan_line p join n on n.id = p.invoice where not n.released)`
}

/** Parts of invoices. Under a contract that may be read they belong to its chain, else they are chains of their own. */
export function invoiceParts(asking: Asking): Sql {
  const common = sql`coalesce(c.id, n.id) as chain, case when c.id is null then 'invoice' else 'contract' end as chain_object, 'invoice' as object, n.id as record, 6 as reach`
  const issued = startOf(asking, sql`n.issued_on`)
  const spent = sql`c.d1, c.d2, c.d3, greatest(${days(sql`c.activated_at`, sql`c.created_at`)}, 0) as d4,
    greatest(${days(issued, sql`c.activated_at`)}, 0) as d5, case when n.open = 0 and n.paid > 0 then (n.paid_on - n.issued_on)::numeric end as d6, coalesce(c.born, ${issued}) as born`
  const from = sql`from n left join c on c.id = n.contract and c.counts where n.seen and n.counts and not n.released`
  const late = sql`coalesce(n.due_on < ${today(asking)}, false)`
  return sql`select ${common}, 'stay' as ending, null::text as reason, n.open as amount, case when ${late} then n.open else 0 end as stuck_amount, ${late} as is_stuck, null::timestamptz as ended, ${spent} ${from} and (n.open > 0 or n.paid + n.let_go = 0)
    union all select ${common}, 'received', null, n.paid, 0, false, ${startOf(asking, sql`n.paid_on`)}, ${spent} ${from} and n.paid > 0
    union all select ${common}, 'lost', coalesce(n.reason, ''), n.let_go, 0, false, ${startOf(asking, sql`n.noted_on`)}, ${spent} ${from} and n.let_go > 0`
}

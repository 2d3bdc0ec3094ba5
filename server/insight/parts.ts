// Of which parts is the river of a period made? One table: each part has one amount and one place.
import { join, type Sql, sql } from '#kernel/sql.ts'
import type { Asking } from './asking.ts'
import { contractParts, contracts, unbilled } from './contract-parts.ts'
import { invoiceParts, invoices } from './invoice-parts.ts'
import { leadParts, leads } from './lead-parts.ts'
import { opportunities, opportunityParts } from './opportunity-parts.ts'

/**
 * `with …, part as (…)`: the parts of all chains alive at any time in the period. By count a chain is one part:
 * it stands where its earliest unfinished money is; else it is received; else it is lost where it came furthest.
 */
export function partsOf(asking: Asking, measure: 'amount' | 'count'): Sql {
  const tables = [
    leads(asking),
    opportunities(asking),
    contracts(asking),
    invoices(asking),
    unbilled(asking),
  ]
  const whole = measure === 'count' ? sql`, whole as (${onePerChain})` : sql``
  const billed =
    measure === 'count' ? sql`select * from whole` : sql`select f.* from f join alive using (chain)`
  return sql`with ${join(tables, ', ')},
  f as materialized (${contractParts(asking)} union all ${invoiceParts(asking)}),
  alive as (select chain from f group by chain having bool_or(ending = 'stay') or max(ended) >= ${asking.moment.from_at}::timestamptz)${whole},
  part as materialized (${leadParts(asking)} union all ${opportunityParts(asking)} union all ${billed})`
}

const place = sql`case ending when 'stay' then reach when 'received' then 10 else 20 - reach end`

const onePerChain = sql`select distinct on (f.chain) f.chain, f.chain_object, f.chain_object as object, f.chain as record, f.reach, f.ending, f.reason,
    s.amount, case when f.is_stuck then s.amount else 0 end as stuck_amount, f.is_stuck, f.ended, s.d1, s.d2, s.d3, s.d4, s.d5, s.d6, f.born
  from f join alive using (chain) join (select chain, sum(amount) as amount, min(d1) as d1, min(d2) as d2, min(d3) as d3, min(d4) as d4, min(d5) as d5, max(d6) as d6 from f group by chain) s using (chain)
  order by f.chain, ${place}, f.is_stuck desc, f.amount desc`

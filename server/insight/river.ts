// How does the company's money flow from lead to cash? Two periods, each counted in one statement.
import type { River } from '#kernel/api.ts'
import {
  type Counted,
  flowOf,
  type Measured,
  otherReasons,
  reachNames,
  reasonsShown,
} from '#kernel/insight/flow.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import { permit } from '#kernel/query/view.ts'
import { join, raw, type Sql, sql } from '#kernel/sql.ts'
import { rowsOf } from '#server/reading/read.ts'
import { dayIn, type Doing } from '#server/world/world.ts'
import type { Asking } from './asking.ts'
import { type Moment, momentsOf } from './moment.ts'
import { partsOf } from './parts.ts'
import { isPartial, seenOf } from './seen.ts'
import { reachLimits, reachStages } from './stages.ts'

export type Measure = 'amount' | 'count'

/** Reasons beyond so many per reach are counted together by PostgreSQL; three of them are shown. */
const reasonsKept = 40
const patient = { limitMs: 30_000 }

/** All that a question about the river needs to know, for one of its periods. */
export const askingOf = (doing: Doing, moment: Moment): Asking => ({
  view: permit(doing.app, doing.who),
  at: doing.at,
  moment,
  calendar: doing.world.company.calendar,
  currency: doing.world.company.currency,
  stages: reachStages(doing.app),
})

/** Which river: how long a period, in what it is measured, and up to the end of which day; null = up to now. */
export interface RiverWish {
  readonly months: number
  readonly measure: Measure
  readonly until: string | null
}

const momentsFor = (doing: Doing, { months, until }: RiverWish) =>
  momentsOf(doing.at.now, doing.at.zone, months, until)

/**
 * The river of the last months and of the months before them, for what the caller may read. Sums are
 * exact and in the company's currency; `left_out` counts documents of other currencies that no rate is known for.
 */
export async function riverOf(doing: Doing, wish: RiverWish): Promise<Omit<River, 'as_of'>> {
  const { measure } = wish
  const moments = momentsFor(doing, wish)
  const [now, before, payment_days, left_out] = await Promise.all([
    measured(doing, askingOf(doing, moments.now), measure),
    measured(doing, askingOf(doing, moments.before), measure),
    paymentDays(doing),
    leftOut(doing, askingOf(doing, moments.now)),
  ])
  const asking = askingOf(doing, moments.now)
  const limits = reachLimits(doing.app, asking.stages, payment_days)
  const shown = reasonsShown([now, before])
  const places = digitsOf(asking.currency)
  const isDry = [...now.counted, ...before.counted].length === 0
  return {
    measure,
    latest: isDry ? await latestOf(doing) : null,
    currency: asking.currency,
    partial: isPartial(asking.view),
    left_out,
    now: flowOf(now, measure, limits, shown, places),
    before: flowOf(before, measure, limits, shown, places),
  }
}

/** The day on which the newest chain that the caller sees began. */
async function latestOf(doing: Doing): Promise<string | null> {
  const view = permit(doing.app, doing.who)
  const newest = await Promise.all(
    alone
      .filter((from) => view.objects[from]?.fields.created_at)
      .map((from) =>
        rowsOf(doing.tx, view, doing.at, {
          from,
          select: ['created_at'],
          sort: '-created_at',
          limit: 1,
        }),
      ),
  )
  const days = newest.flat().map((row) => dayIn(doing.at.zone, new Date(row.created_at as string)))
  return days.sort().at(-1) ?? null
}

/** The reasons with streams of their own, as the river of the same question shows them. */
export async function reasonsOf(
  doing: Doing,
  wish: RiverWish,
): Promise<readonly (readonly string[])[]> {
  const { measure } = wish
  const moments = momentsFor(doing, wish)
  return reasonsShown(
    await Promise.all([
      measured(doing, askingOf(doing, moments.now), measure),
      measured(doing, askingOf(doing, moments.before), measure),
    ]),
  )
}

interface Counting {
  counted: Counted[]
  chains: { reach: number; n: number }[]
  days: (string | null)[]
}

async function measured(doing: Doing, asking: Asking, measure: Measure): Promise<Measured> {
  const [row] = await doing.tx.query<{ answer: Counting }>(statement(asking, measure), patient)
  const { counted, chains, days } = row!.answer
  const number = (text: string | null | undefined): number | null =>
    text === null || text === undefined ? null : Math.round(Number(text) * 10) / 10
  return {
    from: asking.moment.from,
    to: asking.moment.to,
    counted,
    chains: reachNames.map((_, i) => chains.find((one) => one.reach === i + 1)?.n ?? 0),
    days: reachNames.map((_, i) => number(days[i])),
    days_all: number(days[6]),
  }
}

const median = (column: string, where: Sql = sql`true`): Sql =>
  sql`(percentile_cont(0.5) within group (order by ${raw(column)}) filter (where ${where}))::numeric(12,1)::text`

/** Chains of these are one part each: most of all rows, so they are not gathered first. */
const alone = ['lead', 'opportunity']

/** Sums by place and reason, chains by how far they came, medians; all from the one table of parts. */
function statement(asking: Asking, measure: Measure): Sql {
  const through = (reach: number): Sql => sql`depth > ${reach}::int`
  const medians = join(
    [1, 2, 3, 4].map((i) => median(`d${i}`, through(i))),
    ', ',
  )
  const parts = partsOf(asking, measure)
  const depth = sql`case ending when 'received' then 7 else reach end`
  return sql`${parts},
  g as (select ending, reach, reason, sum(amount) as amount, count(*) as n, sum(stuck_amount) as stuck, count(*) filter (where is_stuck) as stuck_n,
      row_number() over (partition by ending, reach order by sum(amount) desc, reason) as place from part group by ending, reach, reason),
  h as (select ending, reach, case when place > ${reasonsKept}::int and ending = 'lost' then ${otherReasons}::text else reason end as reason,
      sum(amount) as amount, sum(n) as n, sum(stuck) as stuck, sum(stuck_n) as stuck_n from g group by 1, 2, 3),
  k as (select ${depth} as depth, false as arrived, d1, d2, d3, d4, born, ended from part where chain_object = any(${alone}::text[])
    union all select max(${depth}), bool_and(ending <> 'stay') and bool_or(ending = 'received'), min(d1), min(d2), min(d3), min(d4), min(born), max(ended)
      from part where chain_object <> all(${alone}::text[]) group by chain)
  select json_build_object(
    'counted', (select coalesce(json_agg(json_build_object('ending', ending, 'reach', reach, 'reason', reason, 'amount', amount::text, 'count', n, 'stuck', stuck::text, 'stuck_count', stuck_n)), '[]') from h),
    'chains', (select coalesce(json_agg(json_build_object('reach', reach, 'n', n)), '[]') from (select least(depth, 6) as reach, count(*) as n from k group by 1) z),
    'days', (select json_build_array(${medians},
      (select ${median('d5')} from part where reach = 6), (select ${median('d6')} from part where ending = 'received'),
      ${median('(extract(epoch from ended - born) / 86400)::numeric', sql`arrived`)}) from k)) as answer`
}

async function paymentDays(doing: Doing): Promise<number> {
  const [row] = await doing.tx.query<{ days: number | null }>(
    sql`select payment_days as days from company where removed_at is null order by id limit 1`,
  )
  return Number(row?.days ?? 30)
}

/** Documents in another currency that the person may read and that no rate is known for. */
async function leftOut(doing: Doing, asking: Asking): Promise<number> {
  const counts = ['lead', 'opportunity', 'contract', 'invoice'].map((object) => {
    const seen = seenOf(asking.view, asking.at, object)
    return sql`(select count(*) from ${seen.from} where t.removed_at is null and t.currency <> ${asking.currency}::text and t.rate is null and ${seen.right})`
  })
  const [row] = await doing.tx.query<{ n: number }>(
    sql`select ${join(
      counts.map((one) => sql`${one} +`),
      ' ',
    )} 0 as n`,
  )
  return Number(row?.n ?? 0)
}

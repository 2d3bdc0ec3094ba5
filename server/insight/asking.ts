// What does every part of the river's statement need to know? The person, the moment, the currency, the stages.
import type { Circumstances } from '#kernel/formula/to-sql.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import type { View } from '#kernel/query/view.ts'
import { join, type Sql, sql } from '#kernel/sql.ts'
import { beganBy, type WorkCalendar } from '#kernel/time/working-time.ts'
import type { Moment } from './moment.ts'
import { limitsOf, type ReachStages } from './stages.ts'

export interface Asking {
  readonly view: View
  readonly at: Circumstances
  readonly moment: Moment
  readonly currency: string
  readonly calendar: WorkCalendar
  readonly stages: ReachStages
}

export const instant = ({ moment }: Asking): Sql => sql`${moment.at}::timestamptz`
export const today = ({ moment }: Asking): Sql => sql`${moment.today}::date`
/** A calendar day has come: today itself counts now, but not when a past period ended before it. */
export const come = (asking: Asking, day: Sql): Sql =>
  asking.moment.past ? sql`${day} < ${today(asking)}` : sql`${day} <= ${today(asking)}`

/** The first instant of a day in the company's zone, so that days and instants can be compared. */
export const startOf = (asking: Asking, day: Sql): Sql =>
  sql`(${day}::timestamp at time zone ${asking.at.zone}::text)`

export const isOf = (stage: Sql, names: readonly string[]): Sql =>
  sql`${stage} = any(${names}::text[])`

/** Is it known what the document is worth in the company's currency? One without a currency is in that. */
export const isConverted = ({ currency }: Asking, column: Sql, rate: Sql): Sql =>
  sql`(coalesce(${column}, ${currency}::text) = ${currency}::text or ${rate} is not null)`

/** What one unit of the document's currency is worth; empty where it is not known. */
export const rateOf = ({ currency }: Asking, column: Sql, rate: Sql): Sql =>
  sql`case when coalesce(${column}, ${currency}::text) <> ${currency}::text then ${rate} end`

/** An amount at such a rate, rounded; one without a rate is in the company's currency. */
export const inBase = ({ currency }: Asking, amount: Sql, rate: Sql): Sql =>
  sql`case when ${rate} is null then ${amount} else round(${amount} * ${rate}, ${digitsOf(currency)}::int) end`

/** True where the record has been in the stage for longer than the stage allows. */
export function overLimit(asking: Asking, object: string, stage: Sql, since: Sql): Sql {
  const limits = limitsOf(asking.view.app, object)
  if (limits.length === 0) return sql`false`
  const at = new Date(asking.moment.at)
  const cases = join(
    limits.map(
      ([name, limit]) =>
        sql`when ${name}::text then ${beganBy(asking.calendar, at, limit).toISOString()}::timestamptz`,
    ),
    ' ',
  )
  return sql`coalesce(${since} <= (case ${stage} ${cases} end), false)`
}

/** Days from one instant to another, as a number. */
export const days = (to: Sql, from: Sql): Sql =>
  sql`(extract(epoch from (${to}) - (${from})) / 86400)::numeric`

/** The visit that covers a moment in the past; now the record itself knows where it is. */
export const visitAt = (asking: Asking, object: string): Sql =>
  asking.moment.past
    ? sql`left join stage_visit v on v.record = t.id and v.object = ${object}::text and t.stage_since >= ${instant(asking)} and v.entered_at < ${instant(asking)} and v.left_at >= ${instant(asking)}`
    : sql`cross join (select null::text as stage, null::timestamptz as entered_at) v`

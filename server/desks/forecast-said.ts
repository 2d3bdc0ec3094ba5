// What was said of a period, and how is it told?
import type { ForecastSaid } from '#kernel/api/forecast.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import { exact } from '#kernel/money/exact.ts'
import type { Values } from '#kernel/object.ts'
import type { Figures } from '#ltc/forecasts/deals-of-period.ts'
import type { Period } from '#ltc/forecasts/forecast-period.ts'
import { need, text } from '#ltc/read.ts'
import type { Doing } from '#server/world/world.ts'
import { everyOf, type ForecastAsk } from './forecast-ask.ts'

/** An amount with the digits of its currency; none is 0. */
export const places = (value: unknown, currency: string): string =>
  exact(String(value ?? '0')).toFixed(digitsOf(currency))

const saidFields = [
  'id',
  'person',
  'scope',
  'week',
  'amount',
  'note',
  'submitted_at',
  'late',
  'reported',
  'unreported',
  'won',
  'commit',
  'best',
  'pipeline',
  'weighted',
]

/** The condition under which something was said of this period. */
export const samePeriod = ({ kind, starts_on }: Period): string =>
  `period = "${kind}" and starts_on = "${starts_on}"`

/** What was said of the period by those whose forecasts the caller may see. */
export const saidOf = (doing: Doing, ask: ForecastAsk, where: string): Promise<Values[]> =>
  everyOf(doing, ask.view, 'forecast', `${samePeriod(ask.period)} and ${where}`, saidFields)

export const toldSaid = (row: Values, currency: string): ForecastSaid => ({
  id: need(row, 'id'),
  amount: places(row.amount, currency),
  note: text(row, 'note'),
  submitted_at: need(row, 'submitted_at'),
  late: row.late === true,
})

export const keptFigures = (row: Values, currency: string): Figures => ({
  won: places(row.won, currency),
  commit: places(row.commit, currency),
  best: places(row.best, currency),
  pipeline: places(row.pipeline, currency),
  weighted: places(row.weighted, currency),
})

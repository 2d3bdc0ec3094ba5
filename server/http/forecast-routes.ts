// Which addresses does the desk of forecasts have? Each of the period that a day lies in, today's where none is said.
import type {
  ForecastAccuracy,
  ForecastDeals,
  ForecastDesk,
  ForecastHistory,
} from '#kernel/api/forecast.ts'
import { Problems } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { readDay } from '#kernel/formula/calendar.ts'
import { forecastAccuracy, forecastHistory } from '#server/desks/forecast-history.ts'
import { forecastDeals, type Part, parts } from '#server/desks/forecast-deals.ts'
import { forecastDesk } from '#server/desks/forecast.ts'
import { atOneMoment } from '#server/insight/one-moment.ts'
import type { Doing } from '#server/world/world.ts'
import { doingOf, idOf } from './calls.ts'
import type { Call, Route } from './routes.ts'

/** What is asked of a period: days as they are written, all that is wrong at once. */
class Wish {
  readonly problems = new Problems()
  readonly #query: Call['query']
  constructor(call: Call) {
    this.#query = call.query
  }
  day(name: string): string | null {
    const said = this.#query[name]
    if (said === undefined || said === '') return null
    const year = Number(said.slice(0, 4))
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(said) && readDay(said) !== undefined
    if (isDay && year >= 1900 && year <= 9000) return said
    this.problems.add(name, 'wrong-type', { expected: 'YYYY-MM-DD' })
    return null
  }
  one<T extends string>(name: string, words: readonly T[], normal: T): T {
    const said = this.#query[name]
    if (said === undefined || said === '') return normal
    const found = words.find((word) => word === said)
    if (!found) this.problems.add(name, 'wrong-type', { expected: words.join(' / ') })
    return found ?? normal
  }
  person(): string | null {
    const said = this.#query.person
    if (said === undefined || said === '') return null
    if (said === 'nobody') return said
    if (isUuid(said)) return said.toLowerCase()
    this.problems.add('person', 'wrong-type', { expected: 'UUID' })
    return null
  }
}

/** Figures, what was said and how it moved are of one moment. */
async function told<T>(call: Call, read: (wish: Wish) => (doing: Doing) => Promise<T>): Promise<T> {
  const wish = new Wish(call)
  const work = read(wish)
  wish.problems.done()
  return atOneMoment(doingOf(call, call.machine.world.db), false, work)
}

export const forecastRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/v1/desk/forecast',
    gate: 'signed-in',
    says: 'What a month or quarter has brought and may bring, by person and team, and what they said in a week: ?on= a day of the period, ?week= a day of the week',
    run: (call): Promise<ForecastDesk> =>
      told(call, (wish) => {
        const [on, week] = [wish.day('on'), wish.day('week')]
        return (doing) => forecastDesk(doing, on, week)
      }),
  },
  {
    method: 'GET',
    url: '/api/v1/desk/forecast/deals',
    gate: 'signed-in',
    says: 'The deals of one figure as they are now: ?part= won, commit, best, pipeline, omitted, weighted or stale, ?person=, ?scope= own or team',
    run: (call): Promise<ForecastDeals> =>
      told(call, (wish) => {
        const [on, person] = [wish.day('on'), wish.person()]
        const scope = wish.one('scope', ['own', 'team'], 'team')
        const part = wish.one<Part>('part', parts, 'commit')
        return (doing) => forecastDeals(doing, on, { person, scope, part })
      }),
  },
  {
    method: 'GET',
    url: '/api/v1/desk/forecast/accuracy',
    gate: 'signed-in',
    says: 'What was said in each week of a period beside what became of it, with WAPE and bias',
    run: (call): Promise<ForecastAccuracy> =>
      told(call, (wish) => {
        const on = wish.day('on')
        return (doing) => forecastAccuracy(doing, on)
      }),
  },
  {
    method: 'GET',
    url: '/api/v1/desk/forecast/history/:id',
    gate: 'signed-in',
    says: 'What one person said of a period week by week, and how its open deals moved from one to the next',
    run: (call): Promise<ForecastHistory> =>
      told(call, (wish) => {
        const on = wish.day('on')
        const person = idOf(call, 'person')
        return (doing) => forecastHistory(doing, on, person)
      }),
  },
]

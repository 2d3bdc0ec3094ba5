// Which addresses do the river and the cockpit have?
import type { Cockpit, River, RiverOpen } from '#kernel/api.ts'
import { Problems } from '#kernel/error.ts'
import { readDay } from '#kernel/formula/calendar.ts'
import { reachNames, type ReachName } from '#kernel/insight/flow.ts'
import { cockpitOf } from '#server/insight/cockpit.ts'
import { openForecast } from '#server/insight/forecast.ts'
import { atOneMoment } from '#server/insight/one-moment.ts'
import { riverOf, type RiverWish } from '#server/insight/river.ts'
import { sharedAnswer } from '#server/insight/shared-answer.ts'
import { openPart, type RiverPart } from '#server/insight/river-open.ts'
import { dayIn, type Doing } from '#server/world/world.ts'
import { isCrowded } from './admission.ts'
import { atOf, doingOf } from './calls.ts'
import type { Call, Route } from './routes.ts'

/** The answer, and when it was made if that was not just now. */
async function shared<T extends object>(
  call: Call,
  name: string,
  work: (doing: Doing) => Promise<T>,
): Promise<T & { as_of: string | null }> {
  const { value, as_of } = await sharedAnswer(
    doingOf(call, call.machine.world.db),
    name,
    isCrowded(call.machine.underWay()),
    (doing, dear) => atOneMoment(doing, dear, work),
  )
  return { ...value, as_of: as_of?.toISOString() ?? null }
}

const parts = ['enter', 'stay', 'stuck', 'lost', 'on'] as const
const measures = ['amount', 'count'] as const

export const insightRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/v1/river',
    gate: 'signed-in',
    says: 'The flow of money from lead to cash, in this period and the one before',
    run: async (call): Promise<River> => {
      const problems = new Problems()
      const wish = wishIn(call, problems)
      problems.done()
      const { months, measure, until } = wish
      return shared(call, `river ${months} ${measure} ${until ?? ''}`, (doing) =>
        riverOf(doing, wish),
      )
    },
  },
  {
    method: 'GET',
    url: '/api/v1/river/open',
    gate: 'signed-in',
    says: 'The rows that a part of the river is made of',
    run: async (call): Promise<RiverOpen> =>
      openPart(doingOf(call, call.machine.world.db), partIn(call)),
  },
  {
    method: 'GET',
    url: '/api/v1/cockpit',
    gate: 'signed-in',
    says: 'The figures beside the river',
    run: async (call): Promise<Cockpit> => shared(call, 'cockpit', cockpitOf),
  },
  {
    method: 'GET',
    url: '/api/v1/cockpit/forecast',
    gate: 'signed-in',
    says: 'The documents from which money is expected in a month',
    run: async (call): Promise<RiverOpen> => {
      const problems = new Problems()
      const month = call.query.month ?? ''
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
        problems.add('month', 'wrong-type', { expected: 'YYYY-MM' })
      problems.done()
      const doing = doingOf(call, call.machine.world.db)
      return openForecast(doing, dayIn(doing.at.zone, doing.at.now), month)
    },
  },
]

function partIn(call: Call): RiverPart {
  const problems = new Problems()
  const after = call.query.after ?? '0'
  if (!/^\d{1,7}$/.test(after)) problems.add('after', 'wrong-type', { expected: '0 … 9999999' })
  const part: RiverPart = {
    reach: choice<ReachName>(call, 'reach', reachNames, problems),
    part: choice(call, 'part', parts, problems),
    reason: call.query.reason === undefined ? null : call.query.reason.slice(0, 500),
    stage: call.query.stage === undefined ? null : call.query.stage.slice(0, 100),
    ...wishIn(call, problems),
    period: choice(call, 'period', ['now', 'before'] as const, problems, 'now'),
    after: Number(after),
  }
  problems.done()
  return part
}

function wishIn(call: Call, problems: Problems): RiverWish {
  return {
    months: monthsIn(call, problems),
    measure: choice(call, 'measure', measures, problems, 'amount'),
    until: untilIn(call, problems),
  }
}

/** A day that is over; today is what is asked for without one. */
function untilIn(call: Call, problems: Problems): string | null {
  const { until } = call.query
  if (until === undefined || until === '') return null
  const { zone, now } = atOf(call)
  const today = dayIn(zone, now)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(until) && readDay(until) !== undefined
  if (!isDay || until > today)
    problems.add('until', 'wrong-type', { expected: `YYYY-MM-DD ≤ ${today}` })
  return until === today ? null : until
}

function monthsIn(call: Call, problems: Problems): number {
  const text = call.query.months ?? '12'
  const months = /^\d{1,2}$/.test(text) ? Number(text) : 0
  if (months < 1 || months > 36) problems.add('months', 'wrong-type', { expected: '1 … 36' })
  return months
}

/** One of a closed list of words; without a default it has to be there. */
function choice<T extends string>(
  call: Call,
  name: string,
  words: readonly T[],
  problems: Problems,
  normal?: T,
): T {
  const given = call.query[name]
  const found = words.find((word) => word === given)
  if (found) return found
  if (given !== undefined && given !== '')
    problems.add(name, 'wrong-type', { expected: words.join(' / ') })
  else if (normal === undefined) problems.add(name, 'required')
  return normal ?? words[0]!
}

// What did and what will a month or a quarter bring, by person and team, and who has said so?
import type { ForecastDesk } from '#kernel/api/forecast.ts'
import { sum } from '#kernel/money/sum.ts'
import type { Values } from '#kernel/object.ts'
import {
  addFigures,
  type Figures,
  noFigures,
  openIn,
  staleAt,
  weighted,
  wonIn,
} from '#ltc/forecasts/deals-of-period.ts'
import { dueOn, weekOf } from '#ltc/forecasts/forecast-period.ts'
import { need, text } from '#ltc/read.ts'
import { asks } from '#server/insight/tile-asks.ts'
import type { Doing } from '#server/world/world.ts'
import { type ForecastAsk, forecastAsk, whose } from './forecast-ask.ts'
import { rowsOf } from './forecast-rows.ts'
import { places, saidOf, samePeriod, toldSaid } from './forecast-said.ts'

/** The desk in a week: as it is now in this one, as it was kept in those before. */
export async function forecastDesk(
  doing: Doing,
  on: string | null,
  wished: string | null,
): Promise<ForecastDesk> {
  const ask = await forecastAsk(doing, on)
  const { period, today, currency, people } = ask
  const over = period.ends_on < today
  const thisWeek = weekOf(today)
  const weeks = await weeksOf(doing, ask, over ? null : thisWeek)
  const week = wished === null ? (weeks[0] ?? weekOf(period.ends_on)) : weekOf(wished)
  const live = !over && week === thisWeek
  const before = weeks.filter((one) => one < week)[0] ?? null
  const [now, said, stale] = await Promise.all([
    live ? figuresNow(doing, ask) : null,
    saidOf(doing, ask, `week in ("${week}"${before ? `, "${before}"` : ''})`),
    staleNow(doing, ask),
  ])
  const byPerson = (of: string | null): ReadonlyMap<string, Values> =>
    new Map(said.filter((row) => row.week === of).map((row) => [need(row, 'person'), row]))
  const saidIn = byPerson(week)
  const rows = rowsOf(ask, { week, now: now?.of ?? null, saidIn, saidBefore: byPerson(before) })
  const me = doing.who.id
  const own = saidIn.get(me)
  return {
    currency,
    kind: period.kind,
    starts_on: period.starts_on,
    ends_on: period.ends_on,
    today,
    week,
    weeks: weeks.includes(week) ? weeks : [week, ...weeks].sort().reverse(),
    live,
    due_on: dueOn(week, ask.day),
    rows,
    total: ask.all && now ? addFigures([...now.of.values()], currency) : null,
    stale,
    unrated: now?.unrated ?? 0,
    mine:
      live && people.active.has(me)
        ? {
            person: me,
            said: own ? toldSaid(own, currency) : null,
            expected: people.lines.expected.has(me),
          }
        : null,
  }
}

/** Figures of each owner's own deals; of nobody's under the empty name. */
async function figuresNow(
  doing: Doing,
  ask: ForecastAsk,
): Promise<{ of: Map<string, Figures>; unrated: number }> {
  const { currency, period } = ask
  const mine = whose(ask, 'owner')
  const of = (category: string) => `sumif(forecast = "${category}", base_amount)`
  const [open, won] = await Promise.all([
    asks(doing, {
      from: 'opportunity',
      where: `${mine} and ${openIn(period)}`,
      by: ['owner'],
      measure: {
        commit: of('commit'),
        best: of('best'),
        pipeline: `sumif(forecast is empty or forecast = "pipeline", base_amount)`,
        weighted: `sumif(forecast is empty or forecast != "omitted", ${weighted})`,
        unrated: 'countif(base_amount is empty)',
      },
      limit: 10_000,
    }),
    asks(doing, {
      from: 'opportunity',
      where: `${mine} and ${wonIn(period)}`,
      by: ['owner'],
      measure: { won: 'sum(base_amount)', unrated: 'countif(base_amount is empty)' },
      limit: 10_000,
    }),
  ])
  const found = new Map<string, Figures>()
  let unrated = 0
  for (const row of [...open, ...won]) {
    const owner = text(row, 'owner') ?? ''
    const at = (name: string): string => places(row[name], currency)
    const one: Figures = {
      won: at('won'),
      commit: at('commit'),
      best: at('best'),
      pipeline: at('pipeline'),
      weighted: sum([at('weighted'), at('won')], currency),
    }
    found.set(owner, addFigures([found.get(owner) ?? noFigures(currency), one], currency))
    unrated += Number(row.unrated ?? 0)
  }
  return { of: found, unrated }
}

/** Weeks in which something was said, the latest first; this one stands in front. */
async function weeksOf(doing: Doing, ask: ForecastAsk, thisWeek: string | null): Promise<string[]> {
  const rows = await asks(doing, {
    from: 'forecast',
    where: `${samePeriod(ask.period)} and ${whose(ask, 'person')}`,
    by: ['week'],
    measure: { n: 'count()' },
    limit: 1000,
  })
  const found = new Set(rows.map((row) => String(row.week)))
  if (thisWeek) found.add(thisWeek)
  return [...found].sort().reverse()
}

async function staleNow(doing: Doing, ask: ForecastAsk): Promise<ForecastDesk['stale']> {
  const [row] = await asks(doing, {
    from: 'opportunity',
    where: `${whose(ask, 'owner')} and ${staleAt(ask.period)}`,
    measure: { n: 'count()', amount: 'sum(base_amount)' },
  })
  return { count: Number(row?.n ?? 0), amount: places(row?.amount, ask.currency) }
}

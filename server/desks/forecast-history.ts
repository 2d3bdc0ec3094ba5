// What was said of a period week by week, how did its deals move in between, and how near was it in the end?
import type { ForecastAccuracy, ForecastChange, ForecastHistory } from '#kernel/api/forecast.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import { exact } from '#kernel/money/exact.ts'
import { sum } from '#kernel/money/sum.ts'
import type { Values } from '#kernel/object.ts'
import { accuracyOf } from '#ltc/forecasts/accuracy.ts'
import { wonIn } from '#ltc/forecasts/deals-of-period.ts'
import { type DealThen, steps, waterfall } from '#ltc/forecasts/waterfall.ts'
import { need, text } from '#ltc/read.ts'
import { asks } from '#server/insight/tile-asks.ts'
import { everyRow } from '#server/reading/read.ts'
import type { Doing } from '#server/world/world.ts'
import { type ForecastAsk, forecastAsk, whose } from './forecast-ask.ts'
import { keptFigures, places, saidOf, toldSaid } from './forecast-said.ts'

/** All weeks of one person in a period, the latest first, each with how its open deals came from those of the one before. */
export async function forecastHistory(
  doing: Doing,
  on: string | null,
  person: string,
): Promise<ForecastHistory> {
  const ask = await forecastAsk(doing, on)
  const said = (await saidOf(doing, ask, `person = "${person}"`)).sort((a, b) =>
    need(a, 'week') < need(b, 'week') ? 1 : -1,
  )
  const deals = await dealsOf(doing, ask, said)
  const { currency } = ask
  return {
    rows: said.map((row, i) => {
      const before = said[i + 1]
      return {
        ...toldSaid(row, currency),
        week: need(row, 'week'),
        reported: text(row, 'reported'),
        figures: keptFigures(row, currency),
        change: changeOf(
          deals.get(need(row, 'id')) ?? [],
          before && { row: before, deals: deals.get(need(before, 'id')) ?? [] },
          currency,
        ),
      }
    }),
  }
}

function changeOf(
  now: readonly DealThen[],
  before: { row: Values; deals: readonly DealThen[] } | undefined,
  currency: string,
): ForecastChange {
  const since = before ? need(before.row, 'submitted_at') : null
  const fall = waterfall(before?.deals ?? [], now, since, currency)
  return {
    since: before ? need(before.row, 'week') : null,
    start: fall.start,
    steps: steps.map((step) => ({
      step,
      amount: fall.steps[step].amount,
      deals: fall.steps[step].deals.map(({ opportunity, name, amount }) => ({
        id: opportunity,
        name,
        amount,
      })),
    })),
    end: fall.end,
  }
}

async function dealsOf(
  doing: Doing,
  { view, currency }: ForecastAsk,
  said: readonly Values[],
): Promise<Map<string, DealThen[]>> {
  const all = new Map<string, DealThen[]>(said.map((row) => [need(row, 'id'), []]))
  if (all.size === 0) return all
  const ids = [...all.keys()].map((id) => `"${id}"`).join(', ')
  const rows = await everyRow(doing.tx, view, doing.at, {
    from: 'forecast_deal',
    where: `forecast in (${ids})`,
    select: ['id', 'forecast', 'opportunity', 'name', 'amount', 'category', 'begun_at'],
  })
  for (const row of rows)
    all.get(need(row, 'forecast'))!.push({
      opportunity: need(row, 'opportunity'),
      name: text(row, 'name') ?? '',
      amount: exact(need(row, 'amount')).toFixed(digitsOf(currency)),
      category: need(row, 'category'),
      begun_at: text(row, 'begun_at'),
    })
  return all
}

/** What each person said in each week beside what the period brought; until it is over that is what it has brought so far. */
export async function forecastAccuracy(doing: Doing, on: string | null): Promise<ForecastAccuracy> {
  const ask = await forecastAsk(doing, on)
  const { period, currency, people, today } = ask
  const [said, won] = await Promise.all([
    saidOf(doing, ask, 'true'),
    asks(doing, {
      from: 'opportunity',
      where: `${whose(ask, 'owner')} and ${wonIn(period)}`,
      by: ['owner'],
      measure: { won: 'sum(base_amount)' },
      limit: 10_000,
    }),
  ])
  const wonBy = new Map(won.map((row) => [text(row, 'owner') ?? '', String(row.won ?? '0')]))
  const weeks = [...new Set(said.map((row) => need(row, 'week')))].sort()
  const byPerson = Map.groupBy(said, (row) => need(row, 'person'))
  const depthOf = (person: string): number => {
    const above = people.lines.superior(person)
    return above !== null && byPerson.has(above) ? depthOf(above) + 1 : 0
  }
  const told = [...byPerson].map(([person, rows]) => {
    const scope = rows.some((row) => row.scope === 'team') ? ('team' as const) : ('own' as const)
    const theirs = scope === 'team' ? people.lines.people(person) : new Set([person])
    const became = sum(
      [...wonBy]
        .filter(([owner]) => theirs.has(owner))
        .map(([, amount]) => places(amount, currency)),
      currency,
    )
    const in_week = new Map(rows.map((row) => [need(row, 'week'), places(row.amount, currency)]))
    return {
      person,
      name: people.names.get(person) ?? '',
      scope,
      depth: depthOf(person),
      became,
      said: weeks.map((week) => in_week.get(week) ?? null),
      ...accuracyOf([...in_week.values()].map((one) => ({ said: one, became }))),
    }
  })
  const own = told.filter((row) => row.scope === 'own')
  return {
    currency,
    starts_on: period.starts_on,
    ends_on: period.ends_on,
    over: period.ends_on < today,
    weeks,
    rows: inTree(told, (person) => people.lines.superior(person)),
    by_week: weeks.map((week, i) => {
      const spoke = own.filter((row) => row.said[i] !== null)
      return {
        week,
        people: spoke.length,
        ...accuracyOf(spoke.map((row) => ({ said: row.said[i]!, became: row.became }))),
      }
    }),
  }
}

/** Those who report to somebody stand under them, by name. */
function inTree<T extends { person: string; name: string }>(
  rows: readonly T[],
  superior: (person: string) => string | null,
): T[] {
  const here = new Set(rows.map((row) => row.person))
  const below = Map.groupBy(rows, (row) => {
    const above = superior(row.person)
    return above !== null && here.has(above) ? above : null
  })
  const told: T[] = []
  const seen = new Set<string>()
  const tell = (at: string | null): void => {
    for (const row of [...(below.get(at) ?? [])].sort((a, b) =>
      a.name.localeCompare(b.name, 'zh'),
    )) {
      if (seen.has(row.person)) continue
      seen.add(row.person)
      told.push(row)
      tell(row.person)
    }
  }
  tell(null)
  return told
}

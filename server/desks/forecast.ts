// What did and what will a month or a quarter bring, by person and team, and who has said so?
import type {
  ForecastDealRow,
  ForecastDeals,
  ForecastDesk,
  ForecastRow,
  ForecastSaid,
} from '#kernel/api/forecast.ts'
import { refuse } from '#kernel/error.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import { exact } from '#kernel/money/exact.ts'
import { compare, isZero, sum } from '#kernel/money/sum.ts'
import type { Values } from '#kernel/object.ts'
import { permit, type View } from '#kernel/query/view.ts'
import {
  addFigures,
  type Figures,
  noFigures,
  openIn,
  staleAt,
  weighted,
  weightedOf,
  wonIn,
} from '#ltc/forecasts/deals-of-period.ts'
import { dueOn, type Period, periodOf, weekOf } from '#ltc/forecasts/forecast-period.ts'
import { type ReportingLines, reportingLines } from '#ltc/forecasts/reporting-line.ts'
import { daysAfter } from '#ltc/days.ts'
import { settings } from '#ltc/parties/settings.ts'
import { need, text } from '#ltc/read.ts'
import { asks } from '#server/insight/tile-asks.ts'
import { contextOf } from '#server/world/context-of.ts'
import { everyRow } from '#server/reading/read.ts'
import { dayIn, type Doing } from '#server/world/world.ts'
import { readable } from './open-in-books.ts'

/** A question about forecasts: of which period, and whose. */
export interface ForecastAsk {
  readonly view: View
  readonly period: Period
  readonly today: string
  readonly currency: string
  /** Which weekday is the last in time. */
  readonly day: string
  /** They may see what everybody says; else only what their own people say. */
  readonly all: boolean
  readonly people: People
}

export interface People {
  /** Also of people who have left: what they said stays. */
  readonly names: ReadonlyMap<string, string>
  readonly active: ReadonlySet<string>
  readonly lines: ReportingLines
  /** Who leads which team. */
  readonly led: ReadonlyMap<string, string>
}

const dealFields = [
  'owner',
  'stage',
  'base_amount',
  'probability',
  'forecast',
  'close_date',
  'won_at',
]

/** Who may not read deals, their worth and what was said of them has no such desk. */
export async function forecastAsk(doing: Doing, on: string | null): Promise<ForecastAsk> {
  const view = permit(doing.app, doing.who)
  if (
    !readable(view, 'opportunity', dealFields) ||
    !readable(view, 'forecast', ['person', 'week', 'amount'])
  )
    refuse('not-found', { what: 'desk/forecast' })
  const { currency, forecast_period, forecast_day } = settings(contextOf(doing))
  const today = dayIn(doing.at.zone, doing.at.now)
  return {
    view,
    today,
    currency,
    period: periodOf(forecast_period, on ?? today),
    day: forecast_day,
    all: view.objects.forecast!.right('read') === 'all',
    people: await peopleOf(doing, view),
  }
}

const everyOf = (doing: Doing, view: View, from: string, where: string, select: string[]) =>
  everyRow(doing.tx, view, doing.at, { from, where, select })

async function peopleOf(doing: Doing, view: View): Promise<People> {
  const [people, teams] = await Promise.all([
    everyOf(doing, view, 'person', 'true', ['id', 'name', 'active', 'team', 'roles', 'forecasts']),
    everyOf(doing, view, 'team', 'true', ['id', 'name', 'parent', 'lead']),
  ])
  const led = new Map<string, string>()
  for (const team of teams) {
    const lead = text(team, 'lead')
    if (lead && !led.has(lead)) led.set(lead, need(team, 'name'))
  }
  const here = people.filter((one) => one.active === true)
  return {
    active: new Set(here.map((one) => need(one, 'id'))),
    names: new Map(people.map((one) => [need(one, 'id'), text(one, 'name') ?? ''])),
    led,
    lines: reportingLines(
      here.map((one) => ({
        id: need(one, 'id'),
        team: text(one, 'team'),
        roles: Array.isArray(one.roles) ? one.roles.map(String) : [],
        forecasts: text(one, 'forecasts'),
      })),
      teams.map((one) => ({
        id: need(one, 'id'),
        parent: text(one, 'parent'),
        lead: text(one, 'lead'),
      })),
    ),
  }
}

/** The condition under which a deal or what was said is of the people whose forecasts the caller may see. */
const whose = ({ all }: ForecastAsk, field: string): string =>
  all ? 'true' : `${field} in my_people()`

const places = (value: unknown, currency: string): string =>
  exact(String(value ?? '0')).toFixed(digitsOf(currency))

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

const samePeriod = ({ kind, starts_on }: Period): string =>
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
  const saidIn = new Map(
    said.filter((row) => row.week === week).map((row) => [need(row, 'person'), row]),
  )
  const saidBefore = new Map(
    said.filter((row) => row.week === before).map((row) => [need(row, 'person'), row]),
  )
  const rows = rowsOf(ask, { week, now: now?.of ?? null, saidIn, saidBefore })
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

interface Week {
  readonly week: string
  /** By owner; null in weeks that are over. */
  readonly now: ReadonlyMap<string, Figures> | null
  readonly saidIn: ReadonlyMap<string, Values>
  readonly saidBefore: ReadonlyMap<string, Values>
}

/** People under those to whom they report; a leader's own deals stand first below their team. */
function rowsOf(ask: ForecastAsk, { week, now, saidIn, saidBefore }: Week): ForecastRow[] {
  const { currency, people, period } = ask
  const { lines, names, led, active } = people
  // Nobody is waited for before the period has begun.
  const due = daysAfter(week, 6) >= period.starts_on
  const wanted = new Set<string>()
  const speaking = [
    ...lines.expected,
    ...saidIn.keys(),
    ...saidBefore.keys(),
    ...[...(now?.keys() ?? [])].filter((owner) => active.has(owner)),
  ].filter((person) => names.has(person) && isWithin(ask, person))
  for (const person of speaking)
    for (
      let at: string | null = person;
      at !== null && !wanted.has(at) && isWithin(ask, at);
      at = lines.superior(at)
    )
      wanted.add(at)
  const below = new Map<string | null, string[]>()
  for (const person of wanted) {
    const above = lines.superior(person)
    const at = above !== null && wanted.has(above) ? above : null
    below.set(at, [...(below.get(at) ?? []), person])
  }
  const byName = (a: string, b: string): number =>
    Number(below.has(b)) - Number(below.has(a)) ||
    names.get(a)!.localeCompare(names.get(b)!, 'zh') ||
    (a < b ? -1 : 1)
  const rows: ForecastRow[] = []
  const told = new Set<string>()
  const tell = (person: string, depth: number): void => {
    if (told.has(person)) return
    told.add(person)
    const reports = (below.get(person) ?? []).sort(byName)
    const all = lines.people(person)
    const isTeam = all.size > 1
    const said = saidIn.get(person)
    const before = saidBefore.get(person)
    const reported = reports
      .filter((one) => (due && lines.expected.has(one)) || saidIn.has(one))
      .map((one) => saidIn.get(one))
    const row: ForecastRow = {
      person,
      name: names.get(person)!,
      team: isTeam ? (led.get(person) ?? null) : null,
      scope: isTeam ? 'team' : 'own',
      depth,
      figures: now
        ? addFigures(
            [...now].filter(([owner]) => all.has(owner)).map(([, one]) => one),
            currency,
          )
        : said
          ? keptFigures(said, currency)
          : null,
      speaks: true,
      expected: due && lines.expected.has(person),
      said: said ? toldSaid(said, currency) : null,
      before: before ? places(before.amount, currency) : null,
      reported:
        reported.length === 0
          ? null
          : {
              amount: sum(
                reported.flatMap((one) => (one ? [places(one.amount, currency)] : [])),
                currency,
              ),
              said: reported.filter(Boolean).length,
              of: reported.length,
            },
    }
    rows.push(row)
    const own = now?.get(person)
    if (isTeam && own && !isNothing(own))
      rows.push({
        ...row,
        team: null,
        scope: 'own',
        depth: depth + 1,
        figures: own,
        speaks: false,
        said: null,
        before: null,
        reported: null,
      })
    for (const one of reports) tell(one, depth + 1)
  }
  for (const person of (below.get(null) ?? []).sort(byName)) tell(person, 0)
  const others = now && ask.all ? [...now].filter(([owner]) => !active.has(owner)) : []
  if (others.length)
    rows.push({
      person: null,
      name: '',
      team: null,
      scope: 'own',
      depth: 0,
      figures: addFigures(
        others.map(([, one]) => one),
        currency,
      ),
      speaks: false,
      expected: false,
      said: null,
      before: null,
      reported: null,
    })
  return rows
}

const isNothing = (one: Figures): boolean =>
  [one.won, one.commit, one.best, one.pipeline].every(isZero)

/** May the caller see what this person says? The answer of the rights, once more in code: rows are asked by them anyhow. */
const isWithin = (ask: ForecastAsk, person: string): boolean =>
  ask.all || ask.view.who.people.includes(person)

export const parts = ['won', 'commit', 'best', 'pipeline', 'omitted', 'weighted', 'stale'] as const
export type Part = (typeof parts)[number]
const most = 500

/** The deals of one figure as they are now. */
export async function forecastDeals(
  doing: Doing,
  on: string | null,
  { person, scope, part }: { person: string | null; scope: 'own' | 'team'; part: Part },
): Promise<ForecastDeals> {
  const ask = await forecastAsk(doing, on)
  const { currency, period, people } = ask
  const conditions: Record<Part, string> = {
    won: wonIn(period),
    commit: `${openIn(period)} and forecast = "commit"`,
    best: `${openIn(period)} and forecast = "best"`,
    pipeline: `${openIn(period)} and (forecast is empty or forecast = "pipeline")`,
    omitted: `${openIn(period)} and forecast = "omitted"`,
    weighted: `(${wonIn(period)}) or (${openIn(period)} and (forecast is empty or forecast != "omitted"))`,
    stale: staleAt(period),
  }
  const found = await everyOf(
    doing,
    ask.view,
    'opportunity',
    `${whose(ask, 'owner')} and (${conditions[part]})`,
    [
      'id',
      'name',
      'owner',
      'owner.name',
      ...(readable(ask.view, 'account', ['name']) && ask.view.objects.opportunity!.fields.account
        ? ['account.name']
        : []),
      'stage',
      'forecast',
      'base_amount',
      'probability',
      'close_date',
      'won_at',
    ],
  )
  const ofThem =
    person === null
      ? null
      : person === 'nobody'
        ? (owner: string) => !people.active.has(owner)
        : (
            (all) => (owner: string) =>
              all.has(owner)
          )(scope === 'team' ? people.lines.people(person) : new Set([person]))
  const rows = found
    .filter(
      (row) => text(row, 'base_amount') !== null && (ofThem?.(text(row, 'owner') ?? '') ?? true),
    )
    .map((row) => toldDeal(doing, row, currency))
    .sort((a, b) => compare(b.amount, a.amount) || (a.id < b.id ? -1 : 1))
  return {
    rows: rows.slice(0, most),
    count: rows.length,
    amount: sum(
      rows.map((row) => (part === 'weighted' ? row.weighted : row.amount)),
      currency,
    ),
  }
}

function toldDeal(doing: Doing, row: Values, currency: string): ForecastDealRow {
  const won = text(row, 'stage') === 'won'
  const amount = places(row.base_amount, currency)
  const won_at = text(row, 'won_at')
  return {
    id: need(row, 'id'),
    name: text(row, 'name') ?? '',
    customer: text(row, 'account.name'),
    seller: text(row, 'owner.name'),
    stage: need(row, 'stage'),
    category: won ? 'won' : (text(row, 'forecast') ?? 'pipeline'),
    amount,
    probability: text(row, 'probability'),
    weighted: won ? amount : weightedOf(amount, text(row, 'probability'), currency),
    close_date: won && won_at ? dayIn(doing.at.zone, new Date(won_at)) : text(row, 'close_date'),
  }
}

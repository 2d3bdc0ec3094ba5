// In which rows is a week of forecasts told? People under those to whom they report, a leader's own deals first below their team.
import type { ForecastRow } from '#kernel/api/forecast.ts'
import { isZero, sum } from '#kernel/money/sum.ts'
import type { Values } from '#kernel/object.ts'
import { daysAfter } from '#ltc/days.ts'
import { addFigures, type Figures } from '#ltc/forecasts/deals-of-period.ts'
import { type ForecastAsk, isWithin } from './forecast-ask.ts'
import { keptFigures, places, toldSaid } from './forecast-said.ts'

/** What is known of a week. */
export interface Week {
  readonly week: string
  /** By owner; null in weeks that are over. */
  readonly now: ReadonlyMap<string, Figures> | null
  /** By person: what they said in it, and in the week before. */
  readonly saidIn: ReadonlyMap<string, Values>
  readonly saidBefore: ReadonlyMap<string, Values>
}

/** A row in which nobody says anything. */
const silent = {
  team: null,
  scope: 'own',
  speaks: false,
  said: null,
  before: null,
  reported: null,
} as const

/** One row for each person of whom something is to be told, in the order of the tree; nobody's deals come last. */
export function rowsOf(ask: ForecastAsk, week: Week): ForecastRow[] {
  const { now } = week
  const below = reportsOf(ask, week)
  const rows: ForecastRow[] = []
  const told = new Set<string>()
  const tell = (person: string, depth: number): void => {
    if (told.has(person)) return
    told.add(person)
    const reports = below.get(person) ?? []
    const row = rowOf(ask, week, person, reports, depth)
    rows.push(row)
    const own = now?.get(person)
    if (row.scope === 'team' && own && !isNothing(own))
      rows.push({ ...row, ...silent, depth: depth + 1, figures: own })
    for (const one of reports) tell(one, depth + 1)
  }
  for (const person of below.get(null) ?? []) tell(person, 0)
  const others =
    now && ask.all
      ? [...now].flatMap(([owner, figures]) => (ask.people.active.has(owner) ? [] : [figures]))
      : []
  if (others.length)
    rows.push({
      ...silent,
      person: null,
      name: '',
      depth: 0,
      figures: addFigures(others, ask.currency),
      expected: false,
    })
  return rows
}

/** Who stands right below whom, those with people of their own first; below null whoever stands at the top. */
function reportsOf(
  ask: ForecastAsk,
  { now, saidIn, saidBefore }: Week,
): ReadonlyMap<string | null, readonly string[]> {
  const { lines, names, active } = ask.people
  const speaking = [
    ...lines.expected,
    ...saidIn.keys(),
    ...saidBefore.keys(),
    ...[...(now?.keys() ?? [])].filter((owner) => active.has(owner)),
  ].filter((person) => names.has(person) && isWithin(ask, person))
  const wanted = new Set<string>()
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
  for (const reports of below.values()) reports.sort(byName)
  return below
}

/** What is told of one person, or of the team that they lead. */
function rowOf(
  { currency, people, period }: ForecastAsk,
  { week, now, saidIn, saidBefore }: Week,
  person: string,
  reports: readonly string[],
  depth: number,
): ForecastRow {
  const { lines, names, led } = people
  // Nobody is waited for before the period has begun.
  const due = daysAfter(week, 6) >= period.starts_on
  const isExpected = (one: string): boolean => due && lines.expected.has(one)
  const all = lines.people(person)
  const isTeam = all.size > 1
  const said = saidIn.get(person)
  const before = saidBefore.get(person)
  const asked = reports.filter((one) => isExpected(one) || saidIn.has(one))
  const answers = asked.map((one) => saidIn.get(one)).filter((one) => one !== undefined)
  return {
    person,
    name: names.get(person)!,
    team: isTeam ? (led.get(person) ?? null) : null,
    scope: isTeam ? 'team' : 'own',
    depth,
    figures: now
      ? addFigures(
          [...now].flatMap(([owner, figures]) => (all.has(owner) ? [figures] : [])),
          currency,
        )
      : said
        ? keptFigures(said, currency)
        : null,
    speaks: true,
    expected: isExpected(person),
    said: said ? toldSaid(said, currency) : null,
    before: before ? places(before.amount, currency) : null,
    reported:
      asked.length === 0
        ? null
        : {
            amount: sum(
              answers.map((one) => places(one.amount, currency)),
              currency,
            ),
            said: answers.length,
            of: asked.length,
          },
  }
}

const isNothing = (one: Figures): boolean =>
  [one.won, one.commit, one.best, one.pipeline].every(isZero)

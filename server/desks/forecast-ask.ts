// A question about forecasts: of which period, and of whose may the caller know?
import { refuse } from '#kernel/error.ts'
import type { Values } from '#kernel/object.ts'
import { permit, type View } from '#kernel/query/view.ts'
import { type Period, periodOf } from '#ltc/forecasts/forecast-period.ts'
import { type ReportingLines, reportingLines } from '#ltc/forecasts/reporting-line.ts'
import { settings } from '#ltc/parties/settings.ts'
import { need, text } from '#ltc/read.ts'
import { everyRow } from '#server/reading/read.ts'
import { contextOf } from '#server/world/context-of.ts'
import { dayIn, type Doing } from '#server/world/world.ts'
import { readable } from './open-in-books.ts'

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
export const whose = ({ all }: ForecastAsk, field: string): string =>
  all ? 'true' : `${field} in my_people()`

/** May the caller see what this person says? The answer of the rights, once more in code: rows are asked by them anyhow. */
export const isWithin = (ask: ForecastAsk, person: string): boolean =>
  ask.all || ask.view.who.people.includes(person)

/** All rows of an object that the caller may see. */
export const everyOf = (
  doing: Doing,
  view: View,
  from: string,
  where: string,
  select: string[],
): Promise<Values[]> => everyRow(doing.tx, view, doing.at, { from, where, select })

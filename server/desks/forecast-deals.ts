// Which deals are behind a figure of the forecast as it is now?
import type { ForecastDealRow, ForecastDeals } from '#kernel/api/forecast.ts'
import { compare, sum } from '#kernel/money/sum.ts'
import type { Values } from '#kernel/object.ts'
import { openIn, staleAt, weightedOf, wonIn } from '#ltc/forecasts/deals-of-period.ts'
import { need, text } from '#ltc/read.ts'
import { dayIn, type Doing } from '#server/world/world.ts'
import { everyOf, type ForecastAsk, forecastAsk, whose } from './forecast-ask.ts'
import { places } from './forecast-said.ts'
import { readable } from './open-in-books.ts'

/** The figures that one may look behind. */
export const parts = ['won', 'commit', 'best', 'pipeline', 'omitted', 'weighted', 'stale'] as const
export type Part = (typeof parts)[number]
/** So many are told; all of them are counted. */
const most = 500

/** The deals of one figure as they are now. */
export async function forecastDeals(
  doing: Doing,
  on: string | null,
  { person, scope, part }: { person: string | null; scope: 'own' | 'team'; part: Part },
): Promise<ForecastDeals> {
  const ask = await forecastAsk(doing, on)
  const { currency, period } = ask
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
  const isTheirs = ownersOf(ask, person, scope)
  const rows = found
    .filter((row) => text(row, 'base_amount') !== null && isTheirs(text(row, 'owner') ?? ''))
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

/** Whose deals are meant: everybody's, those of nobody or of people who have left, one person's, or those of their team. */
function ownersOf(
  { people }: ForecastAsk,
  person: string | null,
  scope: 'own' | 'team',
): (owner: string) => boolean {
  if (person === null) return () => true
  if (person === 'nobody') return (owner) => !people.active.has(owner)
  if (scope === 'own') return (owner) => owner === person
  const team = people.lines.people(person)
  return (owner) => team.has(owner)
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

// What is kept with a forecast? Every deal it speaks of as it is now, also those that were in the one before and left.
import { localTime } from '#kernel/import/local-time.ts'
import type { Context } from '#kernel/context.ts'
import { sum } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { settings } from '../parties/settings.ts'
import { need, rows, text } from '../read.ts'
import { openIn, sure, weightedOf, wonIn } from './deals-of-period.ts'
import { dueOn, type Period, type PeriodKind } from './forecast-period.ts'

const fields = [
  'id',
  'name',
  'account.name',
  'owner',
  'stage',
  'base_amount',
  'probability',
  'forecast',
  'close_date',
  'won_at',
  'created_at',
] as const

/** Only as it is made: it never changes afterwards. */
export async function takeForecast(ctx: Context, row: Values, before: Row | null): Promise<Values> {
  if (before) return {}
  const { currency, forecast_day } = settings(ctx)
  const period: Period = {
    kind: need(row, 'period') as PeriodKind,
    starts_on: need(row, 'starts_on'),
    ends_on: need(row, 'ends_on'),
  }
  const mine = 'owner in my_people()'
  const [open, won, previous] = await Promise.all([
    ctx.ask('opportunity', `${mine} and ${openIn(period)}`, fields),
    ctx.ask('opportunity', `${mine} and ${wonIn(period)}`, fields),
    lastBefore(ctx, row),
  ])
  const found = [...won, ...open]
  const rated = found.filter((deal) => text(deal, 'base_amount') !== null)
  const deals = [
    ...rated.map((deal) => dealOf(ctx, deal, isWon(deal) ? 'won' : categoryOf(deal), currency)),
    ...(await leftSince(ctx, previous, new Set(found.map((deal) => need(deal, 'id'))), currency)),
  ]
  const of = (category: string): string =>
    sum(
      deals.filter((deal) => deal.category === category).map((deal) => need(deal, 'amount')),
      currency,
    )
  return {
    submitted_at: ctx.now.toISOString(),
    late: ctx.today > dueOn(need(row, 'week'), forecast_day),
    previous: previous?.id ?? null,
    won: of('won'),
    commit: of('commit'),
    best: of('best'),
    pipeline: of('pipeline'),
    weighted: sum(
      deals.map((deal) => need(deal, 'weighted')),
      currency,
    ),
    unrated: found.length - rated.length,
    deals,
  }
}

const isWon = (deal: Values): boolean => text(deal, 'stage') === 'won'
const categoryOf = (deal: Values): string => text(deal, 'forecast') ?? 'pipeline'

/** What the same person said last of the same period, with its deals. */
async function lastBefore(ctx: Context, row: Values): Promise<Row | null> {
  const same = { person: row.person, period: row.period, starts_on: row.starts_on }
  const [last] = await ctx.find('forecast', same, { sort: '-week', limit: 1 })
  return last ?? null
}

function dealOf(ctx: Context, deal: Values, category: string, currency: string): Values {
  const amount = need(deal, 'base_amount')
  const won_at = text(deal, 'won_at')
  const counts = (sure as readonly string[]).includes(category)
  return {
    opportunity: need(deal, 'id'),
    name: text(deal, 'name'),
    customer: text(deal, 'account.name'),
    seller: text(deal, 'owner'),
    category,
    amount,
    probability: text(deal, 'probability'),
    weighted:
      category === 'won'
        ? amount
        : counts
          ? weightedOf(amount, text(deal, 'probability'), currency)
          : '0',
    close_date:
      category === 'won' && won_at
        ? localTime(Date.parse(won_at), ctx.zone).slice(0, 10)
        : text(deal, 'close_date'),
    begun_at: text(deal, 'created_at'),
  }
}

/** Deals of the forecast before that are in this one no more, each with what became of it. */
async function leftSince(
  ctx: Context,
  previous: Row | null,
  here: ReadonlySet<string>,
  currency: string,
): Promise<Values[]> {
  const then = new Map(
    rows(previous ?? {}, 'deals')
      .filter((deal) => (sure as readonly string[]).includes(need(deal, 'category')))
      .map((deal) => [need(deal, 'opportunity'), deal]),
  )
  const missing = [...then.keys()].filter((id) => !here.has(id))
  const now = new Map<string, Values>()
  for (let from = 0; from < missing.length; from += 100) {
    const ids = missing.slice(from, from + 100).map((id) => `"${id}"`)
    for (const deal of await ctx.ask('opportunity', `id in (${ids.join(', ')})`, fields))
      now.set(need(deal, 'id'), deal)
  }
  return missing.map((id) => {
    const was = then.get(id)!
    const is = now.get(id)
    const values = is && { ...is, base_amount: text(is, 'base_amount') ?? need(was, 'amount') }
    if (values && ctx.who.people.includes(text(values, 'owner') ?? ''))
      return dealOf(ctx, values, text(values, 'stage') === 'lost' ? 'lost' : 'moved', currency)
    const { opportunity, name, customer, seller, amount, probability, close_date, begun_at } = was
    return {
      opportunity,
      name,
      customer,
      seller,
      amount,
      probability,
      close_date,
      begun_at,
      category: 'gone',
      weighted: '0',
    }
  })
}

// What does this person say that the period will bring? Once a week, for themselves; it stands from then on.
import { action } from '#kernel/action.ts'
import { sum } from '#kernel/money/sum.ts'
import type { Context } from '#kernel/context.ts'
import { settings } from '../parties/settings.ts'
import { need, text } from '../read.ts'
import { no } from '../refusals.ts'
import { type Period, periodOf, weekOf } from './forecast-period.ts'
import { linesNow } from './lines-now.ts'

export const submitForecast = action('submit_forecast', {
  on: 'person',
  label: { zh: '提交预测', en: 'Submit a forecast' },
  icon: 'AimOutlined',
  quiet: true,
  input: {
    amount: {
      kind: 'money',
      currency: 'our.currency',
      label: { zh: '预测', en: 'Forecast' },
      help: { zh: '本期会成交多少，含已赢单', en: 'What the period will bring, with what is won' },
      min: '0',
      required: true,
    },
    note: { kind: 'long_text', label: { zh: '说明', en: 'Note' }, max: 2000 },
    on: {
      kind: 'date',
      label: { zh: '期间内任一天', en: 'A day of the period' },
      help: { zh: '不填为今天所在的期间', en: 'The period of today unless given' },
    },
  },
  run: async (ctx, person, input) => {
    if (person.id !== ctx.who.id) no('forecast-own-only')
    const { forecast_period } = settings(ctx)
    const period = periodOf(forecast_period, text(input, 'on') ?? ctx.today)
    if (period.ends_on < ctx.today) no('forecast-period-over', { date: period.ends_on })
    const week = weekOf(ctx.today)
    const said = { period: period.kind, starts_on: period.starts_on, week }
    // The action holds the person, so of two that come at once the second finds the first.
    if (await ctx.count('forecast', { ...said, person: person.id })) no('forecast-said', { week })
    const made = await ctx.create('forecast', {
      ...said,
      ends_on: period.ends_on,
      person: person.id,
      owner: person.id,
      scope: ctx.who.people.length > 1 ? 'team' : 'own',
      amount: need(input, 'amount'),
      note: text(input, 'note'),
      ...(await reportedTo(ctx, person.id, period, week)),
    })
    return { forecast: made.id, number: made.number, late: made.late }
  },
})

/** What those who report to them have said of it this week, and how many have not. */
async function reportedTo(
  ctx: Context,
  person: string,
  period: Period,
  week: string,
): Promise<{ reported?: string; unreported?: number }> {
  if (ctx.who.people.length < 2) return {}
  const lines = await linesNow(ctx)
  const below = [...lines.expected].filter((one) => lines.superior(one) === person)
  if (below.length === 0) return {}
  const said = await ctx.find('forecast', {
    person: below,
    period: period.kind,
    starts_on: period.starts_on,
    week,
  })
  return {
    reported: sum(
      said.map((one) => need(one, 'amount')),
      settings(ctx).currency,
    ),
    unreported: below.length - said.length,
  }
}

// Who is reminded that their forecast of this week is still missing? Everybody of whom one is expected.
import { action } from '#kernel/action.ts'
import { settings } from '../parties/settings.ts'
import { need } from '../read.ts'
import { periodOf, weekOf } from './forecast-period.ts'
import { linesNow } from './lines-now.ts'

export const remindForecasts = action('remind_forecasts', {
  on: 'company',
  label: { zh: '提醒提交预测', en: 'Remind of forecasts' },
  icon: 'BellOutlined',
  quiet: true,
  run: async (ctx) => {
    const { expected } = await linesNow(ctx)
    const { kind, starts_on } = periodOf(settings(ctx).forecast_period, ctx.today)
    const said = await ctx.find('forecast', { period: kind, starts_on, week: weekOf(ctx.today) })
    const have = new Set(said.map((one) => need(one, 'person')))
    const missing = [...expected].filter((person) => !have.has(person))
    await ctx.notify(missing, {
      zh: '请在今天之内提交本周的销售预测',
      en: 'Please submit your forecast of this week today',
    })
    return { reminded: missing.length }
  },
})

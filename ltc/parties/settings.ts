// How does this company want to work? Its one row of settings, with the standard where it says nothing.
import type { Context } from '#kernel/context.ts'
import type { Words } from '#kernel/error.ts'
import { text, yes } from '../read.ts'

export interface Settings {
  readonly currency: string
  /** In which documents are written that name parts of themselves. */
  readonly language: keyof Words
  readonly pool_days: number
  /** Are there pools with rules of their own? */
  readonly pools: boolean
  readonly payment_days: number
  /** What happens where a contract goes beyond its customer's credit: none, warn or approve. */
  readonly credit_control: string
  /** Is a contract signed only once it is sealed? */
  readonly sign_needs_seal: boolean
  readonly quote_days: number
  /** How many days an exchange rate holds. */
  readonly rate_days: number
  /** Is a forecast of a month or of a quarter, and by which weekday (mon … sun) is it due? */
  readonly forecast_period: 'month' | 'quarter'
  readonly forecast_day: string
  /** What finance may let go without asking: on one invoice, and of one customer in a month. */
  readonly difference_limit: string
  readonly difference_month_limit: string
}

export function settings(ctx: Context): Settings {
  const row = ctx.company
  const days = (field: string, standard: number) => Number(text(row, field) ?? standard)
  return {
    currency: text(row, 'currency') ?? 'CNY',
    language: text(row, 'language') === 'en' ? 'en' : 'zh',
    pool_days: days('pool_days', 15),
    pools: yes(row, 'pools'),
    payment_days: days('payment_days', 30),
    credit_control: text(row, 'credit_control') ?? 'warn',
    sign_needs_seal: yes(row, 'sign_needs_seal'),
    quote_days: days('quote_days', 30),
    rate_days: days('rate_days', 31),
    forecast_period: text(row, 'forecast_period') === 'month' ? 'month' : 'quarter',
    forecast_day: text(row, 'forecast_day') ?? 'fri',
    difference_limit: text(row, 'difference_limit') ?? '10',
    difference_month_limit: text(row, 'difference_month_limit') ?? '100',
  }
}

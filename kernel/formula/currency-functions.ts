// What is an amount worth in the company's own currency?

import type { Decimal } from 'decimal.js'
import { currencies, digits } from '../money/currency.ts'
import { join, literal, type Sql, sql } from '../sql.ts'
import type { Circumstances, FormulaFunction } from './function.ts'
import { Exact } from './number.ts'
import { number, text } from './type.ts'
import { isNone } from './value.ts'

const placesOf = (at: Circumstances): number => digits(at.currency) ?? 2

/** The codes that have other than two places. */
const unlike = (code: Sql): Sql =>
  join(
    [0, 3, 4].map(
      (places) =>
        sql`when ${code} in (${join(
          currencies.filter((each) => digits(each) === places).map(literal),
          ', ',
        )}) then ${literal(String(places))}::numeric`,
    ),
    ' ',
  )

export const currencyFunctions: Record<string, FormulaFunction> = {
  BASE_CURRENCY: {
    help: {
      group: 'number',
      example: 'currency = BASE_CURRENCY()',
      help: { zh: '公司的本位币', en: 'the currency of the company' },
    },
    takes: [],
    gives: text,
    value: (_, at) => at.currency,
  },
  CURRENCY_DIGITS: {
    help: {
      group: 'number',
      example: 'ROUND(amount * 0.1, CURRENCY_DIGITS(currency))',
      help: {
        zh: '币种的小数位数：人民币 2，日元 0，科威特第纳尔 3',
        en: 'decimal places of a currency: CNY 2, JPY 0, KWD 3',
      },
    },
    takes: ['text'],
    gives: number,
    width: () => ({ whole: 1, fraction: 0 }),
    sql: ([currency], print) =>
      print.once(
        [currency!],
        (code) =>
          sql`case when nullif(${code!}, '') is null then null ${unlike(code!)} else 2 end::numeric`,
      ),
    value: ([currency]) => (currency === '' ? null : new Exact(digits(currency as string) ?? 2)),
  },
  IN_BASE: {
    help: {
      group: 'number',
      example: 'IN_BASE(amount, currency, rate)',
      help: {
        zh: '折合本位币：本位币金额不变，外币按汇率折算并四舍五入到分；没有汇率则为空',
        en: 'in the company’s currency: its own amounts as they are, others by the rate and rounded; empty without a rate',
      },
    },
    takes: ['number', 'text', 'number'],
    gives: number,
    width: ([amount, , rate]) => ({
      whole: amount!.whole + rate!.whole + 1,
      fraction: Math.max(amount!.fraction, 4),
    }),
    sql: ([amount, currency, rate], print) =>
      print.once(
        [amount!, currency!, rate!],
        (a, c, r) =>
          sql`case when coalesce(nullif(${c!}, ''), ${print.param(print.at.currency, 'text')}) = ${print.param(print.at.currency, 'text')} then ${a!} else round(${a!} * ${r!}, ${placesOf(print.at)}::int) end`,
      ),
    empties: 'mine',
    value: ([amount, currency, rate], at) => {
      if (isNone(amount!)) return amount!
      if (isNone(currency!) || currency === '' || currency === at.currency) return amount as Decimal
      if (isNone(rate!)) return null
      return new Exact(
        (amount as Decimal)
          .times(rate as Decimal)
          .toDecimalPlaces(placesOf(at), Exact.ROUND_HALF_UP),
      )
    },
  },
}

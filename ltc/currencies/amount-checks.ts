// Has every amount that is stored a currency, its digits, and where it is of another currency a rate?
import { digits } from '#kernel/money/currency.ts'
import type { Values } from '#kernel/object.ts'
import { check, type RowCheck } from '../check.ts'
import { currency } from '../currency.ts'
import { decimal, rows, text } from '../read.ts'
import { convertedNames, withConverted } from './lines-in-base.ts'

/** Every amount that is stored, by object and the path to its currency. */
const amounts: readonly (readonly [object: string, currency: string, fields: readonly string[]])[] =
  [
    ['quote', 'currency', ['net', 'tax', 'gross', 'cost', 'margin']],
    ['quote_line', 'quote.currency', ['net', 'tax', 'gross']],
    ['contract', 'currency', ['net', 'tax', 'amount', 'signed_amount']],
    ['contract_line', 'contract.currency', ['net', 'tax', 'gross']],
    ['billing_plan_line', 'contract.currency', ['amount']],
    ['amendment', 'currency', ['net', 'tax', 'amount']],
    ['amendment_line', 'amendment.currency', ['net', 'tax', 'gross']],
    ['invoice', 'currency', ['net', 'tax', 'gross']],
    ['invoice_line', 'invoice.currency', ['net', 'tax', 'gross']],
    ['payment', 'currency', ['amount']],
    ['bank_line', 'currency', ['amount']],
    ['statement', 'currency', ['opening', 'closing', 'overdue']],
    ['statement_line', 'statement.currency', ['charged', 'settled', 'balance']],
    ['allocation', 'payment.currency', ['amount']],
    ['refund', 'payment.currency', ['amount']],
    ['write_off', 'invoice.currency', ['amount']],
    ['posting', 'currency', ['debit', 'credit']],
    ['posting', 'BASE_CURRENCY()', ['converted']],
    [
      'forecast',
      'BASE_CURRENCY()',
      ['amount', 'reported', 'won', 'commit', 'best', 'pipeline', 'weighted'],
    ],
    ['forecast_deal', 'BASE_CURRENCY()', ['amount', 'weighted']],
    ...(['quote_line', 'contract_line', 'invoice_line'] as const).map(
      (line) => [line, 'BASE_CURRENCY()', ['converted_gross', 'converted_tax']] as const,
    ),
  ]

/** The codes of the currencies with so many digits, as a formula lists them. */
const withDigits = (places: number): string =>
  Object.keys(currency.choices)
    .filter((code) => digits(code) === places)
    .map((code) => `"${code}"`)
    .join(', ')

/** An amount has more digits than its currency. */
const cut = (field: string, of: string): string =>
  `(${of} in (${withDigits(0)}) and ROUND(${field}, 0) != ${field}) or ` +
  `(${of} in (${withDigits(2)}) and ROUND(${field}, 2) != ${field}) or ` +
  `ROUND(${field}, 3) != ${field}`

export const amountChecks: readonly RowCheck[] = [
  ...['quote', 'contract', 'amendment', 'invoice', 'payment', 'posting'].map((object) =>
    check('M2', object, 'currency is empty', {
      zh: '每笔金额都有币种',
      en: 'Every amount has a currency',
    }),
  ),
  ...amounts.map(([object, of, fields]) =>
    check('M3', object, fields.map((field) => cut(field, of)).join(' or '), {
      zh: '金额不超过币种的小数位',
      en: 'Amounts have the digits of their currency',
    }),
  ),
  ...(['quote', 'contract', 'invoice'] as const).map((object) => ({
    ...check('X1', object, 'rate is not empty', {
      zh: '各行本位币之和 = 单据本位币，按最大余数分摊',
      en: 'The lines in base come to the document, shared by the largest remainder',
    }),
    holds: linesConverted,
  })),
  ...['lead', 'opportunity', 'quote', 'contract', 'invoice', 'payment'].map((object) =>
    check(
      'X3',
      object,
      'rate is not empty and (rate <= 0 or rate_on is empty or currency is empty or currency = BASE_CURRENCY())',
      { zh: '汇率大于 0，只属于外币单据', en: 'A rate is above 0, and only of other currencies' },
    ),
  ),
]

/** Is each line worth what the rule makes of it in the company's currency? */
async function linesConverted(document: Values, own: string): Promise<boolean> {
  const lines = rows(document, 'lines')
  const [currency, rate] = [text(document, 'currency')!, text(document, 'rate')!]
  return withConverted(lines, { currency, rate }, own).every((line, at) =>
    convertedNames.every((name) => decimal(line, name) === decimal(lines[at]!, name)),
  )
}

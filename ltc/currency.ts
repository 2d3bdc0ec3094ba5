// Which currencies may a document name? The field that all of them share.
import type { Choice, FieldDef } from '#kernel/field.ts'
import { currencyNames } from '#kernel/money/currency-name.ts'

const named: Readonly<Record<string, Choice>> = Object.fromEntries(
  Object.entries(currencyNames).map(([code, label]) => [code, { label }]),
)

/** Empty on a new document means the currency of what it came from, or the company's. */
export const currency = {
  kind: 'choice',
  label: { zh: '币种', en: 'Currency' },
  choices: named,
} as const satisfies FieldDef

// How does a document say what it is worth in the company's own currency?
import type { FieldDef } from '#kernel/field.ts'
import { rateSource } from './rate-source.ts'

const foreign = 'currency is not empty and currency != BASE_CURRENCY()'

/**
 * The rate that the document was converted by, which stands with it (X1). What it is worth follows from its amount
 * and this rate, so nothing is stored that could come to differ; a document of the company's own currency has none.
 */
export const rateFields = {
  rate: {
    kind: 'decimal',
    digits: 12,
    label: { zh: '汇率', en: 'Exchange rate' },
    help: {
      zh: '1 单位外币折合多少本位币，随单据锁定',
      en: 'What one unit is worth in the company’s currency; it stands with the document',
    },
    read_only: true,
    shown_if: foreign,
  },
  rate_on: {
    kind: 'date',
    label: { zh: '汇率日期', en: 'Date of the rate' },
    read_only: true,
    shown_if: foreign,
  },
  rate_source: { ...rateSource, read_only: true, shown_if: foreign },
} as const satisfies Record<string, FieldDef>

/** The names of those fields: they are filled once, later than the rest where no rate was known. */
export const rateNames = Object.keys(rateFields)

/** An amount of the document in the company's currency; empty where no rate was known. */
export const inBase = (amount: string, zh: string, en: string) =>
  ({
    kind: 'formula',
    formula: `IN_BASE(${amount}, currency, rate)`,
    gives: 'money',
    currency: 'our.currency',
    label: { zh, en },
    shown_if: foreign,
  }) as const satisfies FieldDef

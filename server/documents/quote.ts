// What does the customer see of a quote?

import { date, currencyName } from './figures.ts'
import { lineTable, totals } from './lines.ts'
import type { LineData, Sums } from './lines.ts'
import type { Block, DocumentModel } from './model.ts'
import { letterhead } from './parties.ts'
import type { Setting } from './parties.ts'
import { speaker } from './words.ts'

type Maybe = string | null | undefined

/** A quote as the API gives it, with names in place of ids. */
export interface QuoteData extends Sums {
  readonly number?: Maybe
  readonly version_no?: string | number | null
  /** What it is about: the name of the opportunity. */
  readonly subject?: Maybe
  readonly issued_on?: Maybe
  readonly valid_until?: Maybe
  readonly currency?: Maybe
  readonly tax_inclusive?: boolean | null
  readonly stage?: Maybe
  readonly payment_terms?: Maybe
  readonly delivery_terms?: Maybe
  readonly terms?: Maybe
  readonly notes?: Maybe
  readonly lines?: readonly LineData[] | null
}

/** The document of one version of a quote. Until it is approved every page is marked as a draft. */
export function quoteDocument(quote: QuoteData, setting: Setting): DocumentModel {
  const { language, company, customer } = setting
  const say = speaker(language)
  const currency = quote.currency || 'CNY'
  const lines = quote.lines ?? []
  const rule = { language, currency, tax_inclusive: quote.tax_inclusive }
  const number = [quote.number, quote.version_no && `v${quote.version_no}`]
    .filter(Boolean)
    .join(' ')
  const prose = (['payment_terms', 'delivery_terms', 'terms', 'notes'] as const).flatMap(
    (key): Block[] => (quote[key] ? [{ kind: 'prose', title: say(key), text: quote[key] }] : []),
  )
  return {
    language,
    title: say('quote'),
    number,
    company: company.name || '—',
    letterhead: letterhead(company, language),
    marks: marks(quote.stage, setting),
    made_at: setting.made_at,
    blocks: [
      {
        kind: 'facts',
        left: [
          { label: say('to'), text: customer.name || '—', strong: true },
          { label: say('contact'), text: customer.contact },
          { label: say('phone'), text: customer.phone },
          { label: say('address'), text: customer.address },
          { label: say('project'), text: quote.subject },
        ],
        right: [
          { label: say('number'), text: number, strong: true },
          { label: say('issued_on'), text: date(quote.issued_on, language) },
          { label: say('valid_until'), text: date(quote.valid_until, language) },
          { label: say('currency'), text: `${currencyName(currency, language)} ${currency}` },
        ],
      },
      lineTable(lines, rule),
      totals(lines, quote, rule),
      ...prose,
    ],
  }
}

const marks = (stage: Maybe, { language, sample }: Setting): string[] => {
  const say = speaker(language)
  const draft = stage === 'draft' || stage === 'in_approval' || stage === 'rejected'
  return [...(draft ? [say('draft')] : []), ...(sample ? [say('sample')] : [])]
}

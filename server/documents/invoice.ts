// What does the customer see of an invoice? What to pay, until when, to which account.

import { exact } from '#kernel/money/exact.ts'
import { currencyName, date, figure } from './figures.ts'
import { lineTable, totals } from './lines.ts'
import type { LineData, Sums } from './lines.ts'
import type { Block, DocumentModel, Fact, Language } from './model.ts'
import { letterhead } from './parties.ts'
import type { Setting } from './parties.ts'
import { speaker } from './words.ts'

type Maybe = string | null | undefined

/** An invoice as the API gives it, with names in place of ids. */
export interface InvoiceData extends Sums {
  readonly number?: Maybe
  /** The number of the contract that it bills. */
  readonly contract?: Maybe
  readonly issued_on?: Maybe
  readonly due_on?: Maybe
  readonly currency?: Maybe
  readonly tax_inclusive?: boolean | null
  readonly paid?: Maybe
  readonly balance?: Maybe
  readonly stage?: Maybe
  readonly notes?: Maybe
  readonly lines?: readonly LineData[] | null
}

/** The document of an invoice; of a credit note when its gross is below 0. */
export function invoiceDocument(invoice: InvoiceData, setting: Setting): DocumentModel {
  const { language, company } = setting
  const say = speaker(language)
  const currency = invoice.currency || 'CNY'
  const lines = invoice.lines ?? []
  const rule = { language, currency, tax_inclusive: invoice.tax_inclusive }
  const credit = !!invoice.gross && exact(invoice.gross).isNegative()
  return {
    language,
    title: say(credit ? 'credit' : 'invoice'),
    number: invoice.number ?? '',
    company: company.name || '—',
    letterhead: letterhead(company, language),
    marks: marks(invoice.stage, setting),
    made_at: setting.made_at,
    blocks: [
      facts(invoice, currency, setting),
      lineTable(lines, rule, { with_tax: true }),
      totals(lines, invoice, rule),
      ...paid(invoice, currency, language),
      ...payTo(setting, credit),
      ...(invoice.notes
        ? [{ kind: 'prose' as const, title: say('notes'), text: invoice.notes }]
        : []),
      { kind: 'prose', text: say('no_tax_invoice') },
    ],
  }
}

function facts(invoice: InvoiceData, currency: string, { language, customer }: Setting): Block {
  const say = speaker(language)
  return {
    kind: 'facts',
    left: [
      { label: say('to'), text: customer.name || '—', strong: true },
      { label: say('contact'), text: customer.contact },
      { label: say('tax_number'), text: customer.tax_number },
      { label: say('address'), text: customer.address },
    ],
    right: [
      { label: say('invoice_number'), text: invoice.number, strong: true },
      { label: say('contract_number'), text: invoice.contract },
      { label: say('issued_on'), text: date(invoice.issued_on, language) },
      { label: say('due_on'), text: date(invoice.due_on, language) },
      { label: say('currency'), text: `${currencyName(currency, language)} ${currency}` },
    ],
  }
}

/** What has been paid is said only once something has. */
function paid(invoice: InvoiceData, currency: string, language: Language): Block[] {
  if (!invoice.paid || exact(invoice.paid).isZero()) return []
  const say = speaker(language)
  const rows = [
    { label: say('paid'), text: figure(invoice.paid, currency) },
    { label: say('balance'), text: figure(invoice.balance, currency), strong: true },
  ]
  return [{ kind: 'totals', rows: rows.filter((row) => row.text) }]
}

/** The account to pay to; nobody pays on a credit note. */
function payTo({ language, company }: Setting, credit: boolean): Block[] {
  const say = speaker(language)
  if (credit || !(company.bank || company.bank_account)) return []
  const left: Fact[] = [{ label: say('bank'), text: company.bank }]
  return [
    { kind: 'facts', left, right: [{ label: say('bank_account'), text: company.bank_account }] },
  ]
}

const marks = (stage: Maybe, { language, sample }: Setting): string[] => {
  const say = speaker(language)
  return [
    ...(stage === 'draft' ? [say('draft')] : []),
    ...(stage === 'void' ? [say('void')] : []),
    ...(sample ? [say('sample')] : []),
  ]
}

// What do both sides sign? The parties, the goods, the price, the plan of payment, the terms.

import { exact } from '#kernel/money/exact.ts'
import { currencyName, date, figure } from './figures.ts'
import { inCapitals, lineTable, totals } from './lines.ts'
import type { LineData, LinesRule } from './lines.ts'
import type { Block, DocumentModel, Table } from './model.ts'
import { letterhead, partyFacts } from './parties.ts'
import type { Setting } from './parties.ts'
import { speaker } from './words.ts'

type Maybe = string | null | undefined

export interface PlanLine {
  readonly name?: Maybe
  readonly due_on?: Maybe
  /** The name of the milestone that makes it due. */
  readonly milestone?: Maybe
  readonly amount?: Maybe
}

/** A contract as the API gives it, with names in place of ids. */
export interface ContractData {
  readonly number?: Maybe
  readonly name?: Maybe
  readonly signed_on?: Maybe
  readonly starts_on?: Maybe
  readonly ends_on?: Maybe
  readonly currency?: Maybe
  readonly tax_inclusive?: boolean | null
  readonly amount?: Maybe
  readonly stage?: Maybe
  readonly terms?: Maybe
  readonly notes?: Maybe
  readonly lines?: readonly LineData[] | null
  readonly billing_plan?: readonly PlanLine[] | null
}

/** The document of a contract. Before it goes to be signed every page is marked as a draft. */
export function contractDocument(contract: ContractData, setting: Setting): DocumentModel {
  const { language, company, customer } = setting
  const say = speaker(language)
  const currency = contract.currency || 'CNY'
  const rule = { language, currency, tax_inclusive: contract.tax_inclusive }
  const lines = contract.lines ?? []
  const plan = contract.billing_plan ?? []
  const draft = contract.stage === 'draft' || contract.stage === 'in_approval'
  return {
    language,
    title: say('contract'),
    number: contract.number ?? '',
    subtitle: contract.name ?? undefined,
    company: company.name || '—',
    letterhead: letterhead(company, language),
    marks: [...(draft ? [say('draft')] : []), ...(setting.sample ? [say('sample')] : [])],
    made_at: setting.made_at,
    blocks: [
      {
        kind: 'facts',
        left: [
          { label: say('contract_number'), text: contract.number, strong: true },
          { label: say('signed_on'), text: date(contract.signed_on, language) },
        ],
        right: [
          { label: say('term'), text: term(contract, setting) },
          { label: say('currency'), text: `${currencyName(currency, language)} ${currency}` },
        ],
      },
      {
        kind: 'facts',
        left: partyFacts(say('buyer'), customer, language),
        right: partyFacts(say('seller'), company, language),
      },
      ...(lines.length ? [lineTable(lines, rule, { title: say('goods'), with_tax: true })] : []),
      value(contract, lines, rule),
      ...(plan.length ? [planTable(plan, contract.amount, rule)] : []),
      ...prose(say('terms'), contract.terms),
      ...prose(say('notes'), contract.notes),
      {
        kind: 'signatures',
        parties: [
          { role: say('buyer'), name: customer.name || '' },
          { role: say('seller'), name: company.name || '' },
        ],
        blanks: [say('seal'), say('signed_by'), say('sign_date')],
      },
    ],
  }
}

const prose = (title: string, text: Maybe): Block[] =>
  text ? [{ kind: 'prose', title, text }] : []

const term = ({ starts_on, ends_on }: ContractData, { language }: Setting): string =>
  starts_on || ends_on ? `${date(starts_on, language)} – ${date(ends_on, language)}` : ''

/** The totals of the lines; the amount agreed by itself where it is not what the lines come to. */
function value(contract: ContractData, lines: readonly LineData[], rule: LinesRule): Block {
  const say = speaker(rule.language)
  const add = (key: 'net' | 'tax' | 'gross') =>
    lines.reduce((all, line) => all.plus(line[key] || '0'), exact('0')).toFixed()
  const sums = { net: add('net'), tax: add('tax'), gross: add('gross') }
  const amount = contract.amount ?? sums.gross
  const ofLines = totals(lines, sums, rule)
  if (lines.length && exact(amount).equals(sums.gross)) return ofLines
  const agreed = {
    label: `${say('contract_amount')} ${currencyName(rule.currency, rule.language)}`,
    text: figure(amount, rule.currency),
    strong: true,
  }
  const before = lines.length ? ofLines.rows.map(({ label, text }) => ({ label, text })) : []
  return { kind: 'totals', rows: [...before, agreed], words: inCapitals(amount, rule) }
}

function planTable(plan: readonly PlanLine[], amount: Maybe, rule: LinesRule): Table {
  const say = speaker(rule.language)
  const { currency, language } = rule
  const all = plan.reduce((sum, line) => sum.plus(line.amount || '0'), exact('0'))
  const share = (part: Maybe): string =>
    !part || all.isZero()
      ? ''
      : `${exact(part).times('100').dividedBy(all).toDecimalPlaces(2).toFixed()}%`
  return {
    kind: 'table',
    title: say('plan'),
    columns: [
      { label: '#', align: 'left' },
      { label: say('instalment'), align: 'left', wide: true },
      { label: say('milestone'), align: 'left', wide: true },
      { label: say('plan_due'), align: 'left' },
      { label: say('share'), align: 'right' },
      { label: say('plan_amount'), align: 'right' },
    ],
    rows: plan.map((line, at) => [
      String(at + 1),
      line.name ?? '',
      line.milestone ?? '',
      date(line.due_on, language),
      share(line.amount),
      figure(line.amount, currency),
    ]),
    foot: ['', say('sum'), '', '', '', figure(all.toFixed(), currency)],
  }
}

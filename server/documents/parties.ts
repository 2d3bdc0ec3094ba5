// How are the two sides of a document introduced?

import type { Fact, Language } from './model.ts'
import { speaker } from './words.ts'

/** A company as a document names it; what is not known is left out. */
export interface Party {
  readonly name?: string | null
  readonly address?: string | null
  readonly tax_number?: string | null
  readonly phone?: string | null
  readonly email?: string | null
  readonly bank?: string | null
  readonly bank_account?: string | null
  /** The person spoken to, with the position if wanted. */
  readonly contact?: string | null
}

/** What is the same for every kind of document. */
export interface Setting {
  readonly language: Language
  readonly company: Party
  readonly customer: Party
  /** True when the company is the sample one: every page says so. */
  readonly sample?: boolean
  readonly made_at: string
}

/** The lines below the name of the company at the head of its paper. */
export function letterhead(company: Party, language: Language): string[] {
  const say = speaker(language)
  const colon = language === 'zh' ? '：' : ': '
  const reach = [
    company.phone && `${say('phone')}${colon}${company.phone}`,
    company.email && `${say('email')}${colon}${company.email}`,
    company.tax_number && `${say('tax_number')}${colon}${company.tax_number}`,
  ]
  return [company.address ?? '', reach.filter(Boolean).join('    ')].filter(Boolean)
}

/** A party with everything needed to bill and to pay it. */
export function partyFacts(role: string, party: Party, language: Language): Fact[] {
  const say = speaker(language)
  return [
    { label: role, text: party.name || '—', strong: true },
    { label: say('contact'), text: party.contact },
    { label: say('phone'), text: party.phone },
    { label: say('address'), text: party.address },
    { label: say('tax_number'), text: party.tax_number },
    { label: say('bank'), text: party.bank },
    { label: say('bank_account'), text: party.bank_account },
  ]
}

// Which currencies may an amount in a file be in, as its own cell says it? "USD 100", "€99", "HK$ 5".

/** 元 is written in several countries, and by most without meaning any: it says nothing. */
const codes = /^(?:CNY|USD|EUR|GBP|JPY|HKD|TWD)$/
const dollars = ['USD', 'HKD', 'MOP', 'TWD', 'SGD', 'AUD', 'NZD', 'CAD', 'MXN']
const signs: Readonly<Record<string, readonly string[]>> = {
  人民币: ['CNY'],
  RMB: ['CNY'],
  'CN¥': ['CNY'],
  'JP¥': ['JPY'],
  '¥': ['CNY', 'JPY'],
  US$: ['USD'],
  HK$: ['HKD'],
  NT$: ['TWD'],
  S$: ['SGD'],
  A$: ['AUD'],
  AU$: ['AUD'],
  NZ$: ['NZD'],
  C$: ['CAD'],
  CA$: ['CAD'],
  R$: ['BRL'],
  $: dollars,
  '€': ['EUR'],
  '£': ['GBP'],
  '₩': ['KRW'],
  '₹': ['INR'],
}

const before = /^[-+(\s]*(人民币|[A-Z]{0,2}[$¥€£₩₹]|[A-Z]{3})/
const behind = /(人民币|[$¥€£₩₹]|[A-Z]{3})[)\s]*$/

/** Codes of ISO 4217 that the text may mean; null where it says nothing of it, or nothing that is known. */
export function currenciesMeant(text: string): readonly string[] | null {
  const plain = text.normalize('NFKC').toUpperCase().trim()
  const said = (before.exec(plain) ?? behind.exec(plain))?.[1]
  if (said === undefined) return null
  return signs[said] ?? (codes.test(said) ? [said] : said.endsWith('$') ? dollars : null)
}

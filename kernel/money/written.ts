// How are numbers and amounts written for people? Text in, text out; no amount ever becomes a float.
import { digits as digitsOf } from './currency.ts'
import { exact } from './exact.ts'
import { round } from './round.ts'

const plain = /^-?\d+(\.\d+)?$/

/** "−" (the true minus) and a comma per three digits. */
const grouped = (text: string): string => {
  const [whole = '', rest] = text.replace('-', '').split('.')
  const sign = text.startsWith('-') ? '−' : ''
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest ? `.${rest}` : '')
}

const asText = (value: unknown): string | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null
  return typeof value === 'string' && plain.test(value) ? value : null
}

/** "1234.5" → "1,234.50"; `digits` absent keeps the digits that are there. */
export function number(value: unknown, digits?: number): string {
  const text = asText(value)
  if (text === null) return typeof value === 'string' ? value : ''
  // String() of a JS number may be exponential; exact() reads that, the pattern above has let only plain ones in.
  return grouped(digits === undefined ? exact(text).toFixed() : round(text, digits))
}

/** A whole number that counts nothing, a year say: as it is, with the true minus. */
export const ungrouped = (value: unknown): string => {
  const text = asText(value)
  return text === null ? (typeof value === 'string' ? value : '') : text.replace('-', '−')
}

/** An amount as on documents: "2,672,388.60", with the code before it where it is not the company's currency. */
export function money(value: unknown, currency?: string | null, home?: string): string {
  const text = asText(value)
  if (text === null) return typeof value === 'string' ? value : ''
  const places = (currency ? digitsOf(currency) : undefined) ?? 2
  const figures = number(text, places)
  return currency && home && currency !== home ? `${currency} ${figures}` : figures
}

/** A unit price: at least the currency's digits, more where they are there. */
export function price(value: unknown, currency?: string | null): string {
  const text = asText(value)
  if (text === null) return typeof value === 'string' ? value : ''
  const least = (currency ? digitsOf(currency) : undefined) ?? 2
  return number(text, Math.max(least, exact(text).decimalPlaces()))
}

/** How much one of each unit is. */
const sizes: Readonly<Record<string, number>> = {
  亿: 100_000_000,
  万: 10_000,
  B: 1_000_000_000,
  M: 1_000_000,
  k: 1_000,
}

/**
 * An overview amount with its unit. Chinese counts in 万 and 亿, English in k and M:
 * "2,128.5" + "万", "21.3" + "M".
 */
export function short(value: unknown, language: 'zh' | 'en'): { figures: string; unit: string } {
  const text = asText(value)
  if (text === null) return { figures: '', unit: '' }
  const size = exact(text).abs()
  const units = language === 'zh' ? ['亿', '万'] : ['B', 'M', 'k']
  // 亿 only from ten of them on, so that a list of amounts seldom mixes two units.
  const unit = units.find((one) => size.gte(one === '亿' ? sizes[one]! * 10 : sizes[one]!))
  return { figures: unit ? shortIn(text, unit) : number(text, 0), unit: unit ?? '' }
}

/** In the unit that stands elsewhere: "0.9" beside a figure in 万. */
export function shortIn(value: unknown, unit: string): string {
  const text = asText(value)
  if (text === null) return ''
  const per = unit === '' ? 1 : sizes[unit]
  return per === undefined
    ? number(text)
    : number(exact(text).div(per).toFixed(), unit === '' || exact(text).isZero() ? 0 : 1)
}

/** `short` as one text: "2,128.5 万". */
export function shortText(value: unknown, language: 'zh' | 'en'): string {
  const { figures, unit } = short(value, language)
  return unit === '' ? figures : language === 'zh' ? `${figures} ${unit}` : figures + unit
}

/** "10" → "10%"; `digits` absent keeps what is there. */
export const percent = (value: unknown, digits?: number): string => {
  const text = number(value, digits)
  return text && `${text}%`
}

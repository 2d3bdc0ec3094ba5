// Which number does a text from a file mean? Exact decimal text in, exact decimal text out.
import { Decimal } from 'decimal.js'

/** Sign of the decimal point in a file; the other one then separates thousands. */
export type DecimalSign = '.' | ','

export type NumberRead =
  | { readonly number: string; readonly percent: boolean; readonly currency: boolean }
  /** A spreadsheet has shortened it on the way (`1.38001E+10`): the digits are gone. */
  | 'shortened'
  | null

const signs =
  /^(?:人民币|[A-Z]{0,2}[$¥€£₩₹]|CNY|RMB|USD|EUR|GBP|JPY|HKD|TWD|[$¥€£₩₹])|(?:人民币|元整|圆整|元|圆|圓|[$¥€£₩₹]|CNY|RMB|USD|EUR|GBP|JPY|HKD|TWD)$/gi
const shown = /^-?\d(?:\.\d{1,5})?E\+\d{2,3}$/
const exponent = /^(-?)(\d+)(?:\.(\d*))?e([+-]?\d{1,3})$/i
/** Thousands in threes, in fours as some write 万, or in twos after the first three as in India. */
const grouped = /^(?:\d{1,3}(?:g\d{3})+|\d{1,4}(?:g\d{4})+|\d{1,2}(?:g\d{2})+g\d{3})$/

/**
 * Reads `1,234.50`, `1.234,50` (with `decimal` ","), `¥ 1 234`, `１２３`, `12%`, `(5.00)`, `1.5万`,
 * `3元`. Percent gives the fraction (`12%` → 0.12). Thousands must be grouped rightly: `1,5` with a
 * decimal point is no number rather than 15. Null for what is no number.
 */
export function readNumber(text: string, decimal: DecimalSign = '.'): NumberRead {
  if (text.length > 200) return null
  let rest = text.normalize('NFKC').replace(/[−﹣]/g, '-').trim()
  if (shown.test(rest)) return 'shortened'
  const brackets = /^\((.+)\)$/.exec(rest)
  if (brackets) rest = brackets[1] ?? ''
  let minus = brackets !== null
  const sign = (): void => {
    const found = /^[+-]/.exec(rest)
    if (!found) return
    if (found[0] === '-') minus = !minus
    rest = rest.slice(1).trim()
  }
  sign()
  const bare = rest.replace(signs, '').trim()
  const currency = bare !== rest
  rest = bare
  // "-¥5" and "¥-5" are both written; "--5" is not.
  if (currency && !minus) sign()
  const percent = rest.endsWith('%')
  if (percent) rest = rest.slice(0, -1).trim()
  const tens = /[万萬]$/.test(rest) ? 4 : /[亿億]$/.test(rest) ? 8 : 0
  if (tens) rest = rest.slice(0, -1).trim()
  const plain = /^\d+(?:\.\d*)?e/i.test(rest) ? plainExponent(rest) : ungroup(rest, decimal)
  if (plain === null) return null
  const number = shiftPoint(tidy(minus ? `-${plain}` : plain), tens - (percent ? 2 : 0))
  return { number, percent, currency }
}

/** Takes the thousands signs out of digits; null where they stand in the wrong places. */
function ungroup(text: string, decimal: DecimalSign): string | null {
  const parts = text.split(decimal)
  if (parts.length > 2) return null
  const [whole = '', fraction = ''] = parts
  if (!/^\d*$/.test(fraction) || (whole === '' && fraction === '')) return null
  if (!/^\d*$/.test(whole)) {
    const mark = /[^\d]/.exec(whole)?.[0] ?? ''
    if (!(decimal === '.' ? [',', ' ', "'", '’', '_'] : ['.', ' ', "'", '’']).includes(mark))
      return null
    if (!grouped.test(whole.replaceAll(mark, 'g'))) return null
  }
  const digits = whole.replace(/[^\d]/g, '') || '0'
  return fraction === '' ? digits : `${digits}.${fraction}`
}

/** `1.5e3` → `1500`; null for what isn't such a number or has an absurd exponent. */
function plainExponent(text: string): string | null {
  const found = exponent.exec(text)
  if (!found) return null
  const [, minus = '', whole = '', fraction = '', power = '0'] = found
  if (Math.abs(Number(power)) > 330) return null
  return shiftPoint(tidy(`${minus}${whole}${fraction === '' ? '' : `.${fraction}`}`), Number(power))
}

/** Moves the decimal point to the right (or left, negative) without calculating. */
export function shiftPoint(plain: string, places: number): string {
  if (places === 0) return plain
  const minus = plain.startsWith('-')
  const [whole = '', fraction = ''] = (minus ? plain.slice(1) : plain).split('.')
  const digits = whole + fraction
  const point = whole.length + places
  const moved =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits + '0'.repeat(point - digits.length)
        : `${digits.slice(0, point)}.${digits.slice(point)}`
  // Zeros made by moving the point say nothing; zeros that were written are kept elsewhere.
  const cut = moved.includes('.') ? moved.replace(/\.?0+$/, '') : moved
  return tidy(minus ? `-${cut}` : cut)
}

/** Without leading zeros, without a sign before zero; zeros after the point stay as written. */
const tidy = (plain: string): string => {
  const short = plain.replace(/^(-?)0+(?=\d)/, '$1')
  return /^-[0.]*$/.test(short) ? short.slice(1) : short
}

/**
 * The number that a workbook's file holds, as its author sees it. Binary leftovers of 16 or 17
 * digits (`0.30000000000000004`) are rounded to the 15 digits that a spreadsheet knows; but where
 * that would touch the first four decimals (12 digits and more before the point), where it is
 * whole, or longer than any double prints (another program's exact decimals), every digit is kept.
 * Exponents are written out, so that a telephone number stays one. Null for what is no number.
 */
export function storedNumber(raw: string): string | null {
  if (/^-?\d{1,15}$/.test(raw)) return tidy(raw)
  if (raw.length > 400) return null
  const text = raw.trim()
  const plain = /^-?\d*\.?\d+$|^-?\d+\.$/.test(text)
    ? tidy(text.replace(/^(-?)\./, '$10.').replace(/\.$/, ''))
    : plainExponent(text)
  if (plain === null) return null
  const [whole = '', fraction = ''] = plain.replace('-', '').split('.')
  const digits = `${whole}${fraction}`.replace(/^0+/, '').length
  if (fraction === '' || whole.length > 11 || digits <= 15 || digits > 17) return plain
  return new Decimal(plain).toSignificantDigits(15).toFixed()
}

/**
 * A number that some program kept in single precision (`21.3500004`, `9.19999981`) as it was before. Only where its
 * digits are exactly the eight or nine that such a number prints, and the short form of the same number drops at least
 * three of them; any other number comes back as it is.
 */
export function fromSingle(plain: string): string {
  const digits = plain.replace(/[-.]/g, '').replace(/^0+/, '').length
  if (!plain.includes('.') || digits < 8 || digits > 9) return plain
  const single = Math.fround(Number(plain))
  if (single.toPrecision(digits) !== new Decimal(plain).toPrecision(digits)) return plain
  for (let kept = 1; kept <= digits - 3; kept++) {
    const short = single.toPrecision(kept)
    if (Math.fround(Number(short)) === single) return new Decimal(short).toFixed()
  }
  return plain
}

// Which formats does TEXT(value, "…") know?

import { sql, type Sql } from '../sql.ts'
import { Decimal } from 'decimal.js'
import { dayOf, pad } from './calendar.ts'
import { dayMicros } from './instant.ts'
import { capped, cappedSql, plain } from './number.ts'
import { isNone, type Value } from './value.ts'
import { floorDiv } from './zone.ts'

/** One of up to three parts that `;` divides: above zero, below it, zero. */
interface Section {
  readonly before: string
  readonly after: string
  /** Null where it is only words: `"none"`. */
  readonly digits: Digits | null
}
interface Digits {
  readonly percent: boolean
  readonly grouped: boolean
  /** In thousands, by each comma behind the digits. */
  readonly thousands: number
  /** At least so many digits before the point. */
  readonly whole: number
  readonly fraction: number
  /** So many of them are left out where they are zero: `0.0#`. */
  readonly optional: number
}
export type NumberFormat = readonly Section[]

/** Reads `0.00`, `#,##0`, `0.0%`, `¥#,##0.00 元`, `0.0,,"M"`, `#,##0;(#,##0);"none"`. */
export function readNumberFormat(format: string): NumberFormat | undefined {
  if (!format || format.length > 100) return undefined
  const sections: Section[] = []
  let rest = format
  for (;;) {
    const read = readSection(rest)
    if (!read) return undefined
    sections.push(read.section)
    if (read.rest === null) break
    rest = read.rest
  }
  return sections.length <= 3 && sections[0]!.digits ? sections : undefined
}

/** Words in quotes, after a backslash or in `[$¥]`, colours, and any letters that mean nothing else stand as they are. */
const piece =
  /"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[0-9A-Fa-f]*)?\]|(\[[^\W\d_]+\])|_(.)|(;)|([0#.,]+)|([^?/"\\[\]*_@])/guy

function readSection(format: string): { section: Section; rest: string | null } | undefined {
  let [before, code, after, percent, at] = ['', '', '', false, 0]
  let rest: string | null = null
  piece.lastIndex = 0
  while (at < format.length && rest === null) {
    const found = piece.exec(format)
    if (!found) return undefined
    at = piece.lastIndex
    const [, quoted, escaped, symbol, , space, end, digits, sign] = found
    if (end !== undefined) rest = format.slice(at)
    else if (digits !== undefined) {
      if (code !== '') return undefined
      code = digits
    } else {
      const words = quoted ?? escaped ?? symbol ?? (space !== undefined ? ' ' : (sign ?? ''))
      percent ||= sign === '%'
      if (code === '') before += words
      else after += words
    }
  }
  const digits = code === '' ? null : readDigits(code, percent)
  return digits === undefined ? undefined : { section: { before, after, digits }, rest }
}

const digitPattern = /^(#,##)?([0#]*?)(,*)(?:\.(0{0,10})(#{0,10}))?(,*)$/

function readDigits(code: string, percent: boolean): Digits | undefined {
  const found = digitPattern.exec(code)
  if (!found) return undefined
  const [, group, digits = '', scale = '', fixed = '', free = '', more = ''] = found
  if (!/^#*0*$/.test(digits) || (!digits && !fixed && !free) || digits.length > 20) return undefined
  if (group && !digits.endsWith('0')) return undefined
  const whole = Math.max(1, digits.replaceAll('#', '').length)
  if (group && whole > 1) return undefined
  const thousands = scale.length + more.length
  return thousands > 4 || fixed.length + free.length > 10
    ? undefined
    : {
        percent,
        grouped: Boolean(group),
        thousands,
        whole,
        fraction: fixed.length + free.length,
        optional: free.length,
      }
}

/** `x` is written several times: pass a name. */
export function numberTextSql(format: NumberFormat, x: Sql, param: (text: string) => Sql): Sql {
  const [first, below, none] = format
  const written = (section: Section): Sql => sectionSql(section, sql`abs(${x})`, param)
  const [plus, minus, zero] = [written(first!), below && written(below), none && written(none)]
  if (minus)
    return sql`(case when ${x} < 0 then ${minus} when ${x} > 0 then ${plus} when ${x} = 0 then ${zero ?? plus} end)`
  // What is rounded to nothing has no sign.
  const { fraction, percent, thousands } = first!.digits!
  const rounded = sql`round(${scaledSql(x, percent, thousands)}, ${param(String(fraction))}::int)`
  return sql`(case when ${rounded} < 0 then '-' else '' end || ${plus})`
}

const scaledSql = (x: Sql, percent: boolean, thousands: number): Sql => {
  const value = percent ? sql`(${x} * 100)` : x
  return thousands ? sql`(${value} * ${factors[thousands]!})` : value
}
const factors = [sql`1`, sql`0.001`, sql`0.000001`, sql`0.000000001`, sql`0.000000000001`]

function sectionSql({ before, after, digits }: Section, x: Sql, param: (text: string) => Sql): Sql {
  // The one word of it is the whole text, but of nothing there is none.
  if (!digits) return sql`(case when ${x} is not null then ${param(before)} end)`
  const { fraction, optional, grouped } = digits
  const value = scaledSql(x, digits.percent, digits.thousands)
  const rounded = cappedSql(sql`round(${value}, ${param(String(fraction))}::int)`)
  const whole = '9'.repeat(32 - digits.whole) + '0'.repeat(digits.whole)
  const pattern = param(
    `FM${grouped ? groupedPattern : whole}${fraction ? `.${'0'.repeat(fraction)}` : ''}`,
  )
  const written = sql`to_char(${rounded}, ${pattern})`
  const cut = sql`regexp_replace(${written}, ${param(`0{0,${optional}}$`)}, '')`
  const short = !optional ? written : optional === fraction ? sql`rtrim(${cut}, '.')` : cut
  return sql`(${param(before)} || ${short} || ${param(after)})`
}
const groupedPattern = '999,999,999,999,999,999,999,999,999,999,990'

export function numberText(format: NumberFormat, x: Decimal): Value {
  const section = (x.isZero() ? format[2] : x.isNeg() ? format[1] : undefined) ?? format[0]!
  const { before, after, digits } = section
  if (!digits) return before
  const scaled = (digits.percent ? x.times(100) : x).times(`1e-${digits.thousands * 3}`)
  const value = capped(scaled.toDecimalPlaces(digits.fraction, Decimal.ROUND_HALF_UP))
  if (isNone(value)) return value
  const rounded = value as Decimal
  const [whole = '0', fraction = ''] = (rounded.isZero() ? '0' : plain(rounded.abs())).split('.')
  const filled = whole.padStart(digits.whole, '0')
  const grouped = digits.grouped ? filled.replace(/\B(?=(\d{3})+$)/g, ',') : filled
  const decimals = fraction.padEnd(digits.fraction - digits.optional, '0')
  const sign = format.length === 1 && rounded.isNeg() && !rounded.isZero() ? '-' : ''
  return `${sign}${before}${grouped}${decimals ? `.${decimals}` : ''}${after}`
}

const tokens = /"[^"\\]*"|\\[^"\\]|am\/pm|y+|m+|d+|a+|h+|s+|[^A-Za-z"\\]+|./giu
/** Stands in a pattern for 一 … 日, which no pattern of PostgreSQL gives. */
const weekdaySign = '\u0001'
const weekdays = '日一二三四五六'

/**
 * Turns `yyyy年M月d日 HH:mm` into PostgreSQL's pattern; `mm` after hours or before seconds is minutes, hours are of
 * twelve where there is AM/PM.
 */
export function readDateFormat(format: string): string | undefined {
  if (!format || format.length > 60 || format.includes(weekdaySign)) return undefined
  const all = [...format.matchAll(tokens)].map(([token]) => token)
  const halves = all.some((token) => /^am/i.test(token))
  let pattern = ''
  let afterHour = false
  for (const [i, token] of all.entries()) {
    const lower = token.toLowerCase()
    if (/^[mhds]/.test(lower) || dateTokens[lower]) {
      const next = all.slice(i + 1).find((one) => /^[A-Za-z]/.test(one))
      const minutes = /^mm?$/.test(lower) && (afterHour || /^s/i.test(next ?? ''))
      const found = minutes ? (lower === 'mm' ? 'MI' : 'FMMI') : dateTokens[lower]
      if (!found) return undefined
      pattern += halves ? found.replace('HH24', 'HH12') : found
      afterHour = lower.startsWith('h')
    } else if (/^["\\]/.test(token)) {
      if (token.length < 2) return undefined
      pattern += `"${token.startsWith('"') ? token.slice(1, -1) : token.slice(1)}"`
    } else if (/[A-Za-z"\\]/.test(token)) return undefined
    else pattern += `"${token}"`
  }
  return pattern
}
const dateTokens: Record<string, string> = {
  yyyy: 'YYYY',
  yy: 'YY',
  mmmm: 'FMMonth',
  mmm: 'Mon',
  mm: 'MM',
  m: 'FMMM',
  dddd: 'FMDay',
  ddd: 'Dy',
  dd: 'DD',
  d: 'FMDD',
  aaaa: `"星期${weekdaySign}"`,
  aaa: `"${weekdaySign}"`,
  hh: 'HH24',
  h: 'FMHH24',
  ss: 'SS',
  s: 'FMSS',
  'am/pm': 'AM',
}

/** `moment` is a timestamp on the wall clock of the zone; it is written twice where the day of the week is asked: pass a name. */
export function dateTextSql(pattern: string, moment: Sql, param: (text: string) => Sql): Sql {
  const written = sql`to_char(${moment}, ${param(pattern)})`
  return pattern.includes(weekdaySign)
    ? sql`replace(${written}, ${param(weekdaySign)}, substr(${param(weekdays)}, extract(dow from ${moment})::int + 1, 1))`
    : written
}

/** What to_char makes of such a pattern; `wall` is in microseconds on the wall clock. */
export function dateText(pattern: string, wall: bigint): string {
  const dayCount = floorDiv(wall, dayMicros)
  const { year, month, day } = dayOf(Number(dayCount))
  const seconds = Number((wall - dayCount * dayMicros) / 1_000_000n)
  const hour = Math.floor(seconds / 3600)
  const weekday = (((Number(dayCount) + 4) % 7) + 7) % 7
  return pattern
    .replace(
      /"[^"]*"|YYYY|YY|FMMonth|Mon|FMMM|FMMI|MM|FMDay|Dy|FMDD|DD|FMHH24|HH24|FMHH12|HH12|MI|FMSS|SS|AM/g,
      (token) => {
        switch (token) {
          case 'YYYY':
            return pad(year, 4)
          case 'YY':
            return pad(year % 100, 2)
          case 'FMMonth':
            return months[month - 1]!
          case 'Mon':
            return months[month - 1]!.slice(0, 3)
          case 'MM':
            return pad(month, 2)
          case 'FMMM':
            return String(month)
          case 'FMDay':
            return dayNames[weekday]!
          case 'Dy':
            return dayNames[weekday]!.slice(0, 3)
          case 'DD':
            return pad(day, 2)
          case 'FMDD':
            return String(day)
          case 'HH24':
            return pad(hour, 2)
          case 'FMHH24':
            return String(hour)
          case 'HH12':
            return pad(hour % 12 || 12, 2)
          case 'FMHH12':
            return String(hour % 12 || 12)
          case 'AM':
            return hour < 12 ? 'AM' : 'PM'
          case 'MI':
            return pad(Math.floor(seconds / 60) % 60, 2)
          case 'FMMI':
            return String(Math.floor(seconds / 60) % 60)
          case 'SS':
            return pad(seconds % 60, 2)
          case 'FMSS':
            return String(seconds % 60)
          default:
            return token.slice(1, -1)
        }
      },
    )
    .replaceAll(weekdaySign, weekdays[weekday]!)
}
const months =
  'January February March April May June July August September October November December'.split(' ')
const dayNames = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

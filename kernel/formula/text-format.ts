// Which formats does TEXT(value, "…") know?

import { sql, type Sql } from '../sql.ts'
import { Decimal } from 'decimal.js'
import { dayOf, pad } from './calendar.ts'
import { dayMicros } from './instant.ts'
import { capped, cappedSql, plain } from './number.ts'
import { isNone, type Value } from './value.ts'
import { floorDiv } from './zone.ts'

export interface NumberFormat {
  readonly before: string
  readonly after: string
  readonly percent: boolean
  readonly grouped: boolean
  /** At least so many digits before the point. */
  readonly whole: number
  readonly fraction: number
  /** Decimals that may be left out when they are zero: `0.##`. */
  readonly optional: boolean
}

const numberPattern = /^([^0#.,%"\\]*)(#,##)?([0#]*)(?:\.(0{1,10}|#{1,10}))?(%?)([^0#.,%"\\]*)$/u

/** Reads `0.00`, `#,##0`, `0.0%`, `¥#,##0.00 元`. */
export function readNumberFormat(format: string): NumberFormat | undefined {
  const found = numberPattern.exec(format)
  if (!found) return undefined
  const [, before = '', group, digits = '', fraction = '', percent, after = ''] = found
  if (!/^#*0*$/.test(digits) || (!digits && !fraction) || digits.length > 20) return undefined
  if (group && !digits.endsWith('0')) return undefined
  const whole = Math.max(1, digits.replaceAll('#', '').length)
  if (group && whole > 1) return undefined
  return {
    before,
    after,
    percent: percent === '%',
    grouped: Boolean(group),
    whole,
    fraction: fraction.length,
    optional: fraction.startsWith('#'),
  }
}

/** `x` is written several times: pass a name. */
export function numberTextSql(format: NumberFormat, x: Sql, param: (text: string) => Sql): Sql {
  const value = format.percent ? sql`(${x} * 100)` : x
  const rounded = cappedSql(sql`round(${value}, ${param(String(format.fraction))}::int)`)
  const whole = '9'.repeat(32 - format.whole) + '0'.repeat(format.whole)
  const pattern = param(
    `FM${format.grouped ? groupedPattern : whole}${format.fraction ? `.${'0'.repeat(format.fraction)}` : ''}`,
  )
  const written = sql`to_char(${rounded}, ${pattern})`
  const short = format.optional ? sql`rtrim(rtrim(${written}, '0'), '.')` : written
  const sign = format.percent ? '%' : ''
  return sql`(${param(format.before)} || ${short} || ${param(sign + format.after)})`
}
const groupedPattern = '999,999,999,999,999,999,999,999,999,999,990'

export function numberText(format: NumberFormat, x: Decimal): Value {
  const value = capped(
    (format.percent ? x.times(100) : x).toDecimalPlaces(format.fraction, Decimal.ROUND_HALF_UP),
  )
  if (isNone(value)) return value
  const rounded = value as Decimal
  const [whole = '0', fraction = ''] = (rounded.isZero() ? '0' : plain(rounded.abs())).split('.')
  const filled = whole.padStart(format.whole, '0')
  const grouped = format.grouped ? filled.replace(/\B(?=(\d{3})+$)/g, ',') : filled
  const decimals = format.optional ? fraction : fraction.padEnd(format.fraction, '0')
  const sign = rounded.isNeg() && !rounded.isZero() ? '-' : ''
  return `${format.before}${sign}${grouped}${decimals ? `.${decimals}` : ''}${format.percent ? '%' : ''}${format.after}`
}

const tokens = /yyyy|yy|MMM?M?|mmm?m?|dd?|HH?|hh?|ss?|[^A-Za-z"\\]+|./gu

/** Turns `yyyy年M月d日 HH:mm` into PostgreSQL's pattern; `mm` after an hour is minutes. */
export function readDateFormat(format: string): string | undefined {
  if (!format || format.length > 60) return undefined
  let pattern = ''
  let afterHour = false
  for (const [token] of format
    .replace(/Y/g, 'y')
    .replace(/D/g, 'd')
    .replace(/S/g, 's')
    .matchAll(tokens)) {
    const lower = token.toLowerCase()
    if (lower === 'mm' || lower === 'm') {
      if (afterHour && lower === 'm') return undefined
      pattern += afterHour ? 'MI' : lower === 'mm' ? 'MM' : 'FMMM'
      afterHour = false
    } else if (dateTokens[lower]) {
      pattern += dateTokens[lower]
      afterHour = lower === 'hh' || lower === 'h'
    } else if (/[A-Za-z"\\]/.test(token)) return undefined
    else pattern += `"${token}"`
  }
  return pattern
}
const dateTokens: Record<string, string> = {
  yyyy: 'YYYY',
  yy: 'YY',
  dd: 'DD',
  d: 'FMDD',
  hh: 'HH24',
  h: 'FMHH24',
  ss: 'SS',
}

/** What to_char makes of such a pattern; `wall` is in microseconds on the wall clock. */
export function dateText(pattern: string, wall: bigint): string {
  const dayCount = floorDiv(wall, dayMicros)
  const { year, month, day } = dayOf(Number(dayCount))
  const seconds = Number((wall - dayCount * dayMicros) / 1_000_000n)
  const hour = Math.floor(seconds / 3600)
  return pattern.replace(/"[^"]*"|YYYY|YY|FMMM|MM|FMDD|DD|FMHH24|HH24|MI|SS/g, (token) => {
    switch (token) {
      case 'YYYY':
        return pad(year, 4)
      case 'YY':
        return pad(year % 100, 2)
      case 'MM':
        return pad(month, 2)
      case 'FMMM':
        return String(month)
      case 'DD':
        return pad(day, 2)
      case 'FMDD':
        return String(day)
      case 'HH24':
        return pad(hour, 2)
      case 'FMHH24':
        return String(hour)
      case 'MI':
        return pad(Math.floor(seconds / 60) % 60, 2)
      case 'SS':
        return pad(seconds % 60, 2)
      default:
        return token.slice(1, -1)
    }
  })
}

// Which day, or which moment, does a text from a file mean?
import { serialDate } from './serial-date.ts'

/** The order of a file's dates where the year does not come first. `auto` asks the date itself. */
export const dateOrders = ['auto', 'YYYY-MM-DD', 'M/D/YYYY', 'D/M/YYYY'] as const
export type DateOrder = (typeof dateOrders)[number]

const orders: Readonly<Record<string, DateOrder>> = {
  YMD: 'YYYY-MM-DD',
  MDY: 'M/D/YYYY',
  DMY: 'D/M/YYYY',
}

/**
 * The order that a format names, however it is spelled: `DD.MM.YYYY`, `yyyy年M月d日`, `MM/DD/YY HH:mm`. Undefined where
 * it names none.
 */
export function dateOrderOf(format: string): DateOrder | undefined {
  if (format.length > 60) return undefined
  if (format === 'auto') return 'auto'
  const day = format
    .normalize('NFKC')
    .replace(/[T\s]*[Hh].*$/s, '')
    .toUpperCase()
    .replace(/Y+年?|M+月?|D+[日号]?/g, (part) => part[0]!)
  const parts = /^([YMD])[-/. ]*([YMD])[-/. ]*([YMD])$/.exec(day)
  return parts ? orders[parts.slice(1).join('')] : undefined
}

/**
 * `local` is `2019-07-09` or `2019-07-09T13:05:00`; `offset` is `Z` or `+08:00` where the text had
 * one.
 */
export type DateRead = { readonly local: string; readonly offset?: string } | 'ambiguous' | null

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const clock =
  /[T\s]*(上午|下午|凌晨|早上|中午|晚上|am|pm)?\s*(\d{1,2})[:时点](\d{2})(?:[:分](\d{2})?(?:[.,]\d+)?)?[秒分]?\s*(am|pm)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i

/**
 * Reads ISO, `2019.07.09`, `2019/7/9`, `2019年07月09日`, `20190709`, `7/9/2019` and `9/7/2019` (by
 * `order`), `9 Jul 2019`, each with or without a time of day, and spreadsheets' day numbers (but
 * not 1900–2200, which will be a year). `ambiguous` where only `order` could tell day from month;
 * null for what is no date.
 */
export function readDate(text: string, order: DateOrder = 'auto'): DateRead {
  if (text.length > 60) return null
  const whole = text.normalize('NFKC').trim()
  const time = clock.exec(whole)
  const day = readDay((time ? whole.slice(0, time.index) : whole).trim().replace(/,$/, ''), order)
  if (day === null || day === 'ambiguous') return day
  if (!time) return { local: day }
  const hour = hourOf(Number(time[2]), (time[1] ?? time[5] ?? '').toLowerCase())
  const [minute, second] = [Number(time[3]), Number(time[4] ?? 0)]
  if (hour === null || minute > 59 || second > 59 || day.length !== 10) return null
  const local = `${day}T${two(hour)}:${two(minute)}:${two(second)}`
  const zone = time[6]?.toUpperCase()
  if (!zone) return { local }
  const offset =
    zone === 'Z' || zone === 'UTC'
      ? 'Z'
      : zone.includes(':')
        ? zone
        : `${zone.slice(0, 3)}:${zone.slice(3)}`
  return { local, offset }
}

function hourOf(hour: number, half: string): number | null {
  if (half === '') return hour < 24 ? hour : null
  if (hour > 12) return hour < 24 && /下午|晚上/.test(half) ? hour : null
  if (half === '中午') return hour === 12 || hour === 11 ? hour : hour + 12
  return /pm|下午|晚上/.test(half) ? (hour % 12) + 12 : hour % 12
}

function readDay(text: string, order: DateOrder): string | 'ambiguous' | null {
  const yearFirst = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/.exec(text)
  if (yearFirst) return dayOf(yearFirst[1], yearFirst[2], yearFirst[3])
  const packed = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text)
  if (packed) return dayOf(packed[1], packed[2], packed[3])
  const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(text)
  if (yearLast) return byOrder(Number(yearLast[1]), Number(yearLast[2]), yearLast[3] ?? '', order)
  const named =
    /^(\d{1,2})[\s-]([a-z]{3})[a-z]*\.?[\s,-]+(\d{4}|\d{2})$/i.exec(text) ??
    /^([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i.exec(text)
  if (named) {
    const [, a = '', b = '', year = ''] = named
    const [word, number] = /\d/.test(a) ? [b, a] : [a, b]
    return dayOf(fullYear(year), String(months.indexOf(word.toLowerCase()) + 1), number)
  }
  if (!/^\d{1,7}(\.\d+)?$/.test(text)) return null
  const serial = Number(text)
  return serial >= 1900 && serial <= 2200 ? null : serialDate(serial)
}

function byOrder(
  first: number,
  second: number,
  year: string,
  order: DateOrder,
): string | 'ambiguous' | null {
  const monthFirst = (): string | null => dayOf(fullYear(year), String(first), String(second))
  const dayFirst = (): string | null => dayOf(fullYear(year), String(second), String(first))
  if (order === 'M/D/YYYY') return monthFirst()
  if (order === 'D/M/YYYY') return dayFirst()
  if (first > 12 || first === second) return dayFirst()
  return second > 12 ? monthFirst() : 'ambiguous'
}

/** Two digits are read as spreadsheets do: 00–29 are of this century. */
const fullYear = (year: string): string =>
  year.length === 4 ? year : `${Number(year) < 30 ? '20' : '19'}${year}`

const two = (n: number | string): string => String(n).padStart(2, '0')

/** The ISO date, or null where the calendar has no such day. */
function dayOf(year = '', month = '', day = ''): string | null {
  const text = `${year}-${two(month)}-${two(day)}`
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : null
}

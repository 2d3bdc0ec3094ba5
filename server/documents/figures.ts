// How are amounts, rates and dates written in a document? As exact text, with separators to read by.

import { exact } from '#kernel/money/exact.ts'
import { round } from '#kernel/money/round.ts'
import { digits } from '#kernel/money/currency.ts'
import type { Language } from '#kernel/view/paper.ts'

type Maybe = string | null | undefined

/** "1234567.5" → "1,234,567.5"; nothing stays nothing. */
export function separated(value: Maybe): string {
  if (value === null || value === undefined || value === '') return ''
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(.*)$/.exec(value) ?? []
  return whole ? `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest}` : value
}

/** An amount with the digits of its currency; an amount that has more keeps them all. */
export const figure = (value: Maybe, currency: string): string =>
  separated(value && atLeast(value, digits(currency) ?? 0))

/** A unit price: at least the digits of its currency, and every digit that it has. */
export const price = figure

/** A quantity without needless zeros. */
export const quantity = (value: Maybe): string => separated(value && exact(value).toFixed())

/** A fraction as percent: "0.13" → "13%". */
export const percentOf = (rate: Maybe): string =>
  rate ? `${exact(rate).times('100').toFixed()}%` : ''

/** A percentage as it is: "12.50" → "12.5%". */
export const percent = (value: Maybe): string => (value ? `${exact(value).toFixed()}%` : '')

/** A date in full: 2026年11月23日, 23 November 2026. What is no date stays as it is. */
export function date(value: Maybe, language: Language): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(value ?? '') ?? []
  if (!year || !month || !day) return value ?? ''
  if (language === 'zh') return `${year}年${Number(month)}月${Number(day)}日`
  return `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`
}

const months =
  'January February March April May June July August September October November December'.split(' ')

const atLeast = (value: string, places: number): string => {
  const number = exact(value)
  return round(number, Math.max(places, number.decimalPlaces()))
}

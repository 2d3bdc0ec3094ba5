// Which words name a unit of time, and how is one written in a call?
import type { Checking } from './function.ts'
import type { Node } from './node.ts'
import type { Tree } from './tree.ts'

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'hour' | 'minute'

export const dayUnits = ['day', 'week', 'month', 'quarter', 'year'] as const

type LeftOver = 'ym' | 'md' | 'yd'

const words: Record<string, Unit> = {
  d: 'day',
  day: 'day',
  days: 'day',
  日: 'day',
  天: 'day',
  w: 'week',
  week: 'week',
  weeks: 'week',
  周: 'week',
  星期: 'week',
  m: 'month',
  month: 'month',
  months: 'month',
  月: 'month',
  个月: 'month',
  q: 'quarter',
  quarter: 'quarter',
  quarters: 'quarter',
  季: 'quarter',
  季度: 'quarter',
  y: 'year',
  year: 'year',
  years: 'year',
  年: 'year',
  h: 'hour',
  hour: 'hour',
  hours: 'hour',
  小时: 'hour',
  时: 'hour',
  min: 'minute',
  minute: 'minute',
  minutes: 'minute',
  分: 'minute',
  分钟: 'minute',
}

/** The unit of a word, if it is one of those that make sense at this place. */
export function readUnit(word: string, allowed: readonly Unit[]): Unit | undefined {
  const key = word.toLowerCase()
  const unit = Object.hasOwn(words, key) ? words[key] : undefined
  return unit && allowed.includes(unit) ? unit : undefined
}

/** Of a difference in years the months and days left over, of one in months the days. */
export const readLeftOver = (word: string): LeftOver | undefined =>
  (['ym', 'md', 'yd'] as const).find((one) => one === word.toLowerCase())

/** The unit at a place of a call: it has to be written out, because the SQL depends on it. */
export function writtenUnit<T extends string>(
  node: Node | undefined,
  tree: Tree | undefined,
  checking: Checking,
  read: (word: string) => T | undefined,
  units: string,
): T | undefined {
  if (node?.node !== 'literal' || typeof node.value !== 'string')
    return checking.problem(tree!, 'needs-literal', { what: units })
  return read(node.value) ?? checking.problem(tree!, 'bad-unit', { units })
}

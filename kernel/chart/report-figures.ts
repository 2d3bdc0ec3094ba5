// How is a figure of a report written, and to which rows does it open?
import { money, number, percent, short, ungrouped } from '../money/written.ts'
import { allOf } from '../view/condition-text.ts'
import type { AnswerMeasure, ReportAnswer, ReportKey } from '../view/report.ts'

type Unit = AnswerMeasure['unit']

/** In full, as a table has it: "2,672,388.60", "12.5%". */
export function full(value: string | null, unit: Unit, currency: string | null): string {
  if (value === null) return ''
  if (!/^-?\d/.test(value) || /^\d{4}-\d\d/.test(value)) return value.slice(0, 10)
  if (unit === 'money') return money(value, currency)
  if (unit === 'percent') return percent(value, 1)
  if (unit === 'plain') return ungrouped(value)
  return number(value, value.includes('.') ? 2 : 0)
}

/** For a chart or a large figure, with its unit apart: "2,128.5" + "万". */
export function brief(
  value: string | null,
  unit: Unit,
  language: 'zh' | 'en',
): { figures: string; unit: string } {
  if (value === null) return { figures: '–', unit: '' }
  if (unit === 'money') return short(value, language)
  if (unit === 'percent') return { figures: number(value, 1), unit: '%' }
  if (unit === 'plain') return { figures: ungrouped(value), unit: '' }
  if (unit === 'days')
    return {
      figures: number(value, value.includes('.') ? 1 : 0),
      unit: language === 'zh' ? '天' : 'd',
    }
  return Math.abs(Number(value)) >= 100_000
    ? short(value, language)
    : { figures: number(value, value.includes('.') ? 1 : 0), unit: '' }
}

/** The same as one text. */
export function briefText(value: string | null, unit: Unit, language: 'zh' | 'en'): string {
  const { figures, unit: name } = brief(value, unit, language)
  return name === ''
    ? figures
    : language === 'zh' && name !== '%'
      ? `${figures} ${name}`
      : figures + name
}

/** The condition of the rows that a cell is made of; null where a figure is of other cells too. */
export function rowsOf(
  answer: ReportAnswer,
  keys: readonly ReportKey[],
  measure: AnswerMeasure | undefined,
): string | null {
  if (measure?.show === 'running') return null
  return allOf([answer.where, ...keys.map((key) => key.where), measure?.where]) || 'true'
}

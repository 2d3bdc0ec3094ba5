// What of a report is drawn? Categories along the chart and one series for each column or measure.
import type { AnswerMeasure, ReportAnswer, ReportKey, ReportLine } from '../view/report.ts'
import { rowsOf } from './report-figures.ts'
import { words } from './words.ts'

export interface Point {
  readonly value: string | null
  /** The rows it is made of; null where it opens to none. */
  readonly where: string | null
}
export interface Series {
  readonly name: string
  readonly measure: AnswerMeasure
  readonly points: readonly Point[]
  readonly others: boolean
  /** Of the period before. */
  readonly before: boolean
}
export interface ChartRows {
  readonly categories: readonly ReportKey[]
  readonly series: readonly Series[]
  /** The series are parts that may be put on each other. */
  readonly parts: boolean
}

/** Lines of the first level; a second one, or columns, become series. Without rows the measures are the categories. */
export function chartRows(answer: ReportAnswer, language: 'zh' | 'en'): ChartRows {
  const top = answer.lines.filter((line) => line.keys.length === 1)
  const categories = top.map((line) => line.keys[0]!)
  const [first] = answer.measures
  if (!first) return { categories: [], series: [], parts: false }
  if (answer.columns.length)
    return {
      categories,
      parts: first.adds,
      series: answer.columns.map((column, c) => ({
        name: column.label[language],
        measure: first,
        others: column.others === true || column.value === null,
        before: false,
        points: top.map((line) => point(answer, [...line.keys, column], first, line.cells[c]?.[0])),
      })),
    }
  if (answer.heads.length > 1) return secondLevel(answer, categories, first, language)
  const series = answer.measures.map((measure, i) => ({
    name: measure.label[language],
    measure,
    others: false,
    before: false,
    points: top.map((line) => point(answer, line.keys, measure, line.total[i])),
  }))
  if (!answer.compared) return { categories, series, parts: false }
  const before = answer.measures.slice(0, 1).map((measure, i) => ({
    name: `${measure.label[language]} · ${words.before[language]}`,
    measure,
    others: false,
    before: true,
    points: top.map((line) => ({ value: line.before?.[i] ?? null, where: null })),
  }))
  return { categories, series: [...before, ...series], parts: false }
}

function secondLevel(
  answer: ReportAnswer,
  categories: readonly ReportKey[],
  measure: AnswerMeasure,
  language: 'zh' | 'en',
): ChartRows {
  const below = answer.lines.filter((line) => line.keys.length === 2)
  const names = new Map<string, ReportKey>()
  for (const { keys } of below) names.set(keyOf(keys[1]!), keys[1]!)
  const at = new Map<string, ReportLine>(
    below.map((line) => [line.keys.map(keyOf).join('\n'), line]),
  )
  return {
    categories,
    parts: measure.adds,
    series: [...names].map(([name, key]) => ({
      name: key.label[language],
      measure,
      others: key.others === true || key.value === null,
      before: false,
      points: categories.map((category) => {
        const line = at.get(`${keyOf(category)}\n${name}`)
        return point(answer, [category, key], measure, line?.total[0])
      }),
    })),
  }
}

export const keyOf = (key: ReportKey): string => (key.others ? 'others' : `=${String(key.value)}`)

const point = (
  answer: ReportAnswer,
  keys: readonly ReportKey[],
  measure: AnswerMeasure,
  value: string | null | undefined,
): Point => ({ value: value ?? null, where: rowsOf(answer, keys, measure) })

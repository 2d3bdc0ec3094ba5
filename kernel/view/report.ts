// What is a report? A question over the rows of one object, with rows, columns and measures, and how it is drawn: as data.
import type { Words } from '../error.ts'

export const chartKinds = [
  'table',
  'bar',
  'row_bar',
  'line',
  'area',
  'pie',
  'funnel',
  'sankey',
  'heat',
  'gauge',
  'number',
  'map',
] as const
export type ChartKind = (typeof chartKinds)[number]

export interface ReportGroup {
  /** A field, a path, a formula or a bucket: `owner`, `account.industry`, `month(close_date)`, `bins(amount, 0, 10000)`. */
  readonly by: string
  readonly label?: Words
  /** Only so many of the largest; all others become one line. */
  readonly top?: number
  /** Of `bins`: how all below the first edge is called; days overdue below 1 are not yet due. */
  readonly below?: Words
}

export interface ReportMeasure {
  readonly label: Words
  /** `sum(amount)`, `100 * countif(stage = "won") / count()`. */
  readonly of: string
  /** The value itself, its part of the whole in percent, or added up along the rows. */
  readonly show?: 'value' | 'share' | 'running'
  /** How figures are written; found from the field where it is not said. Percent: "10" is 10 %. */
  readonly unit?: 'number' | 'money' | 'percent' | 'days'
}

export interface Report {
  readonly label: Words
  readonly help?: Words
  readonly icon?: string
  readonly object: string
  readonly filter?: string
  readonly rows?: readonly ReportGroup[]
  /** Across: at most one. */
  readonly columns?: readonly ReportGroup[]
  readonly measures: Readonly<Record<string, ReportMeasure | null>>
  /** The date by which periods are meant, and the one that is shown where nobody chooses another. */
  readonly period?: { readonly by: string; readonly is?: string }
  /** Beside each figure the one of the period before, or of the same days a year earlier. */
  readonly compare?: 'before' | 'year'
  readonly as: ChartKind
  /** Name of a measure, `-` before it for the largest first; absent: as the values follow each other. */
  readonly sort?: string
  /** What a gauge is full at. */
  readonly goal?: string
}

/** How a value by which rows are gathered is to be read. */
export type KeyKind = 'text' | 'record' | 'choice' | 'time' | 'number' | 'bins' | 'flag'

export interface ReportHead {
  readonly label: Words
  readonly kind: KeyKind
  /** The object of the records. */
  readonly object?: string
  /** Its numbers count nothing: years, say. */
  readonly plain?: true
}

/** A value by which rows were gathered. */
export interface ReportKey {
  readonly value: string | boolean | null
  readonly label: Words
  /** Stands for all that are not among the largest. */
  readonly others?: true
  /** The rows it stands for. */
  readonly where: string
}

/** Figures as decimal texts, one per measure; null where there is none. */
export type Figures = readonly (string | null)[]

export interface ReportLine {
  /** Fewer than there are row heads: a subtotal, 0 the total. */
  readonly keys: readonly ReportKey[]
  /** By column, then by measure; empty without columns. */
  readonly cells: readonly Figures[]
  readonly total: Figures
  /** The same figures in the period before; null where nothing is compared. */
  readonly before: Figures | null
}

export interface AnswerMeasure {
  readonly name: string
  readonly label: Words
  /** `plain`: a number that counts nothing, the latest year say. */
  readonly unit: 'number' | 'money' | 'percent' | 'days' | 'plain'
  /** May the figures be added up (sums, counts)? */
  readonly adds: boolean
  readonly show: 'value' | 'share' | 'running'
  /** Narrows the rows of a cell to those the measure looks at; '' = all. */
  readonly where: string
}

/** What a report shows this person now. */
export interface ReportAnswer {
  readonly object: string
  /** All rows of the report: its filter and its period. */
  readonly where: string
  readonly heads: readonly ReportHead[]
  readonly across: ReportHead | null
  readonly columns: readonly ReportKey[]
  readonly measures: readonly AnswerMeasure[]
  /** In the order of the page: the lines of a group, then its subtotal. The whole stands in `total`. */
  readonly lines: readonly ReportLine[]
  readonly total: ReportLine
  readonly period: { readonly from: string; readonly to: string } | null
  readonly compared: { readonly from: string; readonly to: string } | null
  /** The one currency of the amounts; null where there are none or several. */
  readonly currency: string | null
  /** Amounts in several currencies were added up as they stand. */
  readonly mixed: boolean
  /** Documents in other currencies that no rate is known for: they are in no amount. */
  readonly unconverted: number
  /** The person's rights hide rows. */
  readonly partial: boolean
  /** There were more cells than are shown; totals are of all. */
  readonly cut: boolean
}

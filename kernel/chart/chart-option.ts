// How is a report drawn? From its answer to the option that the chart library takes: calm, and in our colours.
import type { ChartKind, Report, ReportAnswer } from '../view/report.ts'
import { cartesian } from './along-an-axis.ts'
import { heat, sankey } from './between-two.ts'
import { baseOption, type Looks, type Option } from './chart-looks.ts'
import { chartRows } from './chart-rows.ts'
import { map } from './on-the-map.ts'
import { funnel, gauge, pie } from './parts-of-a-whole.ts'

/** Kinds that are drawn; the others are tables and figures of text. */
export const drawn = new Set<ChartKind>([
  'bar',
  'row_bar',
  'line',
  'area',
  'pie',
  'funnel',
  'sankey',
  'heat',
  'gauge',
  'map',
])

export function chartOption(report: Report, answer: ReportAnswer, looks: Looks): Option {
  const rows = chartRows(answer, looks.language)
  const base = baseOption(looks)
  switch (report.as) {
    case 'pie':
      return { ...base, ...pie(answer, rows, looks) }
    case 'funnel':
      return { ...base, ...funnel(answer, rows, looks) }
    case 'sankey':
      return { ...base, ...sankey(answer, looks) }
    case 'heat':
      return { ...base, ...heat(answer, rows, looks) }
    case 'gauge':
      return { ...base, ...gauge(report, answer, looks) }
    case 'map':
      return { ...base, ...map(answer, looks) }
    default:
      return { ...base, ...cartesian(report, answer, rows, looks) }
  }
}

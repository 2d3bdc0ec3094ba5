// How does a report stand in a table of plain rows, for a spreadsheet or on paper?
import type { ReportAnswer, ReportKey, ReportLine } from '#kernel/view/report.ts'
import type { View } from '#kernel/query/view.ts'
import { exportAsk } from '#server/import/export-table.ts'
import type { OutColumn } from '#server/files/sheet-cell.ts'

export interface Sheet {
  readonly columns: readonly (OutColumn & { readonly right: boolean })[]
  readonly rows: readonly (readonly (string | null)[])[]
}

const words = {
  total: { zh: '合计', en: 'Total' },
  subtotal: { zh: '小计', en: 'Subtotal' },
  before: { zh: '（对比期）', en: ' (before)' },
} as const

/** Labels first, then the figures of each column, then their totals; the whole stands in the last row. */
export function sheetOf(answer: ReportAnswer, language: 'zh' | 'en'): Sheet {
  const say = (key: ReportKey): string => key.label[language]
  const figure = (label: string, i: number): Sheet['columns'][number] => {
    const { unit } = answer.measures[i]!
    const kind = unit === 'money' ? 'money' : unit === 'plain' ? 'integer' : 'decimal'
    return { header: label, kind, right: true }
  }
  const measured = (before: string, after = ''): Sheet['columns'] =>
    answer.measures.map((one, i) =>
      figure(
        [before, one.label[language]].filter(Boolean).join(' · ') +
          (one.unit === 'percent' ? ' %' : '') +
          after,
        i,
      ),
    )
  const heads = answer.heads.map((head) => ({
    header: head.label[language],
    kind: 'text' as const,
    right: false,
  }))
  const columns = [
    ...heads,
    ...answer.columns.flatMap((key) => measured(say(key))),
    ...measured(answer.columns.length ? words.total[language] : ''),
    ...(answer.compared ? measured('', words.before[language]) : []),
  ]
  const row = (line: ReportLine): (string | null)[] => {
    const labels = line.keys.map(say)
    if (labels.length < heads.length)
      labels.push(labels.length ? words.subtotal[language] : words.total[language])
    while (labels.length < heads.length) labels.push('')
    return [
      ...labels.slice(0, heads.length),
      ...line.cells.flat(),
      ...line.total,
      ...(answer.compared ? (line.before ?? answer.measures.map(() => null)) : []),
    ]
  }
  return {
    columns,
    rows: [
      ...answer.lines.map(row),
      ...(heads.length && answer.lines.length === 0 ? [] : [row(answer.total)]),
    ],
  }
}

/** The filter with the rows that may be exported; refused where the person may not take figures of the object away. */
export const exportFilter = (
  view: View,
  object: string,
  filter: string | undefined,
): string | undefined =>
  exportAsk(view, { from: object, ...(filter ? { where: filter } : {}) }).where

// How does a document become a workbook? Each of its tables is a sheet with numbers of its own, its facts are the last one.
import type { Block, Cell, DocumentModel } from '#kernel/view/paper.ts'
import { type BookSheet, writeBook } from '#server/files/write-table.ts'

const text = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text)
/** "12,000.50" → "12000.50"; what is no number stays as it is. */
const plain = (cell: string): string | null =>
  /^-?[\d,]+(\.\d+)?$/.test(cell) ? cell.replaceAll(',', '') : cell || null

/** What stands below a table up to the next one belongs to it: its sums. */
function sheetsOf({ title, language, blocks }: DocumentModel): BookSheet[] {
  const sheets: BookSheet[] = []
  const facts: string[][] = []
  let sums: string[][] = []
  for (const block of blocks) {
    if (block.kind === 'table') {
      sheets.push(tableSheet(block, block.title ?? title, sums))
      sums = []
    } else if (block.kind === 'totals') {
      const rows = block.rows.map(({ label, text: value }) => [label, value])
      const last = sheets.at(-1)
      if (last) sheets[sheets.length - 1] = withSums(last, rows)
      else sums.push(...rows)
    } else if (block.kind === 'facts')
      for (const fact of [...block.left, ...block.right])
        if (fact.text) facts.push([fact.label, fact.text])
  }
  facts.push(...sums)
  const label = (header: string): BookSheet['columns'][number] => ({ header, kind: 'text' })
  const [head, name] =
    language === 'zh' ? [['项目', '内容'], '单据'] : [['Item', 'Value'], 'Document']
  return [...sheets, { name: name as string, columns: (head as string[]).map(label), rows: facts }]
}

function tableSheet(
  { columns, rows, foot }: Extract<Block, { kind: 'table' }>,
  name: string,
  before: readonly string[][],
): BookSheet {
  const sheet: BookSheet = {
    name,
    columns: columns.map(({ label, align }) => ({
      header: label,
      kind: align === 'right' ? 'money' : 'text',
    })),
    rows: [...rows, ...(foot ? [foot] : [])].map((row) =>
      row.map((cell, at) => (columns[at]?.align === 'right' ? plain(text(cell)) : text(cell))),
    ),
  }
  return { ...sheet, rows: [...withSums({ ...sheet, rows: [] }, before).rows, ...sheet.rows] }
}

/** Label in the first column, amount in the last. */
const withSums = (sheet: BookSheet, sums: readonly string[][]): BookSheet => ({
  ...sheet,
  rows: [
    ...sheet.rows,
    ...sums.map(([label, value]) =>
      sheet.columns.map((_, at) =>
        at === 0 ? label : at === sheet.columns.length - 1 ? plain(value ?? '') : null,
      ),
    ),
  ],
})

export const renderXlsx = (model: DocumentModel, zone: string): Promise<Buffer> =>
  writeBook(sheetsOf(model), zone)

// What becomes of the lines when cells are cleared, filled down or pasted? Pure: lines in, lines out.
import type { Column } from './columns.ts'
import { emptyLine, filled, withProduct, withUnitPrice } from './draft-line.ts'
import type { DraftLine, Fill, Head, ProductFacts } from './draft-line.ts'
import { isInside } from './sheet.ts'
import type { Cell, Range } from './sheet.ts'

type Products = ReadonlyMap<string, ProductFacts>
type Draft = readonly DraftLine[]

/** What a cell says when it says nothing. */
const blank: Readonly<Partial<Record<Fill, string>>> = { quantity: '1', discount_percent: '0' }

export const cleared = (lines: Draft, columns: readonly Column[], range: Range): Draft =>
  lines.map((line, row) =>
    columns.reduce(
      (each, { fill }, col) =>
        fill && isInside({ row, col }, range) ? filled(each, fill, blank[fill] ?? '') : each,
      line,
    ),
  )

/** The first row of the selection goes into the rows below it; of a single row, the one above it goes in. */
export function filledDown(
  lines: Draft,
  columns: readonly Column[],
  range: Range,
  products: Products,
): Draft {
  const top = range.top === range.bottom ? range.top - 1 : range.top
  const source = lines[top]
  if (!source) return lines
  return lines.map((line, row) =>
    row <= top || row > range.bottom
      ? line
      : columns.reduce(
          (each, { fill }, col) =>
            fill && col >= range.left && col <= range.right
              ? copied(each, source, fill, products)
              : each,
          line,
        ),
  )
}

function copied(line: DraftLine, source: DraftLine, fill: Fill, products: Products): DraftLine {
  if (fill === 'tax_rate')
    return { ...line, tax_rate: source.tax_rate, tax_category: source.tax_category }
  if (fill === 'unit_price') return withUnitPrice(line, source.unit_price)
  if (fill !== 'product') return { ...line, [fill]: source[fill] }
  const product = products.get(source.product ?? '')
  return product
    ? withProduct(line, product, products.get(line.product ?? ''))
    : { ...line, product: source.product, wanted: source.wanted }
}

/** Pasted texts in their cells, new lines where there were none; `wanted` are the products still to be found. */
export function withCells(
  lines: Draft,
  columns: readonly Column[],
  cells: readonly { cell: Cell; text: string }[],
  untaxed?: Head['untaxed'],
): { lines: Draft; wanted: { row: number; words: string }[] } {
  const next = [...lines]
  const wanted: { row: number; words: string }[] = []
  for (const { cell, text } of cells) {
    const fill = columns[cell.col]?.fill
    if (!fill) continue
    while (next.length <= cell.row) next.push(emptyLine())
    next[cell.row] = filled(next[cell.row]!, fill, text, untaxed)
    if (fill === 'product' && text.trim()) wanted.push({ row: cell.row, words: text.trim() })
  }
  return { lines: next, wanted }
}

/** A found product goes to the line that wants it, wherever it is by now; what was pasted beside it stays. */
export function withFound(lines: Draft, row: number, words: string, product: ProductFacts): Draft {
  const at = lines[row]?.wanted === words ? row : lines.findIndex((line) => line.wanted === words)
  return lines.map((line, index) => {
    if (index !== at) return line
    const filledIn = withProduct(line, product)
    return {
      ...withUnitPrice(filledIn, line.unit_price),
      tax_rate: line.tax_rate || filledIn.tax_rate,
      tax_category: line.tax_rate ? line.tax_category : filledIn.tax_category,
    }
  })
}

// How wide is each column of the grid? As wide as a person made it; else as wide as what stands in it, words up to a measure.
import type { Meta } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { textWidth } from '#web/parts/text-width.ts'
import { cellText } from './cell-text.ts'
import type { Column } from './columns.ts'
import type { Widths } from './list-state.ts'

const typeSize = 13
/** The boxes that choose rows. */
const ticks = 28
/** The inside of a cell ends so far from its edges, both together. */
const padding = 20
/** So many rows are looked at; those that come later find the columns as they are. */
const sample = 60
const narrowest = 64
const widestWords = 340

/** Kinds whose values are words of any length: they may be cut, and what room is left goes to them. */
const wordy = new Set(['text', 'long_text', 'rich_text', 'ref', 'email', 'url', 'address'])

/** Kinds whose values are figures: one that is cut would be another figure, so all rows are looked at. */
const figured = new Set(['money', 'decimal', 'integer', 'percent', 'formula', 'rollup'])

/** The columns of the grid as CSS writes them, and the room without which they slide. */
export interface Tracks {
  readonly template: string
  readonly least: number
}

/** @param rows say how much the words and figures need */
export function tracksOf(
  meta: Meta,
  columns: readonly Column[],
  rows: readonly Row[],
  widths: Widths,
): Tracks {
  const now = new Date()
  const few = rows.slice(0, sample)
  const needOf = (column: Column): number => {
    const seen = figured.has(column.field.kind) ? rows : few
    const texts = seen.map((row) => cellText(meta, column, row, now))
    if (!texts.length || texts.includes(null)) return column.width
    const sizes = texts.map((text) => textWidth(text ?? '', typeSize)).toSorted((a, b) => a - b)
    // One name that is far longer than the others does not take their room; of nothing else anything is cut.
    const most = wordy.has(column.field.kind) ? Math.ceil(sizes.length * 0.9) : sizes.length
    // The heading is smaller, but has the mark of the order beside it.
    const widest = Math.max(textWidth(column.label) + 16, sizes[most - 1]!)
    return Math.max(narrowest, Math.round(widest + padding))
  }
  const tracks = columns.map((column) => {
    const own = widths[column.path]
    if (own) return { least: own, share: 0 }
    const need = needOf(column)
    // What is left goes to the words that are cut; only where nothing is, to the others as well.
    if (!wordy.has(column.field.kind)) return { least: need, share: Math.round(need * 0.6) }
    const wanted = Math.min(widestWords, need)
    return { least: Math.min(column.width, wanted), share: wanted }
  })
  const written = tracks.map(({ least, share }) =>
    share ? `minmax(${least}px, ${share}fr)` : `${least}px`,
  )
  // Where all columns have a width of their own, the room that is left stays empty.
  const rest = tracks.some(({ share }) => share) ? '' : ' 1fr'
  return {
    template: `${ticks}px ${written.join(' ')}${rest}`,
    least: tracks.reduce((sum, { least }) => sum + least, ticks),
  }
}

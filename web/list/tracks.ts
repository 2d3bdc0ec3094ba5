// How wide is each column of the grid? As wide as a person made it; else words have what they need, figures what is usual.
import type { Meta } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { titlePath } from '#web/meta.ts'
import { textWidth } from '#web/parts/text-width.ts'
import type { Column } from './columns.ts'
import type { Widths } from './list-state.ts'

const typeSize = 13
/** The boxes that choose rows. */
const ticks = 28
/** The inside of a cell ends so far from its edges, both together. */
const padding = 20
/** So many rows are looked at; those that come later find the columns as they are. */
const sample = 60
const narrowestWords = 72
const widestWords = 340

/** Kinds whose values are words of any length. */
const wordy = new Set(['text', 'long_text', 'rich_text', 'ref', 'email', 'url', 'address'])

/** Kinds whose values are figures: one that is cut would be another figure. */
const figured = new Set(['money', 'decimal', 'integer'])

/** The columns of the grid as CSS writes them, and the room without which they slide. */
export interface Tracks {
  readonly template: string
  readonly least: number
}

/** @param rows the first of them say how much the words need */
export function tracksOf(
  meta: Meta,
  columns: readonly Column[],
  rows: readonly Row[],
  widths: Widths,
): Tracks {
  const tracks = columns.map((column) => {
    const own = widths[column.path]
    if (own) return { least: own, share: 0 }
    const { width } = column
    // What is left goes to the words that are cut; only where nothing is, to the figures as well.
    if (!wordy.has(column.field.kind)) {
      const least = figured.has(column.field.kind)
        ? Math.max(width, figuresNeed(column, rows))
        : width
      return { least, share: Math.round(width * 0.6) }
    }
    const need = needOf(meta, column, rows)
    return { least: Math.min(width, need), share: need }
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

function figuresNeed({ path }: Column, rows: readonly Row[]): number {
  const signs = rows.slice(0, sample).map((row) => {
    const text = String(row[path] ?? '')
    // Commas stand between thousands.
    return text.length + Math.floor(((text.split('.')[0] ?? '').length - 1) / 3)
  })
  return Math.round(textWidth('0'.repeat(Math.max(0, ...signs)), typeSize) + padding)
}

function needOf(meta: Meta, { path, field, label }: Column, rows: readonly Row[]): number {
  const from = titlePath(meta, path, field) ?? path
  const texts = rows.slice(0, sample).map((row) => row[from])
  const widest = texts.reduce<number>(
    (most, text) => (typeof text === 'string' ? Math.max(most, textWidth(text, typeSize)) : most),
    // The heading is smaller, but has the mark of the order beside it.
    textWidth(label) + 16,
  )
  return Math.round(Math.min(widestWords, Math.max(narrowestWords, widest + padding)))
}

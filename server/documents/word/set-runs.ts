// How do the letters of a paragraph stand in their lines? Each with its manner, and each tab as a gap that is as wide as it must be.
import type { Desk } from './desk.ts'
import type { ParagraphLook, RunLook, TabStop } from './looks.ts'
import type { Piece } from './pieces.ts'

/** The height of a line of our font to the size of its type; other fonts for Chinese take about `natural`. */
const own = 1.448
const natural = 1.3
/** Our font stands so much lower in its line than Word sets Chinese. */
const drop = 0.13
const nbsp = '\u00a0'

type Inline = Record<string, unknown>

export interface Line {
  /** Points. */
  readonly high: number
  readonly factor: (size: number) => number
  /** How far the letters are moved down to stand in the middle of their line; below 0 up. */
  readonly lift: number
}

/** Word sets lines by a factor, by points, or by the grid of the page. */
export function lineOf(
  pieces: readonly Piece[],
  mark: RunLook,
  look: ParagraphLook,
  desk: Desk,
): Line {
  const sizes = pieces.flatMap((piece) =>
    piece.kind === 'text' || piece.kind === 'tab' ? [piece.look.size ?? 10] : [],
  )
  const points = (size: number): number => {
    const line = look.line
    if (line && 'exactly' in line) return line.exactly
    const grid = desk.pitch !== undefined && look.snap !== false
    const single = grid
      ? Math.ceil((size * natural) / desk.pitch! - 0.01) * desk.pitch!
      : size * natural
    return line && 'factor' in line
      ? single * line.factor
      : line && 'least' in line
        ? Math.max(line.least, single)
        : single
  }
  const largest = sizes.length ? Math.max(...sizes) : (mark.size ?? 10)
  const high = points(largest)
  return {
    high,
    lift: (high - natural * largest) / 2 - drop * largest,
    factor: (size) => (look.line && 'exactly' in look.line ? high : points(size)) / (size * own),
  }
}

interface Setting {
  readonly room: number
  /** What already stands at the left of the first line. */
  readonly from: number
  readonly first: boolean
  readonly line: Line
}

/** The runs of a paragraph with each tab as a gap that is as wide as it must be. */
export function inlines(
  pieces: readonly Piece[],
  look: ParagraphLook,
  mark: RunLook,
  desk: Desk,
  { room, from, first, line }: Setting,
): { list: Inline[]; wide: number; breaks: number } {
  const list: Inline[] = []
  const left = (look.left ?? 0) + from
  let x = left + (first ? (look.first ?? 0) : 0)
  let wide = 0
  let breaks = 0
  const push = (text: string, run: RunLook, more: Inline = {}): void =>
    void list.push({ text, ...manner(run, line), ...more })
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind === 'text') {
      const text = printed(piece, desk)
      push(
        text,
        piece.look,
        piece.look.underline && text.trim() === '' ? { preserveTrailingSpaces: true } : {},
      )
      const letters = widthOf(text, piece.look, desk)
      x += letters
      wide += letters
    } else if (piece.kind === 'line') {
      list.push({ text: '\n', ...manner(mark, line) })
      x = left
      breaks += 1
    } else if (piece.kind === 'tab') {
      const gap =
        x > room
          ? [{ text: nbsp + nbsp, wide: 0 } as Gap]
          : tabGap(piece.look, x, pieces.slice(at + 1), look, desk, room)
      for (const one of gap) {
        push(one.text, piece.look, {
          ...(one.spacing === undefined ? {} : { characterSpacing: one.spacing }),
          preserveLeadingSpaces: true,
          preserveTrailingSpaces: true,
        })
        x += one.wide
        wide += one.wide
      }
    }
  }
  // An empty paragraph is as high as its mark.
  if (list.length === 0) push(' ', mark)
  return { list, wide, breaks }
}

function printed(piece: Extract<Piece, { kind: 'text' }>, desk: Desk): string {
  const text = desk
    .ink(piece.look.caps ? piece.text.toUpperCase() : piece.text)
    .replaceAll('\n', ' ')
  // A line to write on is often underlined blanks: they stay.
  return piece.look.underline && text.trim() === ''
    ? nbsp.repeat(text.length)
    : text.replace(/ {2,}/g, (blanks) => nbsp.repeat(blanks.length - 1) + ' ')
}

function widthOf(text: string, look: RunLook, desk: Desk): number {
  const size = (look.size ?? 10) * (look.raised ? 0.58 : 1)
  return desk.wide(text, look.bold ?? false) * size + (look.spacing ?? 0) * text.length
}

interface Gap {
  readonly text: string
  readonly spacing?: number
  readonly wide: number
}

function tabGap(
  run: RunLook,
  x: number,
  rest: readonly Piece[],
  look: ParagraphLook,
  desk: Desk,
  room: number,
): Gap[] {
  const stop = nextStop(x, look, desk, room)
  let following = 0
  if (stop.kind !== 'left')
    for (const piece of rest) {
      if (piece.kind !== 'text') break
      following += widthOf(printed(piece, desk), piece.look, desk)
    }
  const gap = Math.max(
    1,
    stop.at - x - (stop.kind === 'right' ? following : stop.kind === 'center' ? following / 2 : 0),
  )
  const out: Gap[] = []
  let left = gap
  if (stop.fill && gap > 6) {
    const one = widthOf(stop.fill, run, desk)
    const count = Math.min(400, Math.floor((gap - 2) / one))
    if (count > 0) {
      out.push({ text: stop.fill.repeat(count), wide: count * one })
      left = gap - count * one
    }
  }
  // Two blanks, drawn apart: the space between them is the gap.
  const blank = widthOf(nbsp, { ...run, spacing: 0 }, desk)
  out.push({ text: nbsp + nbsp, spacing: left - 2 * blank, wide: left })
  return out
}

function nextStop(x: number, look: ParagraphLook, desk: Desk, room: number): TabStop {
  const own = (look.tabs ?? []).filter((stop) => stop.kind !== 'clear').sort((a, b) => a.at - b.at)
  const left = look.left ?? 0
  // Where the first line hangs out, the indent of the others is a stop.
  const stops =
    (look.first ?? 0) < 0
      ? [...own, { at: left, kind: 'left' as const }].sort((a, b) => a.at - b.at)
      : own
  const found = stops.find((stop) => stop.at > x + 0.5)
  if (found)
    return found.kind === 'left'
      ? found
      : { ...found, at: Math.min(found.at, Math.max(room - (look.right ?? 0), x + 1)) }
  return { at: (Math.floor((x + 0.5) / desk.every) + 1) * desk.every, kind: 'left' }
}

function manner(look: RunLook, line: Line): Inline {
  const size = look.size ?? 10
  const decoration = [
    ...(look.underline ? ['underline'] : []),
    ...(look.strike ? ['lineThrough'] : []),
  ]
  return {
    fontSize: size,
    lineHeight: line.factor(size),
    ...(look.bold ? { bold: true } : {}),
    ...(look.colour && look.colour !== '#000000' ? { color: look.colour } : {}),
    ...(look.back ? { background: look.back } : {}),
    ...(decoration.length ? { decoration } : {}),
    ...(look.raised === 'sup' ? { sup: true } : look.raised === 'sub' ? { sub: true } : {}),
    ...(look.spacing ? { characterSpacing: look.spacing } : {}),
  }
}

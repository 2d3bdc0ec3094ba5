// How does a paragraph of Word stand on paper? Its letters with their tabs and indents, its number, its pictures and lines.
import type { Content } from 'pdfmake/interfaces.js'
import { type Around, type Desk, spend } from './desk.ts'
import {
  type Edge,
  over,
  type ParagraphLook,
  readParagraph,
  readRun,
  type RunLook,
  type TabStop,
} from './looks.ts'
import type { Label } from './numbers.ts'
import { type Hangs, type Piece, piecesOf } from './pieces.ts'
import { child, given, type Node } from './xml-tree.ts'

/** What was drawn, and about how high it is. */
export interface Drawn {
  readonly content: Content[]
  readonly high: number
}

export interface DrawnParagraph extends Drawn {
  readonly before: number
  readonly after: number
  readonly look: ParagraphLook
  /** It begins, or what follows it begins, on a new page. */
  readonly newPage: boolean
  readonly newPageAfter: boolean
}

/** The height of a line of our font to the size of its type; other fonts for Chinese take about `natural`. */
const own = 1.448
const natural = 1.3
/** Our font stands so much lower in its line than Word sets Chinese. */
const drop = 0.13
const nbsp = '\u00a0'

type Inline = Record<string, unknown>

export function drawParagraph(
  node: Node,
  desk: Desk,
  room: number,
  around: Around,
  box: (nodes: readonly Node[], room: number) => Drawn,
): DrawnParagraph {
  spend(desk)
  const props = child(node, 'pPr')
  const { defaults, plain, of } = desk.styles
  const id = given(child(props, 'pStyle'), 'val')
  const style = id === undefined ? plain : of(id)
  const base = over(defaults.run, around.run, style.run)
  const { numbers: ownNumbers, ...direct } = readParagraph(props, base.size)
  const numbers = ownNumbers ?? style.paragraph.numbers
  const listed = numbers && numbers.id !== '0' ? desk.numbers.look(numbers.id, numbers.level) : {}
  const look = over<ParagraphLook>(
    defaults.paragraph,
    around.paragraph,
    ...(ownNumbers ? [style.paragraph, listed] : [listed, style.paragraph]),
    direct,
  )
  const mark = over(base, readRun(child(props, 'rPr')))
  const label = numbers && numbers.id !== '0' ? desk.numbers.next(numbers.id, numbers.level) : null
  const pieces = [...labelled(label, mark), ...piecesOf(node.children, base, desk)]

  const parts: Part[] = [{ kind: 'text', pieces: [] }]
  let newPage = look.newPage ?? false
  let newPageAfter = false
  const content: Content[] = []
  let high = 0
  const put = (...more: Content[]): void => void content.push(...more)
  for (const piece of pieces) {
    const last = parts.at(-1)!
    if (piece.kind === 'picture' || piece.kind === 'box') parts.push({ kind: 'drawn', piece })
    else if (piece.kind === 'page') {
      // A break before anything was written puts the paragraph itself on the new page.
      if (parts.every((part) => part.kind === 'text' && part.pieces.length === 0)) newPage = true
      else parts.push({ kind: 'page' }, { kind: 'text', pieces: [] })
    } else if (last.kind === 'text') last.pieces.push(piece)
    else parts.push({ kind: 'text', pieces: [piece] })
  }
  if (
    parts.length > 1 &&
    parts.at(-1)!.kind === 'text' &&
    (parts.at(-1) as TextPart).pieces.length === 0 &&
    parts.at(-2)!.kind === 'page'
  ) {
    parts.splice(-2)
    newPageAfter = true
  }
  const [left, right] = [look.left ?? 0, look.right ?? 0]
  const inside = Math.max(20, room - left - right)
  let breaks = false
  /** A picture that stands left of the text after it, as logos in heads do. */
  let beside: { readonly image: Content; readonly width: number; readonly height: number } | null =
    null
  for (const [at, part] of parts.entries()) {
    if (part.kind === 'page') {
      breaks = true
      continue
    }
    const anew = breaks ? { pageBreak: 'before' as const } : {}
    if (part.kind === 'text') {
      if (part.pieces.length === 0 && parts.length > 1) continue
      const line = lineOf(part.pieces, mark, look, desk)
      const text = inlines(part.pieces, look, mark, desk, {
        room,
        from: beside?.width ?? 0,
        first: at === 0,
        line,
      })
      const said = (x: number, y: number): Content =>
        ({
          text: text.list as never,
          ...(look.align ? { alignment: look.align } : {}),
          margin: [x, y + line.lift, right, -line.lift],
          ...(look.first && at === 0 ? { leadingIndent: look.first } : {}),
          preserveLeadingSpaces: true,
          ...anew,
        }) as Content
      const lines = line.high * Math.max(1, Math.ceil(text.wide / inside - 0.001) + text.breaks)
      if (beside)
        put({
          columns: [
            { width: beside.width, stack: [beside.image] },
            { width: '*', stack: [said(0, Math.max(0, beside.height - line.high))] },
          ],
          margin: [left, 0, 0, 0],
        })
      else put(said(left, 0))
      high += Math.max(lines, beside?.height ?? 0)
      beside = null
    } else if (part.piece.kind === 'box') {
      const wide = Math.min(inside, part.piece.width ?? inside)
      const drawn = box(part.piece.nodes, wide - 12)
      put({
        table: { widths: [wide - 12], body: [[{ stack: drawn.content }]] },
        layout: framed,
        margin: [left, 2, right, 2],
        ...anew,
      })
      high += drawn.high + 8
    } else {
      const { uri, hangs } = part.piece
      const tallest = desk.page.height - desk.page.top - desk.page.bottom - 24
      const scale = hangs
        ? 1
        : Math.min(1, inside / part.piece.width, Math.max(40, tallest) / part.piece.height)
      const [width, height] = [part.piece.width * scale, part.piece.height * scale]
      const image = { image: uri, width, height }
      if (hangs) put({ ...image, ...placed(hangs, width, height, desk, room) })
      else if (followed(parts[at + 1]) && width < inside * 0.6 && part.piece.height < 120)
        beside = { image, width, height }
      else {
        put({
          ...image,
          margin: [left, 0, right, 0],
          ...(look.align && look.align !== 'justify' ? { alignment: look.align } : {}),
          ...anew,
        })
        high += height
      }
    }
    breaks = false
  }
  const framedContent = bordered(content, look, room)
  return {
    content: framedContent,
    high: high + (framedContent === content ? 0 : 4),
    look,
    newPage,
    newPageAfter,
    before: look.before ?? 0,
    after: look.after ?? 0,
  }
}

const followed = (part: Part | undefined): boolean =>
  part?.kind === 'text' &&
  part.pieces.some(
    (piece) => piece.kind === 'tab' || (piece.kind === 'text' && piece.text.trim() !== ''),
  )

interface TextPart {
  readonly kind: 'text'
  readonly pieces: Piece[]
}
type Part =
  | TextPart
  | { readonly kind: 'page' }
  | { readonly kind: 'drawn'; readonly piece: Extract<Piece, { kind: 'picture' | 'box' }> }

const framed = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => '#808080',
  vLineColor: () => '#808080',
  paddingLeft: () => 5,
  paddingRight: () => 5,
  paddingTop: () => 3,
  paddingBottom: () => 3,
}

function labelled(label: Label | null, mark: RunLook): Piece[] {
  if (!label || label.text === '') return []
  const look = over(mark, label.run)
  const text: Piece = { kind: 'text', text: label.text, look }
  return label.after === 'tab'
    ? [text, { kind: 'tab', look }]
    : label.after === 'space'
      ? [{ ...text, text: `${label.text} ` }]
      : [text]
}

interface Line {
  /** Points. */
  readonly high: number
  readonly factor: (size: number) => number
  /** How far the letters are moved down to stand in the middle of their line; below 0 up. */
  readonly lift: number
}

/** Word sets lines by a factor, by points, or by the grid of the page. */
function lineOf(pieces: readonly Piece[], mark: RunLook, look: ParagraphLook, desk: Desk): Line {
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
function inlines(
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

/** Lines above and below, or all around with a ground. */
function bordered(content: Content[], look: ParagraphLook, room: number): Content[] {
  const edges = look.edges ?? {}
  const [left, right] = [look.left ?? 0, look.right ?? 0]
  if (look.back || edges.left || edges.right) {
    const width = (side: string): number => edges[side]?.width ?? 0
    return [
      {
        table: {
          widths: [Math.max(10, room - width('left') - width('right'))],
          body: [[{ stack: content, ...(look.back ? { fillColor: look.back } : {}) }]],
        },
        layout: {
          hLineWidth: (at: number) => width(at === 0 ? 'top' : 'bottom'),
          vLineWidth: (at: number) => width(at === 0 ? 'left' : 'right'),
          hLineColor: (at: number) => edges[at === 0 ? 'top' : 'bottom']?.colour ?? '#000000',
          vLineColor: (at: number) => edges[at === 0 ? 'left' : 'right']?.colour ?? '#000000',
          paddingLeft: () => 0,
          paddingRight: () => 0,
          paddingTop: () => 1,
          paddingBottom: () => 1,
        },
      },
    ]
  }
  const rule = (edge: Edge): Content => ({
    canvas: [
      {
        type: 'line',
        x1: left,
        y1: 1,
        x2: Math.max(left + 1, room - right),
        y2: 1,
        lineWidth: edge.width,
        lineColor: edge.colour,
      },
    ],
  })
  return edges.top || edges.bottom
    ? [
        ...(edges.top ? [rule(edges.top)] : []),
        ...content,
        ...(edges.bottom ? [rule(edges.bottom)] : []),
      ]
    : content
}

/** A picture that hangs over or under the text: from the page, or from where its paragraph begins. */
function placed(
  hangs: Hangs,
  width: number,
  height: number,
  desk: Desk,
  room: number,
): Record<string, unknown> {
  const { page } = desk
  const aligned = (
    to: string | undefined,
    from: number,
    wide: number,
    own: number,
    by: number,
  ): number =>
    to === 'center'
      ? from + (wide - own) / 2
      : to === 'right' || to === 'bottom' || to === 'outside'
        ? from + wide - own
        : to
          ? from
          : from + by
  const x =
    hangs.x.from === 'page'
      ? aligned(hangs.x.to, 0, page.width, width, hangs.x.by)
      : page.left + aligned(hangs.x.to, 0, room, width, hangs.x.by)
  if (hangs.y.from === 'page')
    return { absolutePosition: { x, y: aligned(hangs.y.to, 0, page.height, height, hangs.y.by) } }
  if (hangs.y.from === 'margin')
    return {
      absolutePosition: {
        x,
        y:
          page.top +
          aligned(hangs.y.to, 0, page.height - page.top - page.bottom, height, hangs.y.by),
      },
    }
  return {
    relativePosition: {
      x: hangs.x.from === 'page' ? x - page.left : aligned(hangs.x.to, 0, room, width, hangs.x.by),
      y: hangs.y.to ? 0 : hangs.y.by,
    },
  }
}

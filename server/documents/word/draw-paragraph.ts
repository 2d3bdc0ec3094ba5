// How does a paragraph of Word stand on paper? Its letters with their tabs and indents, its number, its pictures and lines.
import type { Content } from 'pdfmake/interfaces.js'
import { bordered, placed } from './around-paragraph.ts'
import { type Around, type Desk, spend } from './desk.ts'
import { over, type ParagraphLook, readParagraph, readRun, type RunLook } from './looks.ts'
import type { Label } from './numbers.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { inlines, lineOf } from './set-runs.ts'
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

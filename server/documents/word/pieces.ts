// What does a paragraph of Word consist of? Letters, tabs, breaks, pictures and boxes, in their order; fields by their results.
import type { Desk } from './desk.ts'
import { over, readRun, type RunLook } from './looks.ts'
import { markOf } from './numbers.ts'
import { below, child, given, type Node, numberOf } from './xml-tree.ts'

/** Where a picture hangs that is not in the line. Points. */
export interface Hangs {
  readonly x: { readonly from: string; readonly by: number; readonly to?: string }
  readonly y: { readonly from: string; readonly by: number; readonly to?: string }
}

export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly look: RunLook }
  | { readonly kind: 'tab'; readonly look: RunLook }
  | { readonly kind: 'line' | 'page' }
  | {
      readonly kind: 'picture'
      readonly uri: string
      readonly width: number
      readonly height: number
      readonly hangs?: Hangs
    }
  | { readonly kind: 'box'; readonly width: number | undefined; readonly nodes: readonly Node[] }

const emu = 12_700

/** What only marks a place, or is drawn by Word alone and missed by nobody. */
const silent = new Set([
  'bookmarkStart',
  'bookmarkEnd',
  'proofErr',
  'permStart',
  'permEnd',
  'lastRenderedPageBreak',
  'rPr',
  'pPr',
  'commentRangeStart',
  'commentRangeEnd',
  'moveFromRangeStart',
  'moveFromRangeEnd',
  'moveToRangeStart',
  'moveToRangeEnd',
  'sdtPr',
  'sdtEndPr',
  'softHyphen',
  'annotationRef',
  'dayShort',
  'dayLong',
  'monthShort',
  'monthLong',
  'yearShort',
  'yearLong',
  'del',
  'delText',
  'fldData',
  'smartTagPr',
  'customXmlPr',
  'shapetype',
  'instrText',
  'separator',
  'continuationSeparator',
  'footnoteRef',
  'endnoteRef',
])
const through = new Set([
  'hyperlink',
  'ins',
  'moveTo',
  'smartTag',
  'customXml',
  'sdt',
  'sdtContent',
  'dir',
  'bdo',
])

export function piecesOf(nodes: readonly Node[], base: RunLook, desk: Desk): Piece[] {
  const out: Piece[] = []
  for (const node of nodes) gather(node, base, desk, out)
  return out
}

const inCode = (desk: Desk): boolean => desk.fields.some((field) => !field.result)
const counted = (desk: Desk): boolean => desk.fields.some((field) => field.told)

function gather(node: Node, base: RunLook, desk: Desk, out: Piece[]): void {
  if (node.tag === 'r') return run(node, base, desk, out)
  if (node.tag === 'hyperlink' && given(node, 'id') !== undefined) desk.lose('link')
  if (through.has(node.tag)) for (const one of node.children) gather(one, base, desk, out)
  else if (node.tag === 'fldSimple') {
    const said = countOf(given(node, 'instr') ?? '', desk)
    if (said === undefined) for (const one of node.children) gather(one, base, desk, out)
    else
      out.push({
        kind: 'text',
        text: said,
        look: over(base, readRun(child(below(node, 'r'), 'rPr'))),
      })
  } else if (node.tag === 'oMath' || node.tag === 'oMathPara') desk.lose('formula')
  else if (node.tag === 'moveFrom' || node.tag === 'del') desk.lose('deleted')
  else if (!silent.has(node.tag)) gatherDrawn(node, base, desk, out)
}

/** The number of a page, where the field asks for one and we know it. */
function countOf(code: string, desk: Desk): string | undefined {
  const [name = ''] = code.trim().split(/\s+/)
  if (!desk.at) return undefined
  return name.toUpperCase() === 'PAGE'
    ? String(desk.at.page)
    : ['NUMPAGES', 'SECTIONPAGES'].includes(name.toUpperCase())
      ? String(desk.at.pages)
      : undefined
}

function run(node: Node, base: RunLook, desk: Desk, out: Piece[]): void {
  const props = child(node, 'rPr')
  const style = props && given(child(props, 'rStyle'), 'val')
  const look = over(base, style === undefined ? {} : desk.styles.of(style).run, readRun(props))
  if (look.italic) desk.lose('italic')
  for (const part of node.children) {
    if (part.tag === 'fldChar') fieldMark(part, look, desk, out)
    else if (part.tag === 'instrText') {
      const field = desk.fields.at(-1)
      if (field && !field.result && field.code.length < 500) field.code += part.text
    } else if (inCode(desk) || counted(desk) || look.hidden) continue
    else piece(part, look, desk, out)
  }
}

function fieldMark(node: Node, look: RunLook, desk: Desk, out: Piece[]): void {
  const kind = given(node, 'fldCharType')
  const field = desk.fields.at(-1)
  if (kind === 'begin') {
    if (desk.fields.length < 50) desk.fields.push({ code: '', result: false, told: false })
  } else if (field && (kind === 'separate' || (kind === 'end' && !field.result))) {
    field.result = true
    const said = desk.fields.some((one) => one !== field && !one.result)
      ? undefined
      : countOf(field.code, desk)
    if (said !== undefined && !field.told) {
      field.told = true
      out.push({ kind: 'text', text: said, look })
    }
    if (kind === 'end') desk.fields.pop()
  } else if (kind === 'end') desk.fields.pop()
}

function piece(node: Node, look: RunLook, desk: Desk, out: Piece[]): void {
  const say = (text: string): void => {
    for (const [at, part] of text.split('\t').entries()) {
      if (at) out.push({ kind: 'tab', look })
      if (part) out.push({ kind: 'text', text: part, look })
    }
  }
  switch (node.tag) {
    case 't':
      return say(look.symbols ? symbols(node.text, desk) : node.text)
    case 'tab':
    case 'ptab':
      return void out.push({ kind: 'tab', look })
    case 'cr':
      return void out.push({ kind: 'line' })
    case 'br':
      return void out.push({ kind: given(node, 'type') === 'page' ? 'page' : 'line' })
    case 'noBreakHyphen':
      return say('-')
    case 'sym': {
      const code = Number.parseInt(given(node, 'char') ?? '', 16)
      return say(symbols(Number.isFinite(code) && code > 0 ? String.fromCharCode(code) : '', desk))
    }
    case 'ruby': {
      desk.lose('ruby')
      for (const one of child(node, 'rubyBase')?.children ?? []) gather(one, look, desk, out)
      return
    }
    case 'pgNum':
      return say(desk.at ? String(desk.at.page) : '')
    case 'footnoteReference':
    case 'endnoteReference':
      return desk.lose('note')
    case 'commentReference':
      return desk.lose('comment')
    default:
      gather(node, look, desk, out)
  }
}

/** Letters of a symbol font by what they draw, where every font has that. */
const symbols = (text: string, desk: Desk): string =>
  [...text]
    .map((letter) => {
      const code = letter.codePointAt(0)!
      const mark = markOf(code < 0x100 ? String.fromCharCode(0xf000 + code) : letter)
      if (mark !== undefined) return mark
      if (letter.trim() === '') return letter
      desk.lose('symbol')
      return ''
    })
    .join('')

/** What is drawn: pictures, boxes, shapes. */
function gatherDrawn(node: Node, base: RunLook, desk: Desk, out: Piece[]): void {
  switch (node.tag) {
    case 'AlternateContent': {
      for (const one of (child(node, 'Choice') ?? child(node, 'Fallback'))?.children ?? [])
        gather(one, base, desk, out)
      return
    }
    case 'drawing':
      return drawing(node, desk, out)
    case 'pict':
      return picture(node, desk, out)
    case 'object': {
      desk.lose('object')
      return picture(node, desk, out)
    }
    case 'control':
      return desk.lose('object')
    case 'subDoc':
    case 'altChunk':
      return desk.lose('object')
    default:
  }
}

function drawing(node: Node, desk: Desk, out: Piece[]): void {
  const frame = child(node, 'inline') ?? child(node, 'anchor')
  const extent = child(frame, 'extent')
  const width = (numberOf(given(extent, 'cx'), 1e9) ?? 0) / emu
  const height = (numberOf(given(extent, 'cy'), 1e9) ?? 0) / emu
  const box = below(frame, 'txbxContent')
  if (box) {
    desk.lose('box')
    out.push({ kind: 'box', width: width || undefined, nodes: box.children })
    return
  }
  const blip = below(frame, 'blip')
  if (!blip) return desk.lose(below(frame, 'chart') || below(frame, 'relIds') ? 'chart' : 'shape')
  const id = given(blip, 'embed')
  const uri = id === undefined ? 'picture_bad' : desk.pictures.of(desk.part, id)
  if (!uri.startsWith('data:')) return desk.lose(uri as 'picture_bad')
  if (!(width > 0 && height > 0)) return desk.lose('picture_bad')
  out.push({
    kind: 'picture',
    uri,
    width,
    height,
    ...(frame?.tag === 'anchor' ? hanging(frame, desk) : {}),
  })
}

/** A picture over or under the text hangs where it is put; one that the text goes around stands in a line of its own. */
function hanging(frame: Node, desk: Desk): { hangs?: Hangs } {
  const wrap = ['wrapNone', 'wrapSquare', 'wrapTight', 'wrapThrough', 'wrapTopAndBottom'].find(
    (tag) => child(frame, tag),
  )
  if (wrap === 'wrapTopAndBottom') return {}
  if (wrap !== 'wrapNone' && wrap !== undefined) {
    desk.lose('wrapped')
    return {}
  }
  const axis = (tag: string): Hangs['x'] => {
    const at = child(frame, tag)
    const to = child(at, 'align')?.text.trim()
    return {
      from: given(at, 'relativeFrom') ?? 'column',
      by: (numberOf(child(at, 'posOffset')?.text, 1e9) ?? 0) / emu,
      ...(to ? { to } : {}),
    }
  }
  return { hangs: { x: axis('positionH'), y: axis('positionV') } }
}

/** The older way of drawing: VML. */
function picture(node: Node, desk: Desk, out: Piece[]): void {
  const shape = node.children.find((one) =>
    ['shape', 'rect', 'roundrect', 'oval', 'line', 'group'].includes(one.tag),
  )
  const box = below(node, 'txbxContent')
  const style = given(shape, 'style') ?? ''
  const measure = (name: string): number | undefined => {
    const found = new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([\\d.]+)(pt|in|cm|mm)?`).exec(style)
    return found
      ? Number(found[1]) *
          ({ in: 72, cm: 28.35, mm: 2.835, pt: 1 } as Record<string, number>)[found[2] ?? 'pt']!
      : undefined
  }
  if (box) {
    desk.lose('box')
    out.push({ kind: 'box', width: measure('width'), nodes: box.children })
    return
  }
  const words = below(node, 'textpath')
  if (words) return desk.at ? desk.watermark(given(words, 'string') ?? '') : desk.lose('shape')
  const data = below(node, 'imagedata')
  const [width, height] = [measure('width'), measure('height')]
  if (!data) return node.tag === 'object' || !shape ? undefined : desk.lose('shape')
  const uri = desk.pictures.of(desk.part, given(data, 'id') ?? '')
  if (!uri.startsWith('data:') || !width || !height)
    return desk.lose(uri.startsWith('data:') ? 'picture_bad' : (uri as 'picture_bad'))
  out.push({ kind: 'picture', uri, width, height })
}

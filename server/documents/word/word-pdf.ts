// How does a Word file become a PDF? Its sections are drawn by the same typesetter and in the same type as our own documents.
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { refuse, Refusal } from '#kernel/error.ts'
import { marksOf } from '../layout.ts'
import { type Ready, ready } from '../pdf.ts'
import { font } from '../paper.ts'
import { printable } from '../ink.ts'
import { type Desk, mostDrawn, type Page } from './desk.ts'
import { drawFlow } from './draw-flow.ts'
import { type LeftOut } from '#kernel/view/left-out.ts'
import { readStyles } from './looks.ts'
import { readNumbers } from './numbers.ts'
import { openWord, type Part, type WordPackage } from './package.ts'
import { readPictures } from './pictures.ts'
import { child, childrenOf, flag, given, type Node, numberOf, points, within } from './xml-tree.ts'

export interface WordPdf {
  readonly bytes: Buffer
  readonly missing: readonly string[]
  /** What of the file the PDF does not show. */
  readonly leftOut: readonly LeftOut[]
}

export interface About {
  readonly title: string
  readonly company: string
  readonly language: 'zh' | 'en'
  /** ISO 8601. */
  readonly made_at: string
  /** Printed at the head of each page. */
  readonly marks: readonly string[]
}

interface Section {
  readonly props: Node | undefined
  readonly nodes: Node[]
}

type Heads = Readonly<Record<'default' | 'first' | 'even', Part | undefined>>

/** Draws the file; refuses one that cannot be trusted or would hold up everybody. */
export async function wordPdf(bytes: Buffer, about: About): Promise<WordPdf> {
  const file = await openWord(bytes)
  const typesetter = await ready()
  const lost = new Set<LeftOut>()
  const missing = new Set<string>()
  const body = child(file.document.root, 'body')
  const sections = sectionsOf(body?.children ?? [], child(body, 'sectPr'))
  if (child(file.document.root, 'background')) lost.add('page_edge')
  const heads = new Map<Section, { head: Heads; foot: Heads }>()
  let before: { head: Heads; foot: Heads } | undefined
  for (const section of sections) {
    before = {
      head: await headsOf(file, section.props, 'headerReference', before?.head),
      foot: await headsOf(file, section.props, 'footerReference', before?.foot),
    }
    heads.set(section, before)
  }
  const parts = new Set([
    file.document,
    ...[...heads.values()]
      .flatMap((one) => [...Object.values(one.head), ...Object.values(one.foot)])
      .filter((part) => part !== undefined),
  ])
  const pictures = await readPictures(file, [...parts])
  const styles = readStyles(file.styles)
  const ink = (text: string): string =>
    printable(text, typesetter.shows, (letter) => missing.add(letter))
  let watermark = ''
  const budget = { left: mostDrawn }
  const every = Math.max(6, points(child(file.settings, 'defaultTabStop'), 'val') ?? 36)
  const evenOdd = flag(file.settings, 'evenAndOddHeaders') === true
  const numbers = readNumbers(file.numbering)
  const deskOf = (section: Section, page: Page, part: Part, more: Partial<Desk> = {}): Desk => ({
    part,
    styles,
    numbers,
    pictures,
    ink,
    page,
    every,
    budget,
    fields: [],
    wide: (text, bold) => wideOf(typesetter, text, bold),
    lose: (what) => lost.add(what),
    watermark: (text) => void (watermark ||= ink(text).slice(0, 80)),
    pitch: pitchOf(section.props),
    ...more,
  })
  /** A head or a foot on one page; drawn anew for each, because it may say which. */
  const edge = (
    section: Section,
    page: Page,
    part: Part | undefined,
    at: { page: number; pages: number },
  ): { content: Content[]; high: number } =>
    part
      ? drawFlow(
          part.root.children,
          deskOf(section, page, part, { at, numbers: readNumbers(file.numbering) }),
          page.width - page.left - page.right,
        )
      : { content: [], high: 0 }

  const drawn = sections.map((section) => {
    const { head, foot } = heads.get(section)!
    const given = pageOf(section.props)
    const high = (which: Heads): number =>
      Math.max(
        0,
        ...Object.values(which).map(
          (part) => edge(section, given, part, { page: 1, pages: 1 }).high,
        ),
      )
    const [headHigh, footHigh] = [high(head), high(foot)]
    // A head that is higher than its margin pushes the text down, as Word does.
    const most = given.height / 3
    const page = {
      ...given,
      top: Math.max(given.top, Math.min(most, given.headAt + headHigh + 2)),
      bottom: Math.max(given.bottom, Math.min(most, given.footAt + footHigh + 2)),
    }
    const flow = drawFlow(
      section.nodes,
      deskOf(section, page, file.document),
      page.width - page.left - page.right,
      undefined,
      true,
    )
    const start = numberOf(
      within(section.props, 'pgNumType') && givenOf(section.props, 'pgNumType', 'start'),
    )
    const title = flag(section.props, 'titlePg') === true
    let first: number | undefined
    const which = (of: Heads, at: number): Part | undefined =>
      title && at === first ? of.first : evenOdd && at % 2 === 0 ? of.even : of.default
    const numbered = (at: number): number => (start === undefined ? at : start + at - (first ?? at))
    const margin: [number, number, number, number] = [page.left, 0, page.right, 0]
    if (child(section.props, 'pgBorders')) lost.add('page_edge')
    if ((numberOf(givenOf(section.props, 'cols', 'num')) ?? 1) > 1) lost.add('columns')
    if (/^(tbRl|btLr)/.test(givenOf(section.props, 'textDirection', 'val') ?? ''))
      lost.add('upright')
    return {
      section: flow.content.length ? flow.content : [{ text: ' ' }],
      pageSize: { width: page.width, height: page.height },
      pageMargins: [page.left, page.top, page.right, page.bottom] as [
        number,
        number,
        number,
        number,
      ],
      header: (at: number, pages: number): Content => {
        first = Math.min(first ?? at, at)
        const { content } = edge(section, page, which(head, at), { page: numbered(at), pages })
        return { stack: content, margin: [margin[0], page.headAt, margin[2], 0] }
      },
      footer: (at: number, pages: number): Content => {
        first = Math.min(first ?? at, at)
        const { content, high: own } = edge(section, page, which(foot, at), {
          page: numbered(at),
          pages,
        })
        return {
          stack: content,
          margin: [margin[0], Math.max(0, page.bottom - page.footAt - own), margin[2], 0],
        }
      },
    }
  })
  const definition = {
    version: '1.7',
    language: about.language === 'zh' ? 'zh-CN' : 'en',
    displayTitle: true,
    info: {
      title: ink(about.title),
      author: ink(about.company),
      creator: 'OpenLTC',
      producer: 'OpenLTC',
      creationDate: new Date(about.made_at),
    },
    defaultStyle: { font, fontSize: 10 },
    ...(watermark
      ? { watermark: { text: watermark, font, color: '#c0c0c0', opacity: 0.4, bold: false } }
      : {}),
    ...(about.marks.length ? { background: () => marksOf(about.marks, ink, 28, 12) } : {}),
    ...drawn[0]!,
    content: drawn.length === 1 ? drawn[0]!.section : drawn,
  } as unknown as TDocumentDefinitions & { section?: unknown }
  delete definition.section
  try {
    return {
      bytes: await typesetter.typesetter.createPdf(definition).getBuffer(),
      missing: [...missing],
      leftOut: [...lost],
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    // What the typesetter cannot set is a file that it was not made for, whatever it says of itself.
    return refuse('malformed', {
      reason: `docx: ${error instanceof Error ? error.message.slice(0, 120) : 'cannot be set'}`,
    })
  }
}

function wideOf({ advance }: Ready, text: string, bold: boolean): number {
  let all = 0
  for (const letter of text) all += advance(letter.codePointAt(0)!, bold)
  return all
}

const givenOf = (node: Node | undefined, tag: string, name: string): string | undefined =>
  given(child(node, tag), name)

/** The text cut where a section ends; one that goes on on the same page is part of the one before. */
function sectionsOf(nodes: readonly Node[], last: Node | undefined): Section[] {
  const all: Section[] = []
  let now: Node[] = []
  const close = (props: Node | undefined): void => {
    const before = all.at(-1)
    if (before && givenOf(props, 'type', 'val') === 'continuous') before.nodes.push(...now)
    else if (now.length || all.length === 0) all.push({ props, nodes: now })
    now = []
  }
  const walk = (list: readonly Node[]): void => {
    for (const node of list) {
      if (node.tag === 'sdt') {
        walk(child(node, 'sdtContent')?.children ?? [])
        continue
      }
      if (node.tag === 'sectPr') continue
      now.push(node)
      const props = node.tag === 'p' ? within(node, 'pPr', 'sectPr') : undefined
      if (props) close(props)
    }
  }
  walk(nodes)
  close(last)
  return all
}

async function headsOf(
  file: WordPackage,
  props: Node | undefined,
  tag: string,
  before: Heads | undefined,
): Promise<Heads> {
  const of = async (kind: keyof Heads): Promise<Part | undefined> => {
    const reference = childrenOf(props, tag).find(
      (one) => (given(one, 'type') ?? 'default') === kind,
    )
    return reference ? file.part(file.document, given(reference, 'id') ?? '') : before?.[kind]
  }
  return { default: await of('default'), first: await of('first'), even: await of('even') }
}

function pageOf(props: Node | undefined): Page & { headAt: number; footAt: number } {
  const size = child(props, 'pgSz')
  const margin = child(props, 'pgMar')
  const clamp = (
    value: number | undefined,
    otherwise: number,
    least: number,
    most: number,
  ): number => Math.min(most, Math.max(least, value ?? otherwise))
  const width = clamp(points(size, 'w'), 595.3, 100, 3000)
  const height = clamp(points(size, 'h'), 841.9, 100, 3000)
  const side = (name: string, otherwise: number, of: number): number =>
    clamp(Math.abs(points(margin, name) ?? otherwise), otherwise, 0, of * 0.4)
  return {
    width,
    height,
    left: side('left', 90, width),
    right: side('right', 90, width),
    top: side('top', 72, height),
    bottom: side('bottom', 72, height),
    headAt: side('header', 42.5, height),
    footAt: side('footer', 42.5, height),
  }
}

function pitchOf(props: Node | undefined): number | undefined {
  const kind = givenOf(props, 'docGrid', 'type')
  const pitch = points(child(props, 'docGrid'), 'linePitch')
  return pitch &&
    pitch > 4 &&
    pitch < 100 &&
    (kind === 'lines' || kind === 'linesAndChars' || kind === 'snapToChars')
    ? pitch
    : undefined
}

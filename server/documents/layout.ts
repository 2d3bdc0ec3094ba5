// How does a document look on paper? From plain data to the page description that pdfmake draws.

import type { Column, Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { sentence } from '#kernel/error.ts'
import { clip, measure, padding } from './columns.ts'
import type {
  Block,
  Cell,
  DocumentModel,
  Fact,
  Facts,
  Prose,
  Signatures,
  Table,
  Totals,
} from './model.ts'
import { words } from './words.ts'

/** Points: A4 and its margins. */
const paper = { width: 595.28, side: 48, top: 56, bottom: 56 }
const room = paper.width - 2 * paper.side
/** Two columns with a gap between; all widths are fixed, so that no long text breaks out. */
const gap = 24
const side = (room - gap) / 2
const label_width = 62
const colour = {
  ink: '#14201f',
  quiet: '#5f6a68',
  rule: '#14201f',
  hair: '#dfe2dd',
}
const small = { fontSize: 8, color: colour.quiet }
const font = 'Document'

/** Makes a text printable; every text of a document goes through it. */
export type Ink = (text: string) => string

/** The page description; it holds texts and lines only, no picture, link or file. */
export function layout(model: DocumentModel, ink: Ink): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageMargins: [paper.side, paper.top, paper.side, paper.bottom],
    version: '1.7',
    language: model.language === 'zh' ? 'zh-CN' : 'en',
    displayTitle: true,
    info: {
      title: ink(titled(model)),
      author: ink(model.company),
      creator: 'OpenLTC',
      producer: 'OpenLTC',
      creationDate: new Date(model.made_at),
    },
    defaultStyle: { font, fontSize: 9, color: colour.ink },
    header: (page) => head(page, model, ink),
    footer: (page, pages) => foot(page, pages, model, ink),
    content: [opening(model, ink), ...model.blocks.map((block) => draw(block, ink))],
  }
}

/** The marks on every page; from the second on also whose paper this is. */
function head(page: number, model: DocumentModel, ink: Ink): Content {
  const marks = model.marks.map((mark) => ({
    width: 'auto' as const,
    table: { body: [[{ text: ink(mark), ...small }]] },
    layout: boxed,
  }))
  const name = page > 1 ? clip(ink(model.company), room - 140, small.fontSize) : ''
  return {
    margin: [paper.side, 24, paper.side, 0],
    columnGap: 6,
    columns: [{ text: name, width: '*', ...small, margin: [0, 3, 0, 0] }, ...marks],
  }
}

function foot(page: number, pages: number, model: DocumentModel, ink: Ink): Content {
  const which = ink(titled(model))
  return {
    margin: [paper.side, 22, paper.side, 0],
    ...small,
    columns: [
      { text: clip(which, room - 120, small.fontSize), width: room - 110 },
      {
        text: sentence(words.page[model.language], { page, pages }),
        width: 110,
        alignment: 'right',
      },
    ],
  }
}

const titled = (model: DocumentModel): string =>
  [model.title, model.number].filter(Boolean).join(' ')

function opening(model: DocumentModel, ink: Ink): Content {
  const lines = model.letterhead.map((text) => ({
    text: ink(text),
    fontSize: 8,
    color: colour.quiet,
  }))
  const spaced = model.language === 'zh' ? 3 : 0
  return {
    margin: [0, 0, 0, 14],
    stack: [
      { text: ink(model.company), bold: true, fontSize: 12, margin: [0, 0, 0, 2] },
      ...lines,
      {
        text: ink(model.title),
        bold: true,
        fontSize: 20,
        characterSpacing: spaced,
        margin: [0, 16, 0, 0],
      },
      ...(model.subtitle ? [{ text: ink(model.subtitle), fontSize: 11, color: colour.quiet }] : []),
    ],
  }
}

function draw(block: Block, ink: Ink): Content {
  switch (block.kind) {
    case 'facts':
      return facts(block, ink)
    case 'table':
      return table(block, ink)
    case 'totals':
      return totals(block, ink)
    case 'prose':
      return prose(block, ink)
    case 'signatures':
      return signatures(block, ink)
  }
}

function facts(block: Facts, ink: Ink): Content {
  const half = (list: readonly Fact[]): Column => ({
    width: side,
    stack: list.filter(({ text }) => text).map(line),
  })
  const line = ({ label, text, strong }: Fact): Content => ({
    columnGap: 8,
    margin: [0, 0, 0, 3],
    columns: [
      { text: ink(label), width: label_width, color: colour.quiet },
      { text: ink(text ?? ''), width: side - label_width - 8, bold: !!strong },
    ],
  })
  return { columns: [half(block.left), half(block.right)], columnGap: gap, margin: [0, 0, 0, 12] }
}

/** A cell longer than this may run over the end of a page; a shorter one stays whole. */
const tall = 600

function table(block: Table, ink: Ink): Content {
  const { widths, font_size } = measure(block, room)
  const quiet = { color: colour.quiet, fontSize: Math.min(font_size, 8) }
  const aligned = (at: number) => ({ alignment: block.columns[at]?.align ?? ('left' as const) })
  const cell = (value: Cell, at: number): TableCell =>
    typeof value === 'string'
      ? { text: ink(value), ...aligned(at) }
      : { stack: [{ text: ink(value.text) }, { text: ink(value.note), ...quiet }], ...aligned(at) }
  const heads = block.columns.map(({ label }, at) => ({
    text: ink(label),
    ...quiet,
    ...aligned(at),
  }))
  const title = block.title ? [titleRow(block.title, block.columns.length, ink)] : []
  const body: TableCell[][] = [...title, heads, ...block.rows.map((row) => row.map(cell))]
  if (block.foot) {
    body.push(
      block.foot.map((value, at) => ({ text: ink(plain(value)), bold: true, ...aligned(at) })),
    )
  }
  const long = block.rows.some((row) => row.some((value) => lengthOf(value) > tall))
  const headerRows = title.length + 1
  return {
    table: { headerRows, keepWithHeaderRows: 1, dontBreakRows: !long, widths: [...widths], body },
    layout: ruled(title.length),
    fontSize: font_size,
    margin: [0, 0, 0, 10],
  }
}

/** The title is part of the head, so that it never stays behind alone at the foot of a page. */
const titleRow = (text: string, columns: number, ink: Ink): TableCell[] => [
  { ...heading(text, ink), colSpan: columns, margin: [0, 2, 0, 0] },
  ...Array.from({ length: columns - 1 }, () => ''),
]

const plain = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text)
const lengthOf = (cell: Cell): number =>
  plain(cell).length + (typeof cell === 'string' ? 0 : cell.note.length)

const heading = (text: string, ink: Ink) => ({
  text: ink(text),
  bold: true,
  fontSize: 10,
  margin: [0, 6, 0, 4] as [number, number, number, number],
})

function totals(block: Totals, ink: Ink): Content {
  const body = block.rows.map(({ label, text, strong }): TableCell[] => [
    strong
      ? { text: ink(label), bold: true, margin: [0, 4, 0, 0] }
      : { text: ink(label), color: colour.quiet },
    { text: ink(text), alignment: 'right', bold: !!strong, fontSize: strong ? 13 : 9 },
  ])
  const last = block.words
    ? [
        {
          text: ink(block.words),
          color: colour.quiet,
          alignment: 'right' as const,
          margin: [0, 2, 0, 0] as [number, number, number, number],
        },
      ]
    : []
  return {
    unbreakable: true,
    margin: [0, 0, 0, 14],
    stack: [
      ...(body.length
        ? [
            {
              columns: [
                { text: '', width: '*' },
                { width: 270, table: { widths: ['*', 175], body }, layout: plainRows },
              ],
            },
          ]
        : []),
      ...last,
    ],
  }
}

function prose({ title, text }: Prose, ink: Ink): Content {
  if (!title) return { text: ink(text), ...small, margin: [0, 4, 0, 8] }
  const [first = '', ...rest] = ink(text).split('\n')
  return {
    margin: [0, 0, 0, 8],
    lineHeight: 1.15,
    stack: [
      // The title stays with the first paragraph, unless that alone might fill a page.
      { stack: [heading(title, ink), first], unbreakable: first.length < tall },
      ...(rest.length ? [{ text: rest.join('\n') }] : []),
    ],
  }
}

function signatures(block: Signatures, ink: Ink): Content {
  const blank = (label: string): Content => ({
    columns: [
      { text: ink(label), width: label_width, color: colour.quiet },
      {
        canvas: [
          { type: 'line', x1: 0, y1: 12, x2: 130, y2: 12, lineWidth: 0.5, lineColor: colour.quiet },
        ],
      },
    ],
    margin: [0, 14, 0, 0],
  })
  const party = ({ role, name }: Signatures['parties'][number]): Column => ({
    width: side,
    stack: [
      { text: ink(role), color: colour.quiet },
      { text: ink(name), bold: true, margin: [0, 2, 0, 6] },
      ...block.blanks.map(blank),
    ],
  })
  return {
    unbreakable: true,
    columns: block.parties.map(party),
    columnGap: gap,
    margin: [0, 24, 0, 0],
  }
}

/** A firm rule above the head and below the last row, hairlines between; none above a title. */
const ruled = (titles: number) => ({
  hLineWidth: (at: number, { table }: { table: { body: unknown[] } }) =>
    at < titles ? 0 : at === titles ? 1 : at === table.body.length ? 0.8 : 0.5,
  vLineWidth: () => 0,
  hLineColor: (at: number, { table }: { table: { body: unknown[] } }) =>
    at === titles || at === table.body.length ? colour.rule : colour.hair,
  paddingLeft: (at: number) => (at === 0 ? 0 : padding),
  paddingRight: (at: number, { table }: { table: { widths?: unknown } }) =>
    Array.isArray(table.widths) && at === table.widths.length - 1 ? 0 : padding,
  paddingTop: () => 4.5,
  paddingBottom: () => 4.5,
})

const plainRows = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: (at: number) => (at === 0 ? padding : 0),
  paddingTop: () => 1.5,
  paddingBottom: () => 1.5,
}

const boxed = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => colour.quiet,
  vLineColor: () => colour.quiet,
  hLineStyle: () => ({ dash: { length: 2, space: 2 } }),
  vLineStyle: () => ({ dash: { length: 2, space: 2 } }),
  paddingLeft: () => 5,
  paddingRight: () => 5,
  paddingTop: () => 1,
  paddingBottom: () => 2,
}

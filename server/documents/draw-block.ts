// How is each block of a document drawn?

import type { Column, Content, TableCell } from 'pdfmake/interfaces.js'
import { padding } from './columns.ts'
import { drawTable } from './draw-table.ts'
import type {
  Block,
  Fact,
  Facts,
  Picture,
  Prose,
  QrCode,
  Signatures,
  Totals,
} from '#kernel/view/paper.ts'
import { colour, gap, heading, label_width, small, tall } from './paper.ts'
import type { Ink, Sheet } from './paper.ts'

/** One block as pdfmake takes it. */
export function drawBlock(block: Block, ink: Ink, sheet: Sheet): Content {
  switch (block.kind) {
    case 'facts':
      return facts(block, ink, sheet.half)
    case 'table':
      return drawTable(block, ink, sheet.room)
    case 'totals':
      return totals(block, ink)
    case 'prose':
      return prose(block, ink)
    case 'signatures':
      return signatures(block, ink, sheet.half)
    case 'qr':
      return qrCode(block, ink)
    case 'picture':
      return picture(block, ink, sheet.room)
    case 'page_break':
      return { text: '', pageBreak: 'after' }
  }
}

function facts(block: Facts, ink: Ink, side: number): Content {
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
                { width: 270, table: { widths: ['*', 'auto'], body }, layout: plainRows },
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

function signatures(block: Signatures, ink: Ink, side: number): Content {
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

/** Anybody's camera reads it: a link, a number. */
const qrCode = ({ text, caption }: QrCode, ink: Ink): Content => ({
  unbreakable: true,
  margin: [0, 4, 0, 10],
  stack: [
    { qr: text, fit: 84, eccLevel: 'M' },
    ...(caption
      ? [{ text: ink(caption), ...small, margin: [0, 3, 0, 0] as [number, number, number, number] }]
      : []),
  ],
})

const picture = ({ title, png, wide, high }: Picture, ink: Ink, room: number): Content => {
  const scale = Math.min(1, room / wide)
  return {
    unbreakable: true,
    margin: [0, 0, 0, 12],
    stack: [
      ...(title ? [heading(title, ink)] : []),
      { image: `data:image/png;base64,${png}`, width: wide * scale, height: high * scale },
    ],
  }
}

const plainRows = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: (at: number) => (at === 0 ? padding : 0),
  paddingTop: () => 1.5,
  paddingBottom: () => 1.5,
}

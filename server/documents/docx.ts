// How does a document become a .docx, to be worked on further? The same blocks, as Word's own paragraphs and tables.

import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  ImageRun,
  Packer,
  PageBreak,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { FileChild, IBorderOptions, ITableCellOptions } from 'docx'
import { measure } from './columns.ts'
import type { Block, Cell, DocumentModel, Fact } from '#kernel/view/paper.ts'
import { colour, label_width, sheetOf, type Sheet } from './paper.ts'
import { qrPicture } from './qr-picture.ts'
import { words } from './words.ts'

/** Twentieths of a point, as Word counts. */
const twips = (points: number): number => Math.round(points * 20)
const none: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const bare = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
}
const hex = (value: string): string => value.slice(1)
const font = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: '微软雅黑' }

/** Points; Word counts half ones. */
interface Manner {
  readonly size?: number
  readonly bold?: boolean
  readonly quiet?: boolean
  readonly right?: boolean
  readonly after?: number
  readonly before?: number
}

/** A paragraph for each line of a text. */
const said = (
  text: string,
  { size = 9, bold = false, quiet = false, right = false, after = 0, before = 0 }: Manner = {},
): Paragraph =>
  new Paragraph({
    alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT,
    spacing: { after: twips(after), before: twips(before) },
    children: text.split('\n').map(
      (line, i) =>
        new TextRun({
          text: legal(line),
          font,
          size: size * 2,
          bold,
          ...(quiet ? { color: hex(colour.quiet) } : {}),
          ...(i ? { break: 1 } : {}),
        }),
    ),
  })

/** XML 1.0 knows no other control letters than these. */
// eslint-disable-next-line no-control-regex
const legal = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')

/** The document as Word opens it. Nothing in it is a field, a link or a macro. */
export async function renderDocx(model: DocumentModel): Promise<Buffer> {
  const sheet = sheetOf(model.paper ?? 'a4')
  const landscape = sheet.size.width > sheet.size.height
  const page = landscape ? { width: sheet.size.height, height: sheet.size.width } : sheet.size
  const [before = '', between = '', after = ''] =
    words.page[model.language].split(/\{page\}|\{pages\}/)
  const document = new Document({
    creator: 'OpenLTC',
    title: legal([model.title, model.number].filter(Boolean).join(' ')),
    sections: [
      {
        properties: {
          page: {
            size: {
              width: twips(page.width),
              height: twips(page.height),
              ...(landscape ? { orientation: PageOrientation.LANDSCAPE } : {}),
            },
            margin: {
              left: twips(sheet.side),
              right: twips(sheet.side),
              top: twips(sheet.top),
              bottom: twips(sheet.bottom),
            },
          },
        },
        headers: {
          default: new Header({
            children: [said(model.marks.join('  '), { size: 8, quiet: true, right: true })],
          }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.RIGHT,
                children: [
                  new TextRun({
                    font,
                    size: 16,
                    color: hex(colour.quiet),
                    children: [
                      legal(`${model.title} ${model.number}    `),
                      before,
                      PageNumber.CURRENT,
                      between,
                      PageNumber.TOTAL_PAGES,
                      after,
                    ],
                  }),
                ],
              }),
            ],
          }),
        },
        children: [
          said(model.company, { bold: true, size: 12 }),
          ...model.letterhead.map((line) => said(line, { size: 8, quiet: true })),
          said(model.title, { bold: true, size: 20, before: 12 }),
          ...(model.subtitle ? [said(model.subtitle, { size: 11, quiet: true })] : []),
          said('', { size: 6 }),
          ...model.blocks.flatMap((block) => drawn(block, sheet)),
        ],
      },
    ],
  })
  return Buffer.from(await Packer.toBuffer(document))
}

const cell = (
  children: Paragraph[],
  width: number,
  more: Partial<ITableCellOptions> = {},
): TableCell =>
  new TableCell({
    children,
    width: { size: twips(width), type: WidthType.DXA },
    margins: { top: 50, bottom: 50, left: 60, right: 60 },
    ...more,
  })

const table = (rows: TableRow[], widths: readonly number[]): Table =>
  new Table({
    rows,
    layout: TableLayoutType.FIXED,
    borders: bare,
    columnWidths: widths.map(twips),
    width: { size: twips(widths.reduce((all, one) => all + one, 0)), type: WidthType.DXA },
  })

function drawn(block: Block, sheet: Sheet): FileChild[] {
  switch (block.kind) {
    case 'facts': {
      const left = block.left.filter((fact) => fact.text)
      const right = block.right.filter((fact) => fact.text)
      const widths = [
        label_width + 8,
        sheet.room / 2 - label_width - 8,
        label_width + 8,
        sheet.room / 2 - label_width - 8,
      ]
      const pair = (fact: Fact | undefined, at: number): TableCell[] => [
        cell([said(fact?.label ?? '', { quiet: true })], widths[at]!),
        cell([said(fact?.text ?? '', { bold: !!fact?.strong })], widths[at + 1]!),
      ]
      const rows = Array.from(
        { length: Math.max(left.length, right.length) },
        (_, i) => new TableRow({ children: [...pair(left[i], 0), ...pair(right[i], 2)] }),
      )
      return rows.length ? [table(rows, widths), said('', { size: 6 })] : []
    }
    case 'table': {
      const { widths: inner, font_size: size } = measure(block, sheet.room)
      const widths = inner.map(
        (width, at) => width + (at === 0 || at === inner.length - 1 ? 5 : 10),
      )
      const line: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: hex(colour.hair) }
      const firm: IBorderOptions = { style: BorderStyle.SINGLE, size: 8, color: hex(colour.rule) }
      const right = (at: number): boolean => block.columns[at]?.align === 'right'
      const filled = (value: Cell, at: number, bold = false): Paragraph[] =>
        typeof value === 'string'
          ? [said(value, { size, bold, right: right(at) })]
          : [
              said(value.text, { size, right: right(at) }),
              said(value.note, { size: Math.min(size, 8), quiet: true, right: right(at) }),
            ]
      const rows = [
        new TableRow({
          tableHeader: true,
          children: block.columns.map(({ label }, at) =>
            cell(
              [said(label, { size: Math.min(size, 8), quiet: true, right: right(at) })],
              widths[at]!,
              { borders: { top: firm, bottom: line } },
            ),
          ),
        }),
        ...block.rows.map(
          (row, i) =>
            new TableRow({
              cantSplit: true,
              children: row.map((value, at) =>
                cell(filled(value, at), widths[at]!, {
                  borders: { bottom: i === block.rows.length - 1 && !block.foot ? firm : line },
                }),
              ),
            }),
        ),
        ...(block.foot
          ? [
              new TableRow({
                children: block.foot.map((value, at) =>
                  cell(filled(value, at, true), widths[at]!, { borders: { bottom: firm } }),
                ),
              }),
            ]
          : []),
      ]
      return [
        ...(block.title ? [said(block.title, { bold: true, size: 10, before: 6, after: 4 })] : []),
        table(rows, widths),
        said('', { size: 6 }),
      ]
    }
    case 'totals':
      return [
        ...block.rows.map(({ label, text, strong }) =>
          said(`${label}    ${text}`, {
            right: true,
            bold: !!strong,
            size: strong ? 13 : 9,
            quiet: !strong,
          }),
        ),
        ...(block.words
          ? [said(block.words, { right: true, quiet: true, after: 8 })]
          : [said('', { size: 6 })]),
      ]
    case 'prose':
      return [
        ...(block.title ? [said(block.title, { bold: true, size: 10, before: 6, after: 4 })] : []),
        said(block.text, { after: 6, ...(block.title ? {} : { size: 8, quiet: true }) }),
      ]
    case 'signatures': {
      const width = sheet.room / Math.max(1, block.parties.length)
      return [
        said('', { size: 9 }),
        table(
          [
            new TableRow({
              cantSplit: true,
              children: block.parties.map(({ role, name }) =>
                cell(
                  [
                    said(role, { quiet: true }),
                    said(name, { bold: true, after: 8 }),
                    ...block.blanks.map((blank) =>
                      said(`${blank}  ____________________`, { before: 10, quiet: true }),
                    ),
                  ],
                  width,
                ),
              ),
            }),
          ],
          block.parties.map(() => width),
        ),
      ]
    }
    case 'qr': {
      const picture = qrPicture(block.text)
      const caption = block.caption ? [said(block.caption, { size: 8, quiet: true, after: 6 })] : []
      if (!picture)
        return [
          said([block.caption, block.text].filter(Boolean).join(' '), {
            size: 8,
            quiet: true,
            after: 6,
          }),
        ]
      // Whoever cannot see it hears what it says.
      return [
        new Paragraph({
          keepNext: caption.length > 0,
          children: [
            new ImageRun({
              type: 'png',
              data: picture,
              transformation: { width: 112, height: 112 },
              altText: { name: 'QR', title: 'QR', description: legal(block.text) },
            }),
          ],
        }),
        ...caption,
      ]
    }
    case 'picture': {
      const scale = Math.min(1, sheet.room / block.wide) * (96 / 72)
      const image = new ImageRun({
        type: 'png',
        data: Buffer.from(block.png, 'base64'),
        transformation: { width: block.wide * scale, height: block.high * scale },
      })
      return [
        ...(block.title ? [said(block.title, { bold: true, size: 10, before: 6, after: 4 })] : []),
        new Paragraph({ children: [image] }),
      ]
    }
    case 'page_break':
      return [new Paragraph({ children: [new PageBreak()] })]
  }
}

// How does a document look on paper? From plain data to the page description that pdfmake draws.

import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { sentence } from '#kernel/sentence.ts'
import { clip } from './columns.ts'
import { drawBlock } from './draw-block.ts'
import type { DocumentModel } from '#kernel/view/paper.ts'
import { colour, font, sheetOf, small } from './paper.ts'
import type { Ink, Sheet } from './paper.ts'
import { words } from './words.ts'

/** The page description; it holds texts, lines and what we drew ourselves, no link or file. */
export function layout(model: DocumentModel, ink: Ink): TDocumentDefinitions {
  const sheet = sheetOf(model.paper ?? 'a4')
  return {
    pageSize: { ...sheet.size },
    pageMargins: [sheet.side, sheet.top, sheet.side, sheet.bottom],
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
    header: (page) => head(page, model, ink, sheet),
    footer: (page, pages) => foot(page, pages, model, ink, sheet),
    content: [opening(model, ink), ...model.blocks.map((block) => drawBlock(block, ink, sheet))],
  }
}

/** The marks on every page; from the second on also whose paper this is. */
function head(page: number, model: DocumentModel, ink: Ink, { side, room }: Sheet): Content {
  const name = page > 1 ? clip(ink(model.company), room - 140, small.fontSize) : ''
  return marksOf(model.marks, ink, side, 24, name)
}

/** Each mark in its box at the right edge, so far from the top. */
export const marksOf = (
  marks: readonly string[],
  ink: Ink,
  side: number,
  top: number,
  name = '',
): Content => ({
  margin: [side, top, side, 0],
  columnGap: 6,
  columns: [
    { text: name, width: '*', ...small, margin: [0, 3, 0, 0] },
    ...marks.map((mark) => ({
      width: 'auto' as const,
      table: { body: [[{ text: ink(mark), ...small }]] },
      layout: boxed,
    })),
  ],
})

function foot(
  page: number,
  pages: number,
  model: DocumentModel,
  ink: Ink,
  { side, room }: Sheet,
): Content {
  const which = ink(titled(model))
  return {
    margin: [side, 22, side, 0],
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

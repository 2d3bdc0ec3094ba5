// How do paragraphs and tables of Word follow each other? With the space between them, and each page break where it stands.
import type { Content } from 'pdfmake/interfaces.js'
import type { Around, Desk } from './desk.ts'
import { type Drawn, drawParagraph } from './draw-paragraph.ts'
import { drawWordTable } from './draw-word-table.ts'
import { child, type Node } from './xml-tree.ts'

const through = new Set(['sdt', 'sdtContent', 'ins', 'moveTo', 'customXml', 'smartTag'])
export const nobody: Around = { run: {}, paragraph: {} }

/** Paragraphs and tables in a room of so many points; `top` = of the page itself, where pages can break. */
export function drawFlow(
  nodes: readonly Node[],
  desk: Desk,
  room: number,
  around: Around = nobody,
  top = false,
): Drawn {
  const content: Content[] = []
  let high = 0
  /** Space that the last one leaves below. */
  let after = 0
  let style: string | undefined
  let newPage = false
  const add = (drawn: readonly Content[], before: number): void => {
    const space = after + before
    const breaks = newPage && top && content.length > 0
    newPage = false
    if (drawn.length === 0) return
    const whole = {
      stack: [...drawn],
      ...(space && !breaks ? { margin: [0, space, 0, 0] as [number, number, number, number] } : {}),
      ...(breaks ? { pageBreak: 'before' as const } : {}),
    }
    content.push(drawn.length === 1 && !space && !breaks ? drawn[0]! : whole)
    high += space
  }
  const walk = (list: readonly Node[]): void => {
    for (const node of list) {
      if (node.tag === 'p') {
        const one = drawParagraph(node, desk, room, around, (inner, wide) =>
          drawFlow(inner, desk, wide),
        )
        const close = one.look.close && style === one.look.style && style !== undefined
        if (close) after = 0
        newPage ||= one.newPage
        add(one.content, close ? 0 : one.before)
        high += one.high
        after = one.after
        style = one.look.style
        newPage = one.newPageAfter
      } else if (node.tag === 'tbl') {
        const one = drawWordTable(node, desk, room, (inner, wide, table) =>
          drawFlow(inner, desk, wide, table),
        )
        add(one.content, 0)
        high += one.high
        after = 0
        style = undefined
      } else if (through.has(node.tag)) walk(node.children)
      else if (node.tag === 'AlternateContent')
        walk((child(node, 'Choice') ?? child(node, 'Fallback'))?.children ?? [])
      else if (node.tag === 'del' || node.tag === 'moveFrom') desk.lose('deleted')
      else if (node.tag === 'oMathPara' || node.tag === 'oMath') desk.lose('formula')
      else if (node.tag === 'altChunk') desk.lose('object')
    }
  }
  walk(nodes)
  return { content, high: high + after }
}

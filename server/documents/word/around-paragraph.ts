// What is drawn around a paragraph? Its edges and its ground, and the pictures that hang from it.
import type { Content } from 'pdfmake/interfaces.js'
import type { Desk } from './desk.ts'
import type { Edge, ParagraphLook } from './looks.ts'
import type { Hangs } from './pieces.ts'

/** Lines above and below, or all around with a ground. */
export function bordered(content: Content[], look: ParagraphLook, room: number): Content[] {
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
export function placed(
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

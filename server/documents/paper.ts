// Which measures, colours and type does every printed page share?
import type { PaperName } from '#kernel/view/document.ts'

/** A sheet in points: its size, its margins, and how much room there is for text. */
export interface Sheet {
  readonly size: { readonly width: number; readonly height: number }
  readonly side: number
  readonly top: number
  readonly bottom: number
  /** Between the margins. */
  readonly room: number
  /** One of two columns; all widths are fixed, so that no long text breaks out. */
  readonly half: number
}

/** Between two columns. */
export const gap = 24

/** ISO 216 in points. */
const sizes: Readonly<Record<PaperName, readonly [number, number]>> = {
  a4: [595.28, 841.89],
  a4_landscape: [841.89, 595.28],
  a5: [419.53, 595.28],
  a5_landscape: [595.28, 419.53],
}

export function sheetOf(name: PaperName): Sheet {
  const [width, height] = sizes[name]
  const side = width < 500 ? 32 : 48
  const room = width - 2 * side
  return { size: { width, height }, side, top: 56, bottom: 56, room, half: (room - gap) / 2 }
}

export const label_width = 62
export const colour = {
  ink: '#14201f',
  quiet: '#5f6a68',
  rule: '#14201f',
  hair: '#dfe2dd',
}
export const small = { fontSize: 8, color: colour.quiet }
export const font = 'Document'

/** A text of more letters than this may run over the end of a page; a shorter one stays whole. */
export const tall = 600

/** Makes a text printable; every text of a document goes through it. */
export type Ink = (text: string) => string

/** The title of a part of the document. */
export const heading = (text: string, ink: Ink) => ({
  text: ink(text),
  bold: true,
  fontSize: 10,
  margin: [0, 6, 0, 4] as [number, number, number, number],
})

// Which measures, colours and type does every printed page share?

/** Points: A4 and its margins. */
export const paper = { width: 595.28, side: 48, top: 56, bottom: 56 }
export const room = paper.width - 2 * paper.side
/** Two columns with a gap between; all widths are fixed, so that no long text breaks out. */
export const gap = 24
export const side = (room - gap) / 2
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

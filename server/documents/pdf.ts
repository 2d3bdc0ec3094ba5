// How does a document become a PDF? Laid out by pdfmake, with our fonts and with every door shut.

import type pdfmake from 'pdfmake'
import { fonts } from './fonts.ts'
import { printable } from './ink.ts'
import { layout } from './layout.ts'
import type { DocumentModel } from '#kernel/view/paper.ts'

export interface Rendered {
  readonly bytes: Buffer
  /** Letters that no font of ours has, each once; 〓 stands in their places. Worth telling the author. */
  readonly missing: readonly string[]
}

/**
 * Draws the document as an A4 PDF whose text can be selected and searched. The same model gives the same
 * bytes. Nothing is fetched or read from disk but the two fonts, whatever stands in the document.
 */
export async function renderPdf(model: DocumentModel): Promise<Rendered> {
  const { shows, typesetter } = await ready()
  const missing = new Set<string>()
  const ink = (text: string): string => printable(text, shows, (letter) => missing.add(letter))
  const bytes = await typesetter.createPdf(layout(model, ink)).getBuffer()
  return { bytes, missing: [...missing] }
}

export interface Ready {
  readonly typesetter: typeof pdfmake
  readonly shows: (point: number) => boolean
  readonly advance: (point: number, bold: boolean) => number
}
let prepared: Promise<Ready> | undefined

/** The one typesetter of the process, with its fonts in and its doors shut. */
export const ready = (): Promise<Ready> => (prepared ??= prepare())

/** A typesetter and its fonts take 60 MB: only a process that prints loads them. */
async function prepare(): Promise<Ready> {
  const { default: typesetter } = await import('pdfmake')
  const { regular, bold, shows, advance } = await fonts()
  typesetter.setUrlAccessPolicy(() => false)
  typesetter.setLocalAccessPolicy(() => false)
  // Node's build has it too, only its types don't say so: files it may open without touching the disk.
  const { virtualfs } = typesetter as unknown as {
    virtualfs: { writeFileSync(name: string, bytes: Buffer): void }
  }
  virtualfs.writeFileSync('document-regular.ttf', regular)
  virtualfs.writeFileSync('document-bold.ttf', bold)
  typesetter.setFonts({ Document: { normal: 'document-regular.ttf', bold: 'document-bold.ttf' } })
  return { typesetter, shows, advance }
}

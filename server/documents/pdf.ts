// How does a document become a PDF? Laid out by pdfmake, with our fonts and with every door shut.

import pdfmake from 'pdfmake'
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
  const { shows } = await (ready ??= prepare())
  const missing = new Set<string>()
  const ink = (text: string): string => printable(text, shows, (letter) => missing.add(letter))
  const bytes = await pdfmake.createPdf(layout(model, ink)).getBuffer()
  return { bytes, missing: [...missing] }
}

let ready: Promise<{ shows: (point: number) => boolean }> | undefined

async function prepare(): Promise<{ shows: (point: number) => boolean }> {
  const { regular, bold, shows } = await fonts()
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(() => false)
  // Node's build has it too, only its types don't say so: files it may open without touching the disk.
  const { virtualfs } = pdfmake as unknown as {
    virtualfs: { writeFileSync(name: string, bytes: Buffer): void }
  }
  virtualfs.writeFileSync('document-regular.ttf', regular)
  virtualfs.writeFileSync('document-bold.ttf', bold)
  pdfmake.setFonts({ Document: { normal: 'document-regular.ttf', bold: 'document-bold.ttf' } })
  return { shows }
}

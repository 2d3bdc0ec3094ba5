// Which document does a record have, and how does it leave: as PDF, as Word, or as data for the studio?
import { refuse } from '#kernel/error.ts'
import type { DocumentTemplate } from '#kernel/view/document.ts'
import { readFile } from 'node:fs/promises'
import { filePath } from '#server/files/file-path.ts'
import { type Filling, fillTemplate } from './fill-template.ts'
import { renderPdf } from './pdf.ts'
import type { DocumentModel } from '#kernel/view/paper.ts'

/** The document of a record by a template's name, or the first of its object that is for it. */
export async function documentOf(filling: Filling, object: string, id: string, name?: string): Promise<DocumentModel> {
  const known: Readonly<Record<string, DocumentTemplate>> = filling.app.documents
  const templates = Object.entries(known).filter(([key, one]) => one.object === object && (name === undefined || key === name))
  for (const [, template] of templates) {
    const model = await fillTemplate(filling, template, id)
    if (model) return model
  }
  return refuse('not-found', { what: { zh: '可打印的单据', en: 'document to print' } })
}

export interface Printed {
  readonly model: DocumentModel
  readonly type: string
  readonly bytes: Buffer
  /** Letters that no font of ours has, each once. */
  readonly missing: readonly string[]
}

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Draws it. */
export const printPdf = async (model: DocumentModel): Promise<Printed> => ({ model, type: 'application/pdf', ...(await renderPdf(model)) })

/** The Word document: filled into the company's own file where the template names one, else drawn like the paper. */
export async function printWord(filling: Filling, object: string, id: string, name: string | undefined, dataFolder: string): Promise<Printed> {
  const model = await documentOf(filling, object, id, name)
  const template = Object.entries(filling.app.documents).find(([key, one]) => one.object === object && one.word !== undefined && key === (name ?? key))?.[1]
  if (template?.word !== undefined) {
    const own = await readFile(filePath(dataFolder, template.word)).catch(() => null)
    const { fillWord } = await import('./fill-word.ts')
    const bytes = own && (await fillWord(filling, template, id, own))
    if (bytes) return { model, type: word, bytes, missing: [] }
  }
  const { renderDocx } = await import('./docx.ts')
  return { model, type: word, bytes: await renderDocx(model), missing: [] }
}

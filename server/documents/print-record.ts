// Which document does a record have, and how does it leave: as PDF, as Word, as a workbook, or as data for the studio?
import { refuse } from '#kernel/error.ts'
import type { DocumentTemplate } from '#kernel/view/document.ts'
import { type FileStore, readWhole, uploadName } from '#server/files/file-store.ts'
import { type Filling, fillTemplate } from './fill-template.ts'
import { renderPdf } from './pdf.ts'
import type { LeftOut } from '#kernel/view/left-out.ts'
import type { DocumentModel } from '#kernel/view/paper.ts'

/** The template by its name, or the first of the object that is for this record, with the document it makes. */
async function chosen(
  filling: Filling,
  object: string,
  id: string,
  name?: string,
): Promise<{ template: DocumentTemplate; model: DocumentModel }> {
  for (const [key, template] of Object.entries(filling.app.documents)) {
    if (template.object !== object || (name !== undefined && key !== name)) continue
    const model = await fillTemplate(filling, template, id)
    if (model) return { template, model }
  }
  return refuse('not-found', { what: { zh: '可打印的单据', en: 'document to print' } })
}

/** The document of a record by a template's name, or the first of its object that is for it. */
export const documentOf = async (
  filling: Filling,
  object: string,
  id: string,
  name?: string,
): Promise<DocumentModel> => (await chosen(filling, object, id, name)).model

export interface Printed {
  readonly model: DocumentModel
  readonly type: string
  readonly bytes: Buffer
  /** Letters that no font of ours has, each once. */
  readonly missing: readonly string[]
  /** What of the company's own Word file the PDF does not show. */
  readonly leftOut: readonly LeftOut[]
}

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const pdf = 'application/pdf'
const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Draws it as the paper of the studio shows it. */
export const printPdf = async (model: DocumentModel): Promise<Printed> => ({
  model,
  type: pdf,
  leftOut: [],
  ...(await renderPdf(model)),
})

/** The document as a file: from the company's own Word file where the template names one, else drawn from its blocks. */
export async function printRecord(
  filling: Filling,
  object: string,
  id: string,
  name: string | undefined,
  as: 'pdf' | 'docx' | 'xlsx',
  files: FileStore,
): Promise<Printed> {
  const { template, model } = await chosen(filling, object, id, name)
  if (as === 'xlsx') {
    const { renderXlsx } = await import('./xlsx.ts')
    const bytes = await renderXlsx(model, filling.at.zone)
    return { model, type: workbook, bytes, missing: [], leftOut: [] }
  }
  if (template.word !== undefined) {
    // A model that came from another house names a file that stayed there.
    const own =
      (await readWhole(files, uploadName(template.word))) ??
      refuse('not-found', { what: { zh: 'Word 模板文件', en: 'Word file of the template' } })
    const { fillWord } = await import('./fill-word.ts')
    const bytes = await fillWord(filling, template, id, own)
    if (bytes && as === 'docx') return { model, type: word, bytes, missing: [], leftOut: [] }
    if (bytes) {
      const { setWord } = await import('./word/set-word.ts')
      return {
        model,
        type: pdf,
        ...(await setWord(bytes, {
          ...model,
          title: [model.title, model.number].filter(Boolean).join(' '),
        })),
      }
    }
  }
  if (as === 'pdf') return printPdf(model)
  const { renderDocx } = await import('./docx.ts')
  return { model, type: word, bytes: await renderDocx(model), missing: [], leftOut: [] }
}

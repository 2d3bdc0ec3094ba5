// Which document does a record have, and how does it leave: as PDF, as .docx, or as data for the studio?
import { refuse } from '#kernel/error.ts'
import type { DocumentTemplate } from '#kernel/view/document.ts'
import { type Filling, fillTemplate } from './fill-template.ts'
import type { DocumentModel } from './model.ts'

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
  readonly type: string
  readonly bytes: Buffer
  /** Letters that no font of ours has, each once. */
  readonly missing: readonly string[]
}

/** A typesetter and its fonts take 60 MB: only who prints loads them. */
export const printers: Readonly<Record<'pdf' | 'docx', (model: DocumentModel) => Promise<Printed>>> = {
  pdf: async model => {
    const { renderPdf } = await typesetter()
    return { type: 'application/pdf', ...(await renderPdf(model)) }
  },
  docx: async model => {
    const { renderDocx } = await wordProcessor()
    return { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes: await renderDocx(model), missing: [] }
  },
}

const typesetter = () => import('./pdf.ts')
const wordProcessor = () => import('./docx.ts')

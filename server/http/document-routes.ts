// How does a record become paper? By a template of its object, read as the caller may read, drawn as PDF or .docx.
import type { App } from '#kernel/app.ts'
import { Problems, refuse } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { compileApp } from '#kernel/compile/compile-app.ts'
import { compose } from '#kernel/merge.ts'
import type { Book } from '#kernel/app.ts'
import { documentOf, type Printed, printRecord } from '#server/documents/print-record.ts'
import type { Filling } from '#server/documents/fill-template.ts'
import type { DocumentTemplate } from '#kernel/view/document.ts'
import { appAt } from '#server/model/publish.ts'
import { refuseModel } from '#server/model/wanted.ts'
import { lastModel } from '#server/records/open-world.ts'
import { get } from '#server/reading/read.ts'
import { atOf, idOf, viewOf } from './calls.ts'
import { versionOf } from './model-routes.ts'
import type { Call, Route } from './routes.ts'

const fillingOf = (call: Call, app: App, language: string | undefined): Filling => {
  const { world } = call.machine
  return {
    asks: world.db,
    app,
    who: call.who,
    at: atOf(call),
    company: world.company,
    made_at: world.now().toISOString(),
    language: language === 'en' || (language === undefined && call.language === 'en') ? 'en' : 'zh',
  }
}

/** As paper, to be changed, or to be added up. */
type Form = 'pdf' | 'docx' | 'xlsx'

function send(call: Call, { model, type, bytes, missing, leftOut }: Printed, as: Form): unknown {
  if (missing.length)
    call.reply.header('x-missing-letters', encodeURIComponent([...missing].join('')))
  if (leftOut.length) call.reply.header('x-left-out', leftOut.join(','))
  const name = encodeURIComponent(`${[model.title, model.number].filter(Boolean).join(' ')}.${as}`)
  return call.reply
    .header('content-type', type)
    .header(
      'content-disposition',
      `${as === 'pdf' ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
    )
    .send(bytes)
}

const printRoute = (as: Form, says: string): Route => ({
  method: 'GET',
  url: `/api/v1/:object/:id/${as}`,
  gate: 'signed-in',
  says,
  run: async (call) => {
    const object = call.params.object!
    const { app, db } = call.machine.world
    if (!Object.values(app.documents).some((one) => one.object === object))
      refuse('not-found', { what: `${object}/${as}` })
    const id = idOf(call, object)
    // Whoever may read the record may have it on paper.
    await get(db, viewOf(call), atOf(call), object, id)
    return send(
      call,
      await printRecord(
        fillingOf(call, app, call.query.language),
        object,
        id,
        call.query.template,
        as,
        call.machine.files,
      ),
      as,
    )
  },
})

/** The routes of paper; `book` is what a draft of a template is laid over. */
export const documentRoutes = (book: Book): readonly Route[] => [
  printRoute('pdf', 'A document of the record as PDF; ?template= names which, ?language= zh or en'),
  printRoute(
    'docx',
    'A document of the record as .docx; ?template= names which, ?language= zh or en',
  ),
  printRoute(
    'xlsx',
    'The tables of a document as a workbook; ?template= names which, ?language= zh or en',
  ),
  {
    method: 'POST',
    url: '/api/v1/model/print',
    gate: 'admin',
    reads: true,
    says: 'A document by a template that is not published yet: as data, or as=pdf',
    run: async (call) => {
      const body = (call.body ?? {}) as Record<string, unknown>
      const problems = new Problems()
      if (typeof body.changes !== 'object' || body.changes === null || Array.isArray(body.changes))
        problems.add('changes', 'required')
      if (typeof body.template !== 'string') problems.add('template', 'required')
      if (!isUuid(body.id)) problems.add('id', 'required')
      problems.done()
      const { world } = call.machine
      const last = await lastModel(world.db)
      const answer = compileApp(
        book,
        compose(last.changes, body.changes as Record<string, unknown>),
        last.version + 1,
      )
      if ('problems' in answer) return refuseModel(answer.problems)
      const template = Object.hasOwn(answer.app.documents, body.template as string)
        ? answer.app.documents[body.template as string]!
        : refuse('not-found', { what: { zh: '单据模板', en: 'document template' } })
      // The draft is printed on tables as they are: a field that is not published has no column to read.
      const app: App = { ...world.app, documents: { draft: template } }
      const language = typeof body.language === 'string' ? body.language : undefined
      const filling = fillingOf(call, app, language)
      if (body.as === 'pdf')
        return send(
          call,
          await printRecord(
            filling,
            template.object,
            body.id as string,
            undefined,
            'pdf',
            call.machine.files,
          ),
          'pdf',
        )
      return documentOf(filling, template.object, body.id as string)
    },
  },
  {
    method: 'GET',
    url: '/api/v1/model/versions/:version/document/:name',
    gate: 'admin',
    says: 'A document template as it was in a version; null where it was not there',
    run: async (call): Promise<{ template: DocumentTemplate | null }> => {
      const { documents } = await appAt(call.machine.world, book, versionOf(call, 'version'))
      return {
        template: Object.hasOwn(documents, call.params.name!)
          ? documents[call.params.name!]!
          : null,
      }
    },
  },
]

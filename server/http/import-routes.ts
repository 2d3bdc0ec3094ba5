// Which addresses do files of rows have? Import with its preview, and export.
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { refuse } from '#kernel/error.ts'
import type { Mapping } from '#kernel/import/mapping.ts'
import { mayHaveCommitted } from '#server/database/errors.ts'
import { importName } from '#server/files/file-store.ts'
import { exportAsk, exportTable } from '#server/import/export-table.ts'
import { openTable } from '#server/import/import-table.ts'
import { planImport, soundMapping } from '#server/import/plan-import.ts'
import { mayImport } from '#server/import/plan-import.ts'
import { knownPeople } from '#server/import/find-references.ts'
import { shapeOfTable } from '#server/import/shape-of-table.ts'
import { previewImport } from '#server/import/preview-import.ts'
import { cardOf } from '#server/jobs/card.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import { plan } from '#kernel/query/plan.ts'
import { takeKey } from './at-most-once.ts'
import { answerOnce, askOf, doingOf, json, send, viewOf } from './calls.ts'
import type { Call, Route } from './routes.ts'
import { disposition, jsonField, readUpload } from './uploads.ts'

async function importFile(jobs: Jobs, call: Call): Promise<unknown> {
  const { world, files } = call.machine
  const object = call.params.object!
  mayImport(world.app, call.who, object)
  // A file of people says who may come in.
  if (object === 'person') await call.machine.login.mustBeFresh(call.request.headers)
  const upload = await readUpload(call)
  // Another process may do the work: it finds the file in the store that all of them share.
  const key = randomUUID()
  try {
    const given = jsonField(upload, 'mapping')
    // Without one, that of the last such file or a guess, as on the command line.
    const mapping =
      given ??
      (await previewImport(world, call.who, object, { path: upload.path }, upload.name, null))
        .mapping
    const dryRun = ['true', '1'].includes(upload.fields.dry_run ?? call.query.dry_run ?? '')
    // What is wrong with mapping or file as such is told now, not by a job that fails.
    const table = await openTable(world, call.who, object, { path: upload.path }, mapping)
    const sound = soundMapping(world.app, call.who, object, mapping, table.columns)
      .mapping as Mapping
    planImport(world.app, call.who, object, mapping, table.columns, world.company)
    const label = world.app.objects[object]!.label
    await files.put(importName(key), upload)
    let taken = false
    // Key and job are written together: whoever asks again after a crash finds both or neither.
    const answer = await answerOnce(
      call,
      async (doing) => {
        const id = await jobs.begin(
          doing.tx,
          call.who,
          'import',
          { object, upload: key, file: upload.name, mapping: sound, dry_run: dryRun },
          dryRun
            ? {
                zh: `试导入${label.zh}：${upload.name}`,
                en: `Trial import of ${label.en}: ${upload.name}`,
              }
            : {
                zh: `导入${label.zh}：${upload.name}`,
                en: `Import of ${label.en}: ${upload.name}`,
              },
        )
        taken = true
        return { ...json(202, { job: id }), headers: { location: `/api/v1/jobs/${id}` } }
      },
      { fields: upload.fields, sha256: upload.sha256 },
    )
    // The job of the first call has a copy of its own.
    if (!taken) await files.remove(importName(key))
    const { job } = JSON.parse(answer.body) as { job: string }
    // A small file is usually done before its sender would ask. The job is there and its file is its own, whatever
    // becomes of this look at it.
    const card = await finished(call, job, upload.size < 200_000 ? 1500 : 0).catch(() => null)
    return send(
      call,
      card?.stage === 'done'
        ? { ...answer, body: JSON.stringify({ job, summary: card.result }) }
        : answer,
    )
  } catch (error) {
    // Where it is not known whether the job exists, the file stays: a job without its file could never end well.
    if (!mayHaveCommitted(error)) await files.remove(importName(key)).catch(() => {})
    throw error
  } finally {
    await rm(upload.path, { force: true })
  }
}

async function finished(call: Call, id: string, ms: number) {
  const end = performance.now() + ms
  while (performance.now() < end) {
    const card = await cardOf(call.machine.world.db, call.who, id)
    if (card.stage !== 'waiting' && card.stage !== 'running') return card
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
  return null
}

async function preview(call: Call): Promise<unknown> {
  const { world } = call.machine
  const object = call.params.object!
  mayImport(world.app, call.who, object)
  const upload = await readUpload(call)
  try {
    if (await takeKey(call, { fields: upload.fields, sha256: upload.sha256 })) return call.reply
    return await previewImport(
      world,
      call.who,
      object,
      { path: upload.path },
      upload.name,
      jsonField(upload, 'mapping'),
    )
  } finally {
    await rm(upload.path, { force: true })
  }
}

async function shape(call: Call): Promise<unknown> {
  const upload = await readUpload(call)
  try {
    if (await takeKey(call, { sha256: upload.sha256 })) return call.reply
    const doing = doingOf(call, call.machine.world.db)
    return await shapeOfTable({ path: upload.path }, upload.name, (names) =>
      knownPeople(doing, names),
    )
  } finally {
    await rm(upload.path, { force: true })
  }
}

/** What kind of file a table is. */
export const tableTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

async function exportFile(call: Call): Promise<unknown> {
  const { world } = call.machine
  const ask = askOf(call, call.params.object!, ['format'])
  // A file holds all rows; half of them would look like all.
  for (const word of ['limit', 'after', 'count'])
    if (call.query[word] !== undefined) refuse('malformed', { reason: `?${word}` })
  const format = call.query.format ?? 'csv'
  if (format !== 'csv' && format !== 'xlsx') refuse('malformed', { reason: 'format' })
  const view = viewOf(call)
  // Every refusal comes before the first byte.
  plan(view, exportAsk(view, ask))
  const out = new PassThrough()
  const label = world.app.objects[ask.from]!.label[call.language]
  call.reply
    .header('content-type', tableTypes[format])
    .header('content-disposition', disposition('attachment', `${label}.${format}`))
  void exportTable(world, call.who, ask, format, out, call.language).catch((error: Error) =>
    out.destroy(error),
  )
  return call.reply.send(out)
}

export const importRoutes = (jobs: Jobs): readonly Route[] => [
  {
    method: 'POST',
    url: '/api/v1/model/from-table',
    gate: 'admin',
    reads: true,
    form: true,
    keyed: true,
    says: 'Which fields would an object need to hold the rows of this file? Nothing is kept',
    run: shape,
  },
  {
    method: 'POST',
    url: '/api/v1/:object/import',
    gate: 'signed-in',
    form: true,
    keyed: true,
    says: 'Import a CSV or XLSX by a mapping, as a job',
    run: (call) => importFile(jobs, call),
  },
  {
    method: 'POST',
    url: '/api/v1/:object/import/preview',
    gate: 'signed-in',
    form: true,
    keyed: true,
    says: 'Guess the mapping of a file and show its first rows',
    run: preview,
  },
  {
    method: 'GET',
    url: '/api/v1/:object/export',
    gate: 'signed-in',
    says: 'Rows as CSV or XLSX',
    run: exportFile,
  },
]

// Which addresses do uploaded files have, and who may fetch one?
import { rm } from 'node:fs/promises'
import { refuse } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { sql } from '#kernel/sql.ts'
import { readableFiles } from '#server/writing/readable-files.ts'
import { uploadName } from '#server/files/file-store.ts'
import { keepUpload } from '#server/files/keep-upload.ts'
import { settleWith, takeKey } from './at-most-once.ts'
import { atOf, viewOf } from './calls.ts'
import type { Call, Route } from './routes.ts'
import { disposition, readUpload, type Upload } from './uploads.ts'

/** Only these are shown in the page; whatever could hold a script is only ever saved. */
const shown = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
])

async function upload(call: Call): Promise<unknown> {
  const given = await readUpload(call)
  try {
    if (await takeKey(call, { name: given.name, sha256: given.sha256 })) return call.reply
    return await keep(call, given)
  } finally {
    await rm(given.path, { force: true })
  }
}

async function keep(call: Call, given: Upload): Promise<unknown> {
  const { world, files } = call.machine
  const answer = await keepUpload(world, files, given, call.who.id, async (tx, id) => {
    const kept = { id, name: given.name, size: given.size, type: given.type }
    await settleWith(tx, call, 201, kept)
    return kept
  })
  call.reply.code(201)
  return answer
}

async function download(call: Call): Promise<unknown> {
  const id = call.params.id!.toLowerCase()
  const what = { zh: '文件', en: 'file' }
  if (!isUuid(id)) refuse('not-found', { what })
  const { db } = call.machine.world
  const [row] = await db.query<{ name: string; type: string; size: number }>(
    sql`select name, type, size from file where id = ${id}::uuid`,
  )
  if (!row || !(await readableFiles(db, viewOf(call), atOf(call), [id])).has(id))
    refuse('not-found', { what })
  const file = (await call.machine.files.open(uploadName(id))) ?? refuse('file-elsewhere')
  // Other bytes than were uploaded, a cut copy of the folder say.
  if (file.size !== Number(row.size)) {
    file.bytes.destroy()
    refuse('file-elsewhere')
  }
  const inline = shown.has(row.type)
  call.reply
    .header(
      'content-type',
      inline
        ? row.type === 'text/plain'
          ? 'text/plain; charset=utf-8'
          : row.type
        : 'application/octet-stream',
    )
    .header('content-disposition', disposition(inline ? 'inline' : 'attachment', row.name))
    .header('content-length', String(row.size))
    .header('cache-control', 'private, max-age=31536000, immutable')
    .header('x-content-type-options', 'nosniff')
  return call.reply.send(file.bytes)
}

export const fileRoutes: readonly Route[] = [
  {
    method: 'POST',
    url: '/api/v1/files',
    gate: 'signed-in',
    form: true,
    keyed: true,
    says: 'Upload a file, to be named in a record’s file field',
    run: upload,
  },
  {
    method: 'GET',
    url: '/api/v1/files/:id',
    gate: 'signed-in',
    says: 'Fetch an uploaded file',
    run: download,
  },
]

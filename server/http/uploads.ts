// How does a file come in? As one part of a form, straight to disk, never larger than allowed.
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { refuse } from '#kernel/error.ts'
import type { Call } from './routes.ts'

export const largest = 50 * 1024 * 1024
const tooLarge = '50 MB'
const largestField = 1_000_000

/** Teaches the server to take forms with files. */
export async function registerUploads(server: FastifyInstance): Promise<void> {
  await server.register(multipart, {
    limits: { fileSize: largest, files: 2, fields: 20, fieldSize: largestField, parts: 30 },
  })
}

export interface Upload {
  /** Key of the file in the data folder's `tmp`; whoever takes it removes it. */
  readonly key: string
  readonly path: string
  readonly name: string
  readonly type: string
  readonly size: number
  readonly sha256: string
  readonly fields: Readonly<Record<string, string>>
}

/** The one file of the form and its fields, wherever they stand; a mapping that comes as a file is a field all the same. */
export async function readUpload(call: Call): Promise<Upload> {
  if (!call.request.isMultipart())
    refuse('wrong-media-type', { type: (call.request.headers['content-type'] ?? '').slice(0, 80) })
  const folder = join(call.machine.dataFolder, 'tmp')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const key = randomUUID()
  const path = join(folder, key)
  const fields: Record<string, string> = {}
  let file: Omit<Upload, 'fields'> | null = null
  try {
    for await (const part of call.request.parts()) {
      if (part.type === 'field') {
        if (typeof part.value === 'string' && part.fieldname !== '__proto__')
          fields[part.fieldname] = part.value
        continue
      }
      if (part.fieldname === 'mapping') {
        fields[part.fieldname] = await smallText(part.file)
        continue
      }
      if (file)
        refuse('malformed', { reason: { zh: '一次只能上传一个文件', en: 'one file at a time' } })
      const hash = createHash('sha256')
      let size = 0
      part.file.on('data', (piece: Buffer) => {
        size += piece.length
        hash.update(piece)
      })
      await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
      if (part.file.truncated) refuse('too-large', { limit: tooLarge })
      file = {
        key,
        path,
        name: plainName(part.filename),
        type: part.mimetype.toLowerCase().slice(0, 100),
        size,
        sha256: hash.digest('hex'),
      }
    }
  } catch (error) {
    await rm(path, { force: true })
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 413)
      refuse('too-large', { limit: tooLarge })
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') refuse('no-space')
    throw error
  }
  return file ? { ...file, fields } : refuse('malformed', { reason: 'file' })
}

/** The text of a part that is no more than a field may be. */
async function smallText(part: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of part) {
    pieces.push(piece)
    if ((size += piece.length) > largestField) refuse('too-large', { limit: '1 MB' })
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** The name as people know it, without folders and signs that a file system or a header would stumble over. */
const plainName = (name: string | undefined): string =>
  (name ?? '')
    .split(/[/\\]/)
    .at(-1)!
    .replace(/[\u0000-\u001f\u007f<>:"|?*]/g, '_')
    .trim()
    .slice(0, 200) || 'file'

/** JSON in a field of the form. */
export function jsonField(upload: Upload, name: string): unknown {
  const text = upload.fields[name]
  if (text === undefined || text === '') return undefined
  try {
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value))
  } catch {
    refuse('malformed', { reason: name })
  }
}

/** Removes what uploads of killed processes have left (older than two days: no job waits that long). */
export async function tidyUploads(dataFolder: string, now: Date): Promise<void> {
  const folder = join(dataFolder, 'tmp')
  for (const name of await readdir(folder).catch(() => [])) {
    const at = await stat(join(folder, name)).catch(() => null)
    if (at && now.getTime() - at.mtimeMs > 2 * 86_400_000)
      await rm(join(folder, name), { force: true })
  }
}

/** `attachment; filename*=…` for any name. */
export const disposition = (how: 'inline' | 'attachment', name: string): string =>
  `${how}; filename="${name.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)}`

// How does a file come in? As one part of a form, straight to disk, never larger than allowed.
import { rm } from 'node:fs/promises'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { refuse } from '#kernel/error.ts'
import { type Spooled, spool } from '#server/files/spool.ts'
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

/** It lies on this machine, and whoever takes it removes it from there. */
export interface Upload extends Spooled {
  readonly name: string
  readonly type: string
  readonly fields: Readonly<Record<string, string>>
}

/** The one file of the form and its fields, wherever they stand; a mapping that comes as a file is a field all the same. */
export async function readUpload(call: Call): Promise<Upload> {
  if (!call.request.isMultipart())
    refuse('wrong-media-type', { type: (call.request.headers['content-type'] ?? '').slice(0, 80) })
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
      const come = await spool(call.machine.dataFolder, part.file)
      file = {
        ...come,
        name: plainName(part.filename),
        type: part.mimetype.toLowerCase().slice(0, 100),
      }
      if (part.file.truncated) refuse('too-large', { limit: tooLarge })
    }
  } catch (error) {
    if (file) await rm(file.path, { force: true })
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 413)
      refuse('too-large', { limit: tooLarge })
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

/** `attachment; filename*=…` for any name. */
export const disposition = (how: 'inline' | 'attachment', name: string): string =>
  `${how}; filename="${name.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)}`

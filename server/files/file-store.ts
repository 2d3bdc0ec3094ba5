// Where do files lie that people and jobs leave with us, and what does every such place offer?
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { refuse } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'

/** Bytes that are at hand as a whole, so that their sum and length are known before the first is sent. */
export interface WholeFile {
  readonly size: number
  /** In hex. */
  readonly sha256: string
  /** From the beginning, each time it is called. */
  readonly bytes: () => Readable | Promise<Readable>
}
export interface OpenFile {
  readonly size: number
  /** Fails as the refusal `files-away` where the place falls silent half way. */
  readonly bytes: Readable
}
export interface ListedFile {
  readonly name: string
  readonly size: number
  readonly at: Date
}

/**
 * A folder, or a bucket of an S3-compatible store. Names are those of the functions below. Where the place does not
 * answer, every call refuses as `files-away`; a file that is not there is an answer.
 */
export interface FileStore {
  /** What people call the place; no secret is in it. */
  readonly place: string
  /** Keeps the file: when it is done, the file is there as a whole, or not at all. A known name is written anew. */
  put(name: string, file: WholeFile): Promise<void>
  /** Null where there is none. Whoever opens it reads it to its end, or destroys it. */
  open(name: string): Promise<OpenFile | null>
  /** Is it there, and how large? Null where there is none. */
  size(name: string): Promise<number | null>
  /** Also where there is none. */
  remove(name: string): Promise<void>
  /** Every file whose name begins so. */
  list(beginning: 'files/' | 'imports/' | 'jobs/'): AsyncIterable<ListedFile>
}

/** An upload, by its id: nothing that people wrote ever becomes a name. Spread, since folders of many are slow. */
export const uploadName = (id: string): string =>
  isUuid(id) ? `files/${id.slice(-2)}/${id}` : unknown(id)
/** A table that waits for its import. */
export const importName = (key: string): string => (isUuid(key) ? `imports/${key}` : unknown(key))
/** What a job has made, until its owner fetches it. */
export const jobName = (job: string, ending: 'csv' | 'xlsx'): string =>
  isUuid(job) ? `jobs/${job}.${ending}` : unknown(job)

const unknown = (name: string): never => refuse('not-found', { what: name.slice(0, 60) })

/** What is in memory already, as a file that can be kept. */
export const wholeBytes = (bytes: string | Buffer): WholeFile => ({
  size: Buffer.byteLength(bytes),
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: () => Readable.from([Buffer.from(bytes)]),
})

/** The whole file in memory, for what is small by its nature; null where there is none. */
export async function readWhole(store: FileStore, name: string): Promise<Buffer | null> {
  const file = await store.open(name)
  return file && Buffer.concat(await file.bytes.toArray())
}

/** The sum of what lies there, read to its end; null where there is none. */
export async function sumOf(store: FileStore, name: string): Promise<string | null> {
  const file = await store.open(name)
  if (!file) return null
  const hash = createHash('sha256')
  for await (const piece of file.bytes) hash.update(piece as Buffer)
  return hash.digest('hex')
}

/** Copies from one place to another; false where there is nothing. `known` is what is known of the file already. */
export async function copyStored(
  from: FileStore,
  to: FileStore,
  name: string,
  known?: { readonly sha256: string },
): Promise<boolean> {
  const size = await from.size(name)
  const sha256 = known?.sha256 ?? (await sumOf(from, name))
  if (size === null || sha256 === null) return false
  await to.put(name, {
    size,
    sha256,
    bytes: async () => (await from.open(name))?.bytes ?? Readable.from([]),
  })
  return true
}

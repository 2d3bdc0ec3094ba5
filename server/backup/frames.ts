// What does a backup look like inside? Lines of JSON in one gzip stream: a head, parts with their sums, an end.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { refuse, Refusal } from '#kernel/error.ts'
import { opened } from './cipher.ts'

export const format = 'openltc-backup'
export const formatVersion = 1

/** The first line. */
export interface Head {
  readonly format: string
  readonly version: number
  readonly at: string
  readonly model_version: number
}
/** A part begins with one of these, then come its lines (each begins with a blank), then its end. */
export type Part =
  /** With the types of its columns: those of retired fields are in no model. */
  | { readonly table: string; readonly columns: Readonly<Record<string, string>> }
  | { readonly file: string }
export interface PartEnd {
  readonly end: string
  readonly lines: number
  readonly sha256: string
}
/** The last line: without it the backup is not whole. */
export interface Whole {
  readonly whole: true
  readonly parts: number
}

/** The sum of a part: over its lines, each with its line end. */
export const partSum = () => createHash('sha256')

/** A backup on disk, and what opens it where it is sealed. */
export interface BackupFile {
  readonly path: string
  readonly passphrase: string | null
}

export async function* linesOf({ path, passphrase }: BackupFile): AsyncGenerator<string> {
  const file = Readable.from(opened(path, passphrase))
  const plain = createGunzip()
  file.on('error', (error) => plain.destroy(error))
  const text = new TextDecoder()
  let rest = ''
  for await (const piece of file.pipe(plain) as AsyncIterable<Buffer>) {
    const lines = (rest + text.decode(piece, { stream: true })).split('\n')
    rest = lines.pop()!
    yield* lines
  }
  if (rest !== '') yield rest
}

export interface Seen {
  readonly head: Head
  readonly tables: Readonly<Record<string, number>>
  readonly columns: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly files: number
}

/** Walks the whole backup and proves every sum before anything is touched. Refuses what is damaged, cut off or no backup. */
export async function verify(file: BackupFile): Promise<Seen> {
  let head: Head | null = null
  let open: { name: string; lines: number; sum: ReturnType<typeof partSum> } | null = null
  let [parts, files, whole] = [0, 0, false]
  const tables: Record<string, number> = {}
  const columns: Record<string, Readonly<Record<string, string>>> = {}
  const broken = (why: string): never => refuse('backup-damaged', { why })
  try {
    for await (const line of linesOf(file)) {
      if (line.startsWith(' ')) {
        if (!open) return broken('line outside a part')
        open.lines++
        open.sum.update(line).update('\n')
        continue
      }
      const said = JSON.parse(line) as Partial<Head & PartEnd & Whole> & {
        table?: string
        columns?: Readonly<Record<string, string>>
        file?: string
      }
      if (!head) {
        if (said.format !== format || said.version !== formatVersion) return broken('head')
        head = said as Head
      } else if (said.end !== undefined) {
        if (
          !open ||
          open.name !== said.end ||
          open.lines !== said.lines ||
          open.sum.digest('hex') !== said.sha256
        )
          return broken(said.end)
        if (!open.name.startsWith('file ')) tables[open.name] = open.lines
        else files++
        parts++
        open = null
      } else if (said.whole) whole = said.parts === parts
      else {
        if (said.table !== undefined && said.columns) columns[said.table] = said.columns
        open = { name: said.table ?? `file ${said.file}`, lines: 0, sum: partSum() }
      }
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return refuse('not-found', { what: file.path })
    return broken(error instanceof Error ? error.message : 'unreadable')
  }
  if (!head || !whole || open) return broken('cut off')
  return { head, tables, columns, files }
}

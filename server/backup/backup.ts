// How is everything of a company taken away in one file? All tables as they stood at one moment, and the uploaded files.
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { ident, sql } from '#kernel/sql.ts'
import type { Tx } from '#server/database/pool.ts'
import type { FileStore } from '#server/files/file-store.ts'
import { knownFiles } from '#server/files/move-files.ts'
import type { World } from '#server/world/world.ts'
import { sealed } from './cipher.ts'
import { format, formatVersion, type Head, partSum } from './frames.ts'

export interface BackupSummary {
  readonly tables: number
  readonly rows: number
  readonly files: number
  /** Files that are known but were not there. */
  readonly missing: number
}

/**
 * Sessions and what waits to be one end with a backup: whoever holds the file should not be signed in by it. What was on
 * its way into the store belongs to the database that sent it.
 */
const leftOut = new Set(['login_session', 'login_ticket', 'file_coming'])

export interface BackupOptions {
  /** Seals the file with it; null: whoever has the file can read it. */
  readonly passphrase?: string | null
  readonly say?: (text: string) => void
  readonly signal?: AbortSignal
}

/** Writes the backup beside its goal first, so that a file with that name is always a whole one, also after a power cut. */
export async function backup(
  world: World,
  files: FileStore,
  to: string,
  { passphrase = null, say = () => {}, signal }: BackupOptions = {},
): Promise<BackupSummary> {
  const part = `${to}.part`
  try {
    const summary = await world.db.transaction(
      async (tx) => {
        // While files are read, or the disk is slow, nothing is asked for longer than is allowed elsewhere.
        await tx.query(sql`set local idle_in_transaction_session_timeout = 0`)
        const counts = { tables: 0, rows: 0, files: 0, missing: 0 }
        const source = Readable.from(pieces(tx, world, files, counts, say))
        const closed = new Promise<void>((resolve) => source.once('close', resolve))
        const goal = createWriteStream(part, { mode: 0o600, flush: true })
        const how = signal ? { signal } : {}
        try {
          if (passphrase === null) await pipeline(source, createGzip({ level: 6 }), goal, how)
          else
            await pipeline(
              source,
              createGzip({ level: 6 }),
              (bytes) => sealed(bytes as AsyncIterable<Buffer>, passphrase),
              goal,
              how,
            )
        } finally {
          // Given up half way, it may still be asking: the transaction ends after its last question.
          await closed
        }
        return counts
      },
      { isolation: 'repeatable read', readOnly: true, statementMs: 600_000 },
    )
    await rename(part, to)
    const folder = await open(dirname(to))
    await folder.sync().catch(() => {})
    await folder.close()
    return summary
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function* pieces(
  tx: Tx,
  world: World,
  files: FileStore,
  counts: { tables: number; rows: number; files: number; missing: number },
  say: (text: string) => void,
): AsyncGenerator<string> {
  const [model] = await tx.query<{ version: number }>(
    sql`select coalesce(max(version), 1) as version from model_version`,
  )
  const head: Head = {
    format,
    version: formatVersion,
    at: world.now().toISOString(),
    model_version: model!.version,
  }
  yield `${JSON.stringify(head)}\n`
  const tables = await tx.query<{
    name: string
    columns: Record<string, string>
  }>(sql`select c.relname as name, json_object_agg(a.attname, format_type(a.atttypid, a.atttypmod) order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' group by c.relname order by c.relname`)
  for (const { name, columns } of tables.filter((one) => !leftOut.has(one.name))) {
    say(name)
    for await (const piece of framed({ table: name, columns }, name, tableLines(tx, name, counts)))
      yield piece
    counts.tables++
  }
  for await (const { id, name, size } of knownFiles(tx)) {
    const kept = await files.open(name)
    if (kept?.size !== size) {
      kept?.bytes.destroy()
      counts.missing++
      say(`没有找到文件 / file not found: ${id}`)
      continue
    }
    for await (const piece of framed({ file: id }, `file ${id}`, fileLines(kept.bytes))) yield piece
    counts.files++
  }
  yield `${JSON.stringify({ whole: true, parts: counts.tables + counts.files })}\n`
}

async function* framed(
  head: object,
  name: string,
  lines: AsyncIterable<string>,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head)}\n`
  const sum = partSum()
  let count = 0
  let piece = ''
  for await (const line of lines) {
    const text = ` ${line}\n`
    sum.update(text)
    count++
    piece += text
    if (piece.length < 64 * 1024) continue
    yield piece
    piece = ''
  }
  yield `${piece}${JSON.stringify({ end: name, lines: count, sha256: sum.digest('hex') })}\n`
}

/** Each row as the JSON that PostgreSQL writes: numbers keep every digit. */
async function* tableLines(tx: Tx, name: string, counts: { rows: number }): AsyncGenerator<string> {
  const cursor = ident(`backup ${name}`)
  await tx.query(
    sql`declare ${cursor} no scroll cursor for select row_to_json(t)::text as line from ${ident(name)} t`,
  )
  for (;;) {
    const rows = await tx.query<{ line: string }>(sql`fetch 1000 from ${cursor}`)
    for (const { line } of rows) {
      counts.rows++
      yield line
    }
    if (rows.length < 1000) break
  }
  await tx.query(sql`close ${cursor}`)
}

async function* fileLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  for await (const piece of bytes) yield piece.toString('base64')
}

// How do a company's files go from one place to another, and is everything there afterwards?
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { copyStored, type FileStore, sumOf, uploadName } from './file-store.ts'

export interface MovedFiles {
  /** That the database knows. */
  readonly files: number
  readonly copied: number
  /** In neither place as they were uploaded. */
  readonly missing: number
}

/**
 * Copies what is not there yet. Only what was then read there as it was uploaded, byte for byte, is removed from the old
 * place. May be run again, also while people work.
 */
export async function moveFiles(
  asks: Asks,
  from: FileStore,
  to: FileStore,
  say: (text: string) => void,
): Promise<MovedFiles> {
  const counts = { files: 0, copied: 0, missing: 0 }
  for await (const { name, id, sha256 } of knownFiles(asks)) {
    counts.files++
    let sum = await sumOf(to, name)
    if (sum !== sha256 && (await sumOf(from, name)) === sha256) {
      await copyStored(from, to, name, { sha256 })
      counts.copied++
      sum = await sumOf(to, name)
    }
    if (sum === sha256) await from.remove(name)
    else {
      counts.missing++
      say(notSound(id, sum))
    }
  }
  // What waits for an import or for whoever asked for it; no row knows their sums.
  for (const beginning of ['imports/', 'jobs/'] as const)
    for await (const { name, size } of from.list(beginning)) {
      await copyStored(from, to, name)
      if ((await to.size(name)) === size) await from.remove(name)
    }
  return counts
}

/** Reads every file that the database knows, and tells which are not as they were uploaded. */
export async function checkFiles(
  asks: Asks,
  files: FileStore,
  say: (text: string) => void,
): Promise<Omit<MovedFiles, 'copied'>> {
  const counts = { files: 0, missing: 0 }
  for await (const { name, id, sha256 } of knownFiles(asks)) {
    counts.files++
    const sum = await sumOf(files, name)
    if (sum === sha256) continue
    counts.missing++
    say(notSound(id, sum))
  }
  return counts
}

const notSound = (id: string, sum: string | null): string =>
  sum === null
    ? `没有找到文件 / file not found: ${id}`
    : `文件内容不符 / not as it was uploaded: ${id}`

export interface KnownFile {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly sha256: string
}

/** Every file that the database knows, page by page. */
export async function* knownFiles(asks: Asks): AsyncGenerator<KnownFile> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await asks.query<{ id: string; size: string; sha256: string }>(
      sql`select id, size, sha256 from file where id > ${after}::uuid order by id limit 1000`,
    )
    for (const row of rows) yield { ...row, name: uploadName(row.id), size: Number(row.size) }
    if (rows.length < 1000) return
    after = rows.at(-1)!.id
  }
}

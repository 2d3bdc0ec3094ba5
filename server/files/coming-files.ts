// What becomes of a file whose upload was cut off between the store and the database? It is known beforehand, and removed.
import { refuse } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks, Database } from '#server/database/pool.ts'
import type { FileStore } from './file-store.ts'

/** So long nothing is on its way. */
const lost = '1 day'

/**
 * Says that something is about to be kept under this name. Only what was said here is ever removed as left over: another
 * database that is given the same place by mistake loses nothing by it.
 */
export const isComing = (asks: Asks, name: string): Promise<unknown> =>
  asks.query(sql`insert into file_coming (name, at) values (${name}, now())`)

/** In the transaction that makes the file known. Refuses where it was given up meanwhile: the bytes may be gone. */
export async function hasCome(tx: Asks, name: string): Promise<void> {
  const [row] = await tx.query(sql`delete from file_coming where name = ${name} returning 1 as one`)
  if (!row) refuse('still-running')
}

/** Nothing became of it. */
export async function cameNot(asks: Asks, files: FileStore, name: string): Promise<void> {
  await files.remove(name)
  await asks.query(sql`delete from file_coming where name = ${name}`)
}

/** Removes what killed processes have left behind in the store. What is known of it is known last. */
export async function tidyComing(db: Database, files: FileStore): Promise<void> {
  const rows = await db.query<{ name: string }>(
    sql`select name from file_coming where at < now() - ${lost}::interval`,
  )
  for (const { name } of rows)
    await db.transaction(async (tx) => {
      const [mine] = await tx.query(
        sql`delete from file_coming where name = ${name} returning 1 as one`,
      )
      if (mine) await files.remove(name)
    })
}

/** Removes tables that no import will come for any more. */
export async function tidyImports(files: FileStore, now: Date): Promise<void> {
  for await (const { name, at } of files.list('imports/'))
    if (now.getTime() - at.getTime() > 2 * 86_400_000) await files.remove(name)
}

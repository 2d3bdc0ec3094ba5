// Are the uploaded files of this database in the place that this process has for them?
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { type FileStore, uploadName } from './file-store.ts'

/** So many of the newest are looked for. */
const looked = 100
const atOnce = 10

/** How many of the newest files are not there: another process has another place, or the disk is not mounted. */
export async function missingFiles(asks: Asks, files: FileStore): Promise<number> {
  const rows = await asks.query<{ id: string }>(
    sql`select id from file order by at desc limit ${looked}::bigint`,
  )
  let missing = 0
  for (let at = 0; at < rows.length; at += atOnce)
    await Promise.all(
      rows.slice(at, at + atOnce).map(async ({ id }) => {
        if ((await files.size(uploadName(id))) === null) missing++
      }),
    )
  return missing
}

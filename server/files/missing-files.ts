// Are the uploaded files of this database in the folder of this process?
import { existsSync } from 'node:fs'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { filePath } from './file-path.ts'

/** So many of the newest are looked for. */
const looked = 100

/** How many of the newest files are not here: another process has another folder, or the disk is not mounted. */
export async function missingFiles(asks: Asks, dataFolder: string): Promise<number> {
  const rows = await asks.query<{ id: string }>(
    sql`select id from file order by at desc limit ${looked}::bigint`,
  )
  return rows.filter(({ id }) => !existsSync(filePath(dataFolder, id))).length
}

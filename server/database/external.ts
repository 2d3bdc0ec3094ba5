// Can the database that DATABASE_URL names be used? Asked once at start, so that whoever set it reads what is wrong.

import { sql } from '#kernel/sql.ts'
import { openDatabase } from './pool.ts'
import { StartRefused, type StartReason } from './start-refusal.ts'

/** The oldest release of which all that is used is there. */
const oldest = 15

/** Refuses, in words, what can't be reached, entered or written, is too old, or holds no Unicode. */
export async function checkExternal(url: string): Promise<void> {
  const { host, pathname, username } = new URL(url)
  const where = {
    host: host || 'localhost',
    database: decodeURIComponent(pathname.slice(1)) || decodeURIComponent(username),
    user: decodeURIComponent(username),
  }
  const db = openDatabase({ url, schema: 'none', lanes: 1, seats: 1 })
  try {
    const [row] = await db.query<{
      version: number
      encoding: string
      may: boolean
    }>(sql`select current_setting('server_version_num')::int / 10000 as version,
      current_setting('server_encoding') as encoding, has_database_privilege(current_database(), 'create') as may`)
    if (row!.version < oldest)
      throw new StartRefused('database-too-old', { found: row!.version, oldest })
    if (row!.encoding !== 'UTF8')
      throw new StartRefused('database-not-unicode', { ...where, encoding: row!.encoding })
    if (!row!.may) throw new StartRefused('database-closed', where)
  } catch (error) {
    if (error instanceof StartRefused) throw error
    throw new StartRefused(reasonOf(error), { ...where, reason: causeOf(error) }, error)
  } finally {
    await db.close()
  }
}

const codeOf = (error: unknown): string => {
  const inner = error instanceof Error && error.cause !== undefined ? error.cause : error
  return typeof inner === 'object' && inner !== null && 'code' in inner ? String(inner.code) : ''
}

function reasonOf(error: unknown): StartReason {
  const code = codeOf(error)
  if (code === '3D000') return 'database-missing'
  return code.startsWith('28') ? 'database-login' : 'database-unreachable'
}

const causeOf = (error: unknown): string => {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return codeOf(error) || (inner instanceof Error ? inner.message : String(inner))
}

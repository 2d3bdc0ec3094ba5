// Is there anything yet?
import { ident, join, sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'

/** Does any of these objects have a row, be it in the recycle bin? */
export async function holdsAny(asks: Asks, objects: readonly string[]): Promise<boolean> {
  const [row] = await asks.query<{ any: boolean }>(
    sql`select ${join(
      objects.map((one) => sql`exists (select 1 from ${ident(one)})`),
      ' or ',
    )} as any`,
  )
  return row!.any
}

// Which rows of a file would make somebody a second time? Those with a phone or an e-mail that another row or a record has.
import type { ImportRepeat } from '#kernel/api.ts'
import type { App } from '#kernel/app.ts'
import { cellText } from '#kernel/import/cell.ts'
import { relation } from '#kernel/query/relation.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import type { TableRow } from '#server/files/read-table.ts'
import { sameKey } from '#server/writing/columns.ts'
import type { ImportPlan } from './plan-import.ts'

/** Two people of one company are two; a phone and a mail address are somebody's own. */
const own: ReadonlySet<string> = new Set(['phone', 'email'])

/** By each such field, those with most rows first; none where rows find their records anyway. */
export async function repeatedRows(
  asks: Asks,
  app: App,
  { object, columns, keys }: ImportPlan,
  rows: readonly TableRow[],
): Promise<ImportRepeat[]> {
  if (keys.length > 0 || !object.duplicates) return []
  const asked = columns.filter(
    ({ name, field }) => own.has(field.kind) && object.duplicates!.includes(name),
  )
  const said = asked.map(({ name, at }) => ({
    field: name,
    keys: rows.flatMap(
      (row) => sameKey(object, name, cellText(row.cells[at] ?? null).trim()) ?? [],
    ),
  }))
  const all = [...new Set(said.flatMap((one) => one.keys))]
  if (all.length === 0) return []
  const there = new Set(
    (
      await asks.query<{ key: string }>(
        sql`select distinct unnest(t.same) as key from ${relation(app, object.name)} t where t.same && ${all}::text[] and t.removed_at is null`,
      )
    ).map((row) => row.key),
  )
  return said
    .map(({ field, keys: found }) => ({
      field,
      rows: found.filter((key, at) => there.has(key) || found.indexOf(key) < at).length,
    }))
    .filter((one) => one.rows > 0)
    .sort((a, b) => b.rows - a.rows)
}

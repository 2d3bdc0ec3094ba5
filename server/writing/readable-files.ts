// Which uploaded files may this person see? Their own, and those in a field that they may read of a record that they may read.
import type { Circumstances } from '#kernel/formula/to-sql.ts'
import { mayAdminister } from '#kernel/permission.ts'
import { relation } from '#kernel/query/relation.ts'
import { readRight, sourcesOf } from '#kernel/query/sources.ts'
import type { View } from '#kernel/query/view.ts'
import { ident, join, type Sql, sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'

/** Those of the files that exist and that the viewer may see; to name another in a record is to name none. */
export async function readableFiles(
  asks: Asks,
  view: View,
  at: Circumstances,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await asks.query<{ id: string; by: string }>(
    sql`select id, by from file where id = any(${[...ids]}::uuid[])`,
  )
  const seen = new Set<string>()
  for (const { id, by } of rows)
    if (
      by === view.who.id ||
      mayAdminister(view.who) ||
      (await onReadableRecord(asks, view, at, id))
    )
      seen.add(id)
  return seen
}

async function onReadableRecord(
  asks: Asks,
  view: View,
  at: Circumstances,
  id: string,
): Promise<boolean> {
  const holds = JSON.stringify([{ id }])
  for (const [name, own] of Object.entries(view.objects)) {
    const fields = Object.entries(own.fields).filter(
      ([, field]) => field.kind === 'file' || field.kind === 'image',
    )
    if (fields.length === 0) continue
    const sources = sourcesOf(view.app, view, at)
    const rule = sources.right(name, 't', readRight(view, name)) ?? sql`true`
    const held = join(
      fields.map(([field, def]): Sql => sql`t.${ident(def.column ?? field)} @> ${holds}::jsonb`),
      ' or ',
    )
    const [row] = await asks.query(
      sql`select 1 from ${relation(view.app, name)} t ${sources.joins()} where (${held}) and t.removed_at is null and ${rule} limit 1`,
    )
    if (row) return true
  }
  return false
}

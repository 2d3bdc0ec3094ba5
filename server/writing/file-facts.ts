// What are the files called that a record names? Only their ids are believed; the rest is what the store knows.
import type { AppObject } from '#kernel/app.ts'
import type { Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { storedFields } from './columns.ts'
import type { Doing } from '#server/world/world.ts'

/** The row with `[{ id, name, size, type }]` in each field of files that was given anew: those are still texts. */
export async function withFileFacts(doing: Doing, object: AppObject, row: Values): Promise<Values> {
  const given = storedFields(object).flatMap(({ name, field }) => {
    const value = row[name]
    return (field.kind === 'file' || field.kind === 'image') && typeof value === 'string'
      ? [{ name, ids: (JSON.parse(value) as { id: string }[]).map((one) => one.id) }]
      : []
  })
  if (given.length === 0) return row
  const facts = await doing.tx.query<{ id: string; name: string; size: number; type: string }>(
    sql`select id, name, size::int as size, type from file where id = any(${given.flatMap((one) => one.ids)}::uuid[])`,
  )
  const byId = new Map(facts.map((one) => [one.id, one]))
  return {
    ...row,
    ...Object.fromEntries(
      given.map(({ name, ids }) => [name, JSON.stringify(ids.map((id) => byId.get(id) ?? { id }))]),
    ),
  }
}

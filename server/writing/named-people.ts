// Are the people that business code writes into a record there? No foreign key says so (docs/decisions/people-stay.md).
import type { AppObject } from '#kernel/app.ts'
import { targetOf } from '#kernel/field.ts'
import type { Values } from '#kernel/object.ts'
import { type Sql, sql } from '#kernel/sql.ts'
import type { Children } from './compare.ts'
import { storedFields } from './columns.ts'
import type { Doing } from '#server/world/world.ts'

/**
 * A statement that fails, as a foreign key would, where somebody in these rows is not there; none where they name nobody
 * but the writer. What a person or an import names is looked up before, with the other references.
 */
export function peopleMustBe(
  doing: Doing,
  object: AppObject,
  rows: readonly Values[],
  children: readonly Children[] = [],
): Sql[] {
  const fields: string[] = []
  const ids: string[] = []
  const note = (of: AppObject, one: Values): void => {
    for (const { name, field } of storedFields(of)) {
      const id = one[name]
      if (typeof id === 'string' && id !== doing.who.id && targetOf(field) === 'person') {
        fields.push(name)
        ids.push(id)
      }
    }
  }
  for (const row of rows) note(object, row)
  for (const lists of children)
    for (const [list, parts] of Object.entries(lists))
      for (const part of parts) note(doing.app.objects[object.children[list]!.object]!, part)
  return ids.length
    ? [sql`select ltc_people_must_be(${object.name}, ${fields}::text[], ${ids}::uuid[])`]
    : []
}

// How do a new record and the rows of a record take their shape, and how do changed rows reach their table?
import type { AppObject } from '#kernel/app.ts'
import type { Row, Values } from '#kernel/object.ts'
import type { ChildInput, Writer } from '#kernel/record/read-input.ts'
import { withDefaults } from '#kernel/record/rules.ts'
import { type Sql, ident, sql } from '#kernel/sql.ts'
import { insertMany, storedFields, updateOf } from './columns.ts'
import { type Children, differs, same } from './compare.ts'
import { uuid7 } from './uuid7.ts'
import type { Doing } from '#server/world/world.ts'

export function fresh(doing: Doing, object: AppObject, values: Values, writer: Writer): Values {
  const now = doing.at.now.toISOString()
  const row: Record<string, unknown> = {
    ...withDefaults(doing.app, object, values, doing.at),
    version: 1,
  }
  if (!(writer === 'history' && row.created_at)) row.created_at = now
  Object.assign(row, {
    created_by: doing.who.id,
    updated_at: row.created_at,
    updated_by: doing.who.id,
  })
  // A person's new record is theirs unless they say otherwise; null says "nobody's".
  if (row.owner === undefined) row.owner = writer === 'person' ? doing.who.id : null
  if (object.lifecycle) {
    row.stage ??= object.lifecycle.first
    row.stage_since ??= row.created_at
  }
  return row
}

export function childRows(
  doing: Doing,
  object: AppObject,
  given: Readonly<Record<string, readonly ChildInput[]>>,
  before: Row | null,
  parent: string,
  writer: Writer,
): Children {
  const children: Children = {}
  for (const [field, inputs] of Object.entries(given)) {
    const def = object.children[field]!
    const child = doing.app.objects[def.object]!
    const old = new Map(((before?.[field] ?? []) as Row[]).map((row) => [row.id, row]))
    children[field] = inputs.map((input, position) => {
      const was = input.id ? old.get(input.id) : undefined
      if (was) return { ...was, ...input.values, position, [def.by]: parent }
      const id = uuid7(doing.at.now.getTime())
      return fresh(
        doing,
        child,
        { ...input.values, id, position, [def.by]: parent },
        writer === 'person' ? 'action' : writer,
      )
    })
  }
  return children
}

export function writeChildren(
  doing: Doing,
  object: AppObject,
  field: string,
  before: Row,
  rows: readonly Values[],
): Sql[] {
  const def = object.children[field]!
  const child = doing.app.objects[def.object]!
  const stored = storedFields(child)
  const old = new Map(((before[field] ?? []) as Row[]).map((row) => [row.id, row]))
  const now = doing.at.now.toISOString()
  const statements: Sql[] = []
  const added = rows.filter((row) => !old.has(row.id as string))
  const kept = new Set(rows.map((row) => row.id))
  const gone = [...old.keys()].filter((id) => !kept.has(id))
  if (gone.length)
    statements.push(
      sql`update ${ident(child.name)} set removed_at = ${now}::timestamptz, version = version + 1 where id = any(${gone}::uuid[])`,
    )
  for (const row of rows) {
    const was = old.get(row.id as string)
    if (!was || !differs(stored, was, row)) continue
    const names = stored
      .filter((one) => one.name in row && !same(one, was[one.name], row[one.name]))
      .map((one) => one.name)
    statements.push(
      updateOf(
        child,
        row.id as string,
        { ...row, version: was.version + 1, updated_at: now, updated_by: doing.who.id },
        [...names, 'version', 'updated_at', 'updated_by'],
      ),
    )
  }
  if (added.length) statements.push(insertMany(child, added))
  return statements
}

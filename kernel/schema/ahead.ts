// A model that nobody has published: which columns does it miss, and what is read in their place?
import type { Ahead, App } from '../app.ts'
import { ident, raw, type Sql, sql, literal } from '../sql.ts'
import { converted } from './convert.ts'
import type { Actual } from './difference.ts'
import { tablesOf } from './tables.ts'

/**
 * The App of a draft, made readable over the tables that are: a new field is empty, a changed one is converted as the
 * publish would, a new object has no rows. `now` is the App that is published.
 */
export function lookAhead(app: App, now: App, actual: Pick<Actual, 'tables'>, zone: string): App {
  const ahead: Record<string, Ahead> = {}
  for (const table of tablesOf(app)) {
    const held = actual.tables[table.name]?.columns
    const columns: Record<string, Sql> = {}
    for (const column of table.columns)
      if (!held || held[column.name] === undefined)
        columns[column.name] = held
          ? standIn(app, now, table.name, column.name, zone)
          : sql`null::${raw(column.type)}`
    if (Object.keys(columns).length) ahead[table.name] = { table: held !== undefined, columns }
  }
  return Object.keys(ahead).length ? { ...app, ahead } : app
}

function standIn(app: App, now: App, object: string, column: string, zone: string): Sql {
  const fields = app.objects[object]!.fields
  const [name, field] = Object.entries(fields).find(([key, one]) => (one.column ?? key) === column)!
  const lifecycle = app.objects[object]!.lifecycle
  if (column === 'stage' && lifecycle) return sql`${literal(lifecycle.first)}::text`
  if (column === 'stage_since') return sql`b.created_at`
  const old = now.objects[object]?.fields[name]
  const type = raw(typeOf(app, object, column))
  return old && old.kind !== field.kind
    ? sql`(${converted(old, field, sql`b.${ident(old.column ?? name)}`, zone)})::${type}`
    : sql`null::${type}`
}

const typeOf = (app: App, object: string, column: string): string =>
  tablesOf(app)
    .find((one) => one.name === object)!
    .columns.find((one) => one.name === column)!.type

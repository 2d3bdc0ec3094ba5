// From what are the rows of an object read? From its table; where the App is ahead of the tables, from what they would be.
import type { App } from '../app.ts'
import { ident, join, type Sql, sql } from '../sql.ts'

/** Stands in a FROM, before its alias. */
export function relation(app: App, object: string): Sql {
  const ahead = app.ahead?.[object]
  if (!ahead) return ident(object)
  const columns = join(
    Object.entries(ahead.columns).map(([name, value]) => sql`${value} as ${ident(name)}`),
    ', ',
  )
  return ahead.table
    ? sql`(select b.*, ${columns} from ${ident(object)} b)`
    : sql`(select ${columns} where false)`
}

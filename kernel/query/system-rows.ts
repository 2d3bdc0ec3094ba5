// How does the system itself ask something of the rows of an object? By formulas that no right narrows, at the alias `t`.
import type { App } from '../app.ts'
import type { Checked } from '../formula/check.ts'
import { type Circumstances, toSql } from '../formula/to-sql.ts'
import { type Sql, sql } from '../sql.ts'
import { relation } from './relation.ts'
import { sourcesOf } from './sources.ts'

export interface SystemRows {
  column(path: readonly string[]): Sql
  /** What the formula gives for the row. */
  value(formula: Checked): Sql
  /** Whether the formula is true of the row, for a WHERE; null says nothing of any row. */
  holds(formula: Checked | null): Sql
  /** The table at `t` with the joins that all of the above need: to be asked for last. */
  from(): Sql
  /** The joins alone. */
  joins(): Sql
}

export function systemRows(app: App, object: string, at: Circumstances): SystemRows {
  const sources = sourcesOf(app, null, at)
  const scope = sources.system(object, 't')
  return {
    column: (path) => scope.column(path),
    value: (formula) => toSql(formula, scope, at, 'value'),
    holds: (formula) => (formula ? toSql(formula, scope, at) : sql`true`),
    from: () => sql`${relation(app, object)} t ${sources.joins()}`,
    joins: sources.joins,
  }
}

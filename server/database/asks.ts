// What can be asked of PostgreSQL, in a transaction or alone?

import type { Sql } from '#kernel/sql.ts'

export interface StatementOptions {
  /** How long it may run, in ms. Above the usual limit it gets a connection of its own. */
  readonly limitMs?: number
}

/** Everything that runs statements, in a transaction or alone. */
export interface Asks {
  /** All rows. numeric, date, uuid are text; an instant is ISO text with Z; json is read. */
  query<T = Record<string, unknown>>(statement: Sql, options?: StatementOptions): Promise<T[]>
  /** The first column of the first row as the text PostgreSQL wrote; null without a row. */
  text(statement: Sql, options?: StatementOptions): Promise<string | null>
}

// How does the value of a formula travel in JSON? Numbers as exact text, so that no digit is lost on the way.
import type { Checked } from '#kernel/formula/check.ts'
import { type Sql, sql } from '#kernel/sql.ts'

/** A formula's SQL value as JSON: numbers as decimal text, emptiness as null. */
export const jsonValue = ({ type }: Checked, value: Sql): Sql =>
  type.type === 'number' ? sql`to_json((${value})::text)` : type.type === 'empty' ? sql`'null'::json` : sql`to_json(${value})`

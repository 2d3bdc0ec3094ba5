// What do formulas say of a row, as one JSON array? Numbers as exact text, so that no digit is lost on the way.
import type { Checked } from '#kernel/formula/check.ts'
import type { SystemRows } from '#kernel/query/system-rows.ts'
import { join, type Sql, sql } from '#kernel/sql.ts'

/** Null stands where a formula may not be asked. */
export const formulasJson = (rows: SystemRows, formulas: readonly (Checked | null)[]): Sql =>
  sql`json_build_array(${join(
    formulas.map((one) => (one ? jsonOf(one, rows.value(one)) : sql`null`)),
    ', ',
  )})`

const jsonOf = ({ type }: Checked, value: Sql): Sql =>
  type.type === 'number'
    ? sql`to_json((${value})::text)`
    : type.type === 'empty'
      ? sql`'null'::json`
      : sql`to_json(${value})`

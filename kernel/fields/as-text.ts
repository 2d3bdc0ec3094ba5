// How does an exact number leave in JSON? As a string, so that no reader turns it into a float.
import { sql, type Sql } from '../sql.ts'

export const asText = (column: Sql): Sql => sql`${column}::text`

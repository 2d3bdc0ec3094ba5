// How were columns with these headers mapped the last time? Kept per object and set of headers; which sheet that was, or in
// which encoding, is not: the next such file may be another.
import { createHash } from 'node:crypto'
import type { Mapping } from '#kernel/import/mapping.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'

const nameOf = (object: string, headers: readonly string[]): string =>
  `import.${object}.${createHash('sha256')
    .update(JSON.stringify([...headers].sort()))
    .digest('hex')
    .slice(0, 32)}`

export async function rememberMapping(
  asks: Asks,
  object: string,
  headers: readonly string[],
  { encoding: _, delimiter: _d, sheet: _s, header_row: _h, ...mapping }: Mapping,
): Promise<void> {
  await asks.query(
    sql`insert into setting (name, value) values (${nameOf(object, headers)}, ${JSON.stringify(mapping)}::json) on conflict (name) do update set value = excluded.value`,
  )
}

export async function rememberedMapping(
  asks: Asks,
  object: string,
  headers: readonly string[],
): Promise<Mapping | null> {
  const [row] = await asks.query<{ value: Mapping }>(
    sql`select value from setting where name = ${nameOf(object, headers)}`,
  )
  return row?.value ?? null
}

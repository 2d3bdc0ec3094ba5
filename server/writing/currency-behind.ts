// In which currency is an amount whose currency stands on another record, such as that of a refund on its payment?
import type { AppObject } from '#kernel/app.ts'
import type { Values } from '#kernel/object.ts'
import { relation } from '#kernel/query/relation.ts'
import { currencyPaths } from '#kernel/record/rules.ts'
import { ident, sql } from '#kernel/sql.ts'
import type { Doing } from '#server/world/world.ts'

/** Path → code, of the paths of the object's amounts that lead to a record; `our.currency` is the company's. */
export async function currenciesBehind(
  doing: Doing,
  object: AppObject,
  row: Values,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map([['our.currency', doing.world.company.currency]])
  for (const path of currencyPaths(object)) {
    const [name = '', currency = ''] = path.split('.')
    const field = object.fields[name]
    const id = row[name]
    if (field?.kind !== 'ref' || typeof id !== 'string') continue
    const [one] = await doing.tx.query<{ code: string | null }>(
      sql`select ${ident(currency)} as code from ${relation(doing.app, field.object)} where id = ${id}::uuid`,
    )
    if (one?.code) found.set(path, one.code)
  }
  return found
}

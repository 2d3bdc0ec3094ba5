// How do the values of a record become columns of its table, with what is written beside them?
import type { AppObject } from '#kernel/app.ts'
import type { FieldDef } from '#kernel/field.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { normalPhone } from '#kernel/fields/phone.ts'
import type { Values } from '#kernel/object.ts'
import { folded, searchedFields, searchText } from '#kernel/query/search-text.ts'
import { empty, flat, ident, join, raw, type Sql, sql, withParts } from '#kernel/sql.ts'

export interface StoredField {
  readonly name: string
  readonly column: string
  readonly type: string
  readonly field: FieldDef
}

const memo = new WeakMap<AppObject, readonly StoredField[]>()

/** The fields that have a column, in their order. */
export function storedFields(object: AppObject): readonly StoredField[] {
  let list = memo.get(object)
  if (!list) {
    list = Object.entries(object.fields).flatMap(([name, field]) => {
      const type = kindOf(field).column
      return type ? [{ name, column: field.column ?? name, type, field }] : []
    })
    memo.set(object, list)
  }
  return list
}

/** The key by which another record may be the same one: `phone:138…`, `company:云启科技`; none where it says too little. */
export function sameKey(object: AppObject, name: string, value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null
  const kind = object.fields[name]?.kind
  const plain =
    kind === 'phone'
      ? normalPhone(value)
      : folded(value)
          .replace(/[\s\p{P}]/gu, '')
          .replace(/(股份)?有限(责任)?公司$/u, '')
  return plain.length > 1 ? `${name}:${plain}` : null
}

function sameKeys(object: AppObject, row: Values): string[] | null {
  const keys = (object.duplicates ?? []).flatMap((name) => sameKey(object, name, row[name]) ?? [])
  return keys.length ? keys : null
}

const inserts = new WeakMap<AppObject, Sql>()

/** INSERT of one row with all its columns: one statement text per object, so it is prepared once. */
export function insertOf(object: AppObject, row: Values): Sql {
  let form = inserts.get(object)
  if (!form) inserts.set(object, (form = flat(insertForm(object))))
  const values: unknown[] = storedFields(object).map((one) => row[one.name] ?? null)
  const found = searchedFields(object).length ? searchText(object, row) : null
  if (found) values.push(found.search, found.grams)
  if (object.duplicates?.length) values.push(sameKeys(object, row))
  return withParts(form, values)
}

/** The statement with nothing in it yet. */
function insertForm(object: AppObject): Sql {
  const columns = [
    ...storedFields(object),
    ...(searchedFields(object).length
      ? [
          { column: 'search', type: 'text' },
          { column: 'grams', type: 'integer[]' },
        ]
      : []),
    ...(object.duplicates?.length ? [{ column: 'same', type: 'text[]' }] : []),
  ]
  return sql`insert into ${ident(object.name)} (${join(
    columns.map((one) => ident(one.column)),
    ', ',
  )}) values (${join(
    columns.map((one) => sql`${null}::${raw(one.type)}`),
    ', ',
  )})`
}

/**
 * UPDATE of the named fields, with search and duplicate keys where they depend on one of them.
 * @param still what must be true of the row besides, or nothing is changed
 */
export function updateOf(
  object: AppObject,
  id: string,
  row: Values,
  changed: readonly string[],
  still: Sql = empty,
): Sql {
  const names = new Set(changed)
  const sets = storedFields(object).flatMap((one) =>
    names.has(one.name)
      ? [sql`${ident(one.column)} = ${row[one.name] ?? null}::${raw(one.type)}`]
      : [],
  )
  if (searchedFields(object).some((name) => names.has(name))) {
    const found = searchText(object, row)
    sets.push(sql`search = ${found.search}::text`, sql`grams = ${found.grams}::integer[]`)
  }
  if (object.duplicates?.some((name) => names.has(name)))
    sets.push(sql`same = ${sameKeys(object, row)}::text[]`)
  return sql`update ${ident(object.name)} set ${join(sets, ', ')} where id = ${id}::uuid${still}`
}

/** INSERT of many rows in one statement. */
export function insertMany(object: AppObject, rows: readonly Values[]): Sql {
  const stored = storedFields(object)
  const searched = searchedFields(object).length > 0
  const names = [
    ...stored.map((one) => one.column),
    ...(searched ? ['search', 'grams'] : []),
    ...(object.duplicates?.length ? ['same'] : []),
  ]
  const data = rows.map((row) => {
    const one: Record<string, unknown> = {}
    for (const field of stored) {
      const value = row[field.name]
      if (value !== undefined && value !== null)
        one[field.column] =
          field.type === 'jsonb' && typeof value === 'string' ? JSON.parse(value) : value
    }
    if (searched) Object.assign(one, searchText(object, row))
    if (object.duplicates?.length) one.same = sameKeys(object, row)
    return one
  })
  const columns = join(names.map(ident), ', ')
  return sql`insert into ${ident(object.name)} (${columns}) select ${columns} from json_populate_recordset(null::${ident(object.name)}, ${JSON.stringify(data)}::json)`
}

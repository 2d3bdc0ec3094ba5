// How does a value stand in the JSON of an answer? Exact numbers as texts, amounts with the digits of their currency.
import type { App } from '../app.ts'
import { type FieldDef, type FieldOf, targetOf } from '../field.ts'
import { kindOf } from '../fields/index.ts'
import type { Circumstances, SqlScope } from '../formula/to-sql.ts'
import { currencies, digits } from '../money/currency.ts'
import { join, literal, raw, type Sql, sql } from '../sql.ts'

type Columns = Pick<SqlScope, 'column'>

/** The value at the end of a path of `object`, as the scope has it. */
export function shownValue(
  app: App,
  at: Circumstances,
  object: string,
  scope: Columns,
  path: readonly string[],
  field: FieldDef,
): Sql {
  const column = scope.column(path)
  if (field.kind !== 'formula' && field.kind !== 'rollup') return plainValue(field, column)
  switch (field.gives ?? 'decimal') {
    case 'integer':
      return sql`(${column})::bigint`
    case 'money':
      return sql`round(${column}, ${placesOf(app, at, object, scope, path, field)})::text`
    case 'decimal':
    case 'percent':
      return sql`trim_scale(${column})::text`
    default:
      return column
  }
}

function plainValue(field: FieldDef, column: Sql): Sql {
  const kind = kindOf(field)
  // It is text to a formula only; an answer has its parts.
  return kind.json?.(column) ?? (kind.column === 'jsonb' ? sql`(${column})::jsonb` : column)
}

/** The decimal places of a computed amount: those of the currency of its record, as its own amounts are kept with them. */
function placesOf(
  app: App,
  at: Circumstances,
  object: string,
  scope: Columns,
  path: readonly string[],
  field: FieldOf<'formula'> | FieldOf<'rollup'>,
): Sql {
  const home = digits(at.currency) ?? 2
  const holder = path.slice(0, -1).reduce((from, step) => {
    const by = app.objects[from]?.fields[step]
    return (by && targetOf(by)) ?? ''
  }, object)
  const found = currencyAt(app, holder, field.currency)
  if (!found) return raw(String(home))
  const codes = found.field.kind === 'choice' ? Object.keys(found.field.choices) : currencies
  const unlike = [0, 3, 4].flatMap((places) => {
    const those = codes.filter((code) => digits(code) === places)
    return those.length ? [{ places, codes: join(those.map(literal), ', ') }] : []
  })
  const code = scope.column([...path.slice(0, -1), ...found.path])
  const cases = unlike.map(
    (one) => sql`when ${code} in (${one.codes}) then ${raw(String(one.places))}`,
  )
  return sql`case when ${code} is null then ${raw(String(home))} ${join(cases, ' ')} else 2 end`
}

/** Where the currency stands: at the path that the field names, else on the record, else on the one it is a part of. */
function currencyAt(
  app: App,
  object: string,
  named: string | undefined,
): { readonly path: readonly string[]; readonly field: FieldDef } | null {
  const own = app.objects[object]
  if (!own || named === 'our.currency') return null
  const paths = named
    ? [named.split('.')]
    : [['currency'], ...(own.parent ? [[own.parent, 'currency']] : [])]
  for (const path of paths) {
    let from: typeof own | undefined = own
    let field: FieldDef | undefined
    for (const step of path) {
      field = from && Object.hasOwn(from.fields, step) ? from.fields[step] : undefined
      from = field && app.objects[targetOf(field) ?? '']
    }
    if (field?.kind === 'choice' || field?.kind === 'text') return { path, field }
  }
  return null
}

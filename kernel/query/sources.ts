// Where does a column come from? Tables, their aliases and the joins that paths make by themselves.
import type { App } from '../app.ts'
import { invariant } from '../invariant.ts'
import { type FieldDef, targetOf } from '../field.ts'
import { kindOf } from '../fields/index.ts'
import { type Circumstances, type SqlScope, toSql } from '../formula/to-sql.ts'
import { ident, join, raw, type Sql, sql } from '../sql.ts'
import { relation } from './relation.ts'
import type { Right, View } from './view.ts'

type Cast = Parameters<SqlScope['param']>[1]
const casts: Record<Cast, Sql> = {
  text: raw('::text'),
  numeric: raw('::numeric'),
  boolean: raw('::boolean'),
  date: raw('::date'),
  timestamptz: raw('::timestamptz'),
  'text[]': raw('::text[]'),
  uuid: raw('::uuid'),
  'uuid[]': raw('::uuid[]'),
}

/** A value as a parameter with its type said, so that a prepared statement never guesses. */
export const param = (value: unknown, cast: Cast): Sql => sql`${value}${casts[cast]}`

/** The column of a field in a table's alias. */
export const columnOf = (alias: string, name: string, field: FieldDef): Sql =>
  sql`${ident(alias)}.${ident(field.column ?? name)}`

export interface Sources {
  /** A scope for formulas of the system itself: rules, formula fields. No right narrows it. */
  system(object: string, alias: string): SqlScope
  /** A scope for what a person wrote: rows they may not read are empty at the end of a path. */
  personal(object: string, alias: string): SqlScope
  /** The rows of `object` at `alias` that the right gives, or null for all. */
  right(object: string, alias: string, right: Right): Sql | null
  /** All joins so far, to stand behind the FROM of the alias they began at. */
  joins(): Sql
  /** The aliases of all rows that were looked at besides; null where rows were looked at that cannot be named so. */
  beside(): readonly string[] | null
}

/** The aliases of one statement are numbered through, so that none stands twice. */
export interface Aliases {
  n: number
}
export const aliases = (): Aliases => ({ n: 0 })

/** Sources for one FROM clause. Those of one statement share their `next`. */
export function sourcesOf(
  app: App,
  view: View | null,
  at: Circumstances,
  next: Aliases = aliases(),
): Sources {
  const made = new Map<string, string>()
  const joins: Sql[] = []
  let isLookingFurther = false

  const target = (field: FieldDef): string => targetOf(field) ?? ''

  const joined = (alias: string, name: string, field: FieldDef): string => {
    const key = `${alias}.${name}`
    let to = made.get(key)
    if (!to) {
      to = `j${++next.n}`
      made.set(key, to)
      joins.push(
        sql`left join ${relation(app, target(field))} ${ident(to)} on ${ident(to)}.id = ${columnOf(alias, name, field)}`,
      )
    }
    return to
  }

  const scope = (object: string, alias: string, personal: boolean): SqlScope => ({
    column: (path) => {
      const [name, ...rest] = path
      const field = app.objects[object]?.fields[name!]
      invariant(field, `${object}.${name} was checked`)
      if (rest.length === 0) {
        const formula = app.objects[object]!.formulas[name!]
        if (formula) return sql`(${toSql(formula, scope(object, alias, false), at, 'value')})`
        // What is kept as JSON (files) is text to a formula.
        const column = columnOf(alias, name!, field)
        return kindOf(field).column === 'jsonb' ? sql`${column}::text` : column
      }
      if (rest.length === 1 && rest[0] === 'id') return columnOf(alias, name!, field)
      const to = joined(alias, name!, field)
      const value = scope(target(field), to, personal).column(rest)
      const seen =
        personal && view ? right(target(field), to, readRight(view, target(field))) : null
      // Where there is no row a column is empty by itself, but a sum over no rows would be 0.
      const there =
        rest.length === 1 && app.objects[target(field)]?.formulas[rest[0]!]
          ? sql`${ident(to)}.id is not null`
          : null
      const rule = seen && there ? sql`${there} and ${seen}` : (seen ?? there)
      return rule ? sql`(case when ${rule} then ${value} end)` : value
    },
    rows: (path, inner) => {
      let from = { object, alias }
      for (const step of path.slice(0, -1)) {
        const field = app.objects[from.object]!.fields[step]!
        from = { object: target(field), alias: joined(from.alias, step, field) }
      }
      const field = app.objects[from.object]?.fields[path.at(-1)!]
      invariant(field?.kind === 'lines', `${path.join('.')} was checked to be rows`)
      return children(from, field, inner, personal)
    },
    param,
  })

  const children = (
    from: { object: string; alias: string },
    field: Extract<FieldDef, { kind: 'lines' }>,
    inner: (scope: SqlScope) => Sql,
    personal: boolean,
  ): Sql => {
    isLookingFurther = true
    const alias = `c${++next.n}`
    const nested = sourcesOf(app, view, at, next)
    const value = inner(
      personal ? nested.personal(field.object, alias) : nested.system(field.object, alias),
    )
    const rule =
      personal && view ? nested.right(field.object, alias, readRight(view, field.object)) : null
    const by = app.objects[field.object]!.fields[field.by]!
    return sql`(select ${value} from ${relation(app, field.object)} ${ident(alias)} ${nested.joins()} where ${columnOf(alias, field.by, by)} = ${ident(from.alias)}.id and ${ident(alias)}.removed_at is null${rule ? sql` and ${rule}` : sql``})`
  }

  const right = (object: string, alias: string, given: Right): Sql | null => {
    const parent = view?.objects[object]?.parent
    if (parent) {
      const above = readRight(view!, parent.object)
      if (above === 'all' && !view!.objects[parent.object]?.parent) return null
      isLookingFurther = true
      const field = app.objects[object]!.fields[parent.field]!
      const to = `p${++next.n}`
      const nested = sourcesOf(app, view, at, next)
      const rule = nested.right(parent.object, to, above) ?? sql`true`
      return sql`exists (select 1 from ${relation(app, parent.object)} ${ident(to)} ${nested.joins()} where ${ident(to)}.id = ${columnOf(alias, parent.field, field)} and ${rule})`
    }
    if (given === 'all') return null
    if (given === 'none') return sql`false`
    return toSql(given, scope(object, alias, false), at)
  }

  return {
    system: (object, alias) => scope(object, alias, false),
    personal: (object, alias) => scope(object, alias, true),
    right,
    joins: () => join(joins, ' '),
    beside: () => (isLookingFurther ? null : [...made.values()]),
  }
}

export const readRight = (view: View, object: string): Right =>
  view.objects[object]?.right('read') ?? 'none'

// Which rows and columns of an object may this person add up?
import type { Circumstances } from '#kernel/formula/to-sql.ts'
import { relation } from '#kernel/query/relation.ts'
import { columnOf, readRight, sourcesOf } from '#kernel/query/sources.ts'
import type { View } from '#kernel/query/view.ts'
import { raw, type Sql, sql } from '#kernel/sql.ts'

type Cast = 'numeric' | 'uuid' | 'text' | 'date' | 'timestamptz'
const casts: Record<Cast, Sql> = {
  numeric: raw('numeric'),
  uuid: raw('uuid'),
  text: raw('text'),
  date: raw('date'),
  timestamptz: raw('timestamptz'),
}

export interface Seen {
  /** `"lead" t` and the joins that its rule needs. */
  readonly from: Sql
  /** True for the rows that the person may read. */
  readonly right: Sql
  readonly all: boolean
  /** The column, or an empty value of its type where the person may not read the field. */
  column(field: string, type: Cast): Sql
}

/** The rows of an object as the person sees them, at the alias `t`. */
export function seenOf(view: View, at: Circumstances, object: string): Seen {
  const sources = sourcesOf(view.app, view, at)
  const given = readRight(view, object)
  const right = sources.right(object, 't', given) ?? sql`true`
  const fields = view.objects[object]?.fields ?? {}
  return {
    from: sql`${relation(view.app, object)} t ${sources.joins()}`,
    right,
    all: given === 'all',
    column: (field, type) =>
      fields[field] ? columnOf('t', field, fields[field]) : sql`null::${casts[type]}`,
  }
}

/** Objects that a chain is made of; where one is narrowed the sums are only a part. */
const chainObjects = ['lead', 'opportunity', 'quote', 'contract', 'invoice'] as const

/** True where the person's rights hide rows or amounts of what is summed. */
export const isPartial = (view: View): boolean =>
  chainObjects.some(
    (name) =>
      readRight(view, name) !== 'all' ||
      !['amount', 'gross'].some((field) => view.objects[name]?.fields[field]),
  )

// Which other records may be the same one? Those that share a normalised phone, e-mail or company name.
import { refuse } from '#kernel/error.ts'
import { seen } from '#kernel/query/plan.ts'
import { readRight, sourcesOf } from '#kernel/query/sources.ts'
import { ident, sql } from '#kernel/sql.ts'
import { relation } from '#kernel/query/relation.ts'
import type { Doing } from '#server/world/world.ts'
import { personalView, rowRights } from '#server/world/rights.ts'

export interface Duplicate {
  readonly id: string
  readonly title: string
  readonly number: string | null
  readonly same: readonly string[]
  readonly owner: string | null
}

/** Those that the reader may see, with the fields that are the same; others are only counted, so that nobody works twice. */
export async function duplicatesOf(
  doing: Doing,
  name: string,
  id: string,
): Promise<{ data: Duplicate[]; hidden: number }> {
  const view = personalView(doing)
  const { object } = seen(view, name)
  const rights = await rowRights(doing, view, object, id, ['read'])
  if (!rights?.[0]) refuse('not-found', { what: object.label })
  if (!object.duplicates?.length) return { data: [], hidden: 0 }
  const sources = sourcesOf(doing.app, view, doing.at)
  const rule = sources.right(name, 't', readRight(view, name)) ?? sql`true`
  const title = object.fields[object.title]!.column ?? object.title
  const number = object.fields.number ? sql`t.number` : sql`null::text`
  const rows = await doing.tx.query<{
    id: string
    title: string
    number: string | null
    same: string[]
    owner: string | null
    seen: boolean
  }>(sql`
    select t.id, t.${ident(title)} as title, ${number} as number, t.owner, coalesce(${rule}, false) as seen,
      array(select unnest(t.same) intersect select unnest(me.same)) as same
    from ${relation(doing.app, name)} me join ${relation(doing.app, name)} t on t.same && me.same and t.id <> me.id and t.removed_at is null ${sources.joins()}
    where me.id = ${id}::uuid order by t.id limit 50`)
  const fields = (list: string[]): string[] =>
    [...new Set(list.map((one) => one.slice(0, one.indexOf(':'))))].filter(
      (field) => view.objects[name]!.fields[field],
    )
  const alike = rows.filter((row) => fields(row.same).length)
  const mayRead = (field: string): boolean => view.objects[name]!.fields[field] !== undefined
  const data = alike
    .filter((row) => row.seen)
    .map((row) => ({
      id: row.id,
      title: mayRead(object.title) ? row.title : '',
      number: mayRead('number') ? row.number : null,
      owner: mayRead('owner') ? row.owner : null,
      same: fields(row.same),
    }))
  return { data, hidden: alike.filter((row) => !row.seen).length }
}

// How does a plan become one statement? Rights, joins, formulas, paging and JSON in a single SELECT.
import { kindOf } from '../fields/index.ts'
import type { Circumstances } from '../formula/to-sql.ts'
import { toSql } from '../formula/to-sql.ts'
import type { Type } from '../formula/type.ts'
import { empty, ident, join, raw, type Sql, sql } from '../sql.ts'
import type { Cursor } from './cursor.ts'
import type { GroupPlan, Plan, PlanColumn, PlanSort } from './plan.ts'
import { folded, gramNumber, gramsOfWord, searchedFields } from './search-text.ts'
import { relation } from './relation.ts'
import { shownValue } from './shown-value.ts'
import type { Right, View } from './view.ts'
import { limitTo, ownerWalks, type Walk } from './walk.ts'
import {
  type Aliases,
  aliases,
  columnOf,
  param,
  readRight,
  type Sources,
  sourcesOf,
} from './sources.ts'

/**
 * `j`: the record as JSON text; `k`: the sort keys as a JSON array, for the cursor. One row more than the limit.
 * The rows are found, ordered and limited first; joins and JSON are only made for those that are shown.
 */
export function printList(plan: Plan, at: Circumstances): Sql {
  const next = aliases()
  const found = foundRows(plan, at, next, sql`t.*`)
  const outer = sourcesOf(plan.view.app, plan.view, at, next)
  return listOf(found, outer, shown(plan, outer, at, next))
}

/**
 * The same list, with `x` beside each row: of which rows it was made, and who wrote each of them last. And the question
 * of which rows it would be made now, `x` of all in their order: where that is the same, so is the answer. Null where the
 * list shows what depends on more than these rows.
 */
export function printAgain(
  plan: Plan,
  at: Circumstances,
): { readonly list: Sql; readonly same: Sql } | null {
  if (plan.view.app.ahead) return null
  const next = aliases()
  // Each transaction that writes a row leaves its own number in it. No field is called X.
  const found = foundRows(plan, at, next, sql`t.*, t.xmin as "X"`)
  const outer = sourcesOf(plan.view.app, plan.view, at, next)
  const columns = shown(plan, outer, at, next)
  const beside = outer.beside()
  if (!beside || plan.children.length) return null
  const isOwn = ({ path: [name, ...rest] }: PlanSort): boolean =>
    rest.length === 0 && !plan.object.formulas[name!]
  const more = [
    ...beside.map((alias) => sql`${ident(alias)}.xmin`),
    // Where the next page begins may be said by other records as well.
    ...found.keys.filter((_, i) => !isOwn(plan.sort[i]!)),
  ]
  const made = more.reduce(
    (all, one) => sql`${all} || ' ' || coalesce(${one}::text, '-')`,
    sql`t.id::text || ' ' || t."X"::text`,
  )
  // What is not needed to know them would be carried along all the same.
  const rows = beside.length
    ? found.rows
    : foundRows(plan, at, aliases(), sql`t.id, t.xmin as "X"`).rows
  return {
    list: listOf(found, outer, columns, sql`, ${made} as x`),
    same: sql`select string_agg(x, ',') as x from (select ${made} as x from (${rows}) t ${outer.joins()} ${found.inOrder}) r`,
  }
}

const listOf = (found: Found, outer: Sources, columns: Sql, more: Sql = empty): Sql =>
  sql`select row_to_json(r)::text as j, array_to_json(array[${join(
    found.keys.map((key) => sql`${key}::text`),
    ', ',
  )}])::text as k${more} from (${found.rows}) t ${outer.joins()} cross join lateral (select ${columns}) r ${found.inOrder}`

/** The rows of a page, for the alias `t`, with the keys of their order. */
interface Found {
  readonly rows: Sql
  readonly keys: readonly Sql[]
  readonly inOrder: Sql
}

function foundRows(plan: Plan, at: Circumstances, next: Aliases, what: Sql): Found {
  const name = plan.object.name
  // No field is called so: their names begin with a small letter.
  const named = plan.sort.map((_, i) => ident(`K${i}`))
  const order = (columns: readonly Sql[]): Sql =>
    join(
      plan.sort.map((key, i) => orderBy(columns[i]!, key)),
      ', ',
    )
  const owners = ownerWalks(plan, at)
  const limit = limitTo(plan, at, plan.limit + 1)
  /** The rows in their order; a branch holds the rows of one owner. */
  const rows = (walk: Walk | null): Sql => {
    const inner = sourcesOf(plan.view.app, plan.view, at, next)
    const keys = plan.sort.map((one) => ({
      ...one,
      column: inner.personal(name, 't').column(one.path),
    }))
    const ordered = sql`order by ${order(keys.map((key) => key.column))}`
    const after = plan.after ? [afterCursor(keys, plan.after)] : []
    const where = conditions(plan, inner, at, walk && !walk.more ? walk.owner : null)
    if (walk?.more) where.push(walk.owner)
    const table =
      plan.walk === undefined
        ? relation(plan.view.app, name)
        : newestOf(
            plan,
            owners?.map((one) => one.owner) ?? [sql`true`],
            after,
            sql`${ordered} limit ${plan.walk}::bigint`,
          )
    if (plan.walk === undefined) where.push(...after)
    const keyColumns = join(
      keys.map((key, i) => sql`${key.column} as ${named[i]!}`),
      ', ',
    )
    return sql`select ${what}, ${keyColumns} from ${table} t ${inner.joins()} where ${join(where, ' and ')} ${ordered} ${limit}`
  }
  const keys = named.map((key) => sql`t.${key}`)
  const inOrder = sql`order by ${order(keys)}`
  return {
    rows:
      owners && plan.walk === undefined
        ? merged(owners.map(rows), sql`${inOrder} ${limit}`)
        : rows(owners && { owner: sql`true`, more: owners.some((one) => one.more) }),
    keys,
    inOrder,
  }
}

/** Branches that are each in their order, as one: PostgreSQL takes from each only what is needed. */
const merged = (branches: readonly Sql[], inOrder: Sql): Sql =>
  branches.length === 1
    ? branches[0]!
    : sql`select * from (${join(
        branches.map((one) => sql`(${one})`),
        ' union all ',
      )}) t ${inOrder}`

/** The first rows of the order, of these owners together: what the rest of the question is asked of. */
function newestOf(plan: Plan, owners: readonly Sql[], after: readonly Sql[], inOrder: Sql): Sql {
  const table = relation(plan.view.app, plan.object.name)
  const branches = owners.map(
    (owner) =>
      sql`select t.* from ${table} t where ${join([sql`t.removed_at is null`, owner, ...after], ' and ')} ${inOrder}`,
  )
  return sql`(${merged(branches, inOrder)})`
}

/** One whole record, `j`, and for each of the rights in the view of a person whether it holds for it, `ok`. */
export function printHeld(
  plan: Plan,
  person: View,
  at: Circumstances,
  rights: readonly Right[],
): Sql {
  const { name } = plan.object
  const next = aliases()
  const sources = sourcesOf(plan.view.app, plan.view, at, next)
  const columns = shown(plan, sources, at, next)
  const own = sourcesOf(person.app, person, at, next)
  const ok = rights.map(
    (right) => sql`coalesce(${own.right(name, 't', right) ?? sql`true`}, false)`,
  )
  return sql`select row_to_json(r)::text as j, array[${join(ok, ', ')}] as ok from ${relation(plan.view.app, name)} t ${sources.joins()} ${own.joins()} cross join lateral (select ${columns}) r where t.id ${idsOf(plan.ids ?? [])} and t.removed_at is null`
}

/** All these rights, of which not all are to every row, hold for the row with this id as it stands in its table. */
export function printRights(
  view: View,
  object: string,
  at: Circumstances,
  rights: readonly Right[],
  id: readonly string[],
): Sql {
  const sources = sourcesOf(view.app, view, at)
  const rules = rights.flatMap((right) => sources.right(object, 't', right) ?? [])
  return sql`exists (select 1 from ${ident(object)} t ${sources.joins()} where t.id = (${param(id, 'uuid[]')})[1] and ${join(rules, ' and ')})`
}

/**
 * A write with its event, and what `printShown` says of the row that was written.
 * @param kept writes down what is said, which is in `s`
 */
export const printWritten = (write: Sql, event: Sql, shown: Sql, kept?: Sql): Sql =>
  kept
    ? sql`with t as (${write} returning *), e as (${event}), s as (${shown}), k as (${kept}) select s.* from s`
    : sql`with t as (${write} returning *), e as (${event}) ${shown}`

/**
 * The row that was written, in `t`: `j` is the record, `seen` whether the right to read holds for it. The right to the
 * deed must hold, or the statement fails (`ltc_must`) and nothing stays. Child rows are those from before the statement.
 */
export function printShown(plan: Plan, at: Circumstances, deed: Right, read: Right): Sql {
  const { name } = plan.object
  const next = aliases()
  const sources = sourcesOf(plan.view.app, plan.view, at, next)
  const columns = shown(plan, sources, at, next)
  const [may, see] = [deed, read].map((right) => sources.right(name, 't', right))
  const seen = sql`coalesce(${see ?? sql`true`}, false) as seen${may ? sql`, ltc_must(${may}) as may` : sql``}`
  return sql`select row_to_json(r)::text as j, ${seen} from t ${sources.joins()} cross join lateral (select ${columns}) r`
}

/** The columns of the answer, for a row at the alias t. */
function shown(plan: Plan, sources: Sources, at: Circumstances, next: Aliases): Sql {
  const scope = sources.personal(plan.object.name, 't')
  const columns = plan.columns.map(
    (one) =>
      sql`${shownValue(plan.view.app, at, plan.object.name, scope, one.path, one.field)} as ${ident(one.key)}`,
  )
  for (const child of plan.children) columns.push(printChildren(plan, child, at, next))
  return join(columns, ', ')
}

/** How many rows the question has; `cap` stops counting early (a list says "10,000+"). */
export function printCount(plan: Plan, at: Circumstances, cap: number | null): Sql {
  const sources = sourcesOf(plan.view.app, plan.view, at)
  const where = join(conditions(plan, sources, at), ' and ')
  const from = sql`from ${relation(plan.view.app, plan.object.name)} t ${sources.joins()} where ${where}`
  return cap === null
    ? sql`select count(*)::text as n ${from}`
    : sql`select count(*)::text as n from (select 1 ${from} limit ${cap}::bigint) x`
}

function printChildren(
  plan: Plan,
  child: Plan['children'][number],
  at: Circumstances,
  next: Aliases,
): Sql {
  const sources = sourcesOf(plan.view.app, plan.view, at, next)
  const scope = sources.personal(child.object, 'l')
  const columns = child.columns.map(
    (one: PlanColumn) =>
      sql`${shownValue(plan.view.app, at, child.object, scope, one.path, one.field)} as ${ident(one.key)}`,
  )
  const object = plan.view.app.objects[child.object]!
  const by = object.fields[child.by]!
  const rule = plan.view.objects[child.object]!.parent
    ? null
    : sources.right(child.object, 'l', readRight(plan.view, child.object))
  const order = object.parent ? sql`l.position, l.id` : sql`l.id`
  return sql`(select coalesce(json_agg(row_to_json(r) order by ${order}), '[]'::json) from ${relation(plan.view.app, child.object)} l ${sources.joins()} cross join lateral (select ${join(columns, ', ')}) r where ${columnOf('l', child.by, by)} = t.id and l.removed_at is null${rule ? sql` and ${rule}` : sql``}) as ${ident(child.key)}`
}

/** What a row must be to belong to the answer: alive, permitted, asked for. */
export function conditions(
  plan: Plan | GroupPlan,
  sources: Sources,
  at: Circumstances,
  owner: Sql | null = null,
): Sql[] {
  const name = plan.object.name
  const list: Sql[] = [plan.removed ? sql`t.removed_at is not null` : sql`t.removed_at is null`]
  if (plan.ids) list.push(sql`t.id ${idsOf(plan.ids)}`)
  const rule = owner ?? sources.right(name, 't', readRight(plan.view, name))
  if (rule) list.push(rule)
  if (plan.where) list.push(toSql(plan.where, sources.personal(name, 't'), at))
  for (const word of plan.search)
    list.push(found(plan, word, 'walk' in plan && plan.walk !== undefined))
  return list
}

/** It is said that it is one: of some, PostgreSQL would expect ten. */
const idsOf = (ids: readonly string[]): Sql =>
  ids.length === 1 ? sql`= (${param(ids, 'uuid[]')})[1]` : sql`= any(${param(ids, 'uuid[]')})`

/** One searched word: its grams narrow by index, the text decides; hidden fields are never looked into. */
function found(plan: Plan | GroupPlan, word: string, walk = false): Sql {
  const fields = searchedFields(plan.object)
  const readable = plan.view.objects[plan.object.name]!.fields
  if (fields.length === 0 || !fields.some((name) => readable[name])) return sql`false`
  const pattern = `%${folded(word).replace(/[\\%_]/g, (one) => `\\${one}`)}%`
  const list = gramsOfWord(word)
  const narrow = list.length ? sql`t.grams @> ${list.map(gramNumber)}::integer[] and ` : sql``
  // Rows that are at hand are compared with the text alone.
  if (walk && fields.every((name) => readable[name]))
    return sql`position(${param(folded(word), 'text')} in t.search) > 0`
  if (fields.every((name) => readable[name]))
    return sql`(${narrow}t.search like ${param(pattern, 'text')})`
  const each = fields
    .filter((name) => readable[name])
    .map(
      (name) =>
        sql`lower(normalize(${columnOf('t', name, readable[name]!)}, NFKC)) like ${param(pattern, 'text')}`,
    )
  return sql`(${narrow}(${join(each, ' or ')}))`
}

// Empty sorts below everything, so that "largest first" never begins with blanks and one index serves both ways.
const orderBy = (column: Sql, sort: PlanSort): Sql =>
  always(sort)
    ? sql`${column} ${raw(sort.descending ? 'desc' : 'asc')}`
    : sql`${column} ${raw(sort.descending ? 'desc nulls last' : 'asc nulls first')}`

/** Columns that are never empty need no word about blanks, and a row comparison finds their page. */
const always = (sort: PlanSort): boolean =>
  sort.path.length === 1 &&
  ['id', 'created_at', 'updated_at', 'version', 'stage', 'stage_since'].includes(sort.path[0]!)

type Key = PlanSort & { column: Sql }

const casts: Readonly<Record<Type['type'], Parameters<typeof param>[1]>> = {
  number: 'numeric',
  date: 'date',
  datetime: 'timestamptz',
  boolean: 'boolean',
  ref: 'uuid',
  text: 'text',
  list: 'text[]',
  rows: 'text',
  empty: 'text',
}

/** A value of the cursor, as what its key holds. */
const typed = ({ field }: Key, value: string): Sql =>
  param(value, casts[kindOf(field).type(field as never).type])

/** The rows after the cursor, in the order of the keys. */
function afterCursor(keys: readonly Key[], cursor: Cursor): Sql {
  const oneWay = keys.every((key) => key.descending === keys[0]!.descending)
  if (oneWay && keys.every(always)) {
    const left = join(
      keys.map((key) => key.column),
      ', ',
    )
    const right = join(
      keys.map((key, i) => typed(key, cursor[i] ?? '')),
      ', ',
    )
    return sql`(${left}) ${raw(keys[0]!.descending ? '<' : '>')} (${right})`
  }
  const steps = keys.map((key, i) => {
    const same = keys
      .slice(0, i)
      .map((before, k) =>
        cursor[k] === null || cursor[k] === undefined
          ? sql`${before.column} is null`
          : sql`${before.column} = ${typed(before, cursor[k])}`,
      )
    return join([...same, beyond(key, cursor[i] ?? null)], ' and ')
  })
  return sql`(${join(
    steps.map((step) => sql`(${step})`),
    ' or ',
  )})`
}

const beyond = (key: Key, value: string | null): Sql => {
  if (value === null) return key.descending ? sql`false` : sql`${key.column} is not null`
  if (!key.descending) return sql`${key.column} > ${typed(key, value)}`
  return always(key)
    ? sql`${key.column} < ${typed(key, value)}`
    : sql`(${key.column} < ${typed(key, value)} or ${key.column} is null)`
}

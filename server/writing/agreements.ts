// Does a record agree with those that it names, and with those that name it? An invoice has the customer of its contract.
import type { App, AppObject } from '#kernel/app.ts'
import type { Problems, Words } from '#kernel/error.ts'
import { targetOf } from '#kernel/field.ts'
import type { Row, Values } from '#kernel/object.ts'
import { systemRows } from '#kernel/query/system-rows.ts'
import { type Agreement, agreementsOf, dependsOn, type Passing } from '#kernel/record/agreements.ts'
import { same } from '#kernel/record/read-input.ts'
import { join, sql } from '#kernel/sql.ts'
import type { Children } from './compare.ts'
import type { Doing } from '#server/world/world.ts'

/** A record as it would be written. */
export interface Written {
  readonly object: AppObject
  readonly row: Values
  readonly children: Children
  readonly before: Row | null
  /** The fields that change; of a new record all. */
  readonly changed: readonly string[]
  readonly problems: Problems
}

/** One agreement of one row, at its place. */
interface Case {
  readonly agreement: Agreement
  readonly row: Values
  /** The document of a row that is part of one, and the reference by which it is. */
  readonly up: { readonly by: string; readonly row: Values } | null
  readonly path: string
  readonly problems: Problems
}

/**
 * Adds a problem for each reference to what is of another customer, currency or document. What was looked at stays as
 * it is until the end of the transaction, so nobody can make it untrue at the same time.
 */
export async function checkAgreements(doing: Doing, written: readonly Written[]): Promise<void> {
  // What is told of a reference already is not told again: of what a person may not see nothing more is said.
  const cases = written
    .flatMap((one) => casesOf(doing.app, one))
    .filter((one) => !one.problems.has(one.path) && says(one))
  const behind = await readBehind(doing, cases)
  for (const one of cases) {
    const { agreement, path, problems } = one
    const [there, here] = [agreement.there, agreement.here].map((side) =>
      valueAt(doing.app, one, side, behind),
    )
    if (there === null || here === null || there === here) continue
    const label = labelAt(doing.app, agreement.object, agreement.there)
    const object = doing.app.objects[agreement.object]!.fields[agreement.ref]!.label
    problems.add(path, 'disagrees', { object, field: label })
  }
  for (const one of written) if (one.before) await checkThoseWhoName(doing, one)
}

/** Where the record itself says nothing it agrees with any, and nothing has to be looked at for it. */
const says = ({ agreement, row }: Case): boolean =>
  agreement.here.length > 1 || typeof row[agreement.here[0]!] === 'string'

/** The same of a record as it stands in its table. */
export async function checkAgreesAsItStands(
  doing: Doing,
  object: AppObject,
  id: string,
  problems: Problems,
): Promise<void> {
  for (const { ref, there, here } of agreementsOf(doing.app, object.name)) {
    const rows = systemRows(doing.app, object.name, doing.at)
    const differ = sql`${rows.column(there)} <> ${rows.column(here)}`
    const [found] = await doing.tx.query(
      sql`select 1 from ${rows.from()} where t.id = ${id}::uuid and ${differ}`,
    )
    if (!found) continue
    const field = labelAt(doing.app, object.name, there)
    problems.add(ref, 'disagrees', { object: object.fields[ref]!.label, field })
  }
}

/** The first object whose records name this one and disagree with it as all of them stand now; with the value they differ in. */
export async function whoDisagrees(
  doing: Doing,
  object: AppObject,
  id: string,
): Promise<{ object: Words; field: Words } | null> {
  for (const holder of Object.values(doing.app.objects))
    for (const { ref, there, here } of agreementsOf(doing.app, holder.name)) {
      if (targetOf(holder.fields[ref]!) !== object.name) continue
      const rows = systemRows(doing.app, holder.name, doing.at)
      const [own, other, named] = [here, there, [ref]].map((path) => rows.column(path))
      const [found] = await doing.tx.query(
        sql`select 1 from ${rows.from()} where t.removed_at is null and ${named!} = ${id}::uuid and ${other!} <> ${own!} limit 1`,
      )
      if (found) return { object: holder.label, field: labelAt(doing.app, holder.name, there) }
    }
  return null
}

function casesOf(app: App, { object, row, children, before, changed, problems }: Written): Case[] {
  const touched = new Set(changed)
  const own = agreementsOf(app, object.name)
    .filter(({ ref, here }) => !before || touched.has(ref) || touched.has(here[0]!))
    .map((agreement): Case => {
      const ofRef = !before || touched.has(agreement.ref)
      return {
        agreement,
        row,
        up: null,
        path: ofRef ? agreement.ref : agreement.here[0]!,
        problems,
      }
    })
  const parts = Object.entries(children).flatMap(([list, rows]) => {
    const { object: name, by } = object.children[list]!
    const agreements = agreementsOf(app, name)
    if (agreements.length === 0) return []
    const were = new Map(((before?.[list] ?? []) as Row[]).map((one) => [one.id, one]))
    return rows.flatMap((part, i) =>
      agreements
        .filter(({ ref, here: [first = '', second = ''] }) => {
          const was = were.get(part.id as string)
          if (!was || (first === by && touched.has(second))) return true
          return [ref, first].some((name) => !same(was[name] ?? null, part[name] ?? null))
        })
        .map((agreement): Case => ({
          agreement,
          row: part,
          up: { by, row },
          path: `${list}[${i}].${agreement.ref}`,
          problems,
        })),
    )
  })
  return [...own, ...parts].filter((one) => typeof one.row[one.agreement.ref] === 'string')
}

/** What the values of a record are asked by: where the path leaves the rows that are at hand. */
interface Leaving {
  readonly object: string
  readonly id: string
  readonly rest: readonly string[]
}

/** The value at a path as far as the rows at hand say it, or where to go on. */
function follow(
  app: App,
  { agreement, row, up }: Pick<Case, 'agreement' | 'row' | 'up'>,
  path: readonly string[],
): string | null | Leaving {
  let [object, at, rest] = [agreement.object, row, path]
  if (up && path.length > 1 && path[0] === up.by) {
    object = targetOf(app.objects[object]!.fields[up.by]!)!
    ;[at, rest] = [up.row, path.slice(1)]
  }
  const [first, ...more] = rest
  const value = at[first!]
  if (typeof value !== 'string') return null
  if (more.length === 0) return value
  return { object: targetOf(app.objects[object]!.fields[first!]!)!, id: value, rest: more }
}

type Behind = ReadonlyMap<string, string | null>
const keyOf = ({ object, id, rest }: Leaving): string => `${object} ${id} ${rest.join('.')}`

function valueAt(app: App, one: Case, path: readonly string[], behind: Behind): string | null {
  const found = follow(app, one, path)
  return found === null || typeof found === 'string' ? found : (behind.get(keyOf(found)) ?? null)
}

/** The values behind references, one statement for each object; the records stay as they are until the end. */
async function readBehind(doing: Doing, cases: readonly Case[]): Promise<Behind> {
  const asked = new Map<string, { ids: Set<string>; paths: Set<string> }>()
  for (const one of cases)
    for (const side of [one.agreement.there, one.agreement.here]) {
      const found = follow(doing.app, one, side)
      if (found === null || typeof found === 'string') continue
      const { object, id, rest } = found
      const of = asked.get(object) ?? { ids: new Set(), paths: new Set() }
      asked.set(object, of)
      of.ids.add(id)
      of.paths.add(rest.join('.'))
    }
  const behind = new Map<string, string | null>()
  await Promise.all(
    [...asked].sort().map(async ([object, { ids, paths }]) => {
      const rows = systemRows(doing.app, object, doing.at)
      const list = [...paths]
      const columns = list.map((path) => sql`(${rows.column(path.split('.'))})::text`)
      const found = await doing.tx.query<{ id: string; v: (string | null)[] }>(
        sql`select t.id, array[${join(columns, ', ')}] as v from ${rows.from()} where t.id = any(${[...ids].sort()}::uuid[]) order by t.id for share of t`,
      )
      for (const { id, v } of found)
        list.forEach((path, i) => behind.set(`${object} ${id} ${path}`, v[i] ?? null))
    }),
  )
  return behind
}

/** A record that others name keeps what they have in common with it. */
async function checkThoseWhoName(doing: Doing, written: Written): Promise<void> {
  const { object, row, children, changed, problems } = written
  // Rows that are written with the record were asked themselves.
  const passing = dependsOn(doing.app, object, changed).filter(
    ({ agreement }) =>
      !Object.keys(children).some((list) => object.children[list]!.object === agreement.object),
  )
  for (const one of passing) {
    const [path, value] = await newEnd(doing, written, one)
    if (value === null || problems.has(path)) continue
    const { agreement, side, step } = one
    const holders = systemRows(doing.app, agreement.object, doing.at)
    const way = holders.column(agreement[side].slice(0, step))
    const other = holders.column(agreement[side === 'there' ? 'here' : 'there'])
    const [found] = await doing.tx.query<{ one: number }>(
      sql`select 1 as one from ${holders.from()} where t.removed_at is null and ${way} = ${row.id as string}::uuid and (${other})::text <> ${value} limit 1`,
    )
    if (!found) continue
    const field = labelAt(doing.app, agreement.object, agreement.there)
    problems.add(path, 'named-otherwise', {
      object: doing.app.objects[agreement.object]!.label,
      field,
    })
  }
}

/** What a path would end at that goes over the record as it would be written; and at which of its fields. */
async function newEnd(
  doing: Doing,
  { object, row, problems }: Written,
  { agreement, side, step }: Passing,
): Promise<[path: string, value: string | null]> {
  const rest = agreement[side].slice(step)
  const own: Agreement = { object: object.name, ref: rest[0]!, there: rest, here: rest }
  const one: Case = { agreement: own, row, up: null, path: rest[0]!, problems }
  return [rest[0]!, valueAt(doing.app, one, rest, await readBehind(doing, [one]))]
}

/** What the value at the end of a path is called. */
function labelAt(app: App, from: string, path: readonly string[]) {
  let object = from
  for (const step of path.slice(0, -1)) object = targetOf(app.objects[object]!.fields[step]!)!
  return app.objects[object]!.fields[path.at(-1)!]!.label
}

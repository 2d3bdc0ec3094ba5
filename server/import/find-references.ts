// Which record does a name in a file mean? Its id, external id, number, e-mail or title, asked for many names at once.
import type { AppObject } from '#kernel/app.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { readRight, sourcesOf } from '#kernel/query/sources.ts'
import { ident, join, sql } from '#kernel/sql.ts'
import type { Doing } from '#server/world/world.ts'
import { viewFor } from '#server/world/rights.ts'
import type { Writer } from '#kernel/record/read-input.ts'

/** An id, or that there is none, or all that the name fits where that is more than one. */
export type Found = { readonly id: string } | { readonly ids: readonly string[] } | 'none'

/** The ways in which a record is named, the surest first. */
const waysOf = (object: AppObject): string[] =>
  [...new Set(['external_id', 'number', 'email', object.title])].filter((name) => {
    const kind = object.fields[name]?.kind
    return kind !== undefined && ['text', 'auto_number', 'email', 'phone'].includes(kind)
  })

const plain = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim()

/** What each of the names means to this person; a record that they may not read is not there. */
export async function findReferences(
  doing: Doing,
  writer: Writer,
  target: string,
  names: readonly string[],
): Promise<Map<string, Found>> {
  const result = new Map<string, Found>(names.map((name) => [name, 'none']))
  const view = viewFor(doing, writer)
  const object = doing.app.objects[target]
  if (!object || !view.objects[target]) return result
  const sources = sourcesOf(doing.app, view, doing.at)
  const rule = sources.right(target, 't', readRight(view, target)) ?? sql`true`
  const asked = new Map(names.map((name) => [name, plain(name)]))
  const texts = [...new Set(asked.values())]
  const ids = texts.filter(isUuid).map((one) => one.toLowerCase())
  const ways = waysOf(object)
  const branches = ways.map((way, level) => {
    const values =
      object.fields[way]!.kind === 'email' ? texts.map((one) => one.toLowerCase()) : texts
    const column = sql`t.${ident(object.fields[way]!.column ?? way)}`
    return sql`(select ${level + 1}::int as level, ${column} as name, t.id from ${ident(target)} t ${sources.joins()} where ${column} = any(${values}::text[]) and t.removed_at is null and ${rule})`
  })
  if (ids.length)
    branches.push(
      sql`(select 0 as level, t.id::text as name, t.id from ${ident(target)} t ${sources.joins()} where t.id = any(${ids}::uuid[]) and t.removed_at is null and ${rule})`,
    )
  if (branches.length === 0) return result
  const rows = await doing.tx.query<{ level: number; name: string; id: string }>(
    join(branches, ' union all '),
  )
  const byLevel = new Map<string, string[]>()
  for (const row of rows)
    byLevel.set(`${row.level} ${row.name}`, [
      ...(byLevel.get(`${row.level} ${row.name}`) ?? []),
      row.id,
    ])
  for (const [name, text] of asked) result.set(name, meant(byLevel, ways, object, text))
  return result
}

/** The names that mean one person of the company. */
export async function knownPeople(
  doing: Doing,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await findReferences(doing, 'person', 'person', names)
  return new Set([...found].flatMap(([name, one]) => (typeof one === 'object' ? [name] : [])))
}

function meant(
  byLevel: ReadonlyMap<string, readonly string[]>,
  ways: readonly string[],
  object: AppObject,
  text: string,
): Found {
  const own = byLevel.get(`0 ${text.toLowerCase()}`)
  if (own) return { id: own[0]! }
  for (const [i, way] of ways.entries()) {
    const ids = byLevel.get(
      `${i + 1} ${object.fields[way]!.kind === 'email' ? text.toLowerCase() : text}`,
    )
    if (ids) return ids.length === 1 ? { id: ids[0]! } : { ids }
  }
  return 'none'
}

/** What one import has learnt; a batch adds to its own layer, which counts only once the batch is committed. */
export class KnownReferences {
  readonly #known = new Map<string, Found>()
  #layer = new Map<string, Found>()

  begin(): void {
    this.#layer = new Map()
  }
  get(target: string, name: string): Found | undefined {
    const key = `${target} ${name}`
    return this.#layer.get(key) ?? this.#known.get(key)
  }
  set(target: string, name: string, found: Found): void {
    this.#layer.set(`${target} ${name}`, found)
  }
  commit(): void {
    // Above this many the memory is worth more than the question.
    if (this.#known.size > 200_000) this.#known.clear()
    for (const [key, found] of this.#layer) if (found !== 'none') this.#known.set(key, found)
    this.begin()
  }
}

// If the log were all there is, would the same records come out of it? Every record that holds money is made anew from
// its events and compared with its row (L7).
import type { AppObject } from '#kernel/app.ts'
import type { Row, Values } from '#kernel/object.ts'
import { permit } from '#kernel/query/view.ts'
import { ident, sql } from '#kernel/sql.ts'
import { type StoredField, storedFields } from '#server/records/columns.ts'
import { rowsOf } from '#server/records/read.ts'
import { circumstances, systemWho, type World } from '#server/records/world.ts'
import { equal } from '#server/records/compare.ts'

export interface Replayed {
  readonly object: string
  readonly records: number
  /** What differs, each in one line: the record, the field, what the log says and what the row says. */
  readonly differs: readonly string[]
}

interface Event {
  readonly record: string
  readonly object: string
  readonly parent: string | null
  readonly deed: string
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>
}

/** Deeds that say nothing of what the record holds: what was asked, let pass or found late. */
const idle = new Set(['action', 'exception', 'overdue'])
const pageSize = 500
const told = 20

/** The objects that hold money, of their own or in their rows; rows are made anew with their parents. */
const moneyObjects = (world: World): AppObject[] =>
  Object.values(world.app.objects).filter(
    (object) =>
      !object.parent &&
      [
        object,
        ...Object.values(object.children)
          .filter((one) => world.app.objects[one.object]!.parent === one.by)
          .map((one) => world.app.objects[one.object]!),
      ].some((one) => storedFields(one).some(({ field }) => field.kind === 'money')),
  )

export async function* replay(world: World): AsyncGenerator<Replayed> {
  const merged = await mergedInto(world)
  for (const object of moneyObjects(world)) yield await replayed(world, object, merged)
}

async function replayed(
  world: World,
  object: AppObject,
  merged: ReadonlyMap<string, string>,
): Promise<Replayed> {
  const differs: string[] = []
  let records = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await world.db.query<Values & { id: string; removed_at: unknown }>(
      sql`select * from ${ident(object.name)} where id > ${after}::uuid order by id limit ${pageSize}::bigint`,
    )
    if (page.length === 0) break
    after = page.at(-1)!.id
    records += page.length
    const ids = page.map((row) => row.id)
    const events = await world.db.query<Event>(
      sql`select record, object, parent, deed, changes from event where record = any(${ids}::uuid[]) or parent = any(${ids}::uuid[]) order by seq`,
      { limitMs: 60_000 },
    )
    const children = await rowsUnder(
      world,
      object,
      page.filter((row) => row.removed_at === null).map((row) => row.id),
    )
    const byRecord = Map.groupBy(events, (one) =>
      one.object === object.name ? one.record : (one.parent ?? one.record),
    )
    for (const row of page)
      differs.push(
        ...compared(world, object, row, byRecord.get(row.id) ?? [], children.get(row.id), merged),
      )
  }
  const [gone] = await world.db.query<{ n: number }>(
    sql`select count(distinct e.record)::int as n from event e where e.object = ${object.name} and not exists (select 1 from ${ident(object.name)} t where t.id = e.record)`,
    { limitMs: 60_000 },
  )
  if (gone!.n) differs.push(`${object.name}: ${gone!.n} records of the log have no row`)
  return { object: object.name, records, differs }
}

/** Two records that became one: whatever pointed at the second points at the first since. */
async function mergedInto(world: World): Promise<Map<string, string>> {
  const rows = await world.db.query<{ gone: string; kept: string }>(
    sql`select record as gone, changes->'merged_into'->>1 as kept from event where deed = 'remove' and changes->'merged_into' is not null`,
  )
  return new Map(rows.map((row) => [row.gone, row.kept]))
}

/** The living rows of each child field, as business code reads them. */
async function rowsUnder(
  world: World,
  object: AppObject,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  if (!ids.length || !Object.keys(object.children).length) return new Map()
  const rows = await rowsOf(
    world.db,
    permit(world.app, systemWho),
    circumstances(world, systemWho),
    { from: object.name, ids, children: true, limit: ids.length, sort: 'id' },
  )
  return new Map(rows.map((row) => [row.id, row]))
}

function compared(
  world: World,
  object: AppObject,
  row: Values & { id: string; removed_at: unknown },
  events: readonly Event[],
  whole: Row | undefined,
  merged: ReadonlyMap<string, string>,
): string[] {
  const differs: string[] = []
  const say = (field: string, log: unknown, now: unknown): void => {
    if (differs.length < told)
      differs.push(
        `${object.name} ${row.id} ${field}: ${JSON.stringify(log ?? null)} / ${JSON.stringify(now ?? null)}`,
      )
  }
  const own = events.filter((one) => one.object === object.name && !idle.has(one.deed))
  if (own[0]?.deed !== 'create') say('create', own[0]?.deed, 'create')
  const fields = new Map(storedFields(object).map((one) => [one.name, one]))
  const made: Record<string, unknown> = {}
  let removed = false
  for (const { deed, changes } of own) {
    if (deed === 'remove' || deed === 'restore') removed = deed === 'remove'
    for (const [name, [before, after]] of Object.entries(changes)) {
      const field = fields.get(name)
      // Each event goes on where the one before it ended.
      if (field && !quiet.has(name) && !same(field, made[name], before, merged))
        say(`${name} (before)`, made[name], before)
      made[name] = after
    }
  }
  if (removed !== (row.removed_at !== null)) say('removed', removed, row.removed_at !== null)
  for (const [name, field] of fields)
    if (!quiet.has(name) && !same(field, made[name], row[field.column], merged))
      say(name, made[name], row[field.column])
  for (const [name, child] of Object.entries(object.children)) {
    const of = world.app.objects[child.object]!
    if (of.parent !== child.by || !whole) continue
    // What was changed on a row alone stands in an event of its own.
    const alone = new Set(
      events
        .filter((one) => one.object === of.name && !idle.has(one.deed))
        .flatMap((one) => Object.keys(one.changes)),
    )
    const [log, now] = [(made[name] ?? []) as Values[], (whole[name] ?? []) as Values[]]
    if (log.length !== now.length) say(name, log.length, now.length)
    else
      for (const [at, line] of log.entries())
        for (const field of storedFields(of))
          if (
            !quiet.has(field.name) &&
            field.name !== child.by &&
            !alone.has(field.name) &&
            !same(field, line[field.name], now[at]![field.name], merged)
          )
            say(`${name}[${at}].${field.name}`, line[field.name], now[at]![field.name])
  }
  return differs
}

/** Neither content nor promise, as in the log. */
const quiet = new Set([
  'id',
  'version',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'stage_since',
  'position',
])

function same(
  { field, type }: StoredField,
  a: unknown,
  b: unknown,
  merged: ReadonlyMap<string, string>,
): boolean {
  const refers = field.kind === 'ref' || field.kind === 'person' || field.kind === 'team'
  const end = (value: unknown): unknown => {
    let at = value
    while (refers && typeof at === 'string' && merged.has(at)) at = merged.get(at)
    return at
  }
  return equal(end(a), end(b), type)
}

// If the log were all there is, would the same records come out of it? Every record that holds money is made anew from
// its events and compared with its row (L7).
import type { AppObject } from '#kernel/app.ts'
import type { Row, Values } from '#kernel/object.ts'
import { permit } from '#kernel/query/view.ts'
import { ident, sql } from '#kernel/sql.ts'
import { type StoredField, storedFields } from '#server/writing/columns.ts'
import { rowsOf } from '#server/reading/read.ts'
import { circumstances, systemWho, type World } from '#server/world/world.ts'
import { equal } from '#server/writing/compare.ts'

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
  readonly model_version: number
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
  const past: Past = { merged: await mergedInto(world), columns: await columnsOf(world) }
  for (const object of moneyObjects(world)) yield await replayed(world, object, past)
}

async function replayed(world: World, object: AppObject, past: Past): Promise<Replayed> {
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
      sql`select record, object, parent, deed, model_version, changes from event where record = any(${ids}::uuid[]) or parent = any(${ids}::uuid[]) order by seq`,
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
        ...compared(world, object, row, byRecord.get(row.id) ?? [], children.get(row.id), past),
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

/** What else was done to records than their events say. */
interface Past {
  readonly merged: ReadonlyMap<string, string>
  readonly columns: Columns
}

/** Where fields that the company made had their values, version by version. */
interface Columns {
  /** Did an event of that version speak of what stands in the field's column today? */
  readonly meant: (object: string, field: StoredField, version: number) => boolean
  /** Were values carried over from another column, when the field changed its kind? */
  readonly carried: (object: string, field: StoredField) => boolean
}

/** Of what a company changed, as it is stored: the columns of its fields. */
interface OwnFields {
  readonly objects?: Readonly<
    Record<
      string,
      { readonly fields?: Readonly<Record<string, { readonly column?: string } | null>> } | null
    >
  >
}

async function columnsOf(world: World): Promise<Columns> {
  const versions = await world.db.query<{ version: number; changes: OwnFields }>(
    sql`select version, changes from model_version order by version`,
  )
  const at = versions.map(({ version, changes }) => ({
    version,
    column: (object: string, { name }: StoredField): string | null => {
      const field = changes.objects?.[object]?.fields?.[name]
      return field ? (field.column ?? name) : null
    },
  }))
  const own = (object: string, field: StoredField): boolean =>
    at.some((one) => one.column(object, field) !== null)
  return {
    meant: (object, field, version) =>
      !own(object, field) ||
      at.findLast((one) => one.version <= version)?.column(object, field) === field.column,
    carried: (object, field) =>
      at.some((one, i) => {
        const before = at[i - 1]?.column(object, field) ?? null
        const now = one.column(object, field)
        return before !== null && now === field.column && before !== now
      }),
  }
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
  { merged, columns }: Past,
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
  let version = 0
  // Values that were carried into a new column are known from the first event on that speaks of them.
  const known = (name: string): boolean =>
    name in made || !columns.carried(object.name, fields.get(name)!)
  for (const { deed, changes, model_version } of own) {
    version = model_version
    if (deed === 'remove' || deed === 'restore') removed = deed === 'remove'
    for (const [name, [before, after]] of Object.entries(changes)) {
      const field = fields.get(name)
      // What a field of this name meant before it was retired is not what it means now.
      if (field && !columns.meant(object.name, field, model_version)) continue
      // Each event goes on where the one before it ended.
      if (field && !quiet.has(name) && known(name) && !same(field, made[name], before, merged))
        say(`${name} (before)`, made[name], before)
      made[name] = after
    }
  }
  if (removed !== (row.removed_at !== null)) say('removed', removed, row.removed_at !== null)
  for (const [name, field] of fields)
    if (!quiet.has(name) && known(name) && !same(field, made[name], row[field.column], merged))
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
            columns.meant(of.name, field, version) &&
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

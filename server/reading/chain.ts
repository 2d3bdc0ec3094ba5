// Where does this record stand on the way from lead to cash? Up to what it was born of, down to what came of it.
import type { Chain, ChainNode } from '#kernel/api/record-page.ts'
import { refuse } from '#kernel/error.ts'
import type { App, AppObject } from '#kernel/app.ts'
import { seen } from '#kernel/query/plan.ts'
import { readRight, sourcesOf } from '#kernel/query/sources.ts'
import type { View } from '#kernel/query/view.ts'
import { ident, join, type Sql, sql } from '#kernel/sql.ts'
import { relation } from '#kernel/query/relation.ts'
import { Decimal } from 'decimal.js'
import type { Doing } from '#server/world/world.ts'
import { personalView, rowRights } from '#server/world/rights.ts'

interface Found {
  id: string
  values: Readonly<Record<string, unknown>>
}
const limit = 200
const day = 86_400_000

/** Every record of the chain that the reader may see, in the order of the business. */
export async function chainOf(doing: Doing, name: string, id: string): Promise<Chain> {
  const view = personalView(doing)
  const { object } = seen(view, name)
  const rights = await rowRights(doing, view, object, id, ['read'])
  if (!rights?.[0]) refuse('not-found', { what: object.label })
  const found = new Map<string, Map<string, Found>>()
  await walk(doing, view, name, [id], found)
  const nodes = [...found].flatMap(([of, rows]) =>
    [...rows.values()].map((row) => nodeOf(doing, doing.app.objects[of]!, row, name, id)),
  )
  const order = (node: ChainNode): number => placeOf(doing.app, doing.app.objects[node.object]!)
  nodes.sort((a, b) => order(a) - order(b) || (a.created_at < b.created_at ? -1 : 1))
  return { nodes: await withApprovers(doing, await withOwners(doing, nodes)), cash: cashOf(found) }
}

/** Of an object that is no link of the chain itself, the references that lead to one: a milestone hangs on its project. */
const linksOf = (app: App, object: AppObject): readonly string[] =>
  object.chain?.from ??
  Object.keys(object.fields).filter((name) => {
    const field = object.fields[name]!
    return field.kind === 'ref' && app.objects[field.object]?.chain !== undefined
  })

/** Where it stands in the order of the business; what hangs on a link stands right behind it. */
const placeOf = (app: App, object: AppObject): number =>
  object.chain?.order ??
  Math.max(
    0,
    ...linksOf(app, object).map(
      (name) => app.objects[(object.fields[name] as { object: string }).object]!.chain!.order,
    ),
  ) + 0.25

/** Up through the references that `chain.from` names; one step down first, so that a payment finds what it paid. */
async function walk(
  doing: Doing,
  view: View,
  name: string,
  ids: string[],
  found: Map<string, Map<string, Found>>,
): Promise<void> {
  await load(doing, view, name, ids, found)
  const start = found.get(name)
  if (!start?.size) return
  await down(doing, view, name, ids, found, 1)
  // What is found on the way is not itself walked: each round goes over a copy.
  await Promise.all([...found].map(([of, rows]) => up(doing, view, of, [...rows.values()], found)))
  // A campaign has many leads and a payment many invoices: down from them only where one looks at them.
  await Promise.all(
    [...found]
      .filter(
        ([one]) =>
          one === name || !(one === 'payment' || (doing.app.objects[one]?.chain?.order ?? 1) < 1),
      )
      .map(([of, rows]) => down(doing, view, of, [...rows.keys()], found, 8)),
  )
  for (const [of, rows] of new Map(found))
    if (of === 'allocation') await up(doing, view, of, [...rows.values()], found, 1)
}

async function up(
  doing: Doing,
  view: View,
  name: string,
  rows: readonly Found[],
  found: Map<string, Map<string, Found>>,
  steps = 8,
): Promise<void> {
  const object = doing.app.objects[name]
  if (steps === 0 || !object) return
  await Promise.all(
    linksOf(doing.app, object).map(async (field) => {
      const def = object.fields[field]
      if (def?.kind !== 'ref') return
      const ids = [
        ...new Set(
          rows
            .map((row) => row.values[field])
            .filter((one): one is string => typeof one === 'string'),
        ),
      ].filter((one) => !found.get(def.object)?.has(one))
      if (ids.length === 0) return
      const more = await load(doing, view, def.object, ids, found)
      await up(doing, view, def.object, more, found, steps - 1)
    }),
  )
}

async function down(
  doing: Doing,
  view: View,
  name: string,
  ids: readonly string[],
  found: Map<string, Map<string, Found>>,
  steps: number,
): Promise<void> {
  if (steps === 0 || ids.length === 0) return
  const isLink = doing.app.objects[name]!.chain !== undefined
  const links = Object.values(doing.app.objects)
    .filter((one) => one.chain)
    .flatMap((other) =>
      // What hangs on no link, such as an account, has the links that name it.
      (isLink ? other.chain!.from : Object.keys(other.fields)).flatMap((field) => {
        const def = other.fields[field]
        return def?.kind === 'ref' && def.object === name
          ? [{ object: other.name, column: def.column ?? field }]
          : []
      }),
    )
  await Promise.all(
    links.map(async ({ object, column }) => {
      const points = sql`t.${ident(column)} = any(${ids}::uuid[])`
      const more = await load(doing, view, object, [], found, points)
      const fresh = more.map((row) => row.id)
      await down(doing, view, object, fresh, found, steps - 1)
    }),
  )
}

/** Loads rows that the reader may see; answers those that were new. */
async function load(
  doing: Doing,
  view: View,
  name: string,
  ids: readonly string[],
  found: Map<string, Map<string, Found>>,
  where?: Sql,
): Promise<Found[]> {
  const object = doing.app.objects[name]!
  if (!view.objects[name]) return []
  const sources = sourcesOf(doing.app, view, doing.at)
  const scope = sources.personal(name, 't')
  const fields = [
    'id',
    'number',
    object.title,
    'stage',
    'stage_since',
    'owner',
    'created_at',
    'amount',
    'gross',
    'received',
    'currency',
    ...linksOf(doing.app, object),
  ].filter((field, i, all) => view.objects[name]!.fields[field] && all.indexOf(field) === i)
  const rule = sources.right(name, 't', readRight(view, name))
  const columns = join(
    fields.map((field) => sql`${scope.column([field])} as ${ident(field)}`),
    ', ',
  )
  const rows = await doing.tx.query<
    Record<string, unknown> & { id: string }
  >(sql`select ${columns} from ${relation(doing.app, name)} t ${sources.joins()}
    where t.removed_at is null and ${where ?? sql`t.id = any(${ids}::uuid[])`}${rule ? sql` and ${rule}` : sql``} order by t.id limit ${limit}::bigint`)
  let known = found.get(name)
  if (!known) found.set(name, (known = new Map()))
  const fresh = rows.filter((row) => !known.has(row.id)).map((row) => ({ id: row.id, values: row }))
  for (const row of fresh) known.set(row.id, row)
  return fresh
}

function nodeOf(
  doing: Doing,
  object: AppObject,
  row: Found,
  current: string,
  id: string,
): ChainNode {
  const text = (name: string): string | null =>
    row.values[name] === null || row.values[name] === undefined ? null : String(row.values[name])
  const stage = text('stage')
  const def = stage ? object.lifecycle?.stages[stage] : undefined
  const since = text('stage_since')
  const kind =
    object.name === current && row.id === id
      ? 'current'
      : def?.kind === 'lost'
        ? 'lost'
        : def && (def.kind ?? 'open') === 'open'
          ? 'waiting'
          : 'done'
  return {
    object: object.name,
    id: row.id,
    number: text('number'),
    title: text(object.title) ?? '',
    stage,
    stage_label: def?.label ?? null,
    kind,
    owner: text('owner') ? { id: text('owner')!, name: '' } : null,
    since,
    days: since
      ? Math.max(0, Math.floor((doing.at.now.getTime() - new Date(since).getTime()) / day))
      : null,
    amount: text('gross') ?? text('amount'),
    currency: text('currency'),
    created_at: text('created_at') ?? '',
    waiting_on: null,
  }
}

async function withOwners(doing: Doing, nodes: ChainNode[]): Promise<ChainNode[]> {
  const ids = [...new Set(nodes.flatMap((node) => (node.owner ? [node.owner.id] : [])))]
  if (ids.length === 0) return nodes
  const rows = await doing.tx.query<{ id: string; name: string }>(
    sql`select id, name from person where id = any(${ids}::uuid[])`,
  )
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return nodes.map((node) =>
    node.owner
      ? { ...node, owner: { id: node.owner.id, name: names.get(node.owner.id) ?? '' } }
      : node,
  )
}

/** Whose yes a node waits for. */
async function withApprovers(doing: Doing, nodes: ChainNode[]): Promise<ChainNode[]> {
  const rows = await doing.tx.query<{
    record: string
    names: string
  }>(sql`select a.record_id as record, string_agg(distinct p.name, '、') as names
    from approval a join approval_task t on t.approval = a.id and t.stage = 'waiting' and t.asked_at is not null join person p on p.id = t.person
    where a.record_id = any(${nodes.map((node) => node.id)}::text[]) and a.stage = 'waiting' group by a.record_id`)
  const waiting = new Map(rows.map((row) => [row.record, row.names]))
  return nodes.map((node) =>
    waiting.has(node.id) ? { ...node, waiting_on: waiting.get(node.id)! } : node,
  )
}

function cashOf(found: Map<string, Map<string, Found>>): Chain['cash'] {
  const contracts = [...(found.get('contract')?.values() ?? [])]
  if (contracts.length === 0) return null
  const sum = (field: string): Decimal =>
    contracts.reduce((total, row) => total.plus(String(row.values[field] ?? '0')), new Decimal(0))
  return {
    currency: String(contracts[0]!.values.currency ?? ''),
    contract: sum('amount').toFixed(2),
    received: sum('received').toFixed(2),
  }
}

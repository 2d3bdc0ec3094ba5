// Is everything there that was promised, once, and do model, tables, sums and jobs agree?

import { standardCalendar } from '#kernel/time/working-time.ts'
import { book } from '#ltc/index.ts'
import type { Values } from '#kernel/object.ts'
import { difference } from '#kernel/schema/difference.ts'
import { tablesOf } from '#kernel/schema/tables.ts'
import { compile, ident, sql } from '#kernel/sql.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { readCatalog } from '#server/database/apply-schema.ts'
import type { Database } from '#server/database/pool.ts'
import { makeContext } from '#server/records/context.ts'
import { appOf, lastModel, readCompany } from '#server/records/open-world.ts'
import type { World } from '#server/world/world.ts'
import { proveSeals } from '#server/seal/prove-seals.ts'
import type { Diary, Entry } from './diary.ts'

/** Sentences that are not true; none, if all is well. Nobody may be writing meanwhile. */
export async function prove(db: Database, diary: Diary, dataFolder: string): Promise<string[]> {
  const fresh = diary.entries.filter((one) => one.status >= 200 && one.status < 300 && !one.proven)
  const found = [
    ...(await created(db, fresh)),
    ...(await acted(db, diary, fresh)),
    ...(await effects(db, fresh)),
    ...(await agreed(db)),
    ...(await summed(db)),
    ...(await numbered(db)),
    ...(await worked(db)),
    ...(await proveSeals(await lookingWorld(db), dataFolder)).map((one) => one.says.en),
  ]
  for (const one of fresh) one.proven = true
  return found
}

const nameField: Readonly<Record<string, string>> = {
  lead: 'name',
  activity: 'subject',
  payment: 'reference',
}

/** Each record that somebody was told of is there, with no twin. */
async function created(db: Database, entries: readonly Entry[]): Promise<string[]> {
  const found: string[] = []
  for (const [object, field] of Object.entries(nameField)) {
    const mine = entries.filter((one) => one.url === object)
    if (mine.length === 0) continue
    const rows = await db.query<{ id: string; name: string }>(
      sql`select id, ${ident(field)} as name from ${ident(object)} where ${ident(field)} = any(${mine.map((one) => String(one.body[field]))}::text[])`,
    )
    const known = Map.groupBy(rows, (row) => row.name)
    for (const one of mine) {
      const name = String(one.body[field])
      const ids = (known.get(name) ?? []).map((row) => row.id)
      if (ids.length !== 1 || ids[0] !== one.answer.id)
        found.push(
          `${object} ${name} was told as ${String(one.answer.id)} and is there as [${ids.join(', ')}]`,
        )
    }
  }
  return found
}

const actionIn = /^(\w+)\/([0-9a-f-]+)\/actions\/(\w+)$/

/** Each action that was answered with yes stands in the log as often as it was answered, and no other. */
async function acted(db: Database, diary: Diary, fresh: readonly Entry[]): Promise<string[]> {
  const touched = new Set(fresh.flatMap((one) => actionIn.exec(one.url)?.[2] ?? []))
  if (touched.size === 0) return []
  const promised = new Map<string, number>()
  for (const one of diary.entries) {
    const [, , id, action] = actionIn.exec(one.url) ?? []
    if (id && touched.has(id) && one.status >= 200 && one.status < 300)
      promised.set(`${id} ${action}`, (promised.get(`${id} ${action}`) ?? 0) + 1)
  }
  const rows = await db.query<{
    record: string
    action: string
    n: number
  }>(sql`select record, action, count(*)::int as n from event
    where record = any(${[...touched]}::uuid[]) and deed = 'action' and cause = 'api' group by 1, 2`)
  const there = new Map(rows.map((row) => [`${row.record} ${row.action}`, row.n]))
  return [...new Set([...promised.keys(), ...there.keys()])].flatMap((key) => {
    const [told, is] = [promised.get(key) ?? 0, there.get(key) ?? 0]
    return told === is ? [] : [`action ${key} was told ${told} times and done ${is} times`]
  })
}

/** What came of an action, counted in the tables. */
async function effects(db: Database, entries: readonly Entry[]): Promise<string[]> {
  const found: string[] = []
  const of = (action: string): readonly (readonly [string, Values])[] =>
    entries.flatMap((one) => {
      const [, , id, name] = actionIn.exec(one.url) ?? []
      return name === action ? [[id!, one.answer] as const] : []
    })
  const expect = async (
    what: string,
    table: string,
    by: string,
    wanted: ReadonlyMap<string, number>,
  ): Promise<void> => {
    if (wanted.size === 0) return
    const rows = await db.query<{ id: string; n: number }>(
      sql`select ${ident(by)} as id, count(*)::int as n from ${ident(table)} where ${ident(by)} = any(${[...wanted.keys()]}::uuid[]) group by 1`,
    )
    const is = new Map(rows.map((row) => [row.id, row.n]))
    for (const [id, n] of wanted)
      if ((is.get(id) ?? 0) !== n)
        found.push(`${what} of ${id}: ${n} promised, ${is.get(id) ?? 0} there`)
  }
  const once = (action: string): Map<string, number> => new Map(of(action).map(([id]) => [id, 1]))
  await expect('opportunity', 'opportunity', 'lead', once('convert'))
  await expect('quote', 'quote', 'opportunity', once('create_quote'))
  await expect('contract', 'contract', 'quote', once('create_contract'))
  await expect('project', 'project', 'contract', once('activate'))
  await expect('credit note', 'invoice', 'credits', once('credit'))
  await expect(
    'allocations',
    'allocation',
    'payment',
    new Map(of('allocate').map(([id, answer]) => [id, (answer.allocations as unknown[]).length])),
  )
  await expect('refund', 'refund', 'payment', once('refund'))
  return found
}

/** The tables are those of the last published model, and no index is missing or half built. */
async function agreed(db: Database): Promise<string[]> {
  const { version, changes } = await lastModel(db)
  const steps = difference(tablesOf(appOf(book, changes, version)), await readCatalog(db))
  return [...steps.together, ...steps.alone].map(
    (one) => `model ${version} and tables differ: ${compile(one).text.slice(0, 200)}`,
  )
}

async function summed(db: Database): Promise<string[]> {
  const world = await lookingWorld(db)
  const found: string[] = []
  for await (const one of reconcile(world))
    if (one.broken > 0) found.push(`${one.id} ${one.on}: ${one.says.en}: ${one.broken}`)
  return found
}

/** The world as it is, without touching it. */
async function lookingWorld(db: Database): Promise<World> {
  const { version, changes } = await lastModel(db)
  const world: World = {
    db,
    book,
    app: appOf(book, changes, version),
    company: {
      name: '',
      currency: 'CNY',
      zone: 'Asia/Shanghai',
      sample: false,
      calendar: standardCalendar,
      record: {},
    },
    now: () => new Date(),
    bell: { ring: () => {}, hear: () => () => {} },
    context: makeContext,
    afterEvent: null,
  }
  await readCompany(world)
  return world
}

/** I3: no number of an invoice is given twice or left out. */
async function numbered(db: Database): Promise<string[]> {
  const rows = await db.query<{
    series: string
    n: number
    distinct: number
    last: number
    first: number
  }>(sql`select regexp_replace(number, '\\d+$', '') as series, count(*)::int as n,
    count(distinct number)::int as "distinct", max(substring(number from '\\d+$')::int) as last, min(substring(number from '\\d+$')::int) as first from invoice where number is not null group by 1`)
  return rows
    .filter((row) => row.n !== row.distinct || row.first !== 1 || row.last !== row.n)
    .map(
      (row) =>
        `invoice numbers ${row.series}: ${row.n} rows, ${row.distinct} numbers, ${row.first} to ${row.last}`,
    )
}

/** No automation answered one event twice; none has waited for longer than a dead process is noticed in. */
async function worked(db: Database): Promise<string[]> {
  const twice = await db.query<{ id: string; n: number }>(
    sql`select cause_id as id, count(*)::int as n from event where cause = 'automation' and deed = 'create' and object = 'activity' group by 1 having count(*) > 1`,
  )
  const kept = await db.query<{ id: string; n: number }>(
    sql`select cause_id as id, count(*)::int as n from event where cause = 'automation' and deed = 'action' group by 1 having count(*) > 1`,
  )
  const dead = await db.query<{ id: string; automation: string; error: unknown }>(
    sql`select id, automation, error from automation_run where stage = 'failed'`,
  )
  const many = await db.query<{ record: string; n: number }>(
    sql`select record, count(*)::int as n from automation_run where automation = 'torture_lead' group by 1 having count(*) > 1`,
  )
  const none = await db.query<{ id: string }>(
    sql`select l.id from lead l where l.name like 'T%' and not exists (select 1 from automation_run r where r.record = l.id and r.automation = 'torture_lead')`,
  )
  return [
    ...twice.map((one) => `the run ${one.id} made ${one.n} records`),
    ...kept.map((one) => `the run ${one.id} acted ${one.n} times`),
    ...dead.map(
      (one) => `the run ${one.id} of ${one.automation} failed: ${JSON.stringify(one.error)}`,
    ),
    ...many.map((one) => `the lead ${one.record} set off ${one.n} runs`),
    ...none.map((one) => `the lead ${one.id} set off nothing`),
  ]
}

/** Work that should be done by now and is not. */
export async function waiting(db: Database): Promise<string[]> {
  const runs = await db.query<{ id: string; automation: string }>(
    sql`select id, automation from automation_run where stage = 'waiting' and awaits is null and due_at <= now()`,
  )
  const cards = await db.query<{ id: string; kind: string; stage: string }>(
    sql`select id, kind, stage from job where stage in ('waiting', 'running')`,
  )
  return [
    ...runs.map((one) => `run ${one.id} of ${one.automation}`),
    ...cards.map((one) => `${one.stage} job ${one.id} (${one.kind})`),
  ]
}

/** After everything came to rest: each lead has the one activity that its automation makes. */
export async function settled(db: Database, diary: Diary): Promise<string[]> {
  return [...(await automated(db)), ...(await imported(db, diary))]
}

/** Each import that was accepted has brought each of its rows once; no other has. */
async function imported(db: Database, diary: Diary): Promise<string[]> {
  const promised = diary.entries
    .filter((one) => one.url === 'product/import' && one.status === 202)
    .flatMap((one) => String(one.body.file).trim().split('\n').slice(1))
  const rows = await db.query<{ name: string; n: number }>(
    sql`select name, count(*)::int as n from product where name like '% import %' group by 1`,
  )
  const there = new Map(rows.map((row) => [row.name, row.n]))
  const wrong = promised.filter((name) => there.get(name) !== 1)
  const failed = await db.query<{ id: string; error: unknown }>(
    sql`select id, error from job where stage = 'failed'`,
  )
  return [
    ...wrong
      .slice(0, 5)
      .map(
        (name) =>
          `the imported row ${name} is there ${there.get(name) ?? 0} times (${wrong.length} such rows)`,
      ),
    ...(there.size > promised.length
      ? [`${there.size - promised.length} imported rows were not asked for`]
      : []),
    ...failed.map((one) => `the job ${one.id} failed: ${JSON.stringify(one.error)}`),
  ]
}

async function automated(db: Database): Promise<string[]> {
  const rows = await db.query<{
    id: string
    n: number
  }>(sql`select l.id, count(a.id)::int as n from lead l left join activity a on a.lead = l.id and a.subject = 'torture ' || l.name
    join automation_run r on r.record = l.id and r.automation = 'torture_lead' and r.stage = 'done' where l.name like 'T%' group by 1 having count(a.id) <> 1`)
  return rows.map((row) => `the lead ${row.id} has ${row.n} activities of its automation`)
}

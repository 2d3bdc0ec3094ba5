// Is everything still as it was sealed? What was changed, added or taken away behind the application's back is named.
import type { Words } from '#kernel/error.ts'
import type { AppObject } from '#kernel/app.ts'
import { ident, raw, sql } from '#kernel/sql.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { storedFields } from '#server/writing/columns.ts'
import type { World } from '#server/world/world.ts'
import { hashOfSeal, leafOf, noSeal, recordsOf, type SealRow, witnessed } from './seal.ts'
import { contentOf, movedOut, type Shape } from './shapes.ts'

export interface Broken {
  readonly says: Words
}

const one = (zh: string, en: string): Broken => ({ says: { zh, en } })
const slow = { limitMs: 600_000 }

/** Seals are looked at in groups, so that a long log takes little memory. */
const together = 200

/**
 * Walks the whole chain. Names at most `most` things.
 * @param kept heads that somebody has kept elsewhere: seal number → hash
 */
export async function proveSeals(
  world: World,
  dataFolder: string | null,
  kept: ReadonlyMap<number, string> = new Map(),
  most = 100,
): Promise<Broken[]> {
  const found: Broken[] = []
  const known = new Map([...(dataFolder === null ? [] : await witnessed(dataFolder)), ...kept])
  let before = noSeal
  let next = 1
  for (;;) {
    const seals = await world.db.query<SealRow>(
      sql`select n, at, seqs::text as seqs, events, events_hash, records, records_hash, before, hash from seal where n >= ${next}::bigint order by n limit ${together}::int`,
      slow,
    )
    if (seals.length === 0) break
    for (const seal of seals) {
      const n = Number(seal.n)
      if (n !== next) found.push(one(`第 ${next} 号封存缺失`, `seal ${next} is missing`))
      if (seal.before !== before)
        found.push(
          one(`第 ${n} 号封存与前一号不衔接`, `seal ${n} does not follow the one before it`),
        )
      if (hashOfSeal(seal) !== seal.hash)
        found.push(one(`第 ${n} 号封存被改动`, `seal ${n} was changed`))
      if (known.has(n) && known.get(n) !== seal.hash)
        found.push(
          one(`第 ${n} 号封存与留存的校验值不同`, `seal ${n} is not the one whose hash was kept`),
        )
      const { records, hash } = await recordsOf(world.db, n)
      if (records !== seal.records || hash !== seal.records_hash)
        found.push(
          one(`第 ${n} 号封存中的单据清单被改动`, `the documents of seal ${n} were changed`),
        )
      before = seal.hash
      next = n + 1
    }
    found.push(...(await eventsOf(world, Number(seals[0]!.n), Number(seals.at(-1)!.n))))
    if (found.length >= most) return found.slice(0, most)
  }
  for (const n of known.keys())
    if (n >= next) found.push(one(`第 ${n} 号封存缺失`, `seal ${n} is missing`))
  found.push(...(await slippedIn(world)), ...(await documents(world)))
  return found.slice(0, most)
}

/** The log of these seals against their hashes; where one differs, the lines are compared one by one. */
async function eventsOf(world: World, from: number, to: number): Promise<Broken[]> {
  const rows = await world.db.query<{ n: string }>(
    sql`select s.n from seal s left join lateral (
      select count(*)::int as events, encode(sha256(string_agg(${leafOf}, '' order by e.seq)), 'hex') as hash from unnest(s.seqs) r join event e on e.seq >= lower(r) and e.seq < upper(r)) x on true
    where s.n between ${from}::bigint and ${to}::bigint and (x.events <> s.events or x.hash is distinct from s.events_hash) order by s.n`,
    slow,
  )
  const found: Broken[] = []
  for (const { n } of rows) {
    const lines = await world.db.query<{
      seq: string
      object: string | null
      record: string | null
      is: boolean | null
    }>(
      sql`select q.seq, e.object, e.record, substring(${leafOf} from 1 for 8) = substring(s.leaves from (q.i::int - 1) * 8 + 1 for 8) as is
      from seal s, lateral (select g.seq, row_number() over (order by g.seq) as i from unnest(s.seqs) r, generate_series(lower(r), upper(r) - 1) g(seq)) q left join event e on e.seq = q.seq
      where s.n = ${n}::bigint order by q.seq`,
      slow,
    )
    const wrong = lines.filter((line) => line.object === null || !line.is)
    if (wrong.length === 0)
      found.push(
        one(`第 ${n} 号封存的日志校验值被改动`, `the hash of the log in seal ${n} was changed`),
      )
    for (const { seq, object, record } of wrong)
      found.push(
        object === null
          ? one(
              `日志第 ${seq} 行（第 ${n} 号封存）被删除`,
              `line ${seq} of the log (seal ${n}) was removed`,
            )
          : one(
              `日志第 ${seq} 行（${object} ${record}，第 ${n} 号封存）被改动`,
              `line ${seq} of the log (${object} ${record}, seal ${n}) was changed`,
            ),
      )
  }
  return found
}

/** Lines that claim to be older than the last seal and are in none. */
async function slippedIn(world: World): Promise<Broken[]> {
  const rows = await world.db.query<{ seq: string; object: string; record: string }>(
    sql`with last as (select xact, past from seal order by n desc limit 1),
      sealed as (select coalesce(range_agg(s), '{}') as seqs from (select unnest(seqs) as s from seal) x)
    select e.seq, e.object, e.record from event e, last, sealed where (e.xact, e.seq) <= (last.xact, last.past) and not e.seq <@ sealed.seqs order by e.seq limit 100`,
    slow,
  )
  return rows.map((row) =>
    one(
      `日志第 ${row.seq} 行（${row.object} ${row.record}）是事后插入的`,
      `line ${row.seq} of the log (${row.object} ${row.record}) was slipped in afterwards`,
    ),
  )
}

/** Every sealed document against its hash, by the shape that it was sealed with; and its stage against the log. */
async function documents(world: World): Promise<Broken[]> {
  const shapes = await world.db.query<{ hash: string; shape: Shape }>(
    sql`select hash, shape from seal_shape`,
  )
  const found: Broken[] = []
  for (const { hash, shape } of shapes) {
    const named = titleOf(world, shape.object)
    const rows = await world.db.query<{ record: string; name: string | null; gone: boolean }>(
      sql`with last as (
        select distinct on (record) record, seq, shape, hash from sealed_record where object = ${shape.object} order by record, seal desc)
      select last.record, ${named} as name, t.id is null as gone from last left join ${ident(shape.object)} t on t.id = last.record
      where last.shape = ${hash} and not ${movedOut(shape, sql`last.record`, sql`last.seq`)} and (t.id is null or ${contentOf(shape)} <> last.hash) limit 100`,
      slow,
    )
    const label = world.app.objects[shape.object]?.label ?? { zh: shape.object, en: shape.object }
    for (const row of rows)
      found.push(
        row.gone
          ? one(`${label.zh} ${row.record} 被删除`, `${label.en} ${row.record} was removed`)
          : one(
              `${label.zh} ${row.name ?? ''}（${row.record}）的内容被改动`,
              `the content of ${label.en} ${row.name ?? ''} (${row.record}) was changed`,
            ),
      )
    if (shape.stages === null) continue
    for (const field of loggedFields(world, shape)) {
      const rows = await world.db.query<{
        record: string
        name: string | null
        is: string | null
        said: string | null
      }>(
        sql`select t.id as record, ${named} as name, t.${ident(field.column)}::text as is, l.said from ${ident(shape.object)} t, lateral (
          select m.changes->${field.name}->>1 as said from event m where m.record = t.id and m.changes->${field.name} is not null order by m.seq desc limit 1) l
        where t.${ident(field.column)} is distinct from l.said::${raw(field.type)} and t.id in (select record from sealed_record where object = ${shape.object} and shape = ${hash}) limit 100`,
        slow,
      )
      for (const row of rows)
        found.push(
          one(
            `${label.zh} ${row.name ?? ''}（${row.record}）的「${field.label.zh}」是 ${row.is ?? '空'}，日志为 ${row.said ?? '空'}`,
            `${field.label.en} of ${label.en} ${row.name ?? ''} (${row.record}) is ${row.is ?? 'empty'}; the log says ${row.said ?? 'empty'}`,
          ),
        )
    }
  }
  return found
}

/** What may still change on a sealed document, and must be what the log last said: its stage, amounts and dates. */
const loggedFields = (world: World, shape: Shape) =>
  storedFields(world.app.objects[shape.object] ?? ({ fields: {} } as AppObject))
    .filter(
      (one) =>
        shape.except.includes(one.column) &&
        (one.name === 'stage' || one.type === 'numeric' || one.type === 'date'),
    )
    .map((one) => ({ ...one, label: one.field.label }))

/** The column by which people know the record. */
function titleOf(world: World, name: string) {
  const object = world.app.objects[name]
  const field = object?.fields.number ?? object?.fields[object.title]
  const column =
    !object || !field || !kindOf(field).column
      ? null
      : (field.column ?? (object.fields.number ? 'number' : object.title))
  return column ? sql`t.${ident(column)}::text` : sql`null::text`
}

// How is it made provable that nobody changed the past? Batches of the log are hashed, each seal with the one before it.
import { createHash } from 'node:crypto'
import { appendFile, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Sql, sql, ident } from '#kernel/sql.ts'
import type { QuickKind } from '#server/jobs/kinds.ts'
import type { Tx } from '#server/database/pool.ts'
import type { World } from '#server/world/world.ts'
import { contentOf, movedOut, type Shape, shapeHash, shapesOf, standsStill } from './shapes.ts'

export interface Seal {
  readonly n: number
  readonly at: string
  readonly events: number
  readonly records: number
  readonly hash: string
}

export interface SealRow extends Seal {
  readonly seqs: string
  readonly events_hash: string
  readonly records_hash: string
  readonly before: string
}

/** At most so many events in one seal. */
const atMost = 20_000

export const noSeal = '0'.repeat(64)

/** The line of the log that is hashed; every column but the transaction, which is of this database only. */
export const lineOf: Sql = sql`json_build_array(e.seq, e.at, e.who, e.deed, e.action, e.cause, e.cause_id, e.object, e.record, e.parent, e.version, e.model_version, e.changes::text, e.comment)::text`

export const leafOf: Sql = sql`sha256(convert_to(${lineOf}, 'UTF8'))`

/** What a seal is made of, in one text. */
export const hashOfSeal = (seal: Omit<SealRow, 'hash'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        Number(seal.n),
        new Date(seal.at).toISOString(),
        seal.seqs,
        seal.events,
        seal.events_hash,
        seal.records,
        seal.records_hash,
        seal.before,
      ]),
    )
    .digest('hex')

interface SealPace {
  readonly together?: number
  readonly rest?: number
  readonly forMs?: number
}

/**
 * Seals everything that has happened and is not sealed yet. Writers are not waited for and do not wait: a seal ends
 * below the oldest transaction that still runs; what is above it is for the next one. After a flood (an import, a first
 * year) it rests between two seals for several times as long as the last one took: people at work come first.
 * @param together at most so many events in one seal
 * @param rest so many times as long as the last seal took; 0 where nobody is at work
 * @param forMs after so long the others are left to the next call
 */
export async function sealNow(
  world: World,
  dataFolder: string | null,
  { together = atMost, rest = 4, forMs = Infinity }: SealPace = {},
): Promise<Seal[]> {
  const began = performance.now()
  const made: Seal[] = []
  for (;;) {
    const from = performance.now()
    const seal = await world.db.transaction((tx) => sealOne(world, tx, together), {
      statementMs: 120_000,
    })
    if (!seal) return made
    made.push(seal)
    if (dataFolder !== null)
      await appendFile(witness(dataFolder), `${seal.n} ${seal.at} ${seal.hash}\n`, { mode: 0o600 })
    if (seal.events < together) return made
    await setTimeout(rest * (performance.now() - from))
    if (performance.now() - began >= forMs) return made
  }
}

/** A file beside the database: whoever can only reach the database cannot make a new past that agrees with it. */
const witness = (dataFolder: string): string => join(dataFolder, 'seals.log')

/** The seals that this machine has written down: number → hash. */
export async function witnessed(dataFolder: string): Promise<Map<number, string>> {
  const lines = (await readFile(witness(dataFolder), 'utf8').catch(() => '')).split('\n')
  // The last line may be half written: the process died.
  return new Map(
    lines.slice(0, -1).flatMap((line) => {
      const [n, , hash] = line.split(' ')
      return /^\d+$/.test(n ?? '') && /^[0-9a-f]{64}$/.test(hash ?? '')
        ? [[Number(n), hash!] as const]
        : []
    }),
  )
}

/** After a restore the chain goes on from where the backup ended; the old witness is kept under another name. */
export const forgetWitness = (dataFolder: string, now: Date): Promise<void> =>
  rename(
    witness(dataFolder),
    `${witness(dataFolder)}.${now.toISOString().replaceAll(':', '')}`,
  ).catch(() => {})

async function sealOne(world: World, tx: Tx, together: number): Promise<Seal | null> {
  const [lock] = await tx.query<{ free: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtext('openltc seal'), hashtext(current_schema())) as free`,
  )
  if (!lock!.free) return null
  const [last] = await tx.query<{
    n: number
    hash: string
    xact: string | null
    past: string | null
  }>(sql`select n, hash, xact::text as xact, past::text as past from seal order by n desc limit 1`)
  const n = Number(last?.n ?? 0) + 1
  // Positions are of this database only: what was sealed in another one, before a restore, is known by its numbers.
  const [elsewhere] = await tx.query<{ seqs: string | null }>(
    sql`select range_agg(s)::text as seqs from (select unnest(seqs) as s from seal where xact is null) x`,
  )
  const fresh = sql`e.xact < pg_snapshot_xmin(pg_current_snapshot()) and (e.xact, e.seq) > (${last?.xact ?? '0'}::xid8, ${last?.past ?? '-1'}::bigint) ${elsewhere!.seqs === null ? sql`` : sql`and not e.seq <@ ${elsewhere!.seqs}::int8multirange`}`
  const [found] = await tx.query<{
    events: number
    seqs: string
    hash: string
  }>(sql`insert into seal (n, at, xact, past, seqs, events, events_hash, leaves, records, records_hash, before, hash)
    select ${n}::bigint, ${world.now().toISOString()}::timestamptz, (array_agg(xact order by xact desc, seq desc))[1], (array_agg(seq order by xact desc, seq desc))[1], range_agg(int8range(seq, seq + 1)), count(*)::int, encode(sha256(string_agg(leaf, '' order by seq)), 'hex'),
      string_agg(substring(leaf from 1 for 8), '' order by seq), 0, '', ${last?.hash ?? noSeal}, ''
    from (select e.xact, e.seq, ${leafOf} as leaf from event e where ${fresh} order by e.xact, e.seq limit ${together}::int) x having count(*) > 0 returning events, seqs::text as seqs, events_hash as hash`)
  if (!found) return null
  const shapes = shapesOf(world.app)
  const touched = await touchedBy(tx, found.seqs, shapes)
  for (const shape of shapes) await sealRecords(tx, n, shape, touched.get(shape.object) ?? [])
  const { records, hash } = await recordsOf(tx, n)
  const seal = {
    n,
    at: world.now().toISOString(),
    seqs: found.seqs,
    events: found.events,
    events_hash: found.hash,
    records,
    records_hash: hash,
    before: last?.hash ?? noSeal,
  }
  const whole = { ...seal, hash: hashOfSeal(seal) }
  await tx.query(
    sql`update seal set at = ${seal.at}::timestamptz, records = ${records}::int, records_hash = ${hash}, hash = ${whole.hash} where n = ${n}::bigint`,
  )
  return whole
}

/** Object → the documents that the events of a batch are about. The bounds keep to the part of the log where the batch lies. */
async function touchedBy(
  tx: Tx,
  seqs: string,
  shapes: readonly Shape[],
): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ object: string; records: string[] }>(
    sql`select e.object, array_agg(distinct e.record) as records from event e
      where e.seq >= lower(${seqs}::int8multirange) and e.seq < upper(${seqs}::int8multirange) and e.seq <@ ${seqs}::int8multirange
        and e.object = any(${shapes.map((shape) => shape.object)}::text[]) group by e.object`,
  )
  return new Map(rows.map((row) => [row.object, row.records]))
}

/** Seals the documents among them that stand still now: a new one, or one that had been opened again since. */
async function sealRecords(
  tx: Tx,
  n: number,
  shape: Shape,
  records: readonly string[],
): Promise<void> {
  if (records.length === 0) return
  const hash = shapeHash(shape)
  const rows = await tx.query(sql`
    insert into sealed_record (object, record, seal, seq, shape, hash)
    select ${shape.object}, t.id, ${n}::bigint, (select max(m.seq) from event m where m.record = t.id), ${hash}, ${contentOf(shape)}
    from ${ident(shape.object)} t
    left join lateral (select s.seq from sealed_record s where s.object = ${shape.object} and s.record = t.id order by s.seal desc limit 1) last on true
    where t.id = any(${records}::uuid[]) and ${standsStill(shape)} and (last.seq is null or ${movedOut(shape, sql`t.id`, sql`last.seq`)}) returning record`)
  if (rows.length)
    await tx.query(
      sql`insert into seal_shape (hash, shape) values (${hash}, ${JSON.stringify(shape)}::json) on conflict do nothing`,
    )
}

/** How many documents a seal covers, and their hash. */
export async function recordsOf(
  tx: Pick<Tx, 'query'>,
  n: number,
): Promise<{ records: number; hash: string }> {
  const [row] = await tx.query<{
    records: number
    hash: string
  }>(sql`select count(*)::int as records, encode(sha256(convert_to(coalesce(string_agg(concat_ws(' ', object, record, seq, shape, hash), ',' order by object, record), ''), 'UTF8')), 'hex') as hash
    from sealed_record where seal = ${n}::bigint`)
  return row!
}

/** The newest seal, for whoever writes its hash down elsewhere; null before the first. */
export async function lastSeal(db: World['db']): Promise<Seal | null> {
  const [row] = await db.query<Seal>(
    sql`select n, at, events, records, hash from seal order by n desc limit 1`,
  )
  return row ? { ...row, n: Number(row.n), at: new Date(row.at).toISOString() } : null
}

/**
 * The work `seal`, once a minute. It is over before the next one begins, however much is left: automations and mails wait
 * for the same hands.
 */
export const sealKind = (dataFolder: string): QuickKind => ({
  async run({ world }) {
    await sealNow(world, dataFolder, { forMs: 30_000 })
  },
})

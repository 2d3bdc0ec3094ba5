// How does a whole file go in? Batch by batch, each one transaction with its cursor, so that nothing is lost or twice.
import { createHash } from 'node:crypto'
import type { ImportReason, ImportSummary } from '#kernel/api.ts'
import type { Who } from '#kernel/permission.ts'
import type { FileSource } from '#server/files/byte-source.ts'
import { readTable, type Table } from '#server/files/read-table.ts'
import { ident, sql } from '#kernel/sql.ts'
import {
  checkMapping,
  type Mapping,
  missingColumns,
  plainSettings,
} from '#kernel/import/mapping.ts'
import type { Asks, Tx } from '#server/database/pool.ts'
import { numbersOfTrial } from '#server/writing/series.ts'
import { uuid7 } from '#server/writing/uuid7.ts'
import { type Cause, circumstances, type Doing, type World } from '#server/world/world.ts'
import { KnownReferences } from './find-references.ts'
import { type Counts, none } from './counts.ts'
import { type BatchEnd, importBatch } from './import-batch.ts'
import { type Publish, publishMissing } from './new-fields.ts'
import { type ImportPlan, mayImport, planImport, soundMapping } from './plan-import.ts'
import { forgetRefused, keepRefused, writeRefused } from './refused-rows.ts'
import { type Draft, draftOf, keyOf, laterValues } from './rows.ts'

export interface ImportOptions {
  /** Everything is tried and nothing is kept. */
  readonly dryRun?: boolean
  readonly onProgress?: (counts: Counts) => void
  /** Where the file of refused rows is written, if there are any (.csv or .xlsx); absent = nowhere. */
  readonly errorsTo?: string
  /** Hears why rows were refused, the most frequent reasons first. */
  readonly tellWhy?: (reasons: readonly ImportReason[]) => void
  /** Adds fields and choices to the model. */
  readonly publish?: Publish
  /** For a job: where it goes on, and what keeps its cursor inside each batch's transaction. */
  readonly cursor?: Cursor
  /** Nobody tries again where somebody else is in the way: it waits longer then. */
  readonly patient?: boolean
  /** Stops between two batches; what is in stays in. */
  readonly signal?: AbortSignal
  /** How the import names itself in the log. */
  readonly cause?: Cause
}
export interface Cursor {
  readonly run: string
  readonly start: Counts
  readonly move: (asks: Asks, from: Counts, to: Counts) => Promise<void>
}

/**
 * Rows of one transaction, all of them in memory, those of the next one as well. Twice as many need 40 MB more and are no
 * quicker; and nobody waits long for a cancel.
 */
const batchSize = 1000

/**
 * Imports a CSV or XLSX into an object by a mapping of the public contract. Good rows go in, the others into the file
 * of refused rows. Refuses a mapping that is not sound, and whoever may not import; never a row's own fault.
 */
export async function importTable(
  world: World,
  who: Who,
  object: string,
  source: FileSource,
  mapping: unknown,
  options: ImportOptions = {},
): Promise<ImportSummary> {
  const table = await openTable(world, who, object, source, mapping)
  const sound = soundMapping(world.app, who, object, mapping, table.columns).mapping
  // A trial changes no model; what it would add is read as if nobody asked for the column.
  if (!options.dryRun) await publishMissing(world, who, object, sound, table, options.publish)
  const plan = planImport(world.app, who, object, sound, table.columns, world.company)
  const run = options.cursor?.run ?? uuid7(world.now().getTime())
  const { counts, stopped } = await walk(world, who, plan, table, run, options)
  let file: string | null = null
  if (counts.refused > 0 && options.errorsTo) {
    const reasons = await writeRefused(world.db, run, plan, options.errorsTo, who.language)
    options.tellWhy?.(reasons)
    file = options.errorsTo
  }
  await forgetRefused(world.db, run)
  const missing = missingColumns(mapping, table.columns)
  return {
    ...counts,
    errors_file: file,
    ...(stopped && { stopped }),
    ...(missing.length > 0 && { missing_columns: missing }),
  }
}

/** The file as the mapping says that it is to be read. Whether its columns fit is asked once they are known, all at once. */
export async function openTable(
  world: World,
  who: Who,
  object: string,
  source: FileSource,
  mapping: unknown,
): Promise<Table> {
  const { view } = mayImport(world.app, who, object)
  const found = checkMapping(mapping, view.fields)
  if (found.list.some((one) => !/^(columns|key|values|create_missing|only)\b/.test(one.path)))
    found.done()
  const how = plainSettings(mapping as Mapping)
  return readTable(source, {
    encoding: how.encoding,
    delimiter: how.delimiter,
    sheet: how.sheet,
    header_row: how.header_row,
    fill_merged: how.fill_merged,
  })
}

async function walk(
  world: World,
  who: Who,
  plan: ImportPlan,
  table: Table,
  run: string,
  options: ImportOptions,
): Promise<{ counts: Counts; stopped: boolean }> {
  const known = new KnownReferences()
  const seen = new Map<string, string>()
  // Where nothing is yet, nothing can be as it will be in the end: the file is read once.
  const later = (await hasRows(world, plan))
    ? await laterValues(plan, table)
    : (): undefined => undefined
  const quiet = worldOf(world, plan, options.dryRun ?? false)
  let counts = options.cursor?.start ?? none()
  let skip = counts.rows
  let drafts: Draft[] = []
  // One batch is stored while the next one is read; they never overtake one another.
  let last: Promise<void> = Promise.resolve()
  const store = async (batch: readonly Draft[]): Promise<void> => {
    const end = options.dryRun
      ? await tried(quiet, who, plan, batch, known, run, seen)
      : await kept(quiet, who, plan, batch, known, run, counts, options)
    const now = added(counts, end.counts)
    // What was tried has no transaction of its own to go with.
    if (options.dryRun) await options.cursor?.move(world.db, counts, now)
    counts = now
    options.onProgress?.(counts)
  }
  const flush = async (): Promise<void> => {
    await last
    const batch = drafts
    drafts = []
    last = batch.length ? store(batch) : Promise.resolve()
    // A failure is told at the next turn.
    last.catch(() => {})
  }
  for await (const row of table.rows) {
    if (skip > 0) {
      skip--
      continue
    }
    const more = later(row.line)
    drafts.push({ ...draftOf(plan, row), ...(more && { later: more }) })
    if (drafts.length === batchSize) {
      await flush()
      if (options.signal?.aborted) {
        await last
        return { counts, stopped: true }
      }
    }
  }
  await flush()
  await last
  return { counts, stopped: false }
}

async function hasRows(world: World, plan: ImportPlan): Promise<boolean> {
  const [row] = await world.db.query<{ some: boolean }>(
    sql`select exists (select 1 from ${ident(plan.object.name)}) as some`,
  )
  return row!.some
}

/** History wakes no automation; a trial takes no numbers. */
function worldOf(world: World, plan: ImportPlan, dryRun: boolean): World {
  if (!dryRun && plan.writer !== 'history') return world
  const own: World = { ...world, afterEvent: null }
  if (dryRun) numbersOfTrial(own)
  return own
}

const doingOf = (world: World, tx: Tx, who: Who, cause: Cause): Doing => ({
  world,
  app: world.app,
  tx,
  who,
  at: circumstances(world, who),
  cause,
  action: null,
})

async function kept(
  world: World,
  who: Who,
  plan: ImportPlan,
  drafts: readonly Draft[],
  known: KnownReferences,
  run: string,
  counts: Counts,
  options: ImportOptions,
): Promise<BatchEnd> {
  const end = await world.db.transaction(
    async (tx) => {
      const done = await importBatch(
        doingOf(world, tx, who, options.cause ?? { kind: 'import', id: run }),
        plan,
        drafts,
        known,
      )
      await keepRefused(tx, run, done.refused)
      await options.cursor?.move(tx, counts, added(counts, done.counts))
      return done
    },
    { statementMs: 60_000, ...(options.patient && { lockMs: 60_000 }) },
  )
  known.commit()
  return end
}

class Tried extends Error {
  readonly end: BatchEnd
  constructor(end: BatchEnd) {
    super('tried')
    this.end = end
  }
}

/**
 * The same, and then undone; what earlier batches say by which key is remembered, since their records are not there to be
 * found.
 */
async function tried(
  world: World,
  who: Who,
  plan: ImportPlan,
  drafts: readonly Draft[],
  known: KnownReferences,
  run: string,
  seen: Map<string, string>,
): Promise<BatchEnd> {
  const isAgain = (one: Draft): boolean => {
    const key = one.problems.length ? undefined : keyOf(plan, one)
    return key !== undefined && seen.has(key)
  }
  const again = new Set(drafts.filter(isAgain))
  const fresh = again.size ? drafts.filter((one) => !again.has(one)) : drafts
  const end = await world.db
    .transaction(
      async (tx) => {
        throw new Tried(
          await importBatch(
            doingOf(world, tx, who, { kind: 'import', id: run }),
            plan,
            fresh,
            known,
          ),
        )
      },
      { statementMs: 60_000 },
    )
    .catch((error: unknown) => {
      if (error instanceof Tried) return error.end
      throw error
    })
  known.begin()
  await keepRefused(world.db, run, end.refused)
  const refused = new Set(end.refused.map((one) => one.line))
  const counts = { ...none(), rows: again.size }
  for (const one of drafts) {
    const key = refused.has(one.line) ? undefined : keyOf(plan, one)
    if (key === undefined) continue
    const says = createHash('sha1')
      .update(JSON.stringify([one.values, one.entered]))
      .digest('base64')
    if (again.has(one)) counts[seen.get(key) === says ? 'unchanged' : 'changed']++
    seen.set(key, says)
  }
  return { ...end, counts: added(end.counts, counts) }
}

const added = (a: Counts, b: Counts): Counts => ({
  rows: a.rows + b.rows,
  created: a.created + b.created,
  changed: a.changed + b.changed,
  unchanged: a.unchanged + b.unchanged,
  refused: a.refused + b.refused,
})

// How does a change of the model become the running application? Checked whole, applied with its version in one transaction.
import type { App, Book, Changes } from '#kernel/app.ts'
import { Refusal, refuse } from '#kernel/error.ts'
import type { Who } from '#kernel/permission.ts'
import type { Actual } from '#kernel/schema/difference.ts'
import { type Sql, sql } from '#kernel/sql.ts'
import { applyAlone, applyTogether, readCatalog } from '#server/database/apply-schema.ts'
import type { Tx } from '#server/database/pool.ts'
import { fittingApp } from '#server/world/fitting-model.ts'
import { appOf, lastModel } from '#server/records/open-world.ts'
import type { World } from '#server/world/world.ts'
import { beginCarry, type Carry, carriesOf, fateOf, fill, stillCarried } from './carry.ts'
import { leaveFlows, tellWithdrawn, type Withdrawn } from './leave-flows.ts'
import { leaveRoles } from './leave-roles.ts'
import { leaveStages, type StageMoves } from './leave-stages.ts'
import {
  changesAt,
  refuseModel,
  standsStill,
  type Wished,
  valuesStand,
  wantedOf,
} from './wanted.ts'

export interface Published {
  readonly version: number
}

/** What a publish does beside its patch. */
export interface PublishWish {
  readonly note: string
  /** Refused where another version is the newest. */
  readonly ifVersion?: number
  /** Values that do not convert stay in the old column; without this they stop the publish. */
  readonly keepUnconverted?: boolean
  /** object → retired stage → the stage to which its records move. */
  readonly moveTo?: StageMoves
  /** The draft that is published: gone with the publish. */
  readonly draft?: string
  /** What is written with the version, in its transaction. */
  readonly within?: (tx: Tx, published: Published) => Promise<void>
}

/** Lays a patch over the company's changes and publishes the result as the next version. */
export const publish = (
  world: World,
  book: Book,
  who: Who,
  patch: Changes,
  wish: PublishWish,
): Promise<Published> => install(world, book, who, wish, { patch })

/** Makes an earlier version the newest one again; what came between stays in the list of versions. */
export const rollBack = (
  world: World,
  book: Book,
  who: Who,
  to: number,
  wish: PublishWish,
): Promise<Published> => install(world, book, who, wish, { to })

async function install(
  world: World,
  book: Book,
  who: Who,
  wish: PublishWish,
  wished: Wished,
): Promise<Published> {
  for (let turn = 1; ; turn++) {
    try {
      const ready = await prepare(world, book, wish, wished)
      const done = await switchOver(world, book, who, wish, wished, ready)
      if (done === 'again') {
        if (turn === 10) refuse('busy')
        continue
      }
      world.app = done.app
      await applyAlone(world.db, done.alone)
      await tellWithdrawn(world, who, done.withdrawn)
      return { version: done.version }
    } catch (error) {
      // A long reader was in the way of a lock: writers wait at most that second, then we try again.
      if (!(error instanceof Refusal && error.code === 'busy') || turn === 10) throw error
      await new Promise((resolve) => setTimeout(resolve, 50 * turn))
    }
  }
}

interface Plan {
  readonly was: App
  readonly will: App
  readonly changesNothing: boolean
  readonly changes: Changes
}

/**
 * The App as it would be, over the model as it is now; refused with all that is wrong.
 * @param running stands for the model as it is, where that fits the standard in no part
 */
async function planned(
  asks: Pick<Tx, 'query'>,
  book: Book,
  wish: PublishWish,
  wished: Wished,
  running: App,
  begun: readonly Carry[] = [],
): Promise<Plan & { last: number; catalog: Actual }> {
  const last = await lastModel(asks)
  if (wish.ifVersion !== undefined && wish.ifVersion !== last.version)
    refuse('model-moved', { version: last.version })
  // A column that this publish has begun to fill is still free for it.
  const catalog = withoutColumns(await readCatalog(asks), begun)
  const fitting = fittingApp(book, last.changes, last.version)
  // To be rid of a change that does not fit is a change, though nothing shows it.
  const fits = fitting?.left.length === 0
  const { changes, answer } = await wantedOf(
    asks,
    catalog,
    book,
    last,
    fits ? fitting.app : null,
    wished,
  )
  if ('problems' in answer) refuseModel(answer.problems)
  const was = fitting?.app ?? running
  const unmoved = carriesOf(was, answer.app).filter((one) =>
    standsStill(answer.app, answer.app.objects[one.object]!),
  )
  if (unmoved.length) refuseModel(unmoved.map(valuesStand))
  return {
    was,
    will: answer.app,
    changesNothing: fits && written(was) === written(answer.app),
    changes,
    last: last.version,
    catalog,
  }
}

/** All that a company can change of an App; the order is a part of it, as pages show it. */
const written = (app: App): string => JSON.stringify({ ...app, version: 0 })

function withoutColumns(catalog: Actual, begun: readonly Carry[]): Actual {
  const tables = { ...catalog.tables }
  for (const { object, target } of begun) {
    const { [target]: _begun, ...columns } = tables[object]!.columns
    tables[object] = { columns }
  }
  return { ...catalog, tables }
}

const signOf = (carries: readonly Carry[]): string =>
  JSON.stringify(
    carries.map((one) => [one.object, one.source, one.target, one.from.kind, one.to.kind]),
  )

interface Ready {
  readonly sign: string
  /** Carries whose columns were made for this publish. */
  readonly begun: readonly Carry[]
}

/** Before the switch: values of changed kinds are carried into their new columns, beside the writers. Answers which. */
async function prepare(
  world: World,
  book: Book,
  wish: PublishWish,
  wished: Wished,
): Promise<Ready> {
  const { zone } = world.company
  const { was, will, catalog } = await planned(world.db, book, wish, wished, world.app)
  const carries = carriesOf(was, will)
  if (carries.length === 0) return { sign: signOf([]), begun: [] }
  const there = (carry: Carry): boolean =>
    catalog.tables[carry.object]?.columns[carry.target] !== undefined
  const fates = await Promise.all(
    carries.map((carry) => fateOf(world.db, carry, zone, there(carry))),
  )
  const lost = fates.reduce((n, one) => n + one.lost, 0)
  if (lost > 0 && !wish.keepUnconverted) refuse('values-not-converted', { count: lost })
  await world.db.transaction(
    async (tx) => {
      await tx.query(sql`select pg_advisory_xact_lock(hashtext('openltc schema'))`)
      await beginCarry(tx, carries, zone)
    },
    { lockMs: 900, statementMs: 60_000 },
  )
  for (const carry of carries) await fill(world.db, carry, zone, there(carry))
  return { sign: signOf(carries), begun: carries.filter((carry) => !there(carry)) }
}

/** All or nothing: tables, records of retired stages, people of retired roles, approvals of retired flows, the version and the end of its draft in one transaction. */
async function switchOver(
  world: World,
  book: Book,
  who: Who,
  wish: PublishWish,
  wished: Wished,
  ready: Ready,
): Promise<
  { app: App; version: number; alone: readonly Sql[]; withdrawn: readonly Withdrawn[] } | 'again'
> {
  return world.db.transaction(
    async (tx) => {
      await tx.query(sql`select pg_advisory_xact_lock(hashtext('openltc schema'))`)
      const { was, will, changesNothing, changes, last } = await planned(
        tx,
        book,
        wish,
        wished,
        world.app,
        ready.begun,
      )
      // Somebody published meanwhile, or another start took the triggers away: carry anew.
      if (
        signOf(carriesOf(was, will)) !== ready.sign ||
        !(await stillCarried(tx, carriesOf(was, will)))
      )
        return 'again'
      // What changes nothing is no version: the list of versions tells of changes only.
      if (changesNothing) {
        await endDraft(tx, who, wish)
        await wish.within?.(tx, { version: last })
        return { app: was, version: last, alone: [], withdrawn: [] }
      }
      const alone = await applyTogether(tx, will)
      await leaveStages(tx, world, who, was, will, wish.moveTo ?? {})
      await leaveRoles(tx, world, who, was, will)
      const withdrawn = await leaveFlows(tx, world, who, was, will)
      await tx.query(sql`insert into model_version (version, at, who, note, changes, book) values
      (${last + 1}::int, ${world.now().toISOString()}::timestamptz, ${who.id}::uuid, ${wish.note.slice(0, 500)}, ${JSON.stringify(changes)}::json, '')`)
      await endDraft(tx, who, wish)
      await tx.query(sql`select pg_notify('openltc_model', ${String(last + 1)})`)
      await wish.within?.(tx, { version: last + 1 })
      return { app: will, version: last + 1, alone, withdrawn }
    },
    { lockMs: 900, statementMs: 600_000 },
  )
}

/** The draft that was published is gone with its publish. */
async function endDraft(tx: Tx, who: Who, { draft }: PublishWish): Promise<void> {
  if (draft)
    await tx.query(
      sql`delete from model_draft where id = ${draft}::uuid and (owner = ${who.id}::uuid or shared)`,
    )
}

/** Takes over a version that another process published. */
export async function follow(world: World, book: Book): Promise<void> {
  const last = await lastModel(world.db)
  if (last.version !== world.app.version) world.app = appOf(book, last.changes, last.version)
}

/** The application of any version, for comparison: what no longer fits the standard of today is left out. */
export async function appAt(world: World, book: Book, version: number): Promise<App> {
  const changes = await changesAt(world.db, version)
  return (
    fittingApp(book, changes, version)?.app ??
    refuse('conflict', {
      reason: {
        zh: `版本 ${version} 与现在的标准模型不符`,
        en: `version ${version} does not fit the standard of today`,
      },
    })
  )
}

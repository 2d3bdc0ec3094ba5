// How does a change of the model become the running application? Checked whole, applied with its version in one transaction.
import type { App, AppObject, Book, Changes, ModelProblem } from '#kernel/app.ts'
import { compileApp } from '#kernel/compile-app.ts'
import { Refusal, refusals, refuse } from '#kernel/error.ts'
import { type FieldDef, kindNames } from '#kernel/field.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { compose } from '#kernel/merge.ts'
import type { Who } from '#kernel/permission.ts'
import { convertible, sameValues } from '#kernel/schema/convert.ts'
import type { Actual } from '#kernel/schema/difference.ts'
import { type Sql, sql } from '#kernel/sql.ts'
import { applyAlone, applyTogether, readCatalog } from '#server/database/apply-schema.ts'
import type { Tx } from '#server/database/pool.ts'
import { fittingApp } from '#server/records/fitting-model.ts'
import { appOf, lastModel } from '#server/records/open-world.ts'
import type { World } from '#server/records/world.ts'
import { beginCarry, type Carry, carriesOf, fateOf, fill, stillCarried } from './carry.ts'
import { leaveFlows, tellWithdrawn, type Withdrawn } from './leave-flows.ts'
import { leaveRoles } from './leave-roles.ts'
import { leaveStages, type StageMoves } from './leave-stages.ts'

export interface Published {
  readonly version: number
}

/** Refuses a model that is not sound, with every place of it. */
export function refuseModel(problems: readonly ModelProblem[]): never {
  const list = problems.map((one) => ({
    path: one.path,
    code: 'model' as const,
    details: { says: one.says, ...(one.at === undefined ? {} : { at: one.at }) },
  }))
  throw new Refusal('model-not-sound', refusals['model-not-sound'], { count: list.length }, list)
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

/** What the model is to become: a patch over what it is, or an earlier version again. */
export type Wished = { readonly patch: Changes } | { readonly to: number }

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

/** All that the company would have changed, and what it comes to. */
export interface Wanted {
  readonly changes: Changes
  readonly answer: ReturnType<typeof compileApp>
}

/**
 * Lays what is wished over what is; what comes again finds the columns with its old values.
 * @param was the App as it is; null where its changes do not fit the standard
 */
export async function wantedOf(
  asks: Pick<Tx, 'query'>,
  catalog: Pick<Actual, 'tables'>,
  book: Book,
  last: { readonly version: number; readonly changes: Changes },
  was: App | null,
  wished: Wished,
): Promise<Wanted> {
  const after =
    'patch' in wished ? compose(last.changes, wished.patch) : await changesAt(asks, wished.to)
  const version = last.version + 1
  const answer = compileApp(book, after, version)
  if (!was || !('app' in answer)) return { changes: after, answer }
  const changes = keepColumns(catalog, book, was, answer.app, after, 'to' in wished)
  return { changes, answer: changes === after ? answer : compileApp(book, changes, version) }
}

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

/** The App as it would be, over the model as it is now; refused with all that is wrong. */
async function planned(
  asks: Pick<Tx, 'query'>,
  book: Book,
  wish: PublishWish,
  wished: Wished,
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
  const was = fitting?.app ?? appOf(book, last.changes, last.version)
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
  const { was, will, catalog } = await planned(world.db, book, wish, wished)
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

/**
 * A new field whose name a retired one had gets a column of its own, so that old values never show under a new
 * meaning; so does one that changes its kind, and its values are carried over.
 */
function keepColumns(
  catalog: Pick<Actual, 'tables'>,
  book: Book,
  was: App,
  will: App,
  after: Changes,
  back: boolean,
): Changes {
  const problems: ModelProblem[] = []
  let result = after
  for (const object of Object.values(will.objects))
    for (const [name, field] of Object.entries(object.fields)) {
      const old = was.objects[object.name]?.fields[name]
      const columns = catalog.tables[object.name]?.columns ?? {}
      if (kindOf(field).column === null) continue
      const stored = old && kindOf(old).column !== null
      const moved = stored && (old.column ?? name) !== (field.column ?? name)
      if (stored && !sameValues(old, field))
        problems.push(...kindProblems(book, will, object, name, old, field))
      // What a rollback brings back finds the column from before, with its values.
      const fresh = stored
        ? !moved && !sameValues(old, field)
        : !back && columns[field.column ?? name] !== undefined
      if (fresh)
        result = compose(result, {
          objects: { [object.name]: { fields: { [name]: { column: freeColumn(name, columns) } } } },
        })
    }
  if (problems.length) refuseModel(problems)
  return result
}

/** Why a field can't change its kind. */
function kindProblems(
  book: Book,
  app: App,
  object: AppObject,
  name: string,
  old: FieldDef,
  field: FieldDef,
): ModelProblem[] {
  const path = `objects.${object.name}.fields.${name}.kind`
  const [from, to] = [kindNames[old.kind], kindNames[field.kind]]
  if (book.objects[object.name]?.fields[name] && kindOf(old).column !== kindOf(field).column)
    return [
      {
        path,
        says: {
          zh: '标准字段的类型被业务规则使用，不能改；请新增字段',
          en: 'business rules rely on the kind of a standard field; add a new field instead',
        },
      },
    ]
  if (!convertible(old, field))
    return [
      {
        path,
        says: {
          zh: `不能把「${from.zh}」改成「${to.zh}」，请新增字段`,
          en: `${from.en} can’t become ${to.en}; add a new field instead`,
        },
      },
    ]
  if (standsStill(app, object))
    return [
      {
        path,
        says: {
          zh: '这种单据定稿后封存，字段类型不能改；请新增字段',
          en: 'these documents stand still and are sealed, so kinds stay; add a new field instead',
        },
      },
    ]
  return []
}

/** Documents of which a seal may exist, and their rows. */
function standsStill(app: App, object: AppObject): boolean {
  if (object.frozen || object.append_only) return true
  const up = object.parent ? object.fields[object.parent] : undefined
  return (
    up?.kind === 'ref' &&
    app.objects[up.object] !== undefined &&
    standsStill(app, app.objects[up.object]!)
  )
}

const freeColumn = (name: string, columns: Readonly<Record<string, string>>): string => {
  for (let n = 2; ; n++) if (columns[`${name}_${n}`] === undefined) return `${name}_${n}`
}

/** Takes over a version that another process published. */
export async function follow(world: World, book: Book): Promise<void> {
  const last = await lastModel(world.db)
  if (last.version !== world.app.version) world.app = appOf(book, last.changes, last.version)
}

/** What the company had changed in a version. */
export async function changesAt(asks: Pick<Tx, 'query'>, version: number): Promise<Changes> {
  const [row] = await asks.query<{ changes: Changes }>(
    sql`select changes from model_version where version = ${version}::int`,
  )
  return (
    row?.changes ??
    refuse('not-found', { what: { zh: `版本 ${version}`, en: `version ${version}` } })
  )
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

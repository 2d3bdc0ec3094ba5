// How does a change of the model become the running application? Checked whole, applied with its version in one transaction.
import type { App, Book, Changes, ModelProblem } from '#kernel/app.ts'
import { compileApp } from '#kernel/compile-app.ts'
import { Refusal, refusals, refuse } from '#kernel/error.ts'
import type { FieldDef } from '#kernel/field.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { compose } from '#kernel/merge.ts'
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import { applyAlone, applyTogether, readCatalog } from '#server/database/apply-schema.ts'
import type { Tx } from '#server/database/pool.ts'
import { fittingApp } from '#server/records/fitting-model.ts'
import { appOf, lastModel } from '#server/records/open-world.ts'
import type { World } from '#server/records/world.ts'

export interface Published {
  readonly version: number
}

/** Refuses a model that is not sound, with every place of it. */
export function refuseModel(problems: readonly ModelProblem[]): never {
  const list = problems.map(one => ({ path: one.path, code: 'model' as const, details: { says: one.says, ...(one.at === undefined ? {} : { at: one.at }) } }))
  throw new Refusal('model-not-sound', refusals['model-not-sound'], { count: list.length }, list)
}

/** Lays a patch over the company's changes and publishes the result as the next version. */
export const publish = (world: World, book: Book, who: Who, patch: Changes, note: string, ifVersion?: number): Promise<Published> =>
  install(world, book, who, note, (changes, tx) => keepColumns(tx, book, changes, compose(changes, patch)), ifVersion)

/** Makes an earlier version the newest one again; what came between stays in the list of versions. */
export const rollBack = (world: World, book: Book, who: Who, to: number, note: string): Promise<Published> =>
  install(world, book, who, note, async (_changes, tx) => changesAt(tx, to))

async function install(world: World, book: Book, who: Who, note: string, make: (changes: Changes, tx: Tx) => Promise<Changes>, ifVersion?: number): Promise<Published> {
  for (let turn = 1; ; turn++) {
    try {
      const done = await world.db.transaction(async tx => {
        await tx.query(sql`select pg_advisory_xact_lock(hashtext('openltc schema'))`)
        const last = await lastModel(tx)
        if (ifVersion !== undefined && ifVersion !== last.version) refuse('model-moved', { version: last.version })
        const changes = await make(last.changes, tx)
        const version = last.version + 1
        const answer = compileApp(book, changes, version)
        if ('problems' in answer) refuseModel(answer.problems)
        const alone = await applyTogether(tx, answer.app)
        await tx.query(sql`insert into model_version (version, at, who, note, changes, book) values
          (${version}::int, ${world.now().toISOString()}::timestamptz, ${who.id}::uuid, ${note.slice(0, 500)}, ${JSON.stringify(changes)}::json, '')`)
        await tx.query(sql`select pg_notify('openltc_model', ${String(version)})`)
        return { app: answer.app, version, alone }
      }, { lockMs: 900, statementMs: 600_000 })
      world.app = done.app
      await applyAlone(world.db, done.alone)
      return { version: done.version }
    } catch (error) {
      // A long reader was in the way of a lock: writers wait at most that second, then we try again.
      if (!(error instanceof Refusal && error.code === 'busy') || turn === 10) throw error
      await new Promise(resolve => setTimeout(resolve, 50 * turn))
    }
  }
}

/**
 * A new field whose name a retired one had gets a column of its own, so that old values never show under a new
 * meaning; one that changes its kind may only do so where the column's type stays.
 */
async function keepColumns(tx: Tx, book: Book, before: Changes, after: Changes): Promise<Changes> {
  const was = compileApp(book, before, 0)
  const will = compileApp(book, after, 0)
  if (!('app' in was) || !('app' in will)) return after
  const catalog = await readCatalog(tx)
  let result = after
  for (const object of Object.values(will.app.objects))
    for (const [name, field] of Object.entries(object.fields)) {
      const type = kindOf(field).column
      const old = was.app.objects[object.name]?.fields[name]
      const columns = catalog.tables[object.name]?.columns ?? {}
      if (!type) continue
      if (old) checkKind(object.name, name, old, field)
      else if (columns[field.column ?? name] !== undefined)
        result = compose(result, { objects: { [object.name]: { fields: { [name]: { column: freeColumn(name, columns) } } } } })
    }
  return result
}

function checkKind(object: string, name: string, old: FieldDef, field: FieldDef): void {
  const [from, to] = [kindOf(old), kindOf(field)]
  if (from.column === to.column || from.column === null) return
  refuseModel([{ path: `objects.${object}.fields.${name}.kind`, says: { zh: `不能把「${from.label.zh}」直接改成「${to.label.zh}」，请新增字段`, en: `${from.label.en} can’t become ${to.label.en}; add a new field instead` } }])
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
  const [row] = await asks.query<{ changes: Changes }>(sql`select changes from model_version where version = ${version}::int`)
  return row?.changes ?? refuse('not-found', { what: { zh: `版本 ${version}`, en: `version ${version}` } })
}

/** The application of any version, for comparison: what no longer fits the standard of today is left out. */
export async function appAt(world: World, book: Book, version: number): Promise<App> {
  const changes = await changesAt(world.db, version)
  return fittingApp(book, changes, version)?.app ?? refuse('conflict', { reason: { zh: `版本 ${version} 与现在的标准模型不符`, en: `version ${version} does not fit the standard of today` } })
}

// Can a record be written by one statement? A new one that asks for nothing else; a change of one that is as remembered.
import { Refusal } from '#kernel/error.ts'
import { keep } from '#kernel/query/keep.ts'
import { seen } from '#kernel/query/plan.ts'
import { printRights } from '#kernel/query/print.ts'
import type { View } from '#kernel/query/view.ts'
import type { AppObject } from '#kernel/app.ts'
import { type FieldDef, targetOf } from '#kernel/field.ts'
import type { Row } from '#kernel/object.ts'
import { ident, type Sql, sql, withPart } from '#kernel/sql.ts'
import { isCollision, isNotHad, mayHaveCommitted, sqlState } from '#server/database/errors.ts'
import type { Database, Tx } from '#server/database/pool.ts'
import type { Seen } from './if-seen.ts'
import { storedFields } from './columns.ts'
import { NotAtHand, ownLists, remembered } from './remembered.ts'
import { getHeld, getText } from '#server/reading/read.ts'
import { personalView, wholeView } from '#server/world/rights.ts'
import type { Shown } from './store.ts'
import { changeShown, createShown } from './write.ts'
import type { Doing } from '#server/world/world.ts'

/** What lets a change happen once under its key, in the statement of the change. */
export interface OnceUnder {
  /** Nobody else is at work under the key. */
  readonly free: Sql
  /** Writes down the answer, `s`, of a change that made the record this version. */
  readonly kept: (version: number) => Sql
}

/** After a write the writer may no longer see the record (given to another owner): then only its id is told. */
export async function writtenText(doing: Doing, name: string, id: string): Promise<string> {
  try {
    return await getText(doing.tx, personalView(doing), doing.at, name, id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') return JSON.stringify({ id })
    throw error
  }
}

/**
 * A person's change as one statement that commits by itself. Everything is judged by the remembered row, and the
 * statement writes only if the row is still that version, has no rows of its own, and may be read and changed by the
 * person. Null where this does not lead to an answer, for whatever reason: nothing has happened then, and the usual way
 * (lock, read, judge, write) gives the answer, its refusals among them.
 */
export async function changeAtOnce(
  doing: Omit<Doing, 'tx'>,
  name: string,
  id: string,
  given: unknown,
  ifSeen?: Seen,
  key?: OnceUnder,
): Promise<string | null> {
  const { app, world } = doing
  const object = app.objects[name]!
  const known = remembered(app, object, id)
  const row = known ?? (await lookedUp(doing, object, id, given))
  if (!row) return null
  const calls = new Set<() => void>()
  const bound = { ...doing, tx: onlyLast(world.db, calls) }
  const still = stillSo(bound, personalView(bound), object, row)
  const from = { row, still: key ? sql`${still} and ${key.free}` : still, kept: key?.kept }
  const done = await tried(calls, () =>
    changeShown(bound, name, id, given, 'person', { ifSeen, from, last: true }),
  )
  if (!known && !done) changes.lacked(object)
  return done?.text ?? null
}

/**
 * The columns of the row as they are now, where nobody has looked at it here. Reading and writing are then two statements
 * that commit by themselves, without a transaction that keeps a connection and a lock between them. That it has no rows of
 * its own is not asked here but in the writing.
 */
async function lookedUp(
  doing: Omit<Doing, 'tx'>,
  object: AppObject,
  id: string,
  given: unknown,
): Promise<Row | null> {
  const { app, at, world } = doing
  if (asksMore(object, given) || !changes.mayTry(object)) return null
  const asking = { ...doing, tx: world.db }
  const views = { whole: wholeView(asking), person: personalView(asking) }
  try {
    const own = storedFields(object).map(({ name }) => name)
    const { record } = await getHeld(world.db, views, at, object.name, id, [], own)
    const lists = ownLists(app, object).map(([list]) => [list, []])
    return { ...record, ...Object.fromEntries(lists) } as Row
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** So many go the long way at once after one that needed more than its own row and its log: the next may, too. */
const rest = 20

/** Is it worth trying? Not for a while after it was not. */
class Worth {
  readonly #resting = new WeakMap<AppObject, number>()

  mayTry(object: AppObject): boolean {
    const left = this.#resting.get(object) ?? 0
    if (left > 0) this.#resting.set(object, left - 1)
    return left === 0
  }

  lacked(object: AppObject): void {
    this.#resting.set(object, rest)
  }
}

const changes = new Worth()
const creations = new Worth()

/**
 * A person's new record as one statement that commits by itself: where nothing has to be asked or queued besides, as for
 * most that a program brings. Null where this does not lead to an answer; nothing has happened then.
 */
export async function createAtOnce(
  doing: Omit<Doing, 'tx'>,
  name: string,
  given: unknown,
): Promise<Shown | null> {
  const { app, world } = doing
  const object = Object.hasOwn(app.objects, name) ? app.objects[name]! : null
  if (!object || doing.arriving || asksMore(object, given)) return null
  if (!creations.mayTry(object)) return null
  const calls = new Set<() => void>()
  const bound = { ...doing, tx: onlyLast(world.db, calls) }
  const lacking = (): void => creations.lacked(object)
  return tried(calls, () => createShown(bound, name, given, 'person', true), lacking)
}

/** Does it name other records, files or rows of its own? They have to be looked up, or written, too. */
const asksMore = (object: AppObject, given: unknown): boolean =>
  typeof given !== 'object' ||
  given === null ||
  Object.keys(given).some((name) => {
    const field = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined
    return field === undefined || field.kind === 'lines' || isElsewhere(field)
  })

const isElsewhere = (field: FieldDef): boolean =>
  targetOf(field) !== null || field.kind === 'file' || field.kind === 'image'

/**
 * What comes of the attempt; null where it did not lead to an answer, and nothing has happened.
 * @param lacking told where more would have had to be asked
 */
async function tried<T>(
  calls: ReadonlySet<() => void>,
  attempt: () => Promise<T>,
  lacking: () => void = () => {},
): Promise<T | null> {
  try {
    const done = await attempt()
    calls.forEach((call) => call())
    return done
  } catch (error) {
    if (error instanceof NotAtHand) lacking()
    if (error instanceof NotAtHand || isNotHad(error) || isCollision(sqlState(error))) return null
    const isNo = error instanceof Refusal && error.code !== 'busy' && !mayHaveCommitted(error)
    if (isNo) return null
    throw error
  }
}

/** A transaction of one statement: whatever else would have to be asked or written ends the attempt. */
function onlyLast(db: Database, calls: Set<() => void>): Tx {
  const more = (): Promise<never> => Promise.reject(new NotAtHand('a question'))
  return {
    query: more,
    text: more,
    savepoint: more,
    last: (statement) => db.alone(statement),
    afterCommit: (call) => void calls.add(call),
  }
}

/** Stands for the id in a condition that is kept. */
const slot: readonly string[] = ['00000000-0000-0000-0000-000000000000']

function stillSo(doing: Doing, view: View, object: AppObject, row: Row): Sql {
  const { right } = seen(view, object.name)
  const rights = [right('read'), right('change')]
  const lists = ownLists(doing.app, object).map(
    ([, child, by]) =>
      sql` and not exists (select 1 from ${ident(child.name)} l where l.${ident(child.fields[by]!.column ?? by)} = ${row.id}::uuid and l.removed_at is null)`,
  )
  const may = rights.every((one) => one === 'all')
    ? sql``
    : withPart(
        keep(
          view,
          doing.at,
          `still ${object.name}`,
          (at) => sql` and ${printRights(view, object.name, at, rights, slot)}`,
        ),
        slot,
        [row.id],
      )
  return sql` and version = ${row.version}::bigint and removed_at is null${lists.reduce((all, one) => sql`${all}${one}`, sql``)}${may}`
}

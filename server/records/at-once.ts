// Can a change be written without reading first? Where this process remembers the record, and it still is as remembered.
import { Refusal } from '#kernel/error.ts'
import { keep } from '#kernel/query/keep.ts'
import { seen } from '#kernel/query/plan.ts'
import { printRights } from '#kernel/query/print.ts'
import type { View } from '#kernel/query/view.ts'
import type { AppObject } from '#kernel/app.ts'
import type { Row } from '#kernel/object.ts'
import { ident, type Sql, sql, withPart } from '#kernel/sql.ts'
import { isCollision, isNotHad, mayHaveCommitted, sqlState } from '#server/database/errors.ts'
import type { Database, Tx } from '#server/database/pool.ts'
import type { Seen } from './if-seen.ts'
import { NotAtHand, ownLists, remembered } from './remembered.ts'
import { getText } from './read.ts'
import { personalView } from './rights.ts'
import { changeShown } from './write.ts'
import type { Doing } from './world.ts'

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
  const row = remembered(app, object, id)
  if (!row) return null
  const calls = new Set<() => void>()
  const bound = { ...doing, tx: onlyLast(world.db, calls) }
  const still = stillSo(bound, personalView(bound), object, row)
  const from = { row, still: key ? sql`${still} and ${key.free}` : still, kept: key?.kept }
  try {
    const shown = await changeShown(bound, name, id, given, 'person', { ifSeen, from, last: true })
    calls.forEach((call) => call())
    return shown?.text ?? null
  } catch (error) {
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

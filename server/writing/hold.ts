// How is a record kept from others while it is changed, and read as it is then?
import type { AppObject } from '#kernel/app.ts'
import { refuse } from '#kernel/error.ts'
import type { Row } from '#kernel/object.ts'
import type { Deed } from '#kernel/permission.ts'
import type { View } from '#kernel/query/view.ts'
import type { Writer } from '#kernel/record/read-input.ts'
import { ident, sql } from '#kernel/sql.ts'
import { type Held, get, getHeld } from '#server/reading/read.ts'
import { wholeView } from '#server/world/rights.ts'
import type { Doing } from '#server/world/world.ts'

/** Locks the row and reads it whole; a row that may not be read is not there, one that may not be changed is refused. */
export async function lockAndGet(
  doing: Doing,
  view: View,
  object: AppObject,
  id: string,
  deed: Deed,
  writer: Writer,
): Promise<Row> {
  if (writer !== 'person')
    return locked(doing, object, id, () =>
      get(doing.tx, wholeView(doing), doing.at, object.name, id),
    )
  const { record, rights } = await hold(doing, view, object, id, [deed])
  if (!rights[1]) refuse('not-allowed', { deed, object: object.label })
  return record
}

/** Locks the row for this transaction and reads it whole, with the person's rights to it: to read, then those asked for. */
export const hold = (
  doing: Doing,
  view: View,
  object: AppObject,
  id: string,
  deeds: readonly Deed[],
): Promise<Held> =>
  locked(doing, object, id, () =>
    getHeld(doing.tx, { whole: wholeView(doing), person: view }, doing.at, object.name, id, deeds),
  )

/**
 * Sent together; the reading is run when the lock is there, with a snapshot of its own: child rows and sums over them
 * are then those that the last holder of the lock has left. In one statement they could be older.
 */
async function locked<T>(
  doing: Doing,
  object: AppObject,
  id: string,
  read: () => Promise<T>,
): Promise<T> {
  const lock = doing.tx.query(
    sql`select 1 from ${ident(object.name)} where id = ${id}::uuid and removed_at is null for update`,
  )
  const [held, found] = await Promise.allSettled([lock, read()])
  if (held.status === 'rejected') throw held.reason
  if (found.status === 'rejected') throw found.reason
  return found.value
}

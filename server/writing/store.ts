// How do a row, its event and the answer to its writer become one statement?
import type { AppObject } from '#kernel/app.ts'
import { refuse } from '#kernel/error.ts'
import type { Values } from '#kernel/object.ts'
import type { Deed } from '#kernel/permission.ts'
import { keep } from '#kernel/query/keep.ts'
import { plan } from '#kernel/query/plan.ts'
import { printShown, printWritten } from '#kernel/query/print.ts'
import type { View } from '#kernel/query/view.ts'
import type { Writer } from '#kernel/record/read-input.ts'
import type { Sql } from '#kernel/sql.ts'
import { sqlState } from '#server/database/errors.ts'
import { type Change, eventBeside, eventOf, tell } from './log.ts'
import { NotAtHand } from './remembered.ts'
import { checkRowRule } from '#server/world/rights.ts'
import type { Doing } from '#server/world/world.ts'

/** `text`: the record as JSON for the writer, or null where it has to be asked for (child rows were written too). */
export interface Shown {
  readonly id: string
  readonly text: string | null
}

/** What is to be written, by whom. */
export interface Storing {
  /** Puts the row, as it is then, into its table. */
  readonly write: Sql
  readonly row: Values
  readonly event: Change
  readonly writer: Writer
  readonly deed: Deed
  /** What else is written with it: its rows of other tables. */
  readonly more: readonly Sql[]
  /** Nothing else is to be done in the transaction: the commit goes along. */
  readonly last: boolean
  /** Keeps the answer, which is in `s`, by the same statement. */
  readonly kept?: Sql | undefined
}

/**
 * Stores the row with its event and, for a person, looks at it as written: one statement, unless child rows are
 * written as well. A row that its writer may not create or change so is refused, and nothing stays.
 */
export async function store(
  doing: Doing,
  view: View,
  object: AppObject,
  { write, row, event, writer, deed, more, last, kept }: Storing,
): Promise<string | null> {
  const id = event.record
  if (more.length || writer !== 'person') {
    await all([
      doing.tx.query(write),
      ...more.map((one) => doing.tx.query(one)),
      doing.tx.query(eventOf(doing, event)),
      tell(doing, event, row),
    ])
    if (writer === 'person') await checkRowRule(doing, view, object, id, deed)
    return null
  }
  const { right } = view.objects[object.name]!
  const shown = keep(view, doing.at, `written ${object.name} ${deed}`, (at) =>
    printShown(plan(view, { from: object.name, children: true }), at, right(deed), right('read')),
  )
  const asked = printWritten(write, eventBeside(doing, event), shown, kept)
  try {
    const [written] = await (last
      ? lastly(doing, asked, tell(doing, event, row))
      : together(doing, asked, tell(doing, event, row)))
    if (!written) throw new NotAtHand(id)
    return written.seen ? written.j : JSON.stringify({ id })
  } catch (error) {
    if (sqlState(error) === 'OL005') refuse('not-allowed', { deed, object: object.label })
    throw error
  }
}

interface Written {
  readonly j: string
  readonly seen: boolean
}
const together = async (doing: Doing, asked: Sql, told: Promise<void>): Promise<Written[]> =>
  (await Promise.all([doing.tx.query<Written>(asked), told]))[0]

/** With the commit in the same packet, once everything is sent that waits for such events. */
async function lastly(doing: Doing, asked: Sql, told: Promise<void>): Promise<Written[]> {
  await told
  return 'last' in doing.tx ? doing.tx.last<Written>(asked) : doing.tx.query<Written>(asked)
}

/** Waits for all, so that no statement is still on its way when the first failure is told. */
export async function all(work: readonly Promise<unknown>[]): Promise<void> {
  const ends = await Promise.allSettled(work)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

// How are rows read? Through a view of the application, in one statement, as JSON that passes through untouched.
import { refuse } from '#kernel/error.ts'
import type { Circumstances } from '#kernel/formula/to-sql.ts'
import type { Row } from '#kernel/object.ts'
import type { Deed } from '#kernel/permission.ts'
import { type Ask, type GroupAsk, orderOf } from '#kernel/query/ask.ts'
import { writeCursor } from '#kernel/query/cursor.ts'
import { keep } from '#kernel/query/keep.ts'
import { plan, planGroup, seen } from '#kernel/query/plan.ts'
import { printGroups } from '#kernel/query/print-groups.ts'
import { printCount, printHeld, printList } from '#kernel/query/print.ts'
import type { View } from '#kernel/query/view.ts'
import { amongNewest } from '#kernel/query/walk.ts'
import { type Sql, withPart } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'

export interface Page {
  /** Each record as the JSON text that PostgreSQL made. */
  readonly rows: readonly string[]
  readonly next: string | null
}

/** A page of records. */
export async function list(asks: Asks, view: View, at: Circumstances, ask: Ask): Promise<Page> {
  const limit = ask.limit ?? 50
  const rows = await rowsOfPage(asks, view, at, ask)
  const more = rows.length > limit
  if (more) rows.pop()
  return {
    rows: rows.map((row) => row.j),
    next: more ? writeCursor(orderOf(ask), JSON.parse(rows.at(-1)!.k) as (string | null)[]) : null,
  }
}

/** The rows of a page and one more. Pages without end or ids of their own are asked again and again, by many. */
async function rowsOfPage(
  asks: Asks,
  view: View,
  at: Circumstances,
  ask: Ask,
): Promise<{ j: string; k: string }[]> {
  if (!ask.search)
    return asks.query(
      keep(view, at, ask.after || ask.ids ? null : `list ${JSON.stringify(ask)}`, (when) =>
        printList(plan(view, ask), when),
      ),
    )
  const planned = plan(view, ask)
  const newest = amongNewest(planned, at)
  const rows = newest ? await asks.query<{ j: string; k: string }>(printList(newest, at)) : []
  return rows.length > planned.limit ? rows : asks.query(printList(planned, at))
}

/** The counts that a list may ask for: exact, or up to 10,000 and then PostgreSQL's own estimate. */
export async function count(
  asks: Asks,
  view: View,
  at: Circumstances,
  ask: Ask,
  how: 'exact' | 'estimate',
): Promise<number> {
  const { after: _, ...rest } = ask
  const [row] = await asks.query<{ n: string }>(
    printCount(
      plan(view, { ...rest, select: ['id'], sort: 'id' }),
      at,
      how === 'exact' ? null : 10_001,
    ),
  )
  return Number(row!.n)
}

/** Stands for the ids in a statement that is kept. */
const slot: readonly string[] = ['00000000-0000-0000-0000-000000000000']

/** The statement for one record: one for all ids. */
const printOne = (
  view: View,
  at: Circumstances,
  object: string,
  id: string,
  removed: boolean,
): Sql =>
  withPart(
    keep(view, at, `one ${object} ${removed}`, (when) =>
      printList(plan(view, { from: object, ids: slot, limit: 1, children: true, removed }), when),
    ),
    slot,
    [id],
  )

/** One record with its child rows as JSON text; not-found where it is not there for this person. */
export async function getText(
  asks: Asks,
  view: View,
  at: Circumstances,
  object: string,
  id: string,
  removed = false,
): Promise<string> {
  const text = await asks.text(printOne(view, at, object, id, removed))
  return text ?? refuse('not-found', { what: object })
}

/** A whole record, and what the person may do to it; `rights` is of the deeds asked for. */
export interface Held {
  readonly record: Row
  readonly rights: readonly boolean[]
}

/**
 * A record as business code sees it, with the rights of a person to it, in one question. Refuses `not-found` where it
 * is not there or may not be read; the first of the rights is that to read.
 */
export async function getHeld(
  asks: Asks,
  { whole, person }: { readonly whole: View; readonly person: View },
  at: Circumstances,
  object: string,
  id: string,
  deeds: readonly Deed[],
): Promise<Held> {
  const seenBy = seen(person, object)
  const rights = (['read', ...deeds] as const).map((deed) => seenBy.right(deed))
  const statement = keep(person, at, `held ${object} ${deeds.join()}`, (when) =>
    printHeld(
      plan(whole, { from: object, ids: slot, limit: 1, children: true }),
      person,
      when,
      rights,
    ),
  )
  const [found] = await asks.query<{ j: string; ok: boolean[] }>(withPart(statement, slot, [id]))
  if (!found?.ok[0]) refuse('not-found', { what: seenBy.object.label })
  return { record: JSON.parse(found.j) as Row, rights: found.ok }
}

export const get = async (
  asks: Asks,
  view: View,
  at: Circumstances,
  object: string,
  id: string,
): Promise<Row> => JSON.parse(await getText(asks, view, at, object, id)) as Row

/** Groups with measures, each as JSON text. */
export async function group(
  asks: Asks,
  view: View,
  at: Circumstances,
  ask: GroupAsk,
): Promise<string[]> {
  const rows = await asks.query<{ j: string }>(printGroups(planGroup(view, ask), at), {
    limitMs: 30_000,
  })
  return rows.map((row) => row.j)
}

/** Records for business code, parsed. */
export async function rowsOf(asks: Asks, view: View, at: Circumstances, ask: Ask): Promise<Row[]> {
  const page = await list(asks, view, at, ask)
  return page.rows.map((text) => JSON.parse(text) as Row)
}

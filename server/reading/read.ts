// How are rows read? Through a view of the application, in one statement, as JSON that passes through untouched.
import { refuse } from '#kernel/error.ts'
import type { Circumstances } from '#kernel/formula/to-sql.ts'
import type { Row, Values } from '#kernel/object.ts'
import type { Deed } from '#kernel/permission.ts'
import { type Ask, type GroupAsk, orderOf } from '#kernel/query/ask.ts'
import { writeCursor } from '#kernel/query/cursor.ts'
import { keep } from '#kernel/query/keep.ts'
import { plan, planGroup, seen } from '#kernel/query/plan.ts'
import { printGroups } from '#kernel/query/print-groups.ts'
import { printAgain, printCount, printHeld, printList } from '#kernel/query/print.ts'
import type { View } from '#kernel/query/view.ts'
import { amongNewest } from '#kernel/query/walk.ts'
import { type Sql, withPart } from '#kernel/sql.ts'
import type { Asks, Database } from '#server/database/pool.ts'
import { type Page, Pages } from './pages.ts'

/** A page of records. */
export async function list(asks: Asks, view: View, at: Circumstances, ask: Ask): Promise<Page> {
  if (ask.search) return pageOf(ask, await searched(asks, view, at, ask))
  const statement = keep(view, at, keyOf(ask), (when) => printList(plan(view, ask), when))
  return pageOf(ask, await asks.query(statement))
}

/** All rows of a question, page by page, in the order of their ids unless said otherwise. */
export async function everyRow(
  asks: Asks,
  view: View,
  at: Circumstances,
  ask: Ask,
): Promise<Values[]> {
  const rows: Values[] = []
  let after: string | null = null
  do {
    const page: Page = await list(asks, view, at, {
      sort: 'id',
      ...ask,
      limit: 1000,
      ...(after ? { after } : {}),
    })
    rows.push(...page.rows.map((text) => JSON.parse(text) as Values))
    after = page.next
  } while (after)
  return rows
}

/** Pages without end or ids of their own are asked again and again, by many. */
const keyOf = (ask: Ask): string | null =>
  ask.after || ask.ids ? null : `list ${JSON.stringify(ask)}`

/** A row of a page: the record, the keys of its order and, where the page may be remembered, of what it was made. */
interface PageRow {
  readonly j: string
  readonly k: string
  readonly x?: string
}

/** The rows are those of the page and one more, if there is one. */
function pageOf(ask: Ask, rows: readonly PageRow[]): Page {
  const limit = ask.limit ?? 50
  const more = rows.length > limit
  const shown = more ? rows.slice(0, limit) : rows
  return {
    rows: shown.map((row) => row.j),
    next: more ? writeCursor(orderOf(ask), JSON.parse(shown.at(-1)!.k) as (string | null)[]) : null,
  }
}

async function searched(
  asks: Asks,
  view: View,
  at: Circumstances,
  ask: Ask,
): Promise<readonly PageRow[]> {
  const planned = plan(view, ask)
  const newest = amongNewest(planned, at)
  const rows = newest ? await asks.query<PageRow>(printList(newest, at)) : []
  return rows.length > planned.limit ? rows : asks.query(printList(planned, at))
}

/**
 * A page of records for somebody who looks at it, outside of any transaction: the very page that was answered before, where
 * all its rows are as they were.
 */
export async function listAgain(
  db: Database,
  view: View,
  at: Circumstances,
  ask: Ask,
): Promise<Page> {
  const key = ask.search ? null : keyOf(ask)
  if (key === null) return list(db, view, at, ask)
  const again = (when: Circumstances) => printAgain(plan(view, ask), when)
  const statement = keep(
    view,
    at,
    `${key} again`,
    (when) => again(when)?.list ?? printList(plan(view, ask), when),
  )
  const before = await pages.again(statement, () =>
    db.text(keep(view, at, `${key} same`, (when) => again(when)!.same)),
  )
  if (before) return before
  const rows = await db.query<PageRow>(statement)
  const page = pageOf(ask, rows)
  pages.keep(statement, page, rows[0]?.x === undefined ? null : rows.map((row) => row.x).join())
  return page
}

const pages = new Pages()

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
  return text ?? refuse('not-found', { what: view.objects[object]?.object.label ?? object })
}

/** A whole record, and what the person may do to it; `rights` is of the deeds asked for. */
export interface Held {
  readonly record: Row
  readonly rights: readonly boolean[]
}

/**
 * A record as business code sees it, with the rights of a person to it, in one question. Refuses `not-found` where it
 * is not there or may not be read; the first of the rights is that to read.
 * @param only these fields; absent = the whole record with its child rows
 */
export async function getHeld(
  asks: Asks,
  { whole, person }: { readonly whole: View; readonly person: View },
  at: Circumstances,
  object: string,
  id: string,
  deeds: readonly Deed[],
  only?: readonly string[],
): Promise<Held> {
  const seenBy = seen(person, object)
  const rights = (['read', ...deeds] as const).map((deed) => seenBy.right(deed))
  const select = only ? { select: only } : { children: true }
  const statement = keep(
    person,
    at,
    `held ${object} ${deeds.join()} ${only?.join() ?? ''}`,
    (when) =>
      printHeld(
        plan(whole, { from: object, ids: slot, limit: 1, ...select }),
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

// How are rows read? Through a view of the application, in one statement, as JSON that passes through untouched.
import { refuse } from '#kernel/error.ts'
import type { Circumstances } from '#kernel/formula/to-sql.ts'
import type { Row } from '#kernel/object.ts'
import type { Ask, GroupAsk } from '#kernel/query/ask.ts'
import { writeCursor } from '#kernel/query/cursor.ts'
import { plan, planGroup } from '#kernel/query/plan.ts'
import { printGroups } from '#kernel/query/print-groups.ts'
import { printCount, printList, printManyHits } from '#kernel/query/print.ts'
import type { View } from '#kernel/query/view.ts'
import { flat, type Sql, withPart } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'

export interface Page {
  /** Each record as the JSON text that PostgreSQL made. */
  readonly rows: readonly string[]
  readonly next: string | null
}

/** A page of records. */
export async function list(asks: Asks, view: View, at: Circumstances, ask: Ask): Promise<Page> {
  const first = plan(view, ask)
  const probe = printManyHits(first)
  const [counted] = probe ? await asks.query<{ many: boolean }>(probe) : []
  const planned = counted?.many ? { ...first, walk: true } : first
  const rows = await asks.query<{ j: string; k: string }>(printList(planned, at))
  const more = rows.length > planned.limit
  if (more) rows.pop()
  return { rows: rows.map(row => row.j), next: more ? writeCursor(JSON.parse(rows.at(-1)!.k) as (string | null)[]) : null }
}

/** The counts that a list may ask for: exact, or up to 10,000 and then PostgreSQL's own estimate. */
export async function count(asks: Asks, view: View, at: Circumstances, ask: Ask, how: 'exact' | 'estimate'): Promise<number> {
  const { after: _, ...rest } = ask
  const [row] = await asks.query<{ n: string }>(printCount(plan(view, { ...rest, select: ['id'], sort: 'id' }), at, how === 'exact' ? null : 10_001))
  return Number(row!.n)
}

const printed = new WeakMap<View['objects'], Map<string, Sql | null>>()
/** Stands for the ids in a statement that is kept. */
const slot: readonly string[] = ['00000000-0000-0000-0000-000000000000']
const otherwise = (at: Circumstances): Circumstances => ({ ...at, now: new Date(at.now.getTime() + 40_000_000_000), me: slot[0]!, team: null, teams: [], people: [...slot] })

/**
 * The statement for one record. Printing it costs as much as a third of the whole call, so it is kept per set of roles
 * where neither the moment nor the person enters it: that is tried once, by printing it for another of both.
 */
function printOne(view: View, at: Circumstances, object: string, id: string, removed: boolean): Sql {
  const print = (ids: readonly string[], when: Circumstances): Sql => flat(printList(plan(view, { from: object, ids, limit: 1, children: true, removed }), when))
  let known = printed.get(view.objects)
  if (!known) printed.set(view.objects, (known = new Map()))
  const key = `${object} ${removed}`
  let kept = known.get(key)
  if (kept === undefined) {
    kept = print(slot, at)
    if (JSON.stringify(kept) !== JSON.stringify(print(slot, otherwise(at)))) kept = null
    known.set(key, kept)
  }
  return kept ? withPart(kept, slot, [id]) : print([id], at)
}

/** One record with its child rows as JSON text; not-found where it is not there for this person. */
export async function getText(asks: Asks, view: View, at: Circumstances, object: string, id: string, removed = false): Promise<string> {
  const text = await asks.text(printOne(view, at, object, id, removed))
  return text ?? refuse('not-found', { what: object })
}

export const get = async (asks: Asks, view: View, at: Circumstances, object: string, id: string): Promise<Row> =>
  JSON.parse(await getText(asks, view, at, object, id)) as Row

/** Groups with measures, each as JSON text. */
export async function group(asks: Asks, view: View, at: Circumstances, ask: GroupAsk): Promise<string[]> {
  const rows = await asks.query<{ j: string }>(printGroups(planGroup(view, ask), at), { limitMs: 30_000 })
  return rows.map(row => row.j)
}

/** Records for business code, parsed. */
export async function rowsOf(asks: Asks, view: View, at: Circumstances, ask: Ask): Promise<Row[]> {
  const page = await list(asks, view, at, ask)
  return page.rows.map(text => JSON.parse(text) as Row)
}

// What does this process remember of records that it has just seen whole, so that a change need not read them again?
import type { App, AppObject } from '#kernel/app.ts'
import type { Row, Values } from '#kernel/object.ts'
import { storedFields } from './columns.ts'

/** A few megabytes at most: rows of some thousand bytes, the longest unused leaves first. */
const most = 1_000

/** Makes the row when somebody asks for it, which is seldom; null where the whole of it is not known. */
type Kept = () => Row | null
const memory = new WeakMap<App, Map<string, Kept>>()

/** The lists that are parts of the record: written with it, so its version tells of them, too. */
export const ownLists = (
  app: App,
  object: AppObject,
): readonly [list: string, child: AppObject, by: string][] =>
  Object.entries(object.children).flatMap(([list, { object: name, by }]) => {
    const child = app.objects[name]!
    return child.parent ? [[list, child, by] as [string, AppObject, string]] : []
  })

/**
 * Remembers a record as it was read outside of any transaction. Only what its own row says is kept, and only where it has
 * no rows of its own: sums, formulas and other records may change while its version stays.
 */
export function remember(app: App, object: AppObject, record: Row): void {
  if (!app.ahead) keep(app, object, record.id, () => ownOf(app, object, record))
}

/**
 * The same after a change of its own columns was committed: `text` is the record as its writer sees it, `changed` what of
 * it is new.
 */
export function rememberChange(
  app: App,
  object: AppObject,
  before: Row,
  changed: readonly string[],
  text: string,
): void {
  keep(app, object, before.id, () => {
    const shown = JSON.parse(text) as Values
    const row: Record<string, unknown> | null = ownOf(app, object, before)
    for (const name of [...changed, 'version', 'updated_at', 'updated_by']) {
      // A writer may change what they may not read: then nothing is remembered.
      if (!row || !(name in shown)) return null
      row[name] = shown[name]
    }
    return row as Row
  })
}

function ownOf(app: App, object: AppObject, record: Row): Row | null {
  const lists = ownLists(app, object)
  if (lists.some(([list]) => (record[list] as unknown[]).length > 0)) return null
  const own: Record<string, unknown> = { id: record.id, version: record.version }
  for (const { name } of storedFields(object)) own[name] = record[name]
  for (const [list] of lists) own[list] = []
  return own as Row
}

function keep(app: App, object: AppObject, id: string, row: Kept): void {
  let rows = memory.get(app)
  if (!rows) memory.set(app, (rows = new Map()))
  const key = `${object.name} ${id}`
  rows.delete(key)
  rows.set(key, row)
  if (rows.size > most) rows.delete(rows.keys().next().value!)
}

/** The row as it was last seen; null where nothing of it is remembered. It may have changed since. */
export const remembered = (app: App, object: AppObject, id: string): Row | null =>
  memory.get(app)?.get(`${object.name} ${id}`)?.() ?? null

/** Something is needed that is not at hand: the change has to go by a transaction that reads first. */
export class NotAtHand extends Error {}

/** A remembered row for whoever may look further than at its own columns: then the attempt ends. */
export const noFurther = (app: App, object: AppObject, row: Values): Values =>
  new Proxy(row, guardOf(app, object))

const memo = new WeakMap<AppObject, ProxyHandler<Values>>()

/** The fields whose values do not stand in the row seem to be there, so that whoever copies all of it looks at them, too. */
function guardOf(app: App, object: AppObject): ProxyHandler<Values> {
  let guard = memo.get(object)
  if (!guard) {
    const own = new Set([
      ...storedFields(object).map((one) => one.name),
      ...ownLists(app, object).map(([list]) => list),
    ])
    const elsewhere = new Set<string | symbol>(
      Object.keys(object.fields).filter((name) => !own.has(name)),
    )
    guard = {
      get(row, name) {
        if (elsewhere.has(name)) throw new NotAtHand('a value of other records')
        return row[name as string]
      },
      ownKeys: (row) => [...new Set([...Reflect.ownKeys(row), ...elsewhere])],
      getOwnPropertyDescriptor: (row, name) =>
        elsewhere.has(name)
          ? { enumerable: true, configurable: true, writable: true, value: undefined }
          : Reflect.getOwnPropertyDescriptor(row, name),
    }
    memo.set(object, guard)
  }
  return guard
}

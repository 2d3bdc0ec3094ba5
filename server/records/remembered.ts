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
    const own = ownOf(app, object, before)
    const shown = JSON.parse(text) as Values
    const names = [...changed, 'version', 'updated_at', 'updated_by']
    // A writer may change what they may not read: then nothing is remembered.
    if (!own || names.some((name) => !(name in shown))) return null
    return { ...own, ...Object.fromEntries(names.map((name) => [name, shown[name]])) }
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
  Object.defineProperties({ ...row }, elsewhere(app, object)) as Values

const memo = new WeakMap<AppObject, PropertyDescriptorMap>()

/** The fields whose values do not stand in the row. */
function elsewhere(app: App, object: AppObject): PropertyDescriptorMap {
  let fields = memo.get(object)
  if (!fields) {
    const own = new Set([
      ...storedFields(object).map((one) => one.name),
      ...ownLists(app, object).map(([list]) => list),
    ])
    const get = (): never => {
      throw new NotAtHand('a value of other records')
    }
    fields = Object.fromEntries(
      Object.keys(object.fields)
        .filter((name) => !own.has(name))
        .map((name) => [name, { enumerable: true, configurable: true, get }]),
    )
    memo.set(object, fields)
  }
  return fields
}

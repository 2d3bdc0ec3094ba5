// What follows from what was given: derived values, numbers, and is the whole of it right?
import type { AppObject } from '#kernel/app.ts'
import { Problems } from '#kernel/error.ts'
import type { Row, Values } from '#kernel/object.ts'
import type { Writer } from '#kernel/record/read-input.ts'
import { checkRow, moneyDigits } from '#kernel/record/rules.ts'
import { fresh } from './child-rows.ts'
import type { Children } from './compare.ts'
import { storedFields } from './columns.ts'
import { contextOf } from '#server/world/context-of.ts'
import { currenciesBehind } from './currency-behind.ts'
import { withFileFacts } from './file-facts.ts'
import { numbersOf } from './series.ts'
import { uuid7 } from './uuid7.ts'
import type { Doing } from '#server/world/world.ts'

/** How a record is handed to those who may look at all of it: as it is, or so that they look no further than at its row. */
type Looked = (row: Values) => Values
const asItIs: Looked = (row) => row

/** Totals and copied values of the object's own `derive`, then the digits of each amount; children are replaced in place. */
export async function derived(
  doing: Doing,
  object: AppObject,
  row: Values,
  children: Children,
  before: Row | null,
  problems: Problems,
  looked: Looked = asItIs,
): Promise<Values> {
  let result = row
  if (object.derive && problems.list.length === 0) {
    const more = await object.derive(
      contextOf(doing),
      looked({ ...row, ...children }),
      before && (looked(before) as Row),
    )
    const own: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(more)) {
      const field = object.children[name]
      if (!field) own[name] = value
      else if (Array.isArray(value) && (children[name] || changedRows(before?.[name], value)))
        children[name] = value.map((one: Values, i) =>
          one.id
            ? { ...children[name]?.[i], ...one, position: i }
            : fresh(
                doing,
                doing.app.objects[field.object]!,
                { ...one, id: uuid7(doing.at.now.getTime()), position: i, [field.by]: row.id },
                'action',
              ),
        )
    }
    result = { ...row, ...own }
  }
  result = await withFileFacts(doing, object, result)
  const ours = doing.world.company.currency
  const document = typeof result.currency === 'string' ? result.currency : ours
  const behind = await currenciesBehind(doing, object, result)
  if (before && before.currency !== result.currency) withAllParts(doing, object, before, children)
  for (const [name, rows] of Object.entries(children)) {
    const child = doing.app.objects[object.children[name]!.object]!
    const named = await Promise.all(rows.map((one) => withFileFacts(doing, child, one)))
    children[name] = named.map((one, i) =>
      // A row is of its document, whatever its path is called.
      moneyDigits(
        child,
        one,
        (path) => (path === 'our.currency' ? ours : document),
        problems,
        `${name}[${i}]`,
      ),
    )
  }
  return moneyDigits(object, result, (path) => (path && behind.get(path)) ?? document, problems, '')
}

/** Where a document gets another currency, the amounts of all its rows get it, also of those that were not named. */
function withAllParts(doing: Doing, object: AppObject, before: Row, children: Children): void {
  for (const [name, field] of Object.entries(object.children)) {
    const child = doing.app.objects[field.object]!
    const rows = before[name]
    if (children[name] || child.parent !== object.name || !Array.isArray(rows)) continue
    if (rows.length && Object.values(child.fields).some((one) => one.kind === 'money'))
      children[name] = rows as Values[]
  }
}

const changedRows = (before: unknown, after: unknown): boolean =>
  JSON.stringify(before ?? []) !== JSON.stringify(after)

export function checkWhole(
  doing: Doing,
  object: AppObject,
  row: Values,
  children: Children,
  problems: Problems,
  writer: Writer,
  looked: Looked = asItIs,
): void {
  checkRow(doing.app, object, looked({ ...row, ...children }), doing.at, problems, '', writer)
  for (const [field, rows] of Object.entries(children))
    rows.forEach((one, i) =>
      checkRow(
        doing.app,
        doing.app.objects[object.children[field]!.object]!,
        one,
        doing.at,
        problems,
        `${field}[${i}]`,
        writer,
      ),
    )
  if (object.lifecycle && !object.lifecycle.stages[row.stage as string])
    problems.add('stage', 'not-a-choice', { value: String(row.stage).slice(0, 60) })
}

export async function numbered(doing: Doing, object: AppObject, rows: Values[]): Promise<Values[]> {
  for (const one of storedFields(object)) {
    if (one.field.kind !== 'auto_number' || one.field.gapless) continue
    const numbers = numbersOf(doing.world)
    const brought = rows.flatMap((row) =>
      typeof row[one.name] === 'string' ? [row[one.name] as string] : [],
    )
    if (brought.length) await numbers.passed(one.field.pattern, dayOf(doing), brought)
    for (const [i, row] of rows.entries())
      if (row[one.name] === undefined || row[one.name] === null)
        rows[i] = { ...row, [one.name]: await numbers.next(one.field.pattern, dayOf(doing)) }
  }
  return rows
}

const dayOf = (doing: Doing): string => contextOf(doing).today

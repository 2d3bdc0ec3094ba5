// How is a record written? Read the input, derive, check the row before and as written, store it, log it.
import type { AppObject } from '#kernel/app.ts'
import { Problems, refuse } from '#kernel/error.ts'
import { isItsLine } from '#kernel/fields/address.ts'
import type { Row, Values } from '#kernel/object.ts'
import { seen } from '#kernel/query/plan.ts'
import { type Writer, readInput } from '#kernel/record/read-input.ts'
import { checkLocked } from '#kernel/record/rules.ts'
import { type Sql, sql } from '#kernel/sql.ts'
import { checkAgreements } from './agreements.ts'
import { childRows, fresh, writeChildren } from './child-rows.ts'
import { insertMany, insertOf, storedFields, updateOf } from './columns.ts'
import { brief, changesOf, inParts, same, sameRows } from './compare.ts'
import { checkWhole, derived, numbered } from './derive.ts'
import { lockAndGet } from './hold.ts'
import { mustBeSeen, type Seen } from './if-seen.ts'
import { checkReferences } from './references.ts'
import { peopleMustBe } from './named-people.ts'
import { noFurther, rememberChange } from './remembered.ts'
import { mayEver, viewFor } from '#server/world/rights.ts'
import { stageLabel } from '#server/world/stage-label.ts'
import { type Shown, store } from './store.ts'
import { uuid7 } from './uuid7.ts'
import type { Doing } from '#server/world/world.ts'

/** Creates a record; answers its id. */
export const create = async (
  doing: Doing,
  name: string,
  given: unknown,
  writer: Writer,
): Promise<string> => (await createShown(doing, name, given, writer)).id

/** Creates a record; answers its id and, where nothing more had to be asked, the record as the writer sees it. */
export async function createShown(
  doing: Doing,
  name: string,
  given: unknown,
  writer: Writer,
  last = false,
): Promise<Shown> {
  const view = viewFor(doing, writer)
  const { object } = seen(view, name)
  mayEver(view, object, 'create', writer)
  const problems = new Problems()
  const brought =
    doing.arriving?.object === name ? { ...(given as Values), ...doing.arriving.values } : given
  const input = readInput(doing.app, view, object, brought, writer, null, problems)
  const id = uuid7(doing.at.now.getTime())
  let row = fresh(doing, object, { ...input.values, id }, writer)
  const children = childRows(doing, object, input.children, null, id, writer)
  row = await derived(doing, object, row, children, null, problems)
  for (const [field, rows] of Object.entries(children))
    await numbered(doing, doing.app.objects[object.children[field]!.object]!, rows)
  const [own] = await numbered(doing, object, [row])
  row = own!
  checkWhole(doing, object, row, children, problems, writer)
  if (writer !== 'action') await checkReferences(doing, view, object, row, children, problems)
  await checkAgreements(doing, [{ object, row, children, before: null, changed: [], problems }])
  problems.done()

  const event = {
    object: name,
    record: id,
    parent: object.parent ? (row[object.parent] as string) : null,
    deed: 'create',
    version: 1,
    changes: changesOf(object, {}, row, children),
  }
  const text = await store(
    doing,
    view,
    object,
    insertOf(object, row),
    event,
    row,
    writer,
    'create',
    [
      ...(writer === 'action' ? peopleMustBe(doing, object, [row], [children]) : []),
      ...Object.entries(children).flatMap(([field, rows]) =>
        rows.length ? [insertMany(doing.app.objects[object.children[field]!.object]!, rows)] : [],
      ),
    ],
    last,
  )
  return { id, text }
}

export interface ChangeOptions {
  /** Versions that the caller may have seen; another one now is refused. */
  readonly ifSeen?: Seen
  /** The move of this change: only the lifecycle passes it. */
  readonly stage?: string
  /** What the log calls it; absent = change. */
  readonly deed?: string
  readonly comment?: string | null
  /** Nothing else is to be done in the transaction. */
  readonly last?: boolean
  /** The row as it is remembered, and what must still be true of it when it is written: see at-once.ts. */
  readonly from?: {
    readonly row: Row
    readonly still: Sql
    readonly kept: ((version: number) => Sql) | undefined
  }
}

/** Changes a record; answers whether anything changed. */
export const change = async (
  doing: Doing,
  name: string,
  id: string,
  given: unknown,
  writer: Writer,
  options: ChangeOptions = {},
): Promise<boolean> => (await changeShown(doing, name, id, given, writer, options)) !== null

/** Changes a record; null where nothing changed. */
export async function changeShown(
  doing: Doing,
  name: string,
  id: string,
  given: unknown,
  writer: Writer,
  options: ChangeOptions = {},
): Promise<Shown | null> {
  const view = viewFor(doing, writer)
  const { object } = seen(view, name)
  mayEver(view, object, 'change', writer)
  const { from } = options
  const before = from?.row ?? (await lockAndGet(doing, view, object, id, 'change', writer))
  /** The record for rules that may look at all of it. */
  const looked = (row: Values): Values => (from ? noFurther(doing.app, object, row) : row)
  mustBeSeen(options.ifSeen, before.version)
  const problems = new Problems()
  const input = readInput(doing.app, view, object, given, writer, before, problems)
  if (writer === 'person')
    checkLocked(
      doing.app,
      object,
      looked(before),
      { ...input.values, ...input.children },
      doing.at,
      problems,
    )
  let row: Values = { ...before, ...input.values }
  if (options.stage !== undefined)
    row = { ...row, stage: options.stage, stage_since: doing.at.now.toISOString() }
  const children = childRows(doing, object, input.children, before, id, writer)
  const whole = Object.fromEntries(
    Object.keys(object.children)
      .filter((field) => !children[field])
      .map((field) => [field, before[field]]),
  )
  row = await derived(doing, object, { ...row, ...whole }, children, before, problems, looked)
  checkWhole(doing, object, row, children, problems, writer, looked)
  const differing = storedFields(object).filter(
    (one) =>
      !same(one, before[one.name], row[one.name]) &&
      !(
        one.field.kind === 'address' &&
        isItsLine(before[one.name], inParts(row[one.name], one.type))
      ),
  )
  const changed = differing.map((one) => one.name)
  const touched = Object.keys(children).filter(
    (field) => !sameRows(doing, object, field, before, children[field]!),
  )
  if (changed.length === 0 && touched.length === 0) {
    problems.done()
    return null
  }
  checkFrozen(object, before, changed, touched)
  const news = Object.fromEntries(changed.map((field) => [field, row[field]]))
  if (writer !== 'action') await checkReferences(doing, view, object, news, children, problems)
  await checkAgreements(doing, [{ object, row, children, before, changed, problems }])
  problems.done()

  const written = {
    ...row,
    version: before.version + 1,
    updated_at: doing.at.now.toISOString(),
    updated_by: doing.who.id,
  }
  const update = updateOf(
    object,
    id,
    written,
    [...changed, 'version', 'updated_at', 'updated_by'],
    from?.still,
  )
  const more = [
    ...(writer === 'action' ? peopleMustBe(doing, object, [news], [children]) : []),
    ...touched.flatMap((field) => writeChildren(doing, object, field, before, children[field]!)),
  ]
  if (options.stage !== undefined && options.stage !== before.stage)
    more.push(sql`insert into stage_visit (record, object, stage, entered_at, left_at, who, to_stage) values
      (${id}::uuid, ${name}, ${before.stage as string}, ${before.stage_since as string}::timestamptz, ${doing.at.now.toISOString()}::timestamptz, ${doing.who.id}::uuid, ${options.stage}) on conflict do nothing`)
  const kept = Object.fromEntries(
    differing.map(({ name: field, type }) => [
      field,
      [before[field] ?? null, inParts(row[field], type)] as const,
    ]),
  )
  for (const field of touched)
    Object.assign(kept, { [field]: [brief(before[field] as Values[]), brief(children[field]!)] })
  const event = {
    object: name,
    record: id,
    parent: object.parent ? (row[object.parent] as string) : null,
    deed: options.deed ?? 'change',
    version: before.version + 1,
    changes: kept,
    comment: options.comment ?? null,
  }
  const text = await store(
    doing,
    view,
    object,
    update,
    event,
    looked(written),
    writer,
    'change',
    more,
    options.last ?? false,
    from?.kept?.(written.version),
  )
  if (options.last && text !== null && 'afterCommit' in doing.tx)
    doing.tx.afterCommit(() => rememberChange(doing.app, object, before, changed, text))
  return { id, text }
}

function checkFrozen(
  object: AppObject,
  before: Row,
  changed: readonly string[],
  touched: readonly string[],
): void {
  const frozen = object.frozen
  if (object.append_only) refuse('not-allowed', { deed: 'change', object: object.label })
  if (!frozen?.stages.includes(before.stage as string)) return
  const kept = new Set([
    ...frozen.except,
    ...(frozen.once ?? []).filter((one) => (before[one] ?? null) === null),
    'stage',
    'stage_since',
    'owner',
  ])
  const field = [...changed, ...touched].find((one) => !kept.has(one))
  if (field)
    refuse('frozen', { object: object.label, stage: stageLabel(object, before.stage), field })
}

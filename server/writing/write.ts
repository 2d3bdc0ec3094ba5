// How is a record written? Read the input, derive, check the row before and as written, store it, log it.
import type { AppObject } from '#kernel/app.ts'
import { Problems, refuse } from '#kernel/error.ts'
import type { Row, Values } from '#kernel/object.ts'
import { seen } from '#kernel/query/plan.ts'
import { type Writer, readInput } from '#kernel/record/read-input.ts'
import { checkLocked } from '#kernel/record/rules.ts'
import { type Sql, sql } from '#kernel/sql.ts'
import { checkAgreements } from './agreements.ts'
import { childRows, fresh, writeChildren } from './child-rows.ts'
import { insertMany, insertOf, updateOf } from './columns.ts'
import { bothSides, changesOf, differenceOf } from './compare.ts'
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
  const more = [
    ...(writer === 'action' ? peopleMustBe(doing, object, [row], [children]) : []),
    ...Object.entries(children).flatMap(([field, rows]) =>
      rows.length ? [insertMany(doing.app.objects[object.children[field]!.object]!, rows)] : [],
    ),
  ]
  const write = insertOf(object, row)
  const storing = { write, row, event, writer, deed: 'create', more, last } as const
  return { id, text: await store(doing, view, object, storing) }
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
  const children = childRows(doing, object, input.children, before, id, writer)
  const wished = { ...before, ...input.values, ...movedTo(doing, options.stage) }
  const row = await derived(doing, object, wished, children, before, problems, looked)
  checkWhole(doing, object, row, children, problems, writer, looked)
  const difference = differenceOf(doing, object, before, row, children)
  const { changed, touched } = difference
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
  const columns = [...changed, 'version', 'updated_at', 'updated_by']
  const text = await store(doing, view, object, {
    write: updateOf(object, id, written, columns, from?.still),
    row: looked(written),
    event: {
      object: name,
      record: id,
      parent: object.parent ? (row[object.parent] as string) : null,
      deed: options.deed ?? 'change',
      version: written.version,
      changes: bothSides(difference, before, row, children),
      comment: options.comment ?? null,
    },
    writer,
    deed: 'change',
    more: [
      ...(writer === 'action' ? peopleMustBe(doing, object, [news], [children]) : []),
      ...touched.flatMap((field) => writeChildren(doing, object, field, before, children[field]!)),
      ...visitOf(doing, name, before, options.stage),
    ],
    last: options.last ?? false,
    kept: from?.kept?.(written.version),
  })
  if (options.last && text !== null && 'afterCommit' in doing.tx)
    doing.tx.afterCommit(() => rememberChange(doing.app, object, before, changed, text))
  return { id, text }
}

/** What a move puts into the record: its stage, and since when. */
const movedTo = (doing: Doing, stage: string | undefined): Values =>
  stage === undefined ? {} : { stage, stage_since: doing.at.now.toISOString() }

/** That the record stood in the stage that it leaves now, from when until when; nothing where it stays. */
const visitOf = (doing: Doing, object: string, before: Row, stage: string | undefined): Sql[] =>
  stage === undefined || stage === before.stage
    ? []
    : [
        sql`insert into stage_visit (record, object, stage, entered_at, left_at, who, to_stage) values
          (${before.id}::uuid, ${object}, ${before.stage as string}, ${before.stage_since as string}::timestamptz, ${doing.at.now.toISOString()}::timestamptz, ${doing.who.id}::uuid, ${stage}) on conflict do nothing`,
      ]

/** What is issued stays as it is; what is only ever added to is never changed. */
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

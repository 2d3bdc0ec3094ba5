// How is a record written? Read the input, derive, check the row before and as written, store it, log it.
import { isDeepStrictEqual } from 'node:util'
import { Decimal } from 'decimal.js'
import type { AppObject } from '#kernel/app.ts'
import { Problems, refuse, type Words } from '#kernel/error.ts'
import type { Deed } from '#kernel/permission.ts'
import type { Row, Values } from '#kernel/object.ts'
import { isItsLine } from '#kernel/fields/address.ts'
import { keep } from '#kernel/query/keep.ts'
import { plan, seen } from '#kernel/query/plan.ts'
import { printShown, printWritten } from '#kernel/query/print.ts'
import { sourcesOf } from '#kernel/query/sources.ts'
import { permit, type Right, type View } from '#kernel/query/view.ts'
import { type ChildInput, readInput, type Writer } from '#kernel/record/read-input.ts'
import { checkLocked, checkRow, moneyDigits, withDefaults } from '#kernel/record/rules.ts'
import { ident, type Sql, sql } from '#kernel/sql.ts'
import { relation } from '#kernel/query/relation.ts'
import { storedFields, insertMany, insertOf, updateOf } from './columns.ts'
import { sqlState } from '#server/database/errors.ts'
import { contextOf } from './context-of.ts'
import { currenciesBehind } from './currency-behind.ts'
import { type Change, eventOf, log, tell } from './log.ts'
import { get, getHeld, type Held } from './read.ts'
import { checkReferences } from './references.ts'
import { numbersOf } from './series.ts'
import { uuid7 } from './uuid7.ts'
import { type Doing, unlimited } from './world.ts'

export const personalView = (doing: Doing): View => permit(doing.app, doing.who)
/** Business code reads and writes without the person's limits; the door asked for the right to the action. */
export const wholeView = (doing: Doing): View => permit(doing.app, unlimited(doing.who))

export const viewFor = (doing: Doing, writer: Writer): View =>
  writer === 'person' ? personalView(doing) : wholeView(doing)

/** Is the right to the deed there at all? Row rules are asked later, of the row. */
export function mayEver(view: View, object: AppObject, deed: Deed, writer: Writer): void {
  if (writer !== 'person') return
  if (
    object.parent ||
    object.by_actions_only ||
    object.append_only ||
    view.objects[object.name]!.right(deed) === 'none'
  )
    refuse('not-allowed', { deed, object: object.label })
}

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
    Object.entries(children).flatMap(([field, rows]) =>
      rows.length ? [insertMany(doing.app.objects[object.children[field]!.object]!, rows)] : [],
    ),
    last,
  )
  return { id, text }
}

/** `text`: the record as JSON for the writer, or null where it has to be asked for (child rows were written too). */
export interface Shown {
  readonly id: string
  readonly text: string | null
}

/**
 * Stores the row with its event and, for a person, looks at it as written: one statement, unless child rows are
 * written as well. A row that its writer may not create or change so is refused, and nothing stays.
 * @param last nothing else is to be done in the transaction: the commit goes along
 */
async function store(
  doing: Doing,
  view: View,
  object: AppObject,
  write: Sql,
  event: Change,
  row: Values,
  writer: Writer,
  deed: Deed,
  more: readonly Sql[],
  last: boolean,
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
  const asked = printWritten(write, eventOf(doing, event), shown)
  try {
    const [written] = await (last
      ? lastly(doing, asked, tell(doing, event, row))
      : together(doing, asked, tell(doing, event, row)))
    return written!.seen ? written!.j : JSON.stringify({ id })
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

export interface ChangeOptions {
  /** Version that the caller has seen; another one now is refused. */
  readonly ifVersion?: number
  /** The move of this change: only the lifecycle passes it. */
  readonly stage?: string
  /** What the log calls it; absent = change. */
  readonly deed?: string
  readonly comment?: string | null
  /** Nothing else is to be done in the transaction. */
  readonly last?: boolean
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
  const before = await lockAndGet(doing, view, object, id, 'change', writer)
  if (options.ifVersion !== undefined && options.ifVersion !== before.version)
    refuse('moved', { version: before.version })
  const problems = new Problems()
  const input = readInput(doing.app, view, object, given, writer, before, problems)
  if (writer === 'person')
    checkLocked(
      doing.app,
      object,
      before,
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
  row = await derived(doing, object, { ...row, ...whole }, children, before, problems)
  checkWhole(doing, object, row, children, problems, writer)
  const differing = storedFields(object).filter(
    (one) =>
      !equal(before[one.name], row[one.name], one.type) &&
      !(
        one.field.kind === 'address' && isItsLine(before[one.name], inParts(row[one.name], 'jsonb'))
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
  if (writer !== 'action')
    await checkReferences(
      doing,
      view,
      object,
      Object.fromEntries(changed.map((field) => [field, row[field]])),
      children,
      problems,
    )
  problems.done()

  const written = {
    ...row,
    version: before.version + 1,
    updated_at: doing.at.now.toISOString(),
    updated_by: doing.who.id,
  }
  const update = updateOf(object, id, written, [...changed, 'version', 'updated_at', 'updated_by'])
  const more = touched.flatMap((field) =>
    writeChildren(doing, object, field, before, children[field]!),
  )
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
  return {
    id,
    text: await store(
      doing,
      view,
      object,
      update,
      event,
      written,
      writer,
      'change',
      more,
      options.last ?? false,
    ),
  }
}

/** To the recycle bin, with its child rows; refused where something living still points at it. */
export async function remove(
  doing: Doing,
  name: string,
  id: string,
  writer: Writer,
  ifVersion?: number,
): Promise<void> {
  const view = viewFor(doing, writer)
  const { object } = seen(view, name)
  if (object.append_only) refuse('not-allowed', { deed: 'remove', object: object.label })
  mayEver(view, object, 'remove', writer)
  const before = await lockAndGet(doing, view, object, id, 'remove', writer)
  if (ifVersion !== undefined && ifVersion !== before.version)
    refuse('moved', { version: before.version })
  if (object.frozen?.stages.includes(before.stage as string))
    refuse('frozen', { object: object.label, stage: stageLabel(object, before.stage) })
  await refuseIfUsed(doing, object, id)
  const now = doing.at.now.toISOString()
  await all([
    doing.tx.query(
      sql`update ${ident(name)} set removed_at = ${now}::timestamptz, removed_by = ${doing.who.id}::uuid, version = version + 1 where id = ${id}::uuid`,
    ),
    ...ownChildren(doing, object).map((child) =>
      doing.tx.query(
        sql`update ${ident(child.object)} set removed_at = ${now}::timestamptz where ${ident(child.by)} = ${id}::uuid and removed_at is null`,
      ),
    ),
    log(
      doing,
      { object: name, record: id, deed: 'remove', version: before.version + 1, changes: {} },
      before,
    ),
  ])
}

/** Out of the recycle bin, with the child rows that went with it. */
export async function restore(
  doing: Doing,
  name: string,
  id: string,
  writer: Writer,
): Promise<void> {
  const view = viewFor(doing, writer)
  const { object } = seen(view, name)
  mayEver(view, object, 'remove', writer)
  const [row] = await doing.tx.query<{ removed_at: string; version: number }>(
    sql`select removed_at, version from ${ident(name)} where id = ${id}::uuid and removed_at is not null for update`,
  )
  if (!row) refuse('not-found', { what: object.label })
  if (writer === 'person') await checkRowRule(doing, view, object, id, 'remove', true)
  await all([
    ...ownChildren(doing, object).map((child) =>
      doing.tx.query(
        sql`update ${ident(child.object)} set removed_at = null where ${ident(child.by)} = ${id}::uuid and removed_at = ${row.removed_at}::timestamptz`,
      ),
    ),
    doing.tx.query(
      sql`update ${ident(name)} set removed_at = null, removed_by = null, version = version + 1 where id = ${id}::uuid`,
    ),
    log(
      doing,
      { object: name, record: id, deed: 'restore', version: row.version + 1, changes: {} },
      { id },
    ),
  ])
}

/** Waits for all, so that no statement is still on its way when the first failure is told. */
async function all(work: readonly Promise<unknown>[]): Promise<void> {
  const ends = await Promise.allSettled(work)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** Locks the row and reads it whole; a row that may not be read is not there, one that may not be changed is refused. */
async function lockAndGet(
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

/** For each deed: is it allowed on this row? Null where the row does not exist. */
export async function rowRights(
  doing: Doing,
  view: View,
  object: AppObject,
  id: string,
  deeds: readonly Deed[],
  removed = false,
): Promise<boolean[] | null> {
  const sources = sourcesOf(doing.app, view, doing.at)
  const asked = deeds.map((deed) => {
    const right: Right = view.objects[object.name]!.right(deed)
    return sources.right(object.name, 't', right) ?? sql`true`
  })
  const columns = asked.reduce<Sql>(
    (list, one, i) => (i ? sql`${list}, coalesce(${one}, false)` : sql`coalesce(${one}, false)`),
    sql``,
  )
  const [row] = await doing.tx.query<{ rights: boolean[] }>(
    sql`select array[${columns}] as rights from ${relation(doing.app, object.name)} t ${sources.joins()} where t.id = ${id}::uuid and t.removed_at is ${removed ? sql`not null` : sql`null`}`,
  )
  return row?.rights ?? null
}

async function checkRowRule(
  doing: Doing,
  view: View,
  object: AppObject,
  id: string,
  deed: Deed,
  removed = false,
): Promise<void> {
  if (view.objects[object.name]!.right(deed) === 'all') return
  const rights = await rowRights(doing, view, object, id, [deed], removed)
  if (!rights?.[0]) refuse('not-allowed', { deed, object: object.label })
}

export function fresh(doing: Doing, object: AppObject, values: Values, writer: Writer): Values {
  const now = doing.at.now.toISOString()
  const row: Record<string, unknown> = {
    ...withDefaults(doing.app, object, values, doing.at),
    version: 1,
  }
  if (!(writer === 'history' && row.created_at)) row.created_at = now
  Object.assign(row, {
    created_by: doing.who.id,
    updated_at: row.created_at,
    updated_by: doing.who.id,
  })
  // A person's new record is theirs unless they say otherwise; null says "nobody's".
  if (row.owner === undefined) row.owner = writer === 'person' ? doing.who.id : null
  if (object.lifecycle) {
    row.stage ??= object.lifecycle.first
    row.stage_since ??= row.created_at
  }
  return row
}

export type Children = Record<string, Values[]>

export function childRows(
  doing: Doing,
  object: AppObject,
  given: Readonly<Record<string, readonly ChildInput[]>>,
  before: Row | null,
  parent: string,
  writer: Writer,
): Children {
  const children: Children = {}
  for (const [field, inputs] of Object.entries(given)) {
    const def = object.children[field]!
    const child = doing.app.objects[def.object]!
    const old = new Map(((before?.[field] ?? []) as Row[]).map((row) => [row.id, row]))
    children[field] = inputs.map((input, position) => {
      const was = input.id ? old.get(input.id) : undefined
      if (was) return { ...was, ...input.values, position, [def.by]: parent }
      const id = uuid7(doing.at.now.getTime())
      return fresh(
        doing,
        child,
        { ...input.values, id, position, [def.by]: parent },
        writer === 'person' ? 'action' : writer,
      )
    })
  }
  return children
}

/** Totals and copied values of the object's own `derive`, then the digits of each amount; children are replaced in place. */
export async function derived(
  doing: Doing,
  object: AppObject,
  row: Values,
  children: Children,
  before: Row | null,
  problems: Problems,
): Promise<Values> {
  let result = row
  if (object.derive && problems.list.length === 0) {
    const more = await object.derive(contextOf(doing), { ...row, ...children }, before)
    const own: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(more)) {
      const field = object.children[name]
      if (!field) own[name] = value
      else if (Array.isArray(value) && (children[name] || changedRows(before?.[name], value)))
        children[name] = value.map((one: Values, i) =>
          one.id
            ? { ...(children[name]?.[i] ?? {}), ...one, position: i }
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
  const ours = doing.world.company.currency
  const document = typeof result.currency === 'string' ? result.currency : ours
  const behind = await currenciesBehind(doing, object, result)
  for (const [name, rows] of Object.entries(children)) {
    const child = doing.app.objects[object.children[name]!.object]!
    children[name] = rows.map((one, i) =>
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

const changedRows = (before: unknown, after: unknown): boolean =>
  JSON.stringify(before ?? []) !== JSON.stringify(after)

export function checkWhole(
  doing: Doing,
  object: AppObject,
  row: Values,
  children: Children,
  problems: Problems,
  writer: Writer,
): void {
  const complete = writer !== 'history'
  checkRow(doing.app, object, { ...row, ...children }, doing.at, problems, '', complete)
  for (const [field, rows] of Object.entries(children))
    rows.forEach((one, i) =>
      checkRow(
        doing.app,
        doing.app.objects[object.children[field]!.object]!,
        one,
        doing.at,
        problems,
        `${field}[${i}]`,
        complete,
      ),
    )
  if (object.lifecycle && !object.lifecycle.stages[row.stage as string])
    problems.add('stage', 'not-a-choice', { value: String(row.stage).slice(0, 60) })
}

export const stageLabel = (object: AppObject, stage: unknown): Words =>
  object.lifecycle?.stages[String(stage)]?.label ?? { zh: String(stage), en: String(stage) }

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

/** A value that is kept as JSON, in its parts: on its way to the table it is a text. */
const inParts = (value: unknown, type: string): unknown =>
  type === 'jsonb' && typeof value === 'string' ? JSON.parse(value) : (value ?? null)

/** Are two stored values the same? Numbers by value: "2" is "2.00". */
export function equal(a: unknown, b: unknown, type: string): boolean {
  if ((a ?? null) === null || (b ?? null) === null) return (a ?? null) === (b ?? null)
  if (type === 'numeric') return new Decimal(a as string).eq(b as string)
  if (type === 'timestamptz')
    return new Date(a as string).getTime() === new Date(b as string).getTime()
  if (type === 'jsonb') return isDeepStrictEqual(inParts(a, type), inParts(b, type))
  return typeof a === 'object' ? JSON.stringify(a) === JSON.stringify(b) : String(a) === String(b)
}

const quiet = new Set([
  'id',
  'version',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'stage_since',
  'position',
])

export function changesOf(
  object: AppObject,
  before: Values,
  after: Values,
  children: Children,
): Record<string, [unknown, unknown]> {
  const changes: Record<string, [unknown, unknown]> = {}
  for (const one of storedFields(object)) {
    const value = after[one.name]
    if (!quiet.has(one.name) && value !== undefined && value !== null)
      changes[one.name] = [before[one.name] ?? null, inParts(value, one.type)]
  }
  for (const [field, rows] of Object.entries(children))
    if (rows.length) changes[field] = [null, rows.map((row) => withoutQuiet(row))]
  return changes
}

const withoutQuiet = (row: Values): Values =>
  Object.fromEntries(
    Object.entries(row).filter(
      ([name, value]) => !quiet.has(name) && value !== null && value !== undefined,
    ),
  )

const brief = (rows: readonly Values[] | undefined): Values[] => (rows ?? []).map(withoutQuiet)

function sameRows(
  doing: Doing,
  object: AppObject,
  field: string,
  before: Row,
  rows: readonly Values[],
): boolean {
  const old = (before[field] ?? []) as Row[]
  const stored = storedFields(doing.app.objects[object.children[field]!.object]!)
  return (
    old.length === rows.length &&
    old.every((row, i) => row.id === rows[i]!.id && !differs(stored, row, rows[i]!))
  )
}

const differs = (stored: ReturnType<typeof storedFields>, a: Values, b: Values): boolean =>
  stored.some(
    (one) =>
      !['version', 'updated_at', 'updated_by', 'created_at'].includes(one.name) &&
      one.name in b &&
      one.name in a &&
      !equal(a[one.name], b[one.name], one.type),
  )

function writeChildren(
  doing: Doing,
  object: AppObject,
  field: string,
  before: Row,
  rows: readonly Values[],
): Sql[] {
  const def = object.children[field]!
  const child = doing.app.objects[def.object]!
  const stored = storedFields(child)
  const old = new Map(((before[field] ?? []) as Row[]).map((row) => [row.id, row]))
  const now = doing.at.now.toISOString()
  const statements: Sql[] = []
  const added = rows.filter((row) => !old.has(row.id as string))
  const kept = new Set(rows.map((row) => row.id))
  const gone = [...old.keys()].filter((id) => !kept.has(id))
  if (gone.length)
    statements.push(
      sql`update ${ident(child.name)} set removed_at = ${now}::timestamptz, version = version + 1 where id = any(${gone}::uuid[])`,
    )
  for (const row of rows) {
    const was = old.get(row.id as string)
    if (!was || !differs(stored, was, row)) continue
    const names = stored
      .filter((one) => one.name in row && !equal(was[one.name], row[one.name], one.type))
      .map((one) => one.name)
    statements.push(
      updateOf(
        child,
        row.id as string,
        { ...row, version: was.version + 1, updated_at: now, updated_by: doing.who.id },
        [...names, 'version', 'updated_at', 'updated_by'],
      ),
    )
  }
  if (added.length) statements.push(insertMany(child, added))
  return statements
}

const ownChildren = (doing: Doing, object: AppObject): { object: string; by: string }[] =>
  Object.values(object.children).filter(
    (field) => doing.app.objects[field.object]!.parent === field.by,
  )

/** Living records of other objects that point here keep it from going; they are counted, not shown. */
async function refuseIfUsed(doing: Doing, object: AppObject, id: string): Promise<void> {
  for (const other of Object.values(doing.app.objects)) {
    for (const [name, field] of Object.entries(other.fields)) {
      const points =
        field.kind === 'ref' ? field.object === object.name : field.kind === object.name
      if (!points || name === 'id' || name === 'created_by' || name === 'updated_by') continue
      if (other.parent === name || (field.kind === 'ref' && field.on_remove === 'empty')) continue
      const [row] = await doing.tx.query<{ n: number }>(
        sql`select count(*)::int as n from (select 1 from ${ident(other.name)} where ${ident(field.column ?? name)} = ${id}::uuid and removed_at is null limit 100) x`,
      )
      if (row!.n > 0) refuse('still-used', { object: other.label, n: row!.n })
    }
  }
}

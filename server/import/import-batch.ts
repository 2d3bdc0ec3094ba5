// How do some rows go in, in one transaction? Find what they name, then create, change or leave alone.
import { type Problem, Problems, Refusal } from '#kernel/error.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import type { Row, Values } from '#kernel/object.ts'
import { readRight, sourcesOf } from '#kernel/query/sources.ts'
import { readInput } from '#kernel/record/read-input.ts'
import { ident, join, raw, type Sql, sql } from '#kernel/sql.ts'
import type { Tx } from '#server/database/pool.ts'
import { storedFields } from '#server/writing/columns.ts'
import { rowsOf } from '#server/reading/read.ts'
import { type Doing, systemWho } from '#server/world/world.ts'
import { asksOnce, createMany, problemsOf } from '#server/writing/write-many.ts'
import { equal } from '#server/writing/compare.ts'
import { viewFor } from '#server/world/rights.ts'
import { change } from '#server/writing/write.ts'
import { type Counts, none, type RefusedRow } from './counts.ts'
import type { KnownReferences } from './find-references.ts'
import { writeActs } from './import-acts.ts'
import { writeParts } from './import-parts.ts'
import type { ImportColumn, ImportPlan } from './plan-import.ts'
import { resolveReferences } from './resolve-references.ts'
import { type Draft, isGiven, keyOf, storedKey } from './rows.ts'
import { type Arrived, writeVisits } from './stage-visits.ts'

export interface BatchEnd {
  readonly counts: Counts
  readonly refused: readonly RefusedRow[]
}

/** Good rows in, bad ones back with their reasons. Runs in the caller's transaction and may run again. */
export async function importBatch(
  doing: Doing,
  plan: ImportPlan,
  given: readonly Draft[],
  known: KnownReferences,
): Promise<BatchEnd> {
  known.begin()
  const counts = { ...none(), rows: given.length }
  // The transaction may run again: what is written into drafts must not be seen then.
  const drafts = given.map((one) => ({
    ...one,
    values: { ...one.values },
    problems: [...one.problems],
    doubts: [],
  }))
  counts.unchanged = drafts.filter((one) => one.passed).length
  const good = (): Draft[] => drafts.filter((one) => one.problems.length === 0 && !one.passed)
  await resolveReferences(doing, plan, good(), known)
  const later = await laterOf(doing, plan, good(), known)
  for (const wave of waves(plan, good())) await write(doing, plan, wave, counts, later)
  const refused = drafts
    .filter((one) => one.problems.length)
    .map(({ line, cells, problems }) => ({ line, cells, problems }))
  return { counts: { ...counts, refused: refused.length }, refused }
}

/** The further rows about the record of a row, with what they name found. */
async function laterOf(
  doing: Doing,
  plan: ImportPlan,
  drafts: readonly Draft[],
  known: KnownReferences,
): Promise<ReadonlyMap<Draft, readonly Draft[]>> {
  const later = new Map(
    drafts
      .filter((one) => one.later)
      .map((one) => [
        one,
        one.later!.map((values): Draft => ({
          ...one,
          values: { ...values },
          problems: [],
          doubts: [],
        })),
      ]),
  )
  await resolveReferences(doing, plan, [...later.values()].flat(), known)
  return later
}

/** Rows that name the same record go in one after the other, so that the later sees the earlier. */
function waves(plan: ImportPlan, drafts: readonly Draft[]): Draft[][] {
  if (!plan.keys.length) return [[...drafts]]
  const all: Draft[][] = []
  const times = new Map<string, number>()
  for (const one of drafts) {
    const key = keyOf(plan, one)
    const n = key === undefined ? 0 : (times.get(key) ?? 0)
    if (key !== undefined) times.set(key, n + 1)
    ;(all[n] ??= []).push(one)
  }
  return all
}

async function write(
  doing: Doing,
  plan: ImportPlan,
  drafts: readonly Draft[],
  counts: Counts,
  later: ReadonlyMap<Draft, readonly Draft[]>,
): Promise<void> {
  const once = asksOnce(doing)
  const existing = new Map([
    ...(await existingRows(doing, plan, drafts)),
    ...(await sameRows(once, plan, drafts)),
  ])
  const rule = plan.mapping.rows ?? 'all'
  const fresh: Draft[] = []
  const parts: Draft[] = []
  const worked: Arrived[] = []
  for (const draft of drafts) {
    const found = existing.get(draft)
    draft.problems.push(...settle(plan, draft, found))
    if (draft.problems.length) continue
    if (found === 'two')
      draft.problems.push({
        path: plan.keys[0]!.name,
        code: 'two-matches',
        details: {
          value: String(draft.values[plan.keys[0]!.name]).slice(0, 60),
          object: plan.object.label,
        },
      })
    // Made anew it would have another id, and be made again by the next such file.
    else if (!found && plan.keys[0]?.name === 'id' && draft.values.id !== undefined)
      draft.problems.push({
        path: 'id',
        code: 'no-such-record',
        details: { object: plan.object.label },
      })
    else if (found ? rule === 'new' : rule === 'existing') counts.unchanged++
    else if (plan.parent || comesByAction(plan, draft)) parts.push(draft)
    else if (!found) fresh.push(draft)
    else if (isAtItsEnd(once, plan, draft, later.get(draft), found)) counts.unchanged++
    else if (await changeOne(once, plan, draft, found, counts))
      worked.push(arrived(plan, draft, found.id))
  }
  const known = existing as ReadonlyMap<Draft, Row>
  if (plan.parent) await writeParts(doing, plan, plan.parent, parts, known, counts)
  else if (parts.length) await writeActs(doing, plan, parts, known, counts)
  if (fresh.length) await createFresh(doing, plan, fresh, worked, counts)
  if (plan.writer === 'history') await writeVisits(doing, plan.object, worked)
}

/**
 * A name that fits several records means the one that the record names already; else it says nothing, which is told. A
 * file writes instants in whole seconds: within that second it means the instant that is there.
 */
function settle(
  { columns }: ImportPlan,
  { doubts, values }: Draft,
  found: Row | 'two' | undefined,
): Problem[] {
  if (typeof found === 'object')
    for (const { name, field } of columns)
      if (field.kind === 'datetime' && secondOf(values[name]) === secondOf(found[name]))
        values[name] = found[name]
  return doubts.flatMap(({ name, ids, problem }) => {
    const now = typeof found === 'object' ? found[name] : undefined
    if (typeof now !== 'string' || !ids.includes(now)) return [problem]
    values[name] = now
    return []
  })
}

/** The second in which an instant lies; NaN, which equals nothing, where there is none. */
const secondOf = (value: unknown): number =>
  typeof value === 'string' ? Math.floor(Date.parse(value) / 1000) : NaN

const comesByAction = ({ object: { arrives } }: ImportPlan, { values }: Draft): boolean =>
  arrives !== undefined && (!arrives.if_filled || values[arrives.on] !== undefined)

const arrived = (plan: ImportPlan, { entered, values }: Draft, id: string): Arrived => ({
  id,
  entered,
  since: typeof values.stage_since === 'string' ? values.stage_since : null,
})

async function createFresh(
  doing: Doing,
  plan: ImportPlan,
  fresh: readonly Draft[],
  worked: Arrived[],
  counts: Counts,
): Promise<void> {
  const made = await createMany(
    doing,
    plan.object.name,
    fresh.map((one) => newValues(doing, plan, one.values)),
    plan.writer,
  )
  made.forEach((one, i) => {
    if ('id' in one) {
      counts.created++
      worked.push(arrived(plan, fresh[i]!, one.id))
    } else
      fresh[i]!.problems.push(
        ...(one.problems.length
          ? one.problems
          : [{ path: '', code: 'required' as const, details: {} }]),
      )
  })
}

/** What the system brings in is nobody's until the file says whose; so is what people bring in for nobody. */
function newValues(
  doing: Doing,
  plan: ImportPlan,
  { id: _, ...values }: Record<string, unknown>,
): Values {
  const nobodys = doing.who.id === systemWho.id || plan.mapping.owner === 'nobody'
  return nobodys && plan.object.fields.owner && values.owner === undefined
    ? { ...values, owner: null }
    : values
}

/** The record that a row's key finds, as far as its columns are concerned. */
async function existingRows(
  doing: Doing,
  plan: ImportPlan,
  drafts: readonly Draft[],
): Promise<Map<Draft, Row | 'two'>> {
  const found = new Map<Draft, Row | 'two'>()
  const { keys, object } = plan
  const [key, ...others] = keys
  if (!key) return found
  const keyed = drafts.flatMap((draft) => {
    const [first, ...rest] = keys.map((one) => storedKey(one, draft.values[one.name]))
    return first === null || first === undefined
      ? []
      : [{ draft, first, whole: JSON.stringify([first, ...rest]) }]
  })
  if (keyed.length === 0) return found
  const view = viewFor(doing, plan.writer)
  const sources = sourcesOf(doing.app, view, doing.at)
  const rule = sources.right(object.name, 't', readRight(view, object.name)) ?? sql`true`
  const type = kindOf(key.field).column ?? 'uuid'
  const columnOf = (one: ImportColumn): Sql => sql`t.${ident(one.field.column ?? one.name)}::text`
  const stage = object.lifecycle ? sql`t.stage` : sql`null::text`
  const hits = await doing.tx.query<{
    k: (string | null)[]
    id: string
    stage: string | null
  }>(sql`select array[${join([key, ...others].map(columnOf), ', ')}] as k, t.id, ${stage} as stage from ${ident(object.name)} t ${sources.joins()}
    where t.${ident(key.field.column ?? key.name)} = any(${keyed.map((one) => one.first)}::${raw(type)}[]) and t.removed_at is null and ${rule} limit 20000`)
  const ids = new Map<string, { id: string; off: boolean }[]>()
  for (const hit of hits) {
    const whole = JSON.stringify(hit.k)
    ids.set(whole, [
      ...(ids.get(whole) ?? []),
      {
        id: hit.id,
        off: hit.stage !== null && (object.known_by?.unless ?? []).includes(hit.stage),
      },
    ])
  }
  const rows = await readRows(doing, plan, [...new Set(hits.map((hit) => hit.id))])
  for (const { draft, whole } of keyed) {
    const all = ids.get(whole)
    if (!all) continue
    // One that was called off and entered anew is the new one.
    const living = all.filter((one) => !one.off)
    const list = living.length ? living : all.slice(-1)
    found.set(draft, list.length > 1 ? 'two' : rows.get(list[0]!.id)!)
  }
  return found
}

/**
 * New rows say nothing where the system gives the name. One that is in all its cells like a record that is there is that
 * record: the file comes a second time. Of two equal rows each is one of two equal records, and none is what this very
 * import has made: ids rise, and its own is older.
 */
async function sameRows(
  doing: Doing,
  plan: ImportPlan,
  drafts: readonly Draft[],
): Promise<Map<Draft, Row>> {
  const found = new Map<Draft, Row>()
  const [key] = plan.keys
  const title = plan.columns.find((one) => one.name === plan.object.title && one !== key)
  const began = doing.cause.id
  if (!key || !isGiven(key) || !title || !isUuid(began)) return found
  const unnamed = drafts.filter(
    ({ values }) => values[key.name] === undefined && typeof values[title.name] === 'string',
  )
  if (unnamed.length === 0) return found
  const titles = [...new Set(unnamed.map((one) => one.values[title.name] as string))]
  const view = viewFor(doing, plan.writer)
  const sources = sourcesOf(doing.app, view, doing.at)
  const rule = sources.right(plan.object.name, 't', readRight(view, plan.object.name)) ?? sql`true`
  const column = ident(title.field.column ?? title.name)
  const hits = await doing.tx.query<{ id: string }>(
    sql`select t.id from ${ident(plan.object.name)} t ${sources.joins()} where t.${column}::text = any(${titles}::text[]) and t.removed_at is null and t.id < ${began}::uuid and ${rule} order by t.id limit 5000`,
  )
  const rows = await readRows(
    doing,
    plan,
    hits.map((one) => one.id),
  )
  for (const draft of unnamed)
    for (const row of rows.values()) {
      const { problems, differs, moves } = differenceOf(doing, plan, draft, row)
      if (differs || moves || problems.length) continue
      found.set(draft, row)
      rows.delete(row.id)
      break
    }
  return found
}

async function readRows(
  doing: Doing,
  plan: ImportPlan,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>()
  const select = [
    ...new Set([
      'id',
      'version',
      ...(plan.parent ? [plan.parent.by] : []),
      ...plan.columns.map((one) => one.name),
    ]),
  ]
  for (let at = 0; at < ids.length; at += 1000) {
    const part = ids.slice(at, at + 1000)
    for (const row of await rowsOf(doing.tx, viewFor(doing, plan.writer), doing.at, {
      from: plan.object.name,
      ids: part,
      select,
      limit: part.length,
      sort: 'id',
    }))
      rows.set(row.id, row)
  }
  return rows
}

interface Difference {
  readonly problems: readonly Problem[]
  readonly differs: boolean
  readonly moves: boolean
}

/** What a row would change in the record that its key found. */
function differenceOf(doing: Doing, plan: ImportPlan, draft: Draft, before: Row): Difference {
  const { id: _id, stage, ...values } = draft.values
  const problems = new Problems()
  const input = readInput(
    doing.app,
    viewFor(doing, plan.writer),
    plan.object,
    values,
    plan.writer,
    before,
    problems,
  )
  const differs = storedFields(plan.object).some(
    (one) => one.name in input.values && !equal(before[one.name], input.values[one.name], one.type),
  )
  return {
    problems: problems.list,
    differs,
    moves: typeof stage === 'string' && stage !== before.stage,
  }
}

/** Is the record already as it will be once all rows about it are in? Then a row that a later one takes back changes nothing. */
function isAtItsEnd(
  doing: Doing,
  plan: ImportPlan,
  draft: Draft,
  later: readonly Draft[] | undefined,
  before: Row,
): boolean {
  if (!later) return false
  const heard = later.filter(
    (one) =>
      settle(plan, one, before).length === 0 &&
      one.problems.length === 0 &&
      differenceOf(doing, plan, one, before).problems.length === 0,
  )
  const { problems, differs, moves } = differenceOf(
    doing,
    plan,
    {
      ...draft,
      values: Object.assign({}, draft.values, ...heard.map((one) => one.values)) as Draft['values'],
    },
    before,
  )
  return problems.length === 0 && !differs && !moves
}

/** Answers whether it changed. */
async function changeOne(
  doing: Doing,
  plan: ImportPlan,
  draft: Draft,
  before: Row,
  counts: Counts,
): Promise<boolean> {
  const { id: _id, stage, ...values } = draft.values
  const { problems, differs, moves } = differenceOf(doing, plan, draft, before)
  if (problems.length) {
    draft.problems.push(...problems)
    return false
  }
  if (!differs && !moves) {
    counts.unchanged++
    return false
  }
  try {
    const did = await (doing.tx as Tx).savepoint(() =>
      change(
        doing,
        plan.object.name,
        before.id,
        values,
        plan.writer,
        moves ? { stage: stage as string } : {},
      ),
    )
    counts[did ? 'changed' : 'unchanged']++
    return did
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error
    draft.problems.push(...problemsOf(error))
    return false
  }
}

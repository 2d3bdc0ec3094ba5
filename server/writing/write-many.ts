// How are many records of one object created in one go? By the same steps as one, with one statement for all rows.
import type { AppObject } from '#kernel/app.ts'
import type { Context } from '#kernel/context.ts'
import { type Problem, Problems, refuse, Refusal } from '#kernel/error.ts'
import { sentence } from '#kernel/sentence.ts'
import type { Values } from '#kernel/object.ts'
import { seen } from '#kernel/query/plan.ts'
import { sourcesOf } from '#kernel/query/sources.ts'
import type { View } from '#kernel/query/view.ts'
import { readInput, type Writer } from '#kernel/record/read-input.ts'
import { ident, sql } from '#kernel/sql.ts'
import type { Tx } from '#server/database/pool.ts'
import { checkAgreements } from './agreements.ts'
import { insertMany } from './columns.ts'
import { bindContext, contextOf } from '#server/world/context-of.ts'
import { logMany } from './log.ts'
import { peopleMustBe } from './named-people.ts'
import { checkManyReferences } from './references.ts'
import { uuid7 } from './uuid7.ts'
import type { Doing } from '#server/world/world.ts'
import { childRows, fresh } from './child-rows.ts'
import type { Children } from './compare.ts'
import { changesOf } from './compare.ts'
import { checkWhole, derived, numbered } from './derive.ts'
import { mayEver, viewFor } from '#server/world/rights.ts'
import { create } from './write.ts'

export type Made = { readonly id: string } | { readonly problems: readonly Problem[] }

interface Draft {
  readonly place: number
  readonly id: string
  readonly row: Values
  readonly children: Children
}

/**
 * Creates a record for each of the inputs; those with problems are told and left out, the others go in. What many
 * rows ask in the same words (settings, the product of a line) is read once.
 */
export async function createMany(
  outer: Doing,
  name: string,
  givens: readonly unknown[],
  writer: Writer,
): Promise<Made[]> {
  const doing = asksOnce(outer)
  const view = viewFor(doing, writer)
  const { object } = seen(view, name)
  mayEver(view, object, 'create', writer)
  const made: Made[] = []
  const good: Draft[] = []
  try {
    await (doing.tx as Tx).savepoint(async () => {
      const under: Promise<unknown>[] = []
      const ready = (from: number): Promise<Draft[]> => {
        const part = readyPart(
          doing,
          view,
          object,
          givens.slice(from, from + together),
          from,
          writer,
          made,
        )
        // A failure is told where the part is waited for.
        part.catch(() => {})
        under.push(part)
        return part
      }
      try {
        // While PostgreSQL stores one part, the next one is made ready here: what it asks stands before the storing of
        // this one in the queue, so that nobody waits for an answer while nothing is being stored.
        let next = ready(0)
        for (let from = 0; from < givens.length; from += together) {
          const part = await next
          if (from + together < givens.length) {
            next = ready(from + together)
            await turn()
          }
          good.push(...part)
          under.push(...store(doing, object, part, writer))
        }
      } finally {
        const ends = await Promise.allSettled(under)
        const failed = ends.find((end) => end.status === 'rejected')
        if (failed) throw failed.reason
      }
      if (writer === 'person')
        await checkRowRules(
          doing,
          view,
          object,
          good.map((one) => one.id),
        )
      // What a refused row wrote elsewhere (a line in the books) must not stay: all is undone, the good ones go again.
      if (made.some((one, place) => 'problems' in one && wrote(doing).has(place))) throw new Again()
    })
    for (const one of good) made[one.place] = { id: one.id }
  } catch (error) {
    if (error instanceof Again) {
      const places = givens.flatMap((_, place) =>
        made[place] && 'problems' in made[place] ? [] : [place],
      )
      const rest = await createMany(
        outer,
        name,
        places.map((place) => givens[place]),
        writer,
      )
      places.forEach((place, i) => {
        made[place] = rest[i]!
      })
      return made
    }
    if (!(error instanceof Refusal) || error.status >= 500) throw error
    // One of them is refused by the database or by a rule of rows: each goes its own way, to tell which.
    for (const [place, given] of givens.entries())
      if (!made[place]) made[place] = await alone(outer, name, given, writer)
  }
  return made
}

class Again extends Error {}

const writers = new WeakMap<Doing, { at: number; readonly places: Set<number> }>()
/** The places of the rows whose business code wrote something else. */
const wrote = (doing: Doing): ReadonlySet<number> => writers.get(doing)!.places

/** Rows of one statement: few enough that neither side waits long for the first of a batch. */
const together = 64
/** Until everything that needs no answer from outside has been done. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Some rows with all that is known of them before they are stored; those with problems are told in `made`. */
async function readyPart(
  doing: Doing,
  view: View,
  object: AppObject,
  givens: readonly unknown[],
  first: number,
  writer: Writer,
  made: Made[],
): Promise<Draft[]> {
  const drafts: Draft[] = []
  for (const [i, given] of givens.entries()) {
    const problems = new Problems()
    writers.get(doing)!.at = first + i
    const draft = await drafted(doing, view, object, given, writer, first + i, problems)
    if (problems.list.length || !draft) made[first + i] = { problems: problems.list }
    else drafts.push(draft)
  }
  const found = drafts.map(() => new Problems())
  if (writer !== 'action') await checkManyReferences(doing, view, object, drafts, found)
  await checkAgreements(
    doing,
    drafts.map(({ row, children }, i) => ({
      object,
      row,
      children,
      before: null,
      changed: [],
      problems: found[i]!,
    })),
  )
  found.forEach((problems, i) => {
    if (problems.list.length) made[drafts[i]!.place] = { problems: problems.list }
  })
  return numberedAll(
    doing,
    object,
    drafts.filter((_, i) => found[i]!.list.length === 0),
  )
}

async function drafted(
  doing: Doing,
  view: View,
  object: AppObject,
  given: unknown,
  writer: Writer,
  place: number,
  problems: Problems,
): Promise<Draft | null> {
  const input = readInput(doing.app, view, object, given, writer, null, problems)
  const id = uuid7(doing.at.now.getTime())
  const children = childRows(doing, object, input.children, null, id, writer)
  try {
    const row = await derived(
      doing,
      object,
      fresh(doing, object, { ...input.values, id }, writer),
      children,
      null,
      problems,
    )
    checkWhole(doing, object, row, children, problems, writer)
    return { place, id, row, children }
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error
    problems.list.push(...problemsOf(error))
    return null
  }
}

/** A refusal of a row as its problems. */
export const problemsOf = (refusal: Refusal): readonly Problem[] =>
  refusal.problems.length
    ? refusal.problems
    : [
        {
          path: '',
          code: 'rule',
          details: {
            says: {
              zh: sentence(refusal.row.zh, refusal.details, 'zh'),
              en: sentence(refusal.row.en, refusal.details, 'en'),
            },
          },
        },
      ]

async function numberedAll(
  doing: Doing,
  object: AppObject,
  drafts: readonly Draft[],
): Promise<Draft[]> {
  const rows = await numbered(
    doing,
    object,
    drafts.map((one) => one.row),
  )
  for (const one of drafts)
    for (const [field, list] of Object.entries(one.children))
      await numbered(doing, doing.app.objects[object.children[field]!.object]!, list)
  return drafts.map((one, i) => ({ ...one, row: rows[i]! }))
}

function store(
  doing: Doing,
  object: AppObject,
  drafts: readonly Draft[],
  writer: Writer,
): Promise<unknown>[] {
  if (drafts.length === 0) return []
  const byField = new Map<string, Values[]>()
  for (const one of drafts)
    for (const [field, rows] of Object.entries(one.children))
      byField.set(field, [...(byField.get(field) ?? []), ...rows])
  const rows = drafts.map((one) => one.row)
  const people =
    writer === 'action'
      ? peopleMustBe(
          doing,
          object,
          rows,
          drafts.map((one) => one.children),
        )
      : []
  const statements: Promise<unknown>[] = [insertMany(object, rows), ...people].map((one) =>
    doing.tx.query(one),
  )
  for (const [field, parts] of byField)
    if (parts.length)
      statements.push(
        doing.tx.query(insertMany(doing.app.objects[object.children[field]!.object]!, parts)),
      )
  statements.push(
    logMany(
      doing,
      drafts.map(({ id, row, children }) => ({
        change: {
          object: object.name,
          record: id,
          parent: object.parent ? (row[object.parent] as string) : null,
          deed: 'create',
          version: 1,
          changes: changesOf(object, {}, row, children),
        },
        row,
      })),
    ),
  )
  // A failure is told where all of them are waited for.
  for (const one of statements) one.catch(() => {})
  return statements
}

/** Are all of them rows that the person may create? */
async function checkRowRules(
  doing: Doing,
  view: View,
  object: AppObject,
  ids: readonly string[],
): Promise<void> {
  const right = view.objects[object.name]!.right('create')
  if (right === 'all') return
  const sources = sourcesOf(doing.app, view, doing.at)
  const rule = sources.right(object.name, 't', right) ?? sql`true`
  const [row] = await doing.tx.query<{ n: number }>(
    sql`select count(*)::int as n from ${ident(object.name)} t ${sources.joins()} where t.id = any(${ids}::uuid[]) and not coalesce(${rule}, false)`,
  )
  if (row!.n > 0) refuse('not-allowed', { deed: 'create', object: object.label })
}

async function alone(doing: Doing, name: string, given: unknown, writer: Writer): Promise<Made> {
  try {
    return { id: await (doing.tx as Tx).savepoint(() => create(doing, name, given, writer)) }
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error
    return { problems: problemsOf(error) }
  }
}

/** The same work, whose business code reads what it asks for in the same words only once. */
export function asksOnce(doing: Doing): Doing {
  const own: Doing = { ...doing }
  const context = contextOf(own)
  const known = new Map<string, ReturnType<Context['find']>>()
  const rows = { at: 0, places: new Set<number>() }
  writers.set(own, rows)
  bindContext(own, {
    ...context,
    create(object, values) {
      rows.places.add(rows.at)
      return context.create(object, values)
    },
    find(object, equal, more = {}) {
      if (more.lock) return context.find(object, equal, more)
      const key = JSON.stringify([object, equal, more])
      let rows = known.get(key)
      if (!rows) {
        if (known.size > 5000) known.clear()
        known.set(key, (rows = context.find(object, equal, more)))
      }
      return rows
    },
  })
  return own
}

// How are all records that fit a condition changed, filled or removed? As a job, in batches; each "no" is told with its record.
import type { AppObject } from '#kernel/app.ts'
import { Problems, Refusal, refuse } from '#kernel/error.ts'
import { isWrittenByHand, type Row, type Values } from '#kernel/object.ts'
import { plan, seen } from '#kernel/query/plan.ts'
import { ident, sql } from '#kernel/sql.ts'
import { permit } from '#kernel/query/view.ts'
import type { LongKind } from '#server/jobs/kinds.ts'
import { placeLabel } from '#kernel/field-label.ts'
import { wordsOf } from '#server/jobs/run-long.ts'
import type { Tx } from '#server/database/pool.ts'
import { jsonObject } from '#kernel/json.ts'
import { list } from '#server/reading/read.ts'
import { readSet } from '#server/reading/read-formulas.ts'
import { circumstances, type Doing } from '#server/world/world.ts'
import { remove } from './recycle.ts'
import { change } from './write.ts'

/** What is asked for: a change, filling a field, or removing. */
export interface BulkInput {
  readonly object: string
  readonly filter: string
  readonly search: string
  /** The values that every record gets; null where they are filled or removed. */
  readonly change: Values | null
  /** A field with a default: records in which it is empty get it, as a new record would. */
  readonly fill: string | null
  readonly count: number
}

interface Found {
  readonly done: number
  readonly same: number
  readonly refused: number
  /** The first of those refused, with why. */
  readonly told: readonly {
    readonly id: string
    readonly title: string
    readonly says: { readonly zh: string; readonly en: string }
  }[]
  /** Goes on after this record. */
  readonly after: string | null
}
const nothing: Found = { done: 0, same: 0, refused: 0, told: [], after: null }

/** So many are written in one transaction. */
const together = 100
const mostTold = 500

/** Who may come in is decided one by one, with the person proved anew. */
const oneByOne = new Set(['person', 'team', 'company'])

/** May many of them be written in one go at all? */
export const inBulk = (object: AppObject): boolean =>
  isWrittenByHand(object) && !oneByOne.has(object.name)

/** The body of the call, with each part of the right shape. Whether it makes sense is asked at once, not by the job. */
export function bulkOf(view: Parameters<typeof plan>[0], object: string, body: unknown): BulkInput {
  const problems = new Problems()
  const given = jsonObject(body)
  problems.onlyKnown(given, ['filter', 'search', 'change', 'fill', 'remove', 'count'])
  const text = (name: 'filter' | 'search'): string => {
    const value = given[name] ?? ''
    if (typeof value === 'string') return value
    problems.add(name, 'wrong-type', { expected: { zh: '文本', en: 'text' } })
    return ''
  }
  const [filter, search] = [text('filter'), text('search')]
  const { change: values, fill, remove: removes, count } = given
  const isChange =
    typeof values === 'object' &&
    values !== null &&
    !Array.isArray(values) &&
    Object.keys(values).length > 0
  const isFill = typeof fill === 'string'
  if (fill !== undefined && !isFill)
    problems.add('fill', 'wrong-type', { expected: { zh: '字段名', en: 'the name of a field' } })
  else if ([isChange, isFill, removes === true].filter(Boolean).length !== 1)
    problems.add('change', 'required')
  if (!Number.isInteger(count) || (count as number) < 0) problems.add('count', 'required')
  problems.done()
  const { object: def, fields, right } = seen(view, object)
  const deed = removes === true ? 'remove' : 'change'
  if (!inBulk(def) || right(deed) === 'none') refuse('not-allowed', { deed, object: def.label })
  if (isFill && fields[fill]?.default === undefined)
    problems.add('fill', 'wrong-type', {
      expected: { zh: '有默认值的字段', en: 'a field with a default' },
    })
  problems.done()
  plan(view, { from: object, where: filter, search, select: ['id'] })
  return {
    object,
    filter,
    search,
    change: isChange ? (values as Values) : null,
    fill: isFill ? fill : null,
    count: count as number,
  }
}

/** Newest first by id, so that what is added meanwhile is not in it, and what no longer fits has been passed already. */
export const bulkKind: LongKind = {
  label: { zh: '批量修改', en: 'Bulk change' },
  async run({ world, id, who, input, done, found, signal, progress }) {
    const { object, filter, search, count, ...deed } = input as unknown as BulkInput
    let at = { ...nothing, ...(found as Partial<Found> | null) }
    let cursor = done
    for (;;) {
      if (signal.aborted) throw signal.reason
      const view = permit(world.app, who)
      const title = seen(view, object).object.title
      const select = ['id', ...(seen(view, object).fields[title] ? [title] : [])]
      const page = await list(world.db, view, circumstances(world, who), {
        from: object,
        where: filter,
        search,
        select,
        sort: '-id',
        limit: together,
        ...(at.after ? { after: at.after } : {}),
      })
      const rows = page.rows.map((text) => JSON.parse(text) as Row)
      if (rows.length) {
        const before = at
        const from = cursor
        at = await world.db.transaction(
          async (tx) => {
            const next = await batch(
              {
                world,
                app: world.app,
                tx,
                who,
                at: circumstances(world, who),
                cause: { kind: 'person', id },
                action: null,
              },
              object,
              deed,
              rows,
              title,
              before,
            )
            await progress(tx, from, from + rows.length, count, {
              object,
              ...next,
              after: page.next,
            })
            return { ...next, after: page.next }
          },
          { statementMs: 60_000 },
        )
        cursor += rows.length
      }
      if (!page.next) return { object, ...at }
    }
  },
}

async function batch(
  doing: Doing,
  object: string,
  deed: Pick<BulkInput, 'change' | 'fill'>,
  rows: readonly Row[],
  title: string,
  before: Found,
): Promise<Found> {
  let { done, same, refused } = before
  const told = [...before.told]
  for (const row of rows) {
    try {
      const changed = await (doing.tx as Tx).savepoint(() => one(doing, object, deed, row.id))
      if (changed) done++
      else same++
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error
      refused++
      if (told.length < mostTold)
        told.push({
          id: row.id,
          title: String(row[title] ?? ''),
          says: wordsOf(error, (path) => placeLabel(doing.app.objects[object], path)),
        })
    }
  }
  return { done, same, refused, told, after: before.after }
}

/** One of them; whether anything of it changed. */
async function one(
  doing: Doing,
  object: string,
  { change: values, fill }: Pick<BulkInput, 'change' | 'fill'>,
  id: string,
): Promise<boolean> {
  if (values) return change(doing, object, id, values, 'person')
  if (fill) return fillOne(doing, object, fill, id)
  await remove(doing, object, id, 'person')
  return true
}

/** The default as a new record would get it; whoever filled the field meanwhile has filled it. */
async function fillOne(doing: Doing, object: string, name: string, id: string): Promise<boolean> {
  const field = doing.app.objects[object]?.fields[name]
  if (field?.default === undefined) return false
  const [empty] = await doing.tx.query(
    sql`select 1 from ${ident(object)} where id = ${id}::uuid and ${ident(field.column ?? name)} is null for update`,
  )
  if (!empty) return false
  const set = await readSet(doing, object, id, { [name]: field.default }, null)
  return change(doing, object, id, set, 'person')
}

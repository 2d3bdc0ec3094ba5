// How do two records become one? What points at the second points at the first; blanks are filled; the second goes.
import type { App, AppObject } from '#kernel/app.ts'
import { refuse, type Words } from '#kernel/error.ts'
import { isWrittenByHand, type Row, type Values } from '#kernel/object.ts'
import { seen } from '#kernel/query/plan.ts'
import { ident, join, literal, type Sql, sql } from '#kernel/sql.ts'
import { whoDisagrees } from './agreements.ts'
import { storedFields } from './columns.ts'
import { brief } from './compare.ts'
import { eventOfEach, log } from './log.ts'
import { get } from '#server/reading/read.ts'
import type { Doing } from '#server/world/world.ts'
import { personalView, rowRights, wholeView } from '#server/world/rights.ts'
import { change } from './write.ts'

/**
 * Merges `other` into `id`. The caller must be allowed to change the first and to remove the second. Refuses where
 * documents that may not change any more, or their lines, name the second: then the merge must go the other way round;
 * and where those that name the second are of another customer than the first.
 */
export async function merge(doing: Doing, name: string, id: string, other: string): Promise<void> {
  const view = personalView(doing)
  const { object } = seen(view, name)
  if (id === other || !mergeable(object))
    refuse('not-allowed', { deed: { zh: '合并', en: 'merge' } })
  // Locked in the order of the ids, so that two merges the opposite way never wait for each other.
  await doing.tx.query(
    sql`select id from ${ident(name)} where id = any(${[id, other]}::uuid[]) and removed_at is null order by id for update`,
  )
  const [mine, theirs] = await Promise.all([
    rowRights(doing, view, object, id, ['read', 'change']),
    rowRights(doing, view, object, other, ['read', 'remove']),
  ])
  if (!mine?.[0] || !theirs?.[0]) refuse('not-found', { what: object.label })
  if (!mine[1] || !theirs[1]) refuse('not-allowed', { deed: { zh: '合并', en: 'merge' } })
  const [keep, gone] = await Promise.all([
    get(doing.tx, wholeView(doing), doing.at, name, id),
    get(doing.tx, wholeView(doing), doing.at, name, other),
  ])
  await repoint(doing, object, id, other)
  // Asked also where no blank is filled: what follows from its rows is calculated anew, over those that came to it.
  await change(doing, name, id, blanks(object, keep, gone), 'action', { deed: 'merge' })
  const unlike = await whoDisagrees(doing, object, id)
  if (unlike) refuse('merge-disagrees', unlike)
  const made = await get(doing.tx, wholeView(doing), doing.at, name, id)
  const now = doing.at.now.toISOString()
  await doing.tx.query(
    sql`update ${ident(name)} set removed_at = ${now}::timestamptz, removed_by = ${doing.who.id}::uuid, updated_at = ${now}::timestamptz, updated_by = ${doing.who.id}::uuid, version = version + 1 where id = ${other}::uuid`,
  )
  await log(
    doing,
    {
      object: name,
      record: other,
      deed: 'remove',
      version: gone.version + 1,
      changes: { merged_into: [null, id] },
    },
    gone,
  )
  await log(
    doing,
    {
      object: name,
      record: id,
      deed: 'merge',
      version: made.version,
      changes: { merged_from: [null, other], ...movedRows(doing, object, keep, made) },
    },
    keep,
  )
}

/** The rows of the second that are rows of the first now: without them the log would not make it again (L7). */
function movedRows(
  doing: Doing,
  object: AppObject,
  before: Row,
  after: Row,
): Record<string, [unknown, unknown]> {
  return Object.fromEntries(
    Object.entries(object.children).flatMap(([field, { object: child }]) => {
      const [was, now] = [before[field], after[field]].map((rows) => brief(rows as Values[]))
      const own = doing.app.objects[child]!.parent === object.children[field]!.by
      return own && was!.length !== now!.length ? [[field, [was, now] as [unknown, unknown]]] : []
    }),
  )
}

/**
 * Two of a customer may be one; two documents are two, each with its own number, sums and content. What goes through
 * stages has a story of its own, so it is merged only where it says by what two of it are the same.
 */
export const mergeable = (object: AppObject): boolean =>
  isWrittenByHand(object) &&
  !object.frozen &&
  !object.always &&
  (!object.lifecycle || object.duplicates !== undefined)

/** The fields that the first leaves empty and the second has. */
function blanks(object: AppObject, keep: Row, gone: Row): Values {
  const filled: Record<string, unknown> = {}
  for (const { name, field } of storedFields(object)) {
    if (field.read_only || field.unique || ['owner', 'external_id', 'stage'].includes(name))
      continue
    if ((keep[name] ?? null) === null && (gone[name] ?? null) !== null) filled[name] = gone[name]
  }
  return filled
}

async function repoint(doing: Doing, object: AppObject, id: string, other: string): Promise<void> {
  for (const holder of Object.values(doing.app.objects))
    for (const [name, field] of Object.entries(holder.fields)) {
      const points =
        field.kind === 'ref' ? field.object === object.name : field.kind === object.name
      if (!points || name === 'id' || name === 'created_by' || name === 'updated_by') continue
      const column = ident(field.column ?? name)
      const { shut, label } = standing(doing.app, holder, name)
      const [held] = await doing.tx.query<{ n: number }>(
        sql`select count(*)::int as n from ${ident(holder.name)} t where ${column} = ${other}::uuid and ${shut}`,
      )
      if (held!.n) refuse('still-used', { object: label, n: held!.n })
      const moved = sql`update ${ident(holder.name)} set ${column} = ${id}::uuid, version = version + 1 where ${column} = ${other}::uuid`
      // Rows of the record itself are told with it.
      if (holder.parent === name) await doing.tx.query(moved)
      else {
        const up = holder.parent
          ? sql`t.${ident(holder.fields[holder.parent]!.column ?? holder.parent)}`
          : sql`null::uuid`
        const told = eventOfEach(doing, holder.name, up, { [name]: [other, id] })
        await doing.tx.query(sql`with t as (${moved} returning *) ${told}`)
      }
    }
}

/** Which rows of the holder keep what they name: those of documents that stand, and their lines. */
function standing(app: App, holder: AppObject, field: string): { shut: Sql; label: Words } {
  if (holder.append_only) return { shut: sql`true`, label: holder.label }
  if (holder.frozen) return { shut: inStages(holder.frozen.stages), label: holder.label }
  const up = holder.parent ? holder.fields[holder.parent] : undefined
  const parent = up?.kind === 'ref' ? app.objects[up.object] : undefined
  if (!parent?.frozen || holder.frozen_with_parent?.except.includes(field))
    return { shut: sql`false`, label: holder.label }
  return {
    shut: sql`exists (select 1 from ${ident(parent.name)} p where p.id = t.${ident(up!.column ?? holder.parent!)} and ${inStages(parent.frozen.stages)})`,
    label: parent.label,
  }
}

const inStages = (stages: readonly string[]): Sql =>
  stages.length ? sql`stage in (${join(stages.map(literal), ', ')})` : sql`false`

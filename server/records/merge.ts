// How do two records become one? What points at the second points at the first; blanks are filled; the second goes.
import { invariant, refuse } from '#kernel/error.ts'
import type { AppObject } from '#kernel/app.ts'
import type { Row, Values } from '#kernel/object.ts'
import { seen } from '#kernel/query/plan.ts'
import { ident, join, literal, sql } from '#kernel/sql.ts'
import { storedFields } from './columns.ts'
import { log } from './log.ts'
import { get } from './read.ts'
import type { Doing } from './world.ts'
import { personalView, rowRights, wholeView } from './rights.ts'
import { change } from './write.ts'

/**
 * Merges `other` into `id`. The caller must be allowed to change the first and to remove the second. Refuses where
 * documents that may not change any more name the second: then the merge must go the other way round.
 */
export async function merge(doing: Doing, name: string, id: string, other: string): Promise<void> {
  const view = personalView(doing)
  const { object } = seen(view, name)
  if (id === other || object.by_actions_only || object.append_only || object.parent)
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
  if (object.frozen?.stages.includes(gone.stage as string))
    refuse('frozen', { object: object.label, stage: String(gone.stage) })
  await repoint(doing, object, id, other)
  const filled = blanks(object, keep, gone)
  if (Object.keys(filled).length) await change(doing, name, id, filled, 'action', { deed: 'merge' })
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
      version: keep.version,
      changes: { merged_from: [null, other] },
    },
    keep,
  )
}

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
      const stages = holder.frozen?.stages ?? []
      invariant(
        stages.every((stage) => !stage.includes('\0')),
        'stages are names',
      )
      const shut = holder.append_only
        ? sql`true`
        : stages.length
          ? sql`stage in (${join(stages.map(literal), ', ')})`
          : sql`false`
      const [held] = await doing.tx.query<{ n: number }>(
        sql`select count(*)::int as n from ${ident(holder.name)} where ${column} = ${other}::uuid and ${shut}`,
      )
      if (held!.n) refuse('still-used', { object: holder.label, n: held!.n })
      await doing.tx.query(
        sql`update ${ident(holder.name)} set ${column} = ${id}::uuid, version = version + 1 where ${column} = ${other}::uuid`,
      )
    }
}

// How does a record go to the recycle bin and come back, with what belongs to it?
import type { AppObject } from '#kernel/app.ts'
import { Problems, refuse } from '#kernel/error.ts'
import { seen } from '#kernel/query/plan.ts'
import type { Writer } from '#kernel/record/read-input.ts'
import { ident, sql } from '#kernel/sql.ts'
import { checkAgreesAsItStands } from './agreements.ts'
import { storedFields } from './columns.ts'
import { lockAndGet } from './hold.ts'
import { mustBeSeen, type Seen } from './if-seen.ts'
import { log } from './log.ts'
import { checkRowRule, mayEver, viewFor } from '#server/world/rights.ts'
import { stageLabel } from '#server/world/stage-label.ts'
import { all } from './store.ts'
import type { Doing } from '#server/world/world.ts'

/** To the recycle bin, with its child rows; refused where something living still points at it. */
export async function remove(
  doing: Doing,
  name: string,
  id: string,
  writer: Writer,
  ifSeen?: Seen,
): Promise<void> {
  const view = viewFor(doing, writer)
  const { object } = seen(view, name)
  if (object.append_only) refuse('not-allowed', { deed: 'remove', object: object.label })
  mayEver(view, object, 'remove', writer)
  const before = await lockAndGet(doing, view, object, id, 'remove', writer)
  mustBeSeen(ifSeen, before.version)
  if (object.frozen?.stages.includes(before.stage as string))
    refuse('frozen', { object: object.label, stage: stageLabel(object, before.stage) })
  await refuseIfUsed(doing, object, id)
  const now = doing.at.now.toISOString()
  await all([
    doing.tx.query(
      sql`update ${ident(name)} set removed_at = ${now}::timestamptz, removed_by = ${doing.who.id}::uuid, updated_at = ${now}::timestamptz, updated_by = ${doing.who.id}::uuid, version = version + 1 where id = ${id}::uuid`,
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
  await refuseIfAlone(doing, object, id)
  await all([
    ...ownChildren(doing, object).map((child) =>
      doing.tx.query(
        sql`update ${ident(child.object)} set removed_at = null where ${ident(child.by)} = ${id}::uuid and removed_at = ${row.removed_at}::timestamptz`,
      ),
    ),
    doing.tx.query(
      sql`update ${ident(name)} set removed_at = null, removed_by = null, updated_at = ${doing.at.now.toISOString()}::timestamptz, updated_by = ${doing.who.id}::uuid, version = version + 1 where id = ${id}::uuid`,
    ),
    log(
      doing,
      { object: name, record: id, deed: 'restore', version: row.version + 1, changes: {} },
      { id },
    ),
  ])
}

/** What it refers to has to be out of the recycle bin first, or it would name what is not there; and agree with it still. */
async function refuseIfAlone(doing: Doing, object: AppObject, id: string): Promise<void> {
  const problems = new Problems()
  for (const { name, column, field } of storedFields(object)) {
    if (field.kind !== 'ref' || name === 'id' || field.on_remove === 'empty') continue
    const [gone] = await doing.tx.query(
      sql`select 1 from ${ident(object.name)} t join ${ident(field.object)} o on o.id = t.${ident(column)} where t.id = ${id}::uuid and o.removed_at is not null`,
    )
    if (gone)
      problems.add(name, 'in-recycle-bin', { object: doing.app.objects[field.object]!.label })
  }
  if (problems.list.length === 0) await checkAgreesAsItStands(doing, object, id, problems)
  problems.done()
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

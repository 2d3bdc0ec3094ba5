// What may this person do to this row?
import type { AppObject } from '#kernel/app.ts'
import { refuse } from '#kernel/error.ts'
import { isWrittenByHand } from '#kernel/object.ts'
import type { Deed } from '#kernel/permission.ts'
import { relation } from '#kernel/query/relation.ts'
import { sourcesOf } from '#kernel/query/sources.ts'
import { type Right, type View, permit } from '#kernel/query/view.ts'
import type { Writer } from '#kernel/record/read-input.ts'
import { type Sql, sql } from '#kernel/sql.ts'
import { type Doing, unlimited } from './world.ts'

export const personalView = (doing: Doing): View => permit(doing.app, doing.who)
/** Business code reads and writes without the person's limits; the door asked for the right to the action. */
export const wholeView = (doing: Doing): View => permit(doing.app, unlimited(doing.who))

export const viewFor = (doing: Doing, writer: Writer): View =>
  writer === 'person' ? personalView(doing) : wholeView(doing)

/** Is the right to the deed there at all? Row rules are asked later, of the row. */
export function mayEver(view: View, object: AppObject, deed: Deed, writer: Writer): void {
  if (writer !== 'person') return
  if (!isWrittenByHand(object) || view.objects[object.name]!.right(deed) === 'none')
    refuse('not-allowed', { deed, object: object.label })
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

export async function checkRowRule(
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

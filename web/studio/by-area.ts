// How are objects grouped where all of them are listed? In the order of the menu; those that stand in no area come last.
import type { AppObject } from '#kernel/app.ts'
import type { Words } from '#kernel/error.ts'
import { objectsOf } from '#kernel/view/view.ts'
import { say } from '#web/words.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'

export interface AreaGroup {
  /** The area; "" for those that stand in none. */
  readonly key: string
  readonly label: string
  readonly objects: readonly AppObject[]
}

/** `others` is what the last group is called. Groups without an object are left out. */
export function byArea({ objects, areas }: WholeModel, others: Words): AreaGroup[] {
  const placed = new Set(Object.values(areas).flatMap(objectsOf))
  const groups = Object.entries(areas).map(([key, area]) => ({
    key,
    label: say(area.label),
    objects: objectsOf(area).flatMap((name) => objects[name] ?? []) as AppObject[],
  }))
  const rest = Object.values(objects).filter((one) => !placed.has(one.name)) as AppObject[]
  return [...groups, { key: '', label: say(others), objects: rest }].filter(
    (group) => group.objects.length,
  )
}

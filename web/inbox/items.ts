// In which order does the inbox stand, and where does each item lead?
import { limitOf } from '#kernel/lifecycle/lifecycle.ts'
import { beganBy } from '#kernel/time/working-time.ts'
import type { Inbox } from '#kernel/api/my-work.ts'
import type { Meta } from '#kernel/api/meta.ts'
import { pluralOf } from '#web/meta.ts'
import { say } from '#web/words.ts'

export type Item = Inbox['items'][number]
export type Kind = Item['kind']

/** Kinds as they are worked off: someone waits for an answer first, news last. */
export const kinds: readonly Kind[] = ['approval', 'task', 'follow_up', 'due', 'stuck', 'notice']

/** What it is called, and what is to be said of it besides: its own title, or the objects that stand still. */
export function saidOf(
  item: Item,
  objects: Meta['objects'],
): { readonly title: string; readonly more: string } {
  const object = item.kind === 'stuck' && item.object ? objects[item.object] : undefined
  const title = object ? pluralOf(object) : item.title
  return title ? { title, more: say(item.text) } : { title: say(item.text), more: '' }
}

export interface Group {
  readonly kind: Kind
  readonly items: readonly Item[]
}

/** One list in groups; inside a group the oldest due first, news newest first. */
export function groupsOf(items: readonly Item[], only: Kind | null): Group[] {
  return kinds.flatMap((kind) => {
    if (only && kind !== only) return []
    const some = items.filter((item) => item.kind === kind)
    if (!some.length) return []
    const when = (item: Item) => item.due ?? item.since
    const sorted = some.toSorted((a, b) =>
      kind === 'notice' ? when(b).localeCompare(when(a)) : when(a).localeCompare(when(b)),
    )
    return [{ kind, items: sorted }]
  })
}

/** The one below, or else the one above, once an item is gone. */
export function afterGone(order: readonly string[], gone: string): string | null {
  const at = order.indexOf(gone)
  return order[at + 1] ?? order[at - 1] ?? null
}

/** The filter of a list that shows what is stuck: each stage with its own limit, as it counts now. */
export function stuckFilter(meta: Meta, object: string, now = new Date()): string {
  const stages = Object.entries(meta.objects[object]?.lifecycle?.stages ?? {}).flatMap(
    ([name, stage]) => {
      const limit = limitOf(stage ?? undefined)
      if (!limit) return []
      const began = beganBy(meta.company.calendar, now, limit).toISOString()
      return [`(stage = "${name}" and stage_since <= "${began}")`]
    },
  )
  return stages.length ? `owner = me and (${stages.join(' or ')})` : 'owner = me'
}

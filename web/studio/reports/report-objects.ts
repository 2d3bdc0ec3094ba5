// Over which records can somebody make a report? Those they may read, in the order of the menu.
import type { Meta } from '#kernel/api/meta.ts'
import { objectsOf } from '#kernel/view/view.ts'
import { may, pluralOf } from '#web/meta.ts'

export function reportObjects(meta: Meta): { value: string; label: string }[] {
  const order = [
    ...new Set([...Object.values(meta.areas).flatMap(objectsOf), ...Object.keys(meta.objects)]),
  ]
  return order.flatMap((name) => {
    const object = meta.objects[name]
    return object && may(object, 'read') ? [{ value: name, label: pluralOf(object) }] : []
  })
}

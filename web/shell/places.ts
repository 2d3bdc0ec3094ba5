// Where can one go from everywhere? The pages that the person may see, in the order of the menu.
import type { Meta, MetaObject } from '#kernel/api.ts'
import { rooms } from '#web/studio/rooms.ts'
import { may, pluralOf } from '#web/meta.ts'
import { say, t } from '#web/words.ts'

export interface Place {
  /** Address, also the key. */
  to: string
  label: string
  icon: string
  /** Tried when `icon` is not known. */
  fallback?: string
  object?: string
}
export interface PlaceGroup {
  key: string
  label: string | null
  places: Place[]
}

const placeOf = (object: MetaObject): Place => ({
  to: `/o/${object.name}`,
  label: pluralOf(object),
  icon: object.icon ?? object.name,
  fallback: object.name,
  object: object.name,
})

/** The menu: cockpit and work, then one group per area with the objects that the person may read. */
export function placesOf(meta: Meta): PlaceGroup[] {
  const groups: PlaceGroup[] = [
    {
      key: 'top',
      label: null,
      places: [
        { to: '/cockpit', label: t('cockpit'), icon: 'dashboard' },
        { to: '/inbox', label: t('my_work'), icon: 'inbox' },
      ],
    },
  ]
  for (const [key, area] of Object.entries(meta.areas)) {
    const places = area.objects.flatMap((name) => {
      const object = meta.objects[name]
      return object && may(object, 'read') && !object.parent ? [placeOf(object)] : []
    })
    if (places.length) groups.push({ key, label: say(area.label), places })
  }
  if (meta.who.admin)
    groups.push(
      { key: 'studio', label: t('studio'), places: studioPlaces() },
      { key: 'admin', label: t('admin_area'), places: adminPlaces() },
    )
  return groups
}

const studioPlaces = (): Place[] =>
  Object.entries(rooms).map(([name, room]) => ({
    to: `/studio/${name}`,
    label: say(room.label),
    icon: room.icon,
  }))

const adminPlaces = (): Place[] => [
  { to: '/admin/users', label: t('users'), icon: 'user' },
  { to: '/admin/teams', label: t('teams'), icon: 'team' },
  { to: '/admin/keys', label: t('keys'), icon: 'key' },
]

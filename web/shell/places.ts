// Where can one go from everywhere? The pages that the person may see, in the order of the menu.
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import type { Board } from '#kernel/view/board.ts'
import { itemOf } from '#kernel/view/view.ts'
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
  /** What stands behind the ? of the address. */
  search?: Readonly<Record<string, string>>
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

const boardPlace = (kind: 'dashboard' | 'page', name: string, board: Board): Place => ({
  to: `/${kind === 'dashboard' ? 'd' : 'p'}/${name}`,
  label: say(board.label),
  icon: board.icon ?? (kind === 'dashboard' ? 'pie_chart' : 'file_text'),
})

/** The place that an item of the menu means; null where the person may not open it. */
export function placeOfItem(meta: Meta, item: string): Place | null {
  const found = itemOf(item)
  if (!found) return null
  const { kind, name } = found
  const object = meta.objects[kind === 'view' ? (meta.views[name]?.object ?? '') : name]
  const readable = object && may(object, 'read') && !object.parent ? object : null
  if (kind === 'object') return readable && placeOf(readable)
  if (kind === 'view')
    return (
      readable && {
        ...placeOf(readable),
        label: say(meta.views[name]!.label),
        search: { view: name },
      }
    )
  if (kind === 'report') {
    const report = meta.reports[name]
    return report ? { to: `/r/${name}`, label: say(report.label), icon: 'line_chart' } : null
  }
  if (kind === 'desk') {
    const desk = meta.desks[name]
    return desk ? { to: `/desk/${name}`, label: say(desk.label), icon: desk.icon } : null
  }
  const board = (kind === 'dashboard' ? meta.dashboards : meta.pages)[name]
  return board ? boardPlace(kind, name, board) : null
}

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
    const places = area.items.flatMap((item) => placeOfItem(meta, item) ?? [])
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
  { to: '/admin/sign-in', label: t('sign_in_rules'), icon: 'lock' },
  { to: '/admin/keys', label: t('keys'), icon: 'key' },
  { to: '/admin/safety', label: t('safety'), icon: 'safety' },
]

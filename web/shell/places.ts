// Where can one go from everywhere? The pages that the person may see, in the order of the menu.
import type { Meta } from '#kernel/api/meta.ts'
import { roomNames } from '#web/studio/room.ts'
import { say, t } from '#web/words.ts'
import { type Place, placeOfItem } from './place-of-item.ts'

export interface PlaceGroup {
  key: string
  label: string | null
  places: Place[]
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
        { to: '/own', label: t('my_reports'), icon: 'pie_chart' },
      ],
    },
  ]
  const own = ownPlaces(meta)
  if (own.length) groups.push({ key: 'own', label: t('mine'), places: own })
  for (const [key, area] of Object.entries(meta.areas)) {
    const places = area.items
      .flatMap((item) => placeOfItem(meta, item) ?? [])
      .filter((place) => !(meta.who.admin && administered.has(place.to)))
    if (places.length) groups.push({ key, label: say(area.label), places })
  }
  if (meta.who.admin)
    groups.push(
      { key: 'studio', label: t('studio'), places: studioPlaces() },
      { key: 'admin', label: t('admin_area'), places: adminPlaces() },
    )
  return groups
}

/** Whoever administers people and teams does so on pages of their own, which say more. */
const administered: ReadonlySet<string> = new Set(['/o/person', '/o/team'])

/** More than so many are found on the page of one's own. */
const mostOwn = 12

/** What the person made, then what others share with them, as far as it stands in the menu. */
function ownPlaces(meta: Meta): Place[] {
  const cards = [...Object.entries(meta.own.dashboards), ...Object.entries(meta.own.reports)]
  return cards
    .filter(([, card]) => card.in_menu)
    .sort(([, a], [, b]) => Number(b.mine) - Number(a.mine))
    .slice(0, mostOwn)
    .map(([id, card]) => ({
      to: `/${Object.hasOwn(meta.own.dashboards, id) ? 'd' : 'r'}/${id}`,
      label: card.name,
      icon: Object.hasOwn(meta.own.dashboards, id) ? 'pie_chart' : 'line_chart',
    }))
}

const studioPlaces = (): Place[] =>
  Object.entries(roomNames).map(([name, room]) => ({
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

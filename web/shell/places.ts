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
        icon: meta.views[name]!.icon ?? readable.icon ?? readable.name,
        search: { view: name },
      }
    )
  if (kind === 'report') {
    const report = meta.reports[name]
    return report
      ? { to: `/r/${name}`, label: say(report.label), icon: report.icon ?? 'line_chart' }
      : null
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
        { to: '/own', label: t('my_reports'), icon: 'pie_chart' },
      ],
    },
  ]
  const own = ownPlaces(meta)
  if (own.length) groups.push({ key: 'own', label: t('mine'), places: own })
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

/** Pages that a button may open, by kind, each with its address. */
export function openedPlaces(
  meta: Meta,
): { label: string; options: { value: string; label: string }[] }[] {
  const kinds = [
    ['top', placesOf({ ...meta, who: { ...meta.who, admin: false }, areas: {} })[0]!.places],
    ...(['dashboard', 'page', 'report', 'desk'] as const).map((kind) => {
      const names = Object.keys(meta[`${kind}s`]).filter((name) => !isOwn(meta, name))
      return [kind, names.flatMap((name) => placeOfItem(meta, `${kind}/${name}`) ?? [])] as const
    }),
    ['object', Object.keys(meta.objects).flatMap((name) => placeOfItem(meta, name) ?? [])],
  ] as const
  return kinds
    .filter(([, places]) => places.length)
    .map(([kind, places]) => ({
      label: say(kindWords[kind]),
      options: places.map(({ to, label }) => ({ value: to, label })),
    }))
}

const isOwn = (meta: Meta, name: string): boolean =>
  Object.hasOwn(meta.own.dashboards, name) || Object.hasOwn(meta.own.reports, name)

const kindWords = {
  top: { zh: '每个人都有', en: 'Everybody has' },
  dashboard: { zh: '仪表盘', en: 'Dashboards' },
  page: { zh: '页面', en: 'Pages' },
  report: { zh: '报表', en: 'Reports' },
  desk: { zh: '工作台', en: 'Desks' },
  object: { zh: '列表', en: 'Lists' },
} as const

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

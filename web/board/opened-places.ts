// What can a button open? Pages of the application by their names, each with its address.
import type { Meta } from '#kernel/api/meta.ts'
import type { Block } from '#kernel/view/board.ts'
import { placeOfItem } from '#web/shell/place-of-item.ts'
import { say, t } from '#web/words.ts'

interface Places {
  readonly label: string
  readonly options: { value: string; label: string }[]
}

/** By kind; those that everybody has first, what is somebody's own not at all. */
export function openedPlaces(meta: Meta): Places[] {
  const named = (kind: Kind, names: readonly string[], prefix: string): Places => ({
    label: say(kindWords[kind]),
    options: names
      .filter((name) => !isOwn(meta, name))
      .flatMap((name) => placeOfItem(meta, prefix + name) ?? [])
      .map(({ to, label }) => ({ value: to, label })),
  })
  return [
    {
      label: say(kindWords.top),
      options: [
        { value: '/cockpit', label: t('cockpit') },
        { value: '/inbox', label: t('my_work') },
        { value: '/own', label: t('my_reports') },
      ],
    },
    named('dashboard', Object.keys(meta.dashboards), 'dashboard/'),
    named('page', Object.keys(meta.pages), 'page/'),
    named('report', Object.keys(meta.reports), 'report/'),
    named('desk', Object.keys(meta.desks), 'desk/'),
    named('object', Object.keys(meta.objects), ''),
  ].filter(({ options }) => options.length)
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
type Kind = keyof typeof kindWords

/** What a button says that has no title of its own: what it opens, or makes. */
export function saidByButton(meta: Meta, block: Extract<Block, { kind: 'button' }>): string {
  const object = block.create ? meta.objects[block.create] : undefined
  if (object) return t('new_of', { object: say(object.label) })
  const place = openedPlaces(meta)
    .flatMap(({ options }) => options)
    .find(({ value }) => value === block.to)
  return place?.label ?? t('open')
}

// Where does an item of the menu lead, and what is that place called?
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import type { Board } from '#kernel/view/board.ts'
import { itemOf } from '#kernel/view/view.ts'
import { may, pluralOf } from '#web/meta.ts'
import { say } from '#web/words.ts'

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

/** Of the company there is one record: a list of it would be a step too many. */
export const companyPlace = (meta: Meta): string =>
  meta.company.id === null ? '/o/company' : `/o/company/${meta.company.id}`

const placeOf = (meta: Meta, object: MetaObject): Place => ({
  to: object.name === 'company' ? companyPlace(meta) : `/o/${object.name}`,
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
  if (kind === 'object') return readable && placeOf(meta, readable)
  if (kind === 'view')
    return (
      readable && {
        ...placeOf(meta, readable),
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

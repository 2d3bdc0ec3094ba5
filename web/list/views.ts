// Which views has a list? All, mine, those of the book, and those that people saved.
import { useQuery } from '@tanstack/react-query'
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { living } from '#kernel/merge.ts'
import { layouts, zooms } from '#kernel/view/view.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { pluralOf } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { widthsOf } from './list-state.ts'
import type { ListLook } from './list-state.ts'
import { words } from './words.ts'

export interface NamedView extends ListLook {
  /** What stands in the address; null = the first one. */
  readonly id: string | null
  readonly label: string
  /** The record, where a person saved it. */
  readonly saved?: Row
  readonly mine?: boolean
}

/** How the list looks when nothing is said: the columns of the model, newest first. */
function plainLook(object: MetaObject): ListLook {
  const columns = (object.list ?? Object.keys(object.fields).slice(0, 8)).filter(
    (path) => object.fields[path.split('.')[0] ?? ''],
  )
  return {
    filter: '',
    sort: '',
    columns,
    as: 'table',
    group: null,
    starts: null,
    ends: null,
    zoom: null,
    widths: {},
  }
}

const split = (value: unknown): string[] =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
    : []
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function viewsOf(meta: Meta, object: MetaObject, saved: readonly Row[]): NamedView[] {
  const plain = plainLook(object)
  const objects = pluralOf(object)
  const list: NamedView[] = [{ ...plain, id: null, label: say(words.all, { objects }) }]
  const mine = say(words.mine, { objects })
  const hasMine = Object.values(meta.views).some(
    (view) => view.object === object.name && say(view.label) === mine,
  )
  if (object.fields.owner && !hasMine)
    list.push({ ...plain, id: 'mine', label: mine, filter: 'owner = me' })
  for (const [id, view] of Object.entries(meta.views)) {
    if (view.object !== object.name) continue
    list.push({
      id,
      label: say(view.label),
      filter: view.filter ?? '',
      sort: view.sort ?? '',
      columns: view.columns ?? plain.columns,
      as: view.as ?? 'table',
      group: view.group ?? null,
      starts: view.starts ?? null,
      ends: view.ends ?? null,
      zoom: view.zoom ?? null,
      widths: living(view.widths),
    })
  }
  for (const row of saved) {
    const columns = split(row.columns)
    list.push({
      id: row.id,
      label: text(row.name),
      filter: text(row.filter),
      sort: text(row.sort),
      columns: columns.length ? columns : plain.columns,
      as: layouts.find((one) => one === row.layout) ?? 'table',
      group: text(row.group) || null,
      starts: text(row.starts) || null,
      ends: text(row.ends) || null,
      zoom: zooms.find((one) => one === row.zoom) ?? null,
      widths: widthsOf(text(row.widths)),
      saved: row,
      mine: row.owner === meta.who.id,
    })
  }
  return list
}

/** Views that the person may see of an object; those of the book at once, saved ones as they arrive. */
export function useViews(meta: Meta, object: MetaObject): { views: NamedView[]; ready: boolean } {
  const { data, isPending } = useQuery({
    queryKey: keys.sum('saved_view', object.name),
    queryFn: () =>
      call.list('saved_view', { filter: `object = "${object.name}"`, sort: 'name', limit: 200 }),
    enabled: 'saved_view' in meta.objects,
    staleTime: 60_000,
  })
  return {
    views: viewsOf(meta, object, data?.data ?? []),
    ready: !isPending || !('saved_view' in meta.objects),
  }
}

// Which rows does the list show, and how? All of it stands in the address; what a view says already is left out.
import { readDay } from '#kernel/formula/calendar.ts'
import { layouts, zooms } from '#kernel/view/view.ts'
import type { Layout, Zoom } from '#kernel/view/view.ts'
import type { Asked } from '#web/asked.ts'

export interface ListLook {
  readonly filter: string
  readonly sort: string
  readonly columns: readonly string[]
  readonly as: Layout
  /** Absent = as the layout has it at first. */
  readonly group: string | null
  /** The fields of a calendar or timeline; null = as the object has them. */
  readonly starts: string | null
  readonly ends: string | null
  readonly zoom: Zoom | null
  readonly widths: Widths
}
/** Columns that somebody has made wider or narrower, in pixels. */
export type Widths = Readonly<Record<string, number>>
export interface ListState extends ListLook {
  readonly view: string | null
  readonly search: string
  /** The day around which a calendar or timeline is drawn; null = today. */
  readonly at: string | null
}

/** In the address: "no condition at all", where the view has one. It is a formula itself, so it can be typed. */
const everything = 'true'

/** What the address says, on top of what the view says. */
export function stateOf(asked: Asked, look: ListLook): ListState {
  const filter = asked.filter === everything ? '' : asked.filter
  return {
    view: asked.view ?? null,
    search: asked.search ?? '',
    filter: filter ?? look.filter,
    sort: asked.sort ?? look.sort,
    columns: asked.columns ? asked.columns.split(',').filter(Boolean) : look.columns,
    as: layouts.find((one) => one === asked.as) ?? look.as,
    group: asked.group ?? look.group,
    starts: asked.starts ?? look.starts,
    // Another beginning has no end unless one is named.
    ends: asked.starts || asked.ends ? (asked.ends ?? null) : look.ends,
    zoom: zooms.find((one) => one === asked.zoom) ?? look.zoom,
    widths: asked.widths === undefined ? look.widths : widthsOf(asked.widths),
    at: asked.at && readDay(asked.at) !== undefined ? asked.at : null,
  }
}

/** `name:240,amount:120` → widths; what cannot be read is left out. */
export const widthsOf = (text: string): Widths =>
  Object.fromEntries(
    text.split(',').flatMap((part) => {
      const [, path, width] = /^([^:]+):(\d{2,4})$/.exec(part.trim()) ?? []
      return path && width ? [[path, Math.min(widest, Math.max(narrowest, Number(width)))]] : []
    }),
  )
export const widthsText = (widths: Widths): string =>
  Object.entries(widths)
    .map(([path, width]) => `${path}:${width}`)
    .join(',')
export const narrowest = 48
export const widest = 1200

/** The shortest address that says the same. */
export function askedOf(state: ListState, look: ListLook): Asked {
  const columns = state.columns.join(',')
  return {
    view: state.view ?? undefined,
    search: state.search || undefined,
    filter: state.filter === look.filter ? undefined : state.filter || everything,
    sort: state.sort === look.sort ? undefined : state.sort || undefined,
    columns: columns === look.columns.join(',') ? undefined : columns,
    as: state.as === look.as ? undefined : state.as,
    group: state.group === look.group ? undefined : (state.group ?? undefined),
    starts: sameDates(state, look) ? undefined : (state.starts ?? undefined),
    ends: sameDates(state, look) ? undefined : (state.ends ?? undefined),
    zoom: state.zoom === look.zoom ? undefined : (state.zoom ?? undefined),
    widths:
      widthsText(state.widths) === widthsText(look.widths)
        ? undefined
        : widthsText(state.widths) || none,
    at: state.at ?? undefined,
  }
}

/** In the address: no widths, where the view has some. */
const none = '-'

const sameDates = (one: ListLook, other: ListLook): boolean =>
  one.starts === other.starts && one.ends === other.ends

/** True where the list is not as its view has it, so that the view could be saved anew. */
export const isChanged = (state: ListState, look: ListLook): boolean => {
  const { view: _, search: __, at: ___, ...rest } = askedOf(state, look)
  return Object.values(rest).some((value) => value !== undefined)
}

/** `-amount,name` → the direction in which a column is sorted now. */
export function sortOf(sort: string, name: string): 'up' | 'down' | null {
  const parts = sort.split(',')
  return parts.includes(name) ? 'up' : parts.includes(`-${name}`) ? 'down' : null
}

/** A click on a head: up, down, not at all. With `more` the other sorted columns stay. */
export function sortedBy(sort: string, name: string, more = false): string {
  const now = sortOf(sort, name)
  const next = now === null ? name : now === 'up' ? `-${name}` : ''
  const others = more
    ? sort.split(',').filter((part) => part && part !== name && part !== `-${name}`)
    : []
  return [...others, ...(next ? [next] : [])].join(',')
}

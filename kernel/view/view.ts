// What is a saved view, and which groups does the menu have?
import type { Words } from '../error.ts'

/** A list as someone wants to see it; the same words stand in the page's URL. */
export interface View {
  readonly object: string
  readonly label: Words
  readonly filter?: string
  readonly sort?: string
  readonly columns?: readonly string[]
  readonly as?: Layout
  /** Field whose values are the board's columns, or the groups of a timeline. */
  readonly group?: string
  /** Date or instant on which a record stands in a calendar or timeline; absent = as its object says. */
  readonly starts?: string
  /** Until when it lasts; absent where one day is all. */
  readonly ends?: string
  /** How much is in sight; absent = a month. */
  readonly zoom?: Zoom
  /** Widths of columns in pixels, where somebody has set them. */
  readonly widths?: Readonly<Record<string, number | null>>
}

/** The kinds of view: how the rows of one question can be shown. */
export const layouts = ['table', 'board', 'calendar', 'timeline'] as const
export type Layout = (typeof layouts)[number]

/** What one step of the calendar or timeline is. A calendar has weeks and months. */
export const zooms = ['day', 'week', 'month', 'quarter'] as const
export type Zoom = (typeof zooms)[number]

/** A group of the menu. */
export interface Area {
  readonly label: Words
  readonly icon?: string
  /** In order: an object (`lead`), a view (`view/my_leads`), `dashboard/…`, `page/…`, `report/…`, `desk/…`. */
  readonly items: readonly string[]
  /** Who finds the group; absent = whoever may open something in it. */
  readonly roles?: readonly string[]
  /** Item → the roles that find it, where not everybody who may open it does. */
  readonly only?: Readonly<Record<string, readonly string[] | null>>
}

/** A page of its own kind for one work: it is there for whoever may read the objects that it is about. */
export interface Desk {
  readonly label: Words
  readonly icon: string
  readonly objects: readonly string[]
}

export type ItemKind = 'object' | 'view' | 'dashboard' | 'page' | 'report' | 'desk'
const kinds: readonly string[] = ['view', 'dashboard', 'page', 'report', 'desk']

/** `view/my_leads` → a view called my_leads; a plain name is an object. Null where it is neither. */
export function itemOf(item: string): { readonly kind: ItemKind; readonly name: string } | null {
  const [first = '', second, ...rest] = item.split('/')
  if (second === undefined) return first ? { kind: 'object', name: first } : null
  return kinds.includes(first) && second !== '' && rest.length === 0
    ? { kind: first as ItemKind, name: second }
    : null
}

/** The objects of the menu, in its order. */
export const objectsOf = (area: Area): string[] => area.items.filter((item) => !item.includes('/'))

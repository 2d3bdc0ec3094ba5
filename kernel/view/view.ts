// What is a saved view, and which groups does the menu have?
import type { Words } from '../error.ts'

/** A list as someone wants to see it; the same words stand in the page's URL. */
export interface View {
  readonly object: string
  readonly label: Words
  readonly filter?: string
  readonly sort?: string
  readonly columns?: readonly string[]
  readonly as?: 'table' | 'board'
  /** Choice, stage or reference field whose values are the board's columns. */
  readonly group?: string
}

/** A group of the menu. */
export interface Area {
  readonly label: Words
  readonly icon?: string
  /** In order: an object (`lead`), a view (`view/my_leads`), `dashboard/…`, `page/…`, `report/…`. */
  readonly items: readonly string[]
  /** Who finds the group; absent = whoever may open something in it. */
  readonly roles?: readonly string[]
  /** Item → the roles that find it, where not everybody who may open it does. */
  readonly only?: Readonly<Record<string, readonly string[] | null>>
}

export type ItemKind = 'object' | 'view' | 'dashboard' | 'page' | 'report'
const kinds: readonly string[] = ['view', 'dashboard', 'page', 'report']

/** `view/my_leads` → a view called my_leads; a plain name is an object. Null where it is neither. */
export function itemOf(item: string): { readonly kind: ItemKind; readonly name: string } | null {
  const [first = '', second, ...rest] = item.split('/')
  if (second === undefined) return first ? { kind: 'object', name: first } : null
  return kinds.includes(first) && second !== '' && rest.length === 0 ? { kind: first as ItemKind, name: second } : null
}

/** The objects of the menu, in its order. */
export const objectsOf = (area: Area): string[] => area.items.filter(item => !item.includes('/'))

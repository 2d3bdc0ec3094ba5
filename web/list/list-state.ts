// Which rows does the list show, and how? All of it stands in the address; what a view says already is left out.
import type { Asked } from '#web/asked.ts'

export interface ListLook {
  readonly filter: string
  readonly sort: string
  readonly columns: readonly string[]
  readonly as: 'table' | 'board'
  readonly group: string | null
}
export interface ListState extends ListLook {
  readonly view: string | null
  readonly search: string
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
    as: asked.as === 'board' || asked.as === 'table' ? asked.as : look.as,
    group: asked.group ?? look.group,
  }
}

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
  }
}

/** True where the list is not as its view has it, so that the view could be saved anew. */
export const isChanged = (state: ListState, look: ListLook): boolean => {
  const { view: _, search: __, ...rest } = askedOf(state, look)
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

// What is a report or a dashboard of somebody's own? The same as one of the model, kept as a record, shared by whoever made it.

export const ownKinds = ['report', 'dashboard'] as const
export type OwnKind = (typeof ownKinds)[number]

/** The objects whose records they are. */
export const ownObjects = { report: 'own_report', dashboard: 'own_dashboard' } as const

export const sharings = ['nobody', 'team', 'role', 'everybody'] as const
export type Sharing = (typeof sharings)[number]

/** Whose is it to read? A formula over its record, the same for both kinds. */
export const readBy =
  'owner = me or shared = "everybody" or (shared = "team" and team in my_teams()) or (shared = "role" and role in my_roles())'

/** What the window knows of one beside the thing itself. */
export interface OwnCard {
  readonly name: string
  readonly owner: { readonly id: string; readonly name: string }
  readonly mine: boolean
  readonly shared: Sharing
  /** Id of the team, where it is shared with one. */
  readonly team: string | null
  /** Name of the role, where it is shared with one. */
  readonly role: string | null
  /** It stands in the menu of its owner and of those with whom it is shared. */
  readonly in_menu: boolean
  readonly version: number
}

/** What stands in the record, or undefined where that is no JSON. */
export function readDefinition(text: unknown): unknown {
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

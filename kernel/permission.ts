// Who may do what to which rows? Lines of data on the object; whoever reads the noun sees who may touch it.

export type Deed = 'read' | 'create' | 'change' | 'remove' | 'export' | 'import'

/** A line of rights: this role may do these deeds to the rows for which `rule` (a formula) is true. */
export interface Allow {
  readonly role: string
  readonly deeds: readonly Deed[]
  /** Formula over the record; absent = every row. */
  readonly rule?: string
}

/** `allow('sales', 'read change', 'owner in my_people()')`. The role `*` means everybody signed in. */
export function allow(role: string, deeds: string, rule?: string): Allow {
  const list = deeds.split(' ') as Deed[]
  return Object.freeze(rule === undefined ? { role, deeds: list } : { role, deeds: list, rule })
}

/** The person (or the system itself, by name) on whose behalf something happens. Never null, never a flag. */
export interface Who {
  /** Person id; for the system a fixed id that is a row of `person` too. */
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly team: string | null
  /** The person's teams and every team below one that they lead. */
  readonly teams: readonly string[]
  /** The person and everybody in `teams` that they lead. */
  readonly people: readonly string[]
  readonly language: 'zh' | 'en'
  /** The API key by which they came, where it was one; keys may be narrower than their person. */
  readonly key?: string
  readonly only_read?: boolean
  /** Only these objects, each with these deeds; what is absent here is not there for the key. */
  readonly only?: Readonly<Record<string, readonly Deed[]>>
}

export const deeds: readonly Deed[] = ['read', 'create', 'change', 'remove', 'export', 'import']

export const isAdmin = (who: Who): boolean => who.roles.includes('admin')

/** Does the key by which they came reach so far? Without a narrow key everything does. */
export const keyReaches = (who: Who, object: string, deed: Deed): boolean =>
  !who.only || (Object.hasOwn(who.only, object) && who.only[object]!.includes(deed))

/** May they administer? An administrator's key that is for some objects only may not. */
export const mayAdminister = (who: Who): boolean => isAdmin(who) && !who.only

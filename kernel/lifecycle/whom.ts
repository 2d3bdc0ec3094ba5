// Who is meant? People named by role, by a field of the record, by rank above its owner, or by themselves.

export type Whom =
  | { readonly role: string }
  /** The lead of the team of the record's owner; `level` 2 = the lead of the team above, and so on. */
  | { readonly superior_of: 'owner'; readonly level?: number }
  /** A person field of the record, or a path to one. */
  | { readonly field: string }
  | { readonly person: string }

// What may a role do to the rows of an object? The lines of rights as cells of a matrix, and back.
import type { AppObject } from '#kernel/app.ts'
import type { Allow, Deed } from '#kernel/permission.ts'
import { ownRule } from '#kernel/rule-words.ts'

export const deeds: readonly Deed[] = ['read', 'create', 'change', 'remove', 'export', 'import']

export type Cell =
  | { readonly scope: 'none' }
  | { readonly scope: 'own' }
  | { readonly scope: 'all' }
  | { readonly scope: 'rule'; readonly rule: string }

/** What the lines of one role say of a deed. Several lines add up; `*` is not mixed in. */
export function cellOf(allow: readonly Allow[], role: string, deed: Deed): Cell {
  const lines = allow.filter((line) => line.role === role && line.deeds.includes(deed))
  if (!lines.length) return { scope: 'none' }
  const rules = lines.map((line) => line.rule?.trim() ?? '')
  if (rules.includes('')) return { scope: 'all' }
  const different = [...new Set(rules)]
  const [first = ''] = different
  if (different.length === 1)
    return first === ownRule ? { scope: 'own' } : { scope: 'rule', rule: first }
  return { scope: 'rule', rule: different.map((rule) => `(${rule})`).join(' or ') }
}

const ruleOf = (cell: Cell): string | undefined =>
  cell.scope === 'own' ? ownRule : cell.scope === 'rule' ? cell.rule.trim() : undefined

/** The lines after one cell was changed; those of other roles and deeds say what they said before. */
export function withCell(
  allow: readonly Allow[],
  role: string,
  deed: Deed,
  cell: Cell,
): readonly Allow[] {
  const without = allow.flatMap((line): Allow[] => {
    if (line.role !== role || !line.deeds.includes(deed)) return [line]
    const rest = line.deeds.filter((one) => one !== deed)
    return rest.length ? [{ ...line, deeds: rest }] : []
  })
  if (cell.scope === 'none') return without
  const rule = ruleOf(cell)
  const at = without.findIndex((line) => line.role === role && line.rule?.trim() === rule)
  if (at === -1) return [...without, { role, deeds: [deed], ...(rule ? { rule } : {}) }]
  return without.map((line, index) =>
    index === at
      ? { ...line, deeds: deeds.filter((one) => one === deed || line.deeds.includes(one)) }
      : line,
  )
}

/**
 * The same where everybody may do it to all rows: less for one role says nothing beside that. So each role is given by
 * name what everybody had, and only this one gets less.
 */
export function withOwnCell(
  allow: readonly Allow[],
  role: string,
  deed: Deed,
  cell: Cell,
  roles: readonly string[],
): readonly Allow[] {
  if (!isCovered(cell, role === '*' ? none : cellOf(allow, '*', deed)))
    return withCell(allow, role, deed, cell)
  // Administrators may everything anyway.
  const others = roles.filter((one) => one !== role && one !== '*' && one !== 'admin')
  const bare = withCell(allow, '*', deed, none)
  return withCell(
    others.reduce((lines, other) => withCell(lines, other, deed, seen), bare),
    role,
    deed,
    cell,
  )
}

/** Does what everybody may make no difference of this cell? */
export const isCovered = (cell: Cell, everybody: Cell): boolean =>
  everybody.scope === 'all' && cell.scope !== 'all'

/** What is often given for an object as a whole, cell by cell. */
export const wholes = ['all', 'work', 'see', 'none'] as const
export type Whole = (typeof wholes)[number]

const seen: Cell = { scope: 'all' }
const own: Cell = { scope: 'own' }
const none: Cell = { scope: 'none' }

/** `work`: sees everything and makes new records, changes those of one's own people. */
export function cellOfWhole(whole: Whole, deed: Deed): Cell {
  if (whole === 'all') return seen
  if (whole === 'none') return none
  if (deed === 'read') return seen
  if (whole === 'see') return none
  return deed === 'create' ? seen : deed === 'change' ? own : none
}

export const sameCell = (a: Cell, b: Cell): boolean =>
  a.scope === b.scope && (a.scope !== 'rule' || (b.scope === 'rule' && a.rule === b.rule))

/** May the role read or write the field, as far as the field's own list says? Absent list = as the record. */
export const inList = (list: readonly string[] | undefined | null, role: string): boolean =>
  !list || list.includes('*') || list.includes(role)

/**
 * The list after one role was let in or kept out. Keeping the first one out makes a list of all others;
 * a list that names everybody is no list, which is told by null.
 */
export function withRole(
  list: readonly string[] | undefined | null,
  role: string,
  may: boolean,
  roles: readonly string[],
): readonly string[] | null {
  // Administrators may everything anyway and are never what a list is about.
  const others = roles.filter((one) => one !== 'admin')
  const now = others.filter((one) => inList(list, one))
  const next = may ? [...new Set([...now, role])] : now.filter((one) => one !== role)
  if (others.every((one) => next.includes(one))) return null
  // An empty list would be read as nobody; the administrator stands for that in words.
  return next.length ? next : ['admin']
}

/** A path of the draft and what is put there. */
export type Put = readonly [path: readonly string[], value: unknown]

/** What a new role is given so that it may all that another may: rows, limited fields, moves left to roles. */
export function copiedRights(
  objects: Readonly<Record<string, Pick<AppObject, 'allow' | 'fields' | 'lifecycle'>>>,
  like: string,
  role: string,
): Put[] {
  const joined = (list: readonly string[] | undefined): string[] | null =>
    list?.includes(like) ? [...list, role] : null
  return Object.entries(objects).flatMap(([name, object]): Put[] => {
    const lines = object.allow.filter((line) => line.role === like)
    const allow = [...object.allow, ...lines.map((line) => ({ ...line, role }))]
    const fields = Object.entries(object.fields).flatMap(([field, one]): Put[] =>
      (['read', 'write'] as const).flatMap((which): Put[] => {
        const list = joined(one[which])
        return list ? [[['objects', name, 'fields', field, which], list]] : []
      }),
    )
    const moves = Object.entries(object.lifecycle?.moves ?? {}).flatMap(([move, one]): Put[] => {
      const list = joined(one?.by)
      return list ? [[['objects', name, 'lifecycle', 'moves', move, 'by'], list]] : []
    })
    return [
      ...(lines.length ? [[['objects', name, 'allow'], allow] as Put] : []),
      ...fields,
      ...moves,
    ]
  })
}

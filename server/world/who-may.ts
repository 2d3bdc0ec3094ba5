// Whoever may not do something wants to know who may: which roles, and where they are few, which people?
import type { Action } from '#kernel/action.ts'
import type { AppObject } from '#kernel/app.ts'
import { Refusal, type Words } from '#kernel/error.ts'
import type { Gate, Move } from '#kernel/lifecycle/lifecycle.ts'
import { refusals } from '#kernel/refusals.ts'
import { sql } from '#kernel/sql.ts'
import type { Doing } from './world.ts'

/** So many people of a role are named; more are only their role. */
const few = 3

export const whoMayChange = (doing: Doing, object: AppObject): Promise<Words[]> =>
  told(doing, object, rolesThatChange(object), true)

/** The roles that may run the action; those that may change the record where it names none. */
const rolesOfAction = (object: AppObject, { by }: Action): readonly string[] =>
  by ?? rolesThatChange(object)

/** The roles that may make the move by hand; none where it follows from numbers. */
function rolesOfMove(object: AppObject, { by, via }: Move): readonly string[] {
  const action = via ? object.actions[via] : undefined
  if (action) return rolesOfAction(object, action)
  const changing = rolesThatChange(object)
  if (!by) return changing
  return changing.includes('*') ? by : by.filter((role) => changing.includes(role))
}

const rolesThatChange = (object: AppObject): string[] => [
  ...new Set(object.allow.flatMap((one) => (one.deeds.includes('change') ? [one.role] : []))),
]

export const whoMayRun = (doing: Doing, object: AppObject, action: Action): Promise<Words[]> =>
  told(doing, object, rolesOfAction(object, action), !action.by)

export const whoMayMove = async (doing: Doing, object: AppObject, move: Move): Promise<Words[]> =>
  move.by?.length === 0
    ? []
    : told(doing, object, rolesOfMove(object, move), !(move.via && object.actions[move.via]?.by))

export const whoMayLetPass = async (
  doing: Doing,
  object: AppObject,
  gate: Gate | undefined,
): Promise<Words[]> => (gate?.exception ? told(doing, object, gate.exception.by, false) : [])

/** Says no, and who may. `deed` is what was wanted. */
export function refuseTo(deed: Words, may: readonly Words[]): never {
  const row = refusals['not-allowed']
  if (may.length === 0) throw new Refusal('not-allowed', row, { deed })
  const whom = {
    zh: may.map((one) => one.zh).join('、'),
    en: may.map((one) => one.en).join(', '),
  }
  throw new Refusal(
    'not-allowed',
    { ...row, zh: `${row.zh}可执行的是：{whom}。`, en: `${row.en} Those who may: {whom}.` },
    { deed, whom },
  )
}

/** The roles by their labels; with the rights to rows asked for, a role that has them for some rows only says so. */
async function told(
  doing: Doing,
  object: AppObject,
  roles: readonly string[],
  byRows: boolean,
): Promise<Words[]> {
  // What a key does not reach, its person may do.
  if (doing.who.only_read || doing.who.only) return []
  if (roles.includes('*'))
    return [{ zh: '有权修改此记录的人', en: 'whoever may change this record' }]
  const known = doing.app.roles
  // Administrators may do everything; they are named where nobody else may.
  const others = roles.filter((role) => known[role] && role !== 'admin')
  const named = others.length ? others : ['admin']
  const people = await peopleWith(doing, named)
  return named.map((role) => {
    const label = known[role]?.label ?? { zh: role, en: role }
    if (byRows && hasSomeRows(object, role))
      return { zh: `${label.zh}（数据范围内的）`, en: `${label.en} (of their own rows)` }
    const names = people.get(role) ?? []
    if (names.length === 0 || names.length > few) return label
    return { zh: `${label.zh}（${names.join('、')}）`, en: `${label.en} (${names.join(', ')})` }
  })
}

const hasSomeRows = (object: AppObject, role: string): boolean =>
  object.allow.some((one) => one.role === role && one.deeds.includes('change')) &&
  object.allow.every(
    (one) => one.role !== role || !one.deeds.includes('change') || one.rule !== undefined,
  )

/** Names of those who work here, by role; one more than are named is enough to know that they are many. */
async function peopleWith(
  doing: Doing,
  roles: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const rows = await doing.tx.query<{ role: string; names: string[] }>(sql`
    select r.role, (select coalesce(array_agg(p.name), '{}') from
      (select name from person where roles @> array[r.role] and active and removed_at is null
        order by name limit ${few + 1}::int) p) as names
    from unnest(${roles}::text[]) r(role)`)
  return new Map(rows.map((row) => [row.role, row.names]))
}

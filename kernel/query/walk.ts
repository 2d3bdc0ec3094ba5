// How are the newest rows found where PostgreSQL would take a long way? A walk for each owner, or over the first rows only.
import type { Circumstances } from '../formula/to-sql.ts'
import type { Node } from '../formula/node.ts'
import { literal, type Sql, sql } from '../sql.ts'
import type { Plan } from './plan.ts'
import { readRight } from './sources.ts'
import type { Right } from './view.ts'

/** More walks than this cost more to plan than they save. */
const most = 40

const isOwner = (node: Node | undefined): boolean =>
  node?.node === 'path' && node.up === 0 && node.path.length === 1 && node.path[0] === 'owner'

/** Whose rows a right reaches (null among them: nobody's), each with whether it asks something else of them besides. */
type Reach = ReadonlyMap<string | null, boolean>

/** The parts of an OR, if each of them says whose the row is; else null. */
function owners(node: Node, at: Circumstances): Reach | null {
  if (node.node !== 'call') return null
  if (node.name === 'OR') {
    const parts = node.args.map((one) => owners(one, at))
    return parts.every((one) => one !== null) ? together(parts) : null
  }
  if (node.name === 'AND') {
    const part = node.args.map((one) => owners(one, at)).find((one) => one !== null)
    return part ? new Map([...part.keys()].map((one) => [one, true])) : null
  }
  const of = ownersSaid(node, at)
  return of && new Map(of.map((one) => [one, false]))
}

/** Whoever is reached without more by one part needs no more for the others. */
function together(parts: readonly Reach[]): Reach {
  const all = new Map<string | null, boolean>()
  for (const part of parts)
    for (const [owner, more] of part) all.set(owner, more && (all.get(owner) ?? true))
  return all
}

function ownersSaid(
  node: Extract<Node, { node: 'call' }>,
  at: Circumstances,
): (string | null)[] | null {
  if (!isOwner(node.args[0])) return null
  if (node.name === 'ISEMPTY') return [null]
  const other = node.args[1]
  if (other?.node !== 'call') return null
  if (node.name === 'IN' && other.name === 'MY_PEOPLE') return [...at.people]
  return node.name === '=' && other.name === 'me' && at.me !== null ? [at.me] : null
}

/** What the right says of owners; null where it speaks of something else. */
const ownersOf = (right: Right, at: Circumstances): Reach | null =>
  right === 'all' || right === 'none' ? null : owners(right.node, at)

/** In the order of the ids, with nothing that another index would serve better. */
const newestFirst = (plan: Plan): boolean =>
  plan.sort.length === 1 && plan.sort[0]!.key === 'id' && plan.ids === null && !plan.removed

/** The condition of one owner's rows; `more`: the right must be asked of them all the same. */
export interface Walk {
  readonly owner: Sql
  readonly more: boolean
}

/**
 * "Mine or my people's": the condition of each owner's walk; the printer merges them. Null where the right says
 * something else, or the order is another one, or words are searched in all of their rows. As one condition with OR the
 * ordered walk over the newest rows is lost, and a list of a few owners reads all of their rows
 * (docs/decisions/rows-of-few-owners.md).
 */
export function ownerWalks(plan: Plan, at: Circumstances): Walk[] | null {
  const wanted = newestFirst(plan) && (plan.search.length === 0 || plan.walk !== undefined)
  const reach = wanted ? ownersOf(readRight(plan.view, plan.object.name), at) : null
  if (!reach || reach.size > most || (reach.size < 2 && plan.walk === undefined)) return null
  return [...reach].map(([one, more]) => ({
    owner: one === null ? sql`t.owner is null` : sql`t.owner = ${one}::uuid`,
    more,
  }))
}

/** So many of the newest rows are looked at for each row of a page: it is full where a word stands in a fortieth of all rows. */
const newestRows = 40

/**
 * The same search among the newest rows only (of the owners whose rows the person may read), or null where it would not
 * be quicker: no search, a filter besides, an order without its index. The planner multiplies the frequencies of the
 * parts of a word and believes in few hits, where "智能装备" stands in a tenth of all names; finding and sorting all of
 * those takes seconds.
 */
export function amongNewest(plan: Plan, at: Circumstances): Plan | null {
  if (plan.search.length === 0 || plan.where || plan.ids || plan.removed) return null
  const newest: Plan = { ...plan, walk: newestRows * (plan.limit + 1) }
  const byOwner = ownersOf(readRight(plan.view, plan.object.name), at) !== null
  const indexed =
    plan.sort.length <= 2 && plan.sort.every((one) => one.key === 'id' || one.key === 'created_at')
  return (byOwner ? ownerWalks(newest, at) : indexed) ? newest : null
}

/**
 * `limit`, as a part of the text where PostgreSQL finds the rows in the same way whatever the values are. With the number as
 * a value it would expect a tenth of all rows from a statement that is planned once, and so plan anew at each call, which
 * takes longer than such a reading. Elsewhere that is what is wanted: few rows are found by another way than many.
 */
export const limitTo = (plan: Plan, at: Circumstances, rows: number): Sql =>
  isOneWay(plan, at) ? sql`limit ${literal(String(rows))}` : sql`limit ${rows}::bigint`

/** One row by its id; or the newest of a stage, of an owner or of all, each of which has its index. */
function isOneWay(plan: Plan, at: Circumstances): boolean {
  if (plan.ids) return plan.ids.length === 1
  if (!newestFirst(plan) || plan.search.length > 0) return false
  const right = readRight(plan.view, plan.object.name)
  const walks = ownersOf(right, at)
  const isIndexed = right === 'all' || (walks !== null && ![...walks.values()].includes(true))
  return isIndexed && (plan.where === null || isNarrowed(plan.where.node))
}

/** The stage or the owner is one that is named. */
function isNarrowed(node: Node): boolean {
  if (node.node !== 'call') return false
  if (node.name === 'AND') return node.args.every(isNarrowed)
  const [field, value] = node.args
  const isWalked =
    field?.node === 'path' &&
    field.up === 0 &&
    field.path.length === 1 &&
    ['stage', 'owner'].includes(field.path[0]!)
  return node.name === '=' && isWalked && value?.node === 'literal' && value.value !== null
}

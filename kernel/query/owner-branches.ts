// Can "mine or my people's" be walked newest first? One ordered branch per owner, merged, instead of a filter.
import type { Circumstances } from '../formula/to-sql.ts'
import type { Node } from '../formula/node.ts'
import { type Sql, sql } from '../sql.ts'
import type { Right } from './view.ts'

/** More branches than this cost more to plan than they save. */
const most = 40

const isOwner = (node: Node | undefined): boolean => node?.node === 'path' && node.up === 0 && node.path.length === 1 && node.path[0] === 'owner'

/** The parts of an OR, if each of them says only whose the row is; else null. */
function owners(node: Node, at: Circumstances): (string | null)[] | null {
  if (node.node !== 'call') return null
  if (node.name === 'OR') {
    const parts = node.args.map(one => owners(one, at))
    return parts.every(one => one !== null) ? parts.flat() : null
  }
  if (!isOwner(node.args[0])) return null
  if (node.name === 'ISEMPTY') return [null]
  const other = node.args[1]
  if (other?.node !== 'call') return null
  if (node.name === 'IN' && other.name === 'MY_PEOPLE') return [...at.people]
  return node.name === '=' && other.name === 'me' && at.me !== null ? [at.me] : null
}

/** Whose rows the right reaches (null among them: nobody's), if it says only whose; else null. */
export const ownersOf = (right: Right, at: Circumstances): readonly (string | null)[] | null => {
  const list = right === 'all' || right === 'none' ? null : owners(right.node, at)
  return list && [...new Set(list)]
}

/**
 * The conditions of the branches, or null where the right says something else. As one condition with OR the
 * ordered walk over the newest rows is lost and a list of a few owners reads all of their rows (store.md, E).
 */
export function ownerBranches(right: Right, at: Circumstances): Sql[] | null {
  const all = ownersOf(right, at)
  if (!all || all.length < 2 || all.length > most) return null
  return all.map(one => (one === null ? sql`t.owner is null` : sql`t.owner = ${one}::uuid`))
}

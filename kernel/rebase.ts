// Two people changed the model from the same version: what do both changes give together, and where must somebody choose?
import type { Changes } from './app.ts'
import { isSafeKey, merge } from './merge.ts'
import { isJsonObject, type Json } from './json.ts'

/** Retired and never there are the same to whoever comes later. */
const gone = (value: unknown): boolean => value === undefined || value === null

/** One place at which both sides have another value than before, and not the same one. */
export interface Clash {
  readonly path: readonly string[]
  readonly before: unknown
  readonly mine: unknown
  readonly theirs: unknown
}
/** Which of the two is to stand at a place. */
export interface Choice {
  readonly path: readonly string[]
  readonly take: 'mine' | 'theirs'
}

/** Equal as data: the order of names means nothing, null and absent are the same. */
export function same(a: unknown, b: unknown): boolean {
  if (gone(a) || gone(b)) return gone(a) && gone(b)
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, i) => same(one, b[i]))
  if (isJsonObject(a) && isJsonObject(b))
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]))
  return a === b
}

/**
 * The patch that was begun over `before`, brought onto `newest`. Places that only one side touched are as that side
 * left them; lists are joined by what was added and taken away. Where both changed a place otherwise the choice
 * decides; without one the place stays as mine and is told as a clash.
 */
export function rebase(
  before: unknown,
  newest: unknown,
  patch: Changes,
  choices: readonly Choice[] = [],
): { patch: Changes; clashes: Clash[] } {
  const clashes: Clash[] = []
  const chosen = new Map(choices.map((one) => [JSON.stringify(one.path), one.take]))
  const walk = (
    own: Json,
    was: unknown,
    is: unknown,
    path: readonly string[],
  ): Record<string, unknown> => {
    const result: Record<string, unknown> = {}
    for (const [key, given] of Object.entries(own)) {
      if (!isSafeKey(key)) continue
      const [old, theirs] = [
        isJsonObject(was) ? was[key] : undefined,
        isJsonObject(is) ? is[key] : undefined,
      ]
      const here = [...path, key]
      // Of what the other side retired all comes back where mine is to stand, not only what I changed of it.
      const mine =
        isJsonObject(given) && isJsonObject(old) && gone(theirs) ? merge(old, given) : given
      if (isJsonObject(mine) && isSaid(mine) && isJsonObject(theirs) && isSaid(theirs)) {
        const said = joinWords(isJsonObject(old) ? old : {}, mine, theirs)
        const take = chosen.get(JSON.stringify(here))
        if (said || take !== 'theirs') result[key] = said ?? { ...theirs, ...mine }
        if (same(result[key], theirs)) delete result[key]
        if (!said && !take)
          clashes.push({ path: here, before: old, mine: { ...theirs, ...mine }, theirs })
      } else if (isJsonObject(mine) && isJsonObject(old) && isJsonObject(theirs)) {
        const inner = walk(mine, old, theirs, here)
        if (Object.keys(inner).length) result[key] = inner
      } else if (same(old, theirs)) result[key] = mine
      else if (!same(mine, theirs)) {
        const joined = joinLists(old, mine, theirs)
        const take = chosen.get(JSON.stringify(here))
        if (joined) result[key] = joined
        else if (take !== 'theirs') result[key] = mine
        if (!joined && !take) clashes.push({ path: here, before: old, mine, theirs })
      }
    }
    return result
  }
  return { patch: walk(patch, before, newest, []), clashes }
}

/** A sentence is one place, in whichever languages it is said; null where both sides changed it in the same one. */
function joinWords(before: Json, mine: Json, theirs: Json): Json | null {
  const languages = Object.keys(mine)
  if (
    languages.some(
      (one) =>
        !same(mine[one], before[one]) &&
        !same(theirs[one], before[one]) &&
        !same(mine[one], theirs[one]),
    )
  )
    return null
  return {
    ...theirs,
    ...Object.fromEntries(
      languages.filter((one) => !same(mine[one], before[one])).map((one) => [one, mine[one]]),
    ),
  }
}

/** Both sides' additions and removals in one list; null where they speak of the same line or of its order. */
function joinLists(before: unknown, mine: unknown, theirs: unknown): unknown[] | null {
  if (!Array.isArray(before) || !Array.isArray(mine) || !Array.isArray(theirs)) return null
  const [b, m, t] = [before, mine, theirs].map((list) =>
    list.map((one) => JSON.stringify(one)),
  ) as [string[], string[], string[]]
  if ([b, m, t].some((list) => new Set(list).size !== list.length)) return null
  const without = (list: string[], other: string[]): string[] =>
    list.filter((one) => !other.includes(one))
  const [mineGone, theirsGone, mineNew] = [without(b, m), without(b, t), without(m, b)]
  if (mineGone.some((one) => theirsGone.includes(one))) return null
  if (!sameOrder(b, m)) return null
  return [...without(t, mineGone), ...without(mineNew, t)].map((one) => JSON.parse(one) as unknown)
}

const sameOrder = (a: string[], b: string[]): boolean => {
  const [left, right] = [a.filter((one) => b.includes(one)), b.filter((one) => a.includes(one))]
  return left.every((one, i) => one === right[i])
}

/** How many single places a patch names. */
export const placesIn = (patch: unknown): number =>
  isJsonObject(patch) && !isSaid(patch)
    ? Object.values(patch).reduce<number>((n, one) => n + placesIn(one), 0)
    : 1

/** A sentence in both languages is one place. */
const isSaid = (value: Json): boolean =>
  typeof value.zh === 'string' || typeof value.en === 'string'

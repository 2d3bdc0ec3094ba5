// What do the rules of a pool say, and what of them is left for me? Pure, so that a test can read it.
import type { PoolOfDesk } from '#kernel/api/desks.ts'
import { say } from '#web/words.ts'
import { words } from './words.ts'

/** The rules as half-sentences, in the order in which they come to bear. */
export function rulesInWords(pool: PoolOfDesk): string[] {
  const parts = [say(words.keep, { n: pool.keep_days })]
  if (pool.deal_days !== null) parts.push(say(words.deal, { n: pool.deal_days }))
  if (pool.warn_days > 0) parts.push(say(words.warn, { n: pool.warn_days }))
  if (pool.extend_max > 0)
    parts.push(say(words.extend, { times: pool.extend_max, n: pool.extend_days }))
  if (pool.cool_days > 0) parts.push(say(words.cool, { n: pool.cool_days }))
  return parts
}

/** Why I can take no lead of this pool now; null while I can. */
export function isFull(pool: PoolOfDesk): 'today' | 'hand' | null {
  if (pool.hold_cap !== null && pool.held >= pool.hold_cap) return 'hand'
  if (pool.claim_cap !== null && pool.claimed >= pool.claim_cap) return 'today'
  return null
}

/** The day from which I may claim a lead that I gave back; null where I may now. Days of the company's calendar. */
export function coolsUntil(
  pool: PoolOfDesk,
  lead: { readonly former_owner: unknown; readonly released_on: string | null },
  me: string,
  today: string,
): string | null {
  if (lead.former_owner !== me || lead.released_on === null) return null
  const at = new Date(`${lead.released_on}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + pool.cool_days)
  const until = at.toISOString().slice(0, 10)
  return today < until ? until : null
}

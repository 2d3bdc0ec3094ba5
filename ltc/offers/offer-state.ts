// Can this version still be answered by its link, and if not, why not?
import type { Values } from '#kernel/object.ts'
import type { OfferState } from '#kernel/view/public-offer.ts'
import { liveStages } from '../quotes/accept-quote.ts'
import { text } from '../read.ts'

/**
 * @param others all versions of the same deal
 * @param today in the company's zone
 */
export function offerState(
  link: Values,
  quote: Values,
  others: readonly Values[],
  today: string,
): OfferState {
  if (text(link, 'revoked_at') !== null) return 'revoked'
  const stage = text(quote, 'stage') ?? ''
  if (stage === 'accepted') return 'accepted'
  if (stage === 'rejected') return 'declined'
  const rest = others.filter(({ id }) => id !== quote.id)
  if (rest.some((one) => one.stage === 'accepted')) return 'over'
  const isNewer = (one: Values): boolean => Number(one.version_no) > Number(quote.version_no)
  if (rest.some((one) => isNewer(one) && liveStages.includes(text(one, 'stage') ?? '')))
    return 'replaced'
  const valid = text(quote, 'valid_until')
  if (stage === 'expired' || (stage === 'sent' && valid !== null && valid < today)) return 'expired'
  return stage === 'sent' ? 'open' : 'over'
}

// What happens when somebody opens the link of a quote? They see it; and it is known that the customer has looked.
import type { Row } from '#kernel/object.ts'
import type { PublicOffer } from '#kernel/view/public-offer.ts'
import { tellViewed } from '#ltc/offers/take-answer.ts'
import { text } from '#ltc/read.ts'
import type { Tries } from '#server/login/tries.ts'
import { contextOf } from '#server/world/context-of.ts'
import { type Looking, linkOf, offerDoing, publicOffer, quoteOf } from './find-offer.ts'

export interface Opening extends Looking {
  readonly tries: Tries
  readonly token: unknown
  readonly address: string
  readonly agent: string
}

/** Programs that look at links before people do. */
const programs =
  /bot|crawl|spider|slurp|preview|headless|scan|monitor|fetch|curl|wget|python|java\//i
/** Loaded again within this time it is the same look. */
const sameLookMs = 5 * 60_000

/** The offer of the token. Colleagues and programs are no customer who looks. */
export async function openOffer(given: Opening): Promise<PublicOffer> {
  const { world, tries, token, address, agent, colleague } = given
  await tries.takeOffer(address)
  const link = await linkOf(offerDoing(world, world.db, null), token)
  if (link && !colleague && agent !== '' && !programs.test(agent)) await noteView(given, link)
  return publicOffer(given, link)
}

async function noteView({ world }: Opening, { id }: Row): Promise<void> {
  await world.db.transaction(async (tx) => {
    const doing = offerDoing(world, tx, id)
    const ctx = contextOf(doing)
    const [link] = await ctx.lock('quote_link', [id])
    const found = link && (await quoteOf(ctx, link))
    if (!link || !found || found.state === 'revoked') return
    const now = doing.at.now
    const last = text(link, 'last_viewed_at')
    if (last !== null && now.getTime() - Date.parse(last) < sameLookMs) return
    const at = now.toISOString()
    await ctx.change('quote_link', id, {
      viewed_at: link.viewed_at ?? at,
      last_viewed_at: at,
      views: Number(link.views ?? 0) + 1,
    })
    if (text(found.quote, 'viewed_at') !== null) return
    await ctx.change('quote', found.quote.id, { viewed_at: at })
    await tellViewed(ctx, found.quote)
  })
}

// How do customers of the sample company answer quotes by a link? Some look at once, some twice, some sign on their phone.
import type { Row } from '#kernel/object.ts'
import { bindingWords } from '#ltc/offers/take-answer.ts'
import { text } from '#ltc/read.ts'
import { systemWho } from '#server/world/world.ts'
import type { Chance } from './chance.ts'
import type { Deal, Play } from './play.ts'
import type { Story } from './timeline.ts'
import { day, workday } from './working-hours.ts'

/** Before that the company had no such links. */
const since = 270 * day
const hour = 3_600_000
const phone = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Mobile (sample)'

/** Gives the customer a link to a quote that was just sent; null where it went on paper. */
export async function shareOffer(
  play: Play,
  { name, seller }: Deal,
  at: number,
  quote: string,
): Promise<string | null> {
  const chance = play.chance('offer', name, at)
  if (play.end - at > since || !chance.happens(0.55)) return null
  const answer = await play.hands.act(seller.who, at, 'quote', quote, 'share', { language: 'zh' })
  const link = String(answer.link)
  if (chance.happens(0.85)) {
    const first = workday(at, chance.between(0.1, 1.4), chance)
    play.tell(first, looks(play, { quote, link, first }, chance))
  }
  return link
}

async function* looks(
  { hands }: Play,
  { quote, link, first }: { quote: string; link: string; first: number },
  chance: Chance,
): Story {
  const viewed = new Date(first).toISOString()
  const times = chance.whole(1, 4)
  const customer = hands.byLink(link)
  await customer.change(systemWho, first, 'quote', quote, { viewed_at: viewed })
  let at = first
  for (let views = 1; ; views++) {
    await customer.change(systemWho, at, 'quote_link', link, {
      viewed_at: viewed,
      last_viewed_at: new Date(at).toISOString(),
      views,
    })
    if (views === times) return
    at += chance.between(2, 20) * hour
    yield at
  }
}

/** The customer accepts it on their phone, as they do at the link. */
export async function acceptByLink(
  play: Play,
  at: number,
  quote: string,
  link: string,
): Promise<void> {
  const customer = play.hands.byLink(link)
  await customer.act(systemWho, at, 'quote', quote, 'accept')
  const accepted = await play.read('quote', quote)
  const contact = await named(play, 'contact', accepted)
  const account = await named(play, 'account', accepted)
  await customer.create(systemWho, at, 'quote_answer', {
    quote,
    link,
    kind: 'accept',
    name: (contact && text(contact, 'name')) ?? '采购负责人（示例）',
    title: contact && text(contact, 'title'),
    agreed: bindingWords(account && text(account, 'name')).zh,
    said_at: new Date(at).toISOString(),
    // An address that is nobody's: of the block for examples.
    network: '203.0.113.24',
    browser: phone,
    language: 'zh',
    version_no: accepted.version_no,
    currency: accepted.currency,
    gross: accepted.gross,
    content_hash: accepted.hash,
    page_no: `sample-${quote}`,
    owner: accepted.owner,
  })
}

async function named(play: Play, object: string, quote: Row): Promise<Row | null> {
  const id = text(quote, object)
  return id === null ? null : play.read(object, id)
}

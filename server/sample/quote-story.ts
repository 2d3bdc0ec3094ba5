// How does an offer of the sample company go? Versions and approvals, then a yes, a no, or silence.
import type { Values } from '#kernel/object.ts'
import type { Chance } from './chance.ts'
import { contractStory } from './contract-story.ts'
import { acceptByLink, shareOffer } from './offer-story.ts'
import { answerDays, type Deal, loss, type Play } from './play.ts'
import type { Story } from './timeline.ts'
import { day, soon, workday } from './working-hours.ts'

const noes = ['毛利低于底线，请重新核价', '折扣缺少依据，先争取付款条件', '请按标准配置重新报价']
const customerNoes = ['客户认为价格偏高', '客户要求重新配置', '预算调整，要求再降']

const validDays = 60

export async function* quoteStory(
  play: Play,
  deal: Deal,
  { at: begins, won }: { at: number; won: boolean },
): Story {
  const { hands } = play
  const { seller, wish, opportunity } = deal
  const chance = play.chance('quote', deal.name)
  let discount = chance.happens(0.22) ? chance.whole(16, 24) : chance.whole(0, 14)
  let at = soon(begins, chance)
  yield at
  const first = await hands.act(seller.who, at, 'opportunity', opportunity, 'create_quote', {
    lines: linesOf(deal, discount),
    valid_until: play.date(at + validDays * day),
  })
  let quote = first.quote as string
  let link: string | null = null
  const versions = chance.happens(0.22) ? 2 : 1
  for (let version = 1; ; version++) {
    at = chance.happens(0.7) ? soon(at, chance) : workday(at, chance.between(0.5, 3), chance)
    yield at
    const { stage } = await hands.act(seller.who, at, 'quote', quote, 'submit')
    let refused = false
    if (stage === 'in_approval') {
      at = workday(at, answerDays(play, at, chance), chance)
      yield at
      refused = version === 1 && chance.happens(0.24)
      const boss = chance.happens(0.2) ? play.staff.manager : seller.boss
      if (refused)
        await hands.act(boss, at, 'quote', quote, 'reject', { comment: chance.pick(noes) })
      else {
        const answer = await hands.act(boss, at, 'quote', quote, 'approve', { comment: '同意' })
        // Below the floor price the general manager is asked after that.
        if (answer.stage === 'in_approval') {
          at = workday(at, answerDays(play, at, chance), chance)
          yield at
          await hands.act(play.staff.manager, at, 'quote', quote, 'approve', { comment: '同意' })
        }
      }
    }
    if (!refused) {
      at = soon(at, chance)
      yield at
      await hands.act(seller.who, at, 'quote', quote, 'send')
      link = await shareOffer(play, deal, at, quote)
      if (version >= versions) break
      at = workday(at, chance.between(3, 12), chance)
      yield at
      await hands.act(seller.who, at, 'quote', quote, 'reject', {
        comment: chance.pick(customerNoes),
      })
    }
    at = soon(at, chance)
    yield at
    const next = await hands.act(seller.who, at, 'quote', quote, 'new_version')
    quote = next.quote as string
    discount = refused ? Math.min(discount, 15) : Math.min(24, discount + chance.whole(1, 3))
    at = soon(at, chance)
    yield at
    await hands.change(seller.who, at, 'quote', quote, {
      lines: linesOf(deal, discount),
      valid_until: play.date(at + validDays * day),
    })
  }

  const sent = at
  at = workday(at, chance.between(2, 10), chance)
  yield at
  const amount = { amount: String(Math.round(wish.amount * (1 - discount / 100))) }
  await hands.change(seller.who, at, 'opportunity', opportunity, {
    ...amount,
    next_step: '谈价格、付款与交付条款',
  })
  await hands.act(seller.who, at, 'opportunity', opportunity, 'move', { to: 'negotiation' })
  if (won) {
    // Before the offer ends, however long approval and talks took.
    at = workday(at, chance.between(3, 22), chance)
    yield at
    if (link === null) await hands.act(seller.who, at, 'quote', quote, 'accept')
    else await acceptByLink(play, at, quote, link)
    play.tell(at, contractStory(play, deal, { at, quote }))
    return
  }
  yield* unanswered(play, deal, { quote, sent, at }, chance)
}

/** No, or never an answer: the offer runs out by itself, and later somebody gives the deal up. */
async function* unanswered(
  play: Play,
  { seller, opportunity }: Deal,
  { quote, sent, at: from }: { quote: string; sent: number; at: number },
  chance: Chance,
): Story {
  const { hands } = play
  let at = from
  if (chance.happens(0.6)) {
    at = workday(at, chance.between(4, 24), chance)
    yield at
    await hands.act(seller.who, at, 'quote', quote, 'reject', {
      comment: chance.pick(customerNoes),
    })
  } else {
    at = Math.max(at, sent + (validDays + 2) * day)
    yield at
    await hands.automatic('quote_expires', at, 'quote', quote, 'expire')
    at = workday(at, chance.between(1, 40), chance)
    yield at
  }
  at = soon(at, chance)
  yield at
  await hands.act(seller.who, at, 'opportunity', opportunity, 'lose', loss(play, chance))
}

const linesOf = ({ wish }: Deal, discount: number): Values[] =>
  wish.lines.map(({ product, quantity }) => ({
    product: product.id,
    quantity: String(quantity),
    discount_percent: String(product.kind === 'service' ? Math.min(discount, 10) : discount),
  }))

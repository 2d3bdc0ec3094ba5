// How does an accepted offer of the sample company become a running contract, and the customer a regular one?
import type { Row } from '#kernel/object.ts'
import { wishOf } from './catalogue.ts'
import { billStory } from './bill-story.ts'
import { type Case, payerOf } from './cash-story.ts'
import { deliveryStory } from './delivery-story.ts'
import { answerDays, type Deal, type Play } from './play.ts'
import type { Story } from './timeline.ts'
import { soon, workday } from './working-hours.ts'

export async function* contractStory(
  play: Play,
  deal: Deal,
  { at: begins, quote }: { at: number; quote: string },
): Story {
  const { hands } = play
  const { seller } = deal
  const chance = play.chance('contract', deal.name)
  let at = soon(begins, chance)
  yield at
  const made = await hands.act(seller.who, at, 'quote', quote, 'create_contract')
  const contract = made.contract as string
  const deviates = chance.happens(0.08)
  if (deviates)
    await hands.change(seller.who, at, 'contract', contract, {
      deviates: true,
      terms: '质保金缩短为六个月；逾期违约金上限 5%。（示例）',
    })
  at = workday(at, chance.happens(0.1) ? chance.between(10, 24) : chance.between(1, 8), chance)
  yield at
  if (chance.happens(0.02)) {
    await hands.act(seller.who, at, 'contract', contract, 'terminate', { reason: '客户项目暂停' })
    await hands.act(seller.who, at, 'opportunity', deal.opportunity, 'lose', { reason: '项目取消' })
    return
  }
  const { stage } = await hands.act(seller.who, at, 'contract', contract, 'sign')
  if (stage === 'in_approval') {
    at = workday(at, answerDays(play, at, chance), chance)
    yield at
    await hands.act(play.staff.manager, at, 'contract', contract, 'approve', {
      comment: '同意按此条款签署',
    })
  }
  at = workday(at, chance.happens(0.12) ? chance.between(6, 15) : chance.between(0, 4), chance)
  yield at
  const running = await hands.act(seller.who, at, 'contract', contract, 'activate')
  const file: Case = { contract, payer: payerOf(chance), settled: 0, parts: 3, credited: false }
  play.tell(
    at,
    deliveryStory(play, deal, {
      at,
      case: file,
      ...(running as { project: string; milestones: string[] }),
    }),
  )
  play.tell(at, billStory(play, deal, { at, part: 1, case: file }))
  if (chance.happens(0.09)) play.tell(at, amended(play, deal, { at, case: file }))
  if (chance.happens(0.42)) play.tell(at, again(play, deal, at))
}

/** While it is delivered the customer wants something more, or a little less: an amendment is signed. */
async function* amended(
  play: Play,
  deal: Deal,
  { at: begins, case: file }: { at: number; case: Case },
): Story {
  const { hands } = play
  const { name, seller } = deal
  const chance = play.chance('amended', name)
  let at = workday(begins, chance.between(12, 30), chance)
  yield at
  const contract = await play.read('contract', file.contract)
  if (contract.stage !== 'active') return
  // Whole pieces of what costs least, as long as nothing of it is on its way.
  const [spare] = (contract.lines as Row[])
    .filter((line) => Number(line.quantity) >= 3)
    .sort((a, b) => Number(a.unit_price) - Number(b.unit_price))
  const less = chance.happens(0.5) && spare && (contract.shipments as Row[]).length === 0
  const { amendment } = await hands.act(seller.who, at, 'contract', file.contract, 'amend', {
    name: less ? '减少配置' : '增补备件与培训',
    reason: less ? '客户预算调整（示例）' : '客户现场增加工位（示例）',
    lines: less
      ? [{ contract_line: spare.id, quantity: '-1' }]
      : [
          {
            description: '备件与操作培训',
            quantity: '1',
            unit_price: String(chance.whole(8, 60) * 1000),
            tax_rate: '0.13',
          },
        ],
  })
  if (!less) file.parts++
  at = soon(at, chance)
  yield at
  // What is on its way by now is not taken away any more.
  const gone = async (): Promise<boolean> =>
    Boolean(less) && ((await play.read('contract', file.contract)).shipments as Row[]).length > 0
  if (await gone()) return
  const { stage } = await hands.act(seller.who, at, 'amendment', String(amendment), 'submit')
  if (stage === 'in_approval') {
    at = workday(at, answerDays(play, at, chance), chance)
    yield at
    await hands.act(play.staff.manager, at, 'amendment', String(amendment), 'approve')
  }
  at = workday(at, chance.between(1, 6), chance)
  yield at
  if (await gone()) {
    await hands.act(seller.who, at, 'amendment', String(amendment), 'reject', {
      comment: '货已安排发出，不再减少（示例）',
    })
    return
  }
  await hands.act(seller.who, at, 'amendment', String(amendment), 'sign')
  if (!less) play.tell(at, billStory(play, deal, { at, part: 4, case: file }))
}

/** The customer needs more: an opportunity without a lead. */
async function* again(play: Play, deal: Deal, begins: number): Story {
  const chance = play.chance('again', deal.name)
  const { seller, account } = deal
  const wish = wishOf(play.products, chance)
  const at = workday(begins, chance.between(60, 260), chance)
  yield at
  const opportunity = await play.hands.create(seller.who, at, 'opportunity', {
    name: `${wish.main.name.split(' ')[0]} 增购`,
    account,
    amount: String(wish.amount),
    background: '老客户增购（示例）',
  })
  const next = { name: `again ${deal.name}`, account, opportunity, seller, wish, warmth: 0.8 }
  play.begin(at, next, soon(at, chance))
}

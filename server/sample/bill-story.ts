// When does finance of the sample company bill a contract, and when is it completed?
import type { Who } from '#kernel/permission.ts'
import type { Deal } from './deal-story.ts'
import { cashStory, type Payer, payerOf } from './cash-story.ts'
import type { Play } from './play.ts'
import type { Story } from './timeline.ts'
import { soon, workday } from './working-hours.ts'

/** Looks once a week; a contract is a case of two years, then it is somebody else's. */
export async function* billStory(play: Play, deal: Deal, { at: begins, contract }: { at: number; contract: string }): Story {
  const chance = play.chance('bill', deal.name)
  const who = chance.pick(play.staff.finance)
  const payer = payerOf(chance)
  let at = workday(begins, chance.between(0, 2), chance)
  const settled = { count: 0, credited: false }
  for (let billed = 0; billed < 3; ) {
    yield at
    const { invoices } = (await play.hands.act(who, at, 'contract', contract, 'bill')) as { invoices: string[] }
    for (const invoice of invoices) {
      billed++
      at = yield* issued(play, deal, { who, at, contract, invoice, payer, part: billed }, settled)
    }
    at = workday(at, chance.between(5, 9), chance)
  }
  while (settled.count < 3) {
    at = workday(at, 14, chance)
    yield at
  }
  at = workday(at, chance.between(1, 5), chance)
  yield at
  if (!settled.credited) await play.hands.act(who, at, 'contract', contract, 'complete')
}

interface Draft {
  readonly who: Who
  readonly at: number
  readonly contract: string
  readonly invoice: string
  readonly payer: Payer
  readonly part: number
}

/** Issued after a look; now and then wrongly, then made void the next day and billed again. */
async function* issued(play: Play, deal: Deal, { who, at: from, contract, invoice, payer, part }: Draft, settled: { count: number; credited: boolean }): AsyncGenerator<number, number> {
  const { hands } = play
  const chance = play.chance('issue', deal.name, part)
  let at = chance.happens(0.8) ? soon(from, chance) : workday(from, chance.between(1, 6), chance)
  yield at
  await hands.act(who, at, 'invoice', invoice, 'issue')
  let live = invoice
  if (chance.happens(0.015)) {
    at = workday(at, 1, chance)
    yield at
    await hands.act(who, at, 'invoice', invoice, 'void', { reason: '抬头有误,作废重开' })
    at = soon(at, chance)
    yield at
    const again = (await hands.act(who, at, 'contract', contract, 'bill')) as { invoices: string[] }
    live = again.invoices[0]!
    at = soon(at, chance)
    yield at
    await hands.act(who, at, 'invoice', live, 'issue')
  }
  play.tell(at, cashStory(play, deal, { at, invoice: live, payer, part, settled }))
  return at
}

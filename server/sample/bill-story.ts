// How does finance of the sample company bill what is due? Soon, and now and then wrongly the first time.
import { type Case, cashStory } from './cash-story.ts'
import type { Deal, Play } from './play.ts'
import type { Story } from './timeline.ts'
import { soon, workday } from './working-hours.ts'

interface Due {
  readonly at: number
  /** 1 at the start, 2 at acceptance, 3 a year later, 4 for what was amended. */
  readonly part: number
  readonly case: Case
}

export async function* billStory(
  play: Play,
  deal: Deal,
  { at: due, part, case: file }: Due,
): Story {
  const { hands } = play
  const chance = play.chance('bill', deal.name, part)
  const who = chance.pick(play.staff.finance)
  const bill = async (): Promise<readonly string[]> =>
    ((await hands.act(who, at, 'contract', file.contract, 'bill')) as { invoices: string[] })
      .invoices
  let at = workday(due, chance.between(0, 4), chance)
  yield at
  // What fell due meanwhile is billed with it, so each invoice goes its own way.
  for (let invoice of await bill()) {
    at = chance.happens(0.8) ? soon(at, chance) : workday(at, chance.between(1, 6), chance)
    yield at
    await hands.act(who, at, 'invoice', invoice, 'issue')
    if (chance.happens(0.015)) {
      at = workday(at, 1, chance)
      yield at
      await hands.act(who, at, 'invoice', invoice, 'void', { reason: '抬头有误，作废重开' })
      at = soon(at, chance)
      yield at
      const [again] = await bill()
      if (!again) continue
      invoice = again
      at = soon(at, chance)
      yield at
      await hands.act(who, at, 'invoice', invoice, 'issue')
    }
    play.tell(at, cashStory(play, deal, { at, invoice, part, case: file }))
  }
}

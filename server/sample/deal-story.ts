// How is one opportunity of the sample company worked? Stage by stage, until it is quoted, lost, or stays where it is.
import { meetBuyers } from './buyer-story.ts'
import { type Deal, isRecent, loss, type Play } from './play.ts'
import { quoteStory } from './quote-story.ts'
import type { Story } from './timeline.ts'
import { day, workday } from './working-hours.ts'

const stages = ['discovery', 'needs', 'solution', 'quoting'] as const
/** Usual days in a stage, from and to. */
const days = { discovery: [3, 14], needs: [5, 20], solution: [5, 19], quoting: [3, 11] } as const
const steps = {
  discovery: ['拜访客户，了解工艺与产能', '电话确认决策链'],
  needs: ['现场测量与样件收集', '整理需求清单'],
  solution: ['方案评审会', '邀请客户参观样板车间'],
  quoting: ['确认配置与报价口径', '沟通付款方式'],
} as const

/** Begins at `begins`, in the stage of discovery. */
export async function* dealStory(play: Play, deal: Deal, begins: number): Story {
  const { hands } = play
  const { seller, wish, opportunity } = deal
  const chance = play.chance('deal', deal.name)
  const good = chance.happens(
    Math.min(
      0.85,
      (0.33 + 0.36 * deal.warmth) * seller.skill * (wish.amount > 2_000_000 ? 0.8 : 1),
    ),
  )
  // The others end somewhere on the way, and some of them nobody moves for months.
  const endsAt = good
    ? null
    : chance.weighted({ discovery: 22, needs: 26, solution: 24, quoting: 28 })
  const sleeps = !good && chance.happens(0.2)
  let at = begins
  yield at
  await hands.change(seller.who, at, 'opportunity', opportunity, {
    close_date: play.date(at + chance.between(50, 110) * day),
    forecast: chance.weighted({ pipeline: 60, best: 26, commit: 14 }),
    next_step: chance.pick(steps.discovery),
  })
  for (const [index, stage] of stages.entries()) {
    const [from, to] = days[stage]
    const next = workday(
      at,
      chance.between(from, to) * (chance.happens(0.14) ? chance.between(1.8, 3.2) : 1),
      chance,
    )
    const asleep = sleeps && stage === endsAt && stage !== 'quoting'
    const missed = yield* meet(play, deal, {
      at,
      due: next,
      subject: chance.pick(steps[stage]),
      asleep,
    })
    at = next
    if (stage === endsAt && stage !== 'quoting') {
      at = workday(at, asleep ? chance.between(60, 170) : chance.between(0, 12), chance)
      yield at
      if (missed)
        await hands.act(seller.who, at, 'activity', missed, 'complete', { result: '客户不再回复' })
      await hands.act(seller.who, at, 'opportunity', opportunity, 'lose', loss(play, chance))
      return
    }
    if (stage === 'quoting') break
    if (stage === 'needs' && chance.happens(0.35)) play.tell(at, solutionStory(play, deal, at))
    if (stage === 'discovery' && play.end - at < 120 * day) await meetBuyers(play, deal, at)
    await hands.act(seller.who, at, 'opportunity', opportunity, 'move', { to: stages[index + 1]! })
  }
  play.tell(at, quoteStory(play, deal, { at, won: good }))
}

interface Meeting {
  readonly at: number
  readonly due: number
  readonly subject: string
  /** Nobody goes. */
  readonly asleep: boolean
}

/** The next meeting: planned now and held when it is due; of long ago only that it was held. Answers one that nobody held. */
async function* meet(
  play: Play,
  { seller, account, opportunity }: Deal,
  { at, due, subject, asleep }: Meeting,
): AsyncGenerator<number, string | null> {
  const { hands } = play
  const due_at = new Date(due).toISOString()
  const values = { kind: 'visit', subject, account, opportunity, due_at }
  const plan = isRecent(play, due) || asleep
  const id = plan ? await hands.create(seller.who, at, 'activity', values) : null
  yield due
  if (asleep) return id
  if (id)
    await hands.act(seller.who, due, 'activity', id, 'complete', { result: '已沟通，继续推进' })
  else
    await hands.create(seller.who, due, 'activity', {
      ...values,
      done_at: due_at,
      result: '已沟通，继续推进',
    })
  return null
}

/** Presales writes a solution, and the customer agrees to it. */
async function* solutionStory(play: Play, deal: Deal, begins: number): Story {
  const { hands } = play
  const chance = play.chance('solution', deal.name)
  const who = chance.pick(play.staff.presales)
  let at = workday(begins, chance.between(1, 5), chance)
  yield at
  const id = await hands.create(who, at, 'solution', {
    name: `${deal.wish.main.name} 方案`,
    opportunity: deal.opportunity,
    body: `<p>主机 ${deal.wish.main.name},含安装与培训。（示例）</p>`,
  })
  at = workday(at, chance.between(2, 9), chance)
  yield at
  await hands.act(who, at, 'solution', id, 'move', { to: 'reviewed' })
  if (!chance.happens(0.75)) return
  at = workday(at, chance.between(2, 8), chance)
  yield at
  await hands.act(who, at, 'solution', id, 'move', { to: 'agreed', agreed_on: play.date(at) })
}

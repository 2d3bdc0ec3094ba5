// How is a contract of the sample company delivered? Started, shipped, accepted; some of it late.
import type { Who } from '#kernel/permission.ts'
import { billStory } from './bill-story.ts'
import type { Case } from './cash-story.ts'
import type { Chance } from './chance.ts'
import type { Deal, Play } from './play.ts'
import type { Story } from './timeline.ts'
import { day, soon, workday } from './working-hours.ts'

interface Start {
  readonly at: number
  readonly project: string
  /** Start, shipment, acceptance: in this order. */
  readonly milestones: readonly string[]
  readonly case: Case
}

const tasks = ['生产排产与物料齐套', '出厂检验', '现场安装调试'] as const
/** Days after activation when each step is done. */
const steps = [
  [4, 12],
  [38, 62],
  [66, 92],
] as const

export async function* deliveryStory(
  play: Play,
  deal: Deal,
  { at: begins, project, milestones, case: file }: Start,
): Story {
  const { hands } = play
  const chance = play.chance('delivery', deal.name)
  const who = chance.pick(play.staff.delivery)
  const late = chance.happens(0.32) ? chance.between(10, 60) : 0
  let at = workday(begins, chance.between(0, 3), chance)
  yield at
  await hands.change(who, at, 'project', project, { owner: who.id })
  const made: string[] = []
  for (const [i, name] of tasks.entries())
    made.push(
      await hands.create(who, at, 'task', {
        name,
        project,
        milestone: milestones[i],
        due_on: play.date(begins + steps[i]![1] * day),
      }),
    )
  for (const [i, milestone] of milestones.entries()) {
    const [from, to] = steps[i] ?? steps[2]
    const delay = i === 0 ? 0 : late
    const end = workday(begins, chance.between(from, to) + delay, chance)
    at = workday(at, chance.between(0, 3), chance)
    yield at
    if (i > 0) await hands.act(who, at, 'milestone', milestone, 'move', { to: 'in_progress' })
    if (i === 2) await hands.act(who, at, 'task', made[i]!, 'move', { to: 'doing' })
    at = Math.max(end, soon(at, chance))
    yield at
    await hands.act(who, at, 'task', made[i]!, 'move', { to: 'done' })
    await hands.act(who, at, 'milestone', milestone, 'complete')
    at = yield* accepted(play, who, { at, milestone, last: i === milestones.length - 1 }, chance)
  }
  play.tell(at, billStory(play, deal, { at, part: 2, case: file }))
  // The rest is kept for a year.
  play.tell(at + 365 * day, billStory(play, deal, { at: at + 365 * day, part: 3, case: file }))
}

/** The customer signs; one in eight asks for something first. */
async function* accepted(
  play: Play,
  who: Who,
  { at: from, milestone, last }: { at: number; milestone: string; last: boolean },
  chance: Chance,
): AsyncGenerator<number, number> {
  const { hands } = play
  let at = from
  if (last && chance.happens(0.12)) {
    at = workday(at, chance.between(2, 6), chance)
    yield at
    await hands.act(who, at, 'milestone', milestone, 'move', { to: 'in_progress' })
    at = workday(at, chance.between(3, 12), chance)
    yield at
    await hands.act(who, at, 'milestone', milestone, 'complete')
  }
  at = workday(
    at,
    last ? chance.between(2, chance.happens(0.2) ? 28 : 12) : chance.between(0, 3),
    chance,
  )
  yield at
  await hands.act(who, at, 'milestone', milestone, 'accept', {
    signer: chance.pick(['设备科（示例）', '生产部（示例）', '工艺科（示例）']),
  })
  return at
}

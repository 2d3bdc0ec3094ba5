// How is a contract of the sample company delivered? Started, shipped, accepted; some of it late.
import type { Row } from '#kernel/object.ts'
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
    const goods = i === 1 ? await planned(play, who, { at, project, by: end }, chance) : null
    at = Math.max(end, soon(at, chance))
    yield at
    if (goods) {
      await hands.act(who, at, 'shipment', goods, 'ship', carried(chance))
      const on = workday(at, chance.between(2, 6), chance)
      play.tell(on, arrivesStory(play, who, { at: on, shipment: goods, project }, chance))
    }
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

const carriers = ['专车（示例）', '德邦物流', '中铁快运'] as const

const carried = (chance: Chance) => ({
  carrier: chance.pick(carriers),
  tracking_no: `SAMPLE${String(Math.floor(chance.between(100_000, 999_999)))}`,
})

/** Of what is several pieces half goes first in one of four; null where nothing is left to ship. */
async function planned(
  play: Play,
  who: Who,
  { at, project, by }: { at: number; project: string; by: number },
  chance: Chance,
): Promise<string | null> {
  const { contract } = await play.read('project', project)
  if (typeof contract !== 'string') return null
  const { shipment } = await play.hands.act(who, at, 'contract', contract, 'plan_shipment', {
    planned_on: play.date(by),
  })
  const { id, lines } = await play.read('shipment', String(shipment))
  const isSeveral = ({ quantity }: Row): boolean => Number(quantity) >= 2
  if ((lines as Row[]).some(isSeveral) && chance.happens(0.25))
    await play.hands.change(who, at, 'shipment', id, {
      lines: (lines as Row[]).map((line) => ({
        id: line.id,
        quantity: isSeveral(line)
          ? String(Math.ceil(Number(line.quantity) / 2))
          : String(line.quantity),
      })),
    })
  return id
}

/** It is signed for; what did not go with it follows in a second shipment. */
async function* arrivesStory(
  play: Play,
  who: Who,
  { at: from, shipment, project }: { at: number; shipment: string; project: string },
  chance: Chance,
): Story {
  const { hands } = play
  yield from
  await hands.act(who, from, 'shipment', shipment, 'receive', {
    signer: chance.pick(['仓库收货（示例）', '设备科（示例）']),
  })
  const { contract } = await play.read('shipment', shipment)
  const sold = (await play.read('contract', String(contract))) as Row & { lines: Row[] }
  const rest = sold.lines.some(
    (line) => line.no_shipping !== true && Number(line.quantity) > Number(line.shipped),
  )
  const waits = sold.stage === 'active' && !sold.lines.some((line) => Number(line.quantity) < 0)
  if (!rest || !waits) return
  let at = workday(from, chance.between(3, 9), chance)
  yield at
  const second = await planned(play, who, { at, project, by: at }, chance)
  if (!second) return
  at = soon(at, chance)
  yield at
  await hands.act(who, at, 'shipment', second, 'ship', carried(chance))
}

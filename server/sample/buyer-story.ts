// Who decides at a customer of the sample company? The caller and two colleagues, each with a stance.
import type { Values } from '#kernel/object.ts'
import type { Deal, Play } from './play.ts'

const others = [
  { name: '总', title: '总经理', role: 'decider', influence: 'high' },
  { name: '主管', title: '工艺主管', role: 'user', influence: 'low' },
  { name: '经理', title: '采购经理', role: 'buyer', influence: 'medium' },
] as const
const families = '丁,方,石,任,袁,柳,史,唐,费,岑,薛,雷,贺,倪,汤'.split(',')

/** The seller writes down whom they have met. */
export async function meetBuyers(play: Play, deal: Deal, at: number): Promise<void> {
  const { hands } = play
  const { account, opportunity } = deal
  const { who } = deal.seller
  const chance = play.chance('buyers', deal.name)
  const stance = (): string => chance.weighted({ for: 40, neutral: 30, unknown: 20, against: 10 })
  const { contact } = await play.read('opportunity', opportunity)
  const first: Values[] = contact
    ? [{ contact, role: 'influencer', stance: 'for', influence: 'medium' }]
    : []
  const met = chance.happens(0.6) ? [others[0], others[1]] : [others[1], others[2]]
  const rows: Values[] = []
  for (const { name, title, role, influence } of met)
    rows.push({
      contact: await hands.create(who, at, 'contact', {
        name: `${chance.pick(families)}${name}`,
        title,
        account,
      }),
      role,
      influence,
      stance: stance(),
    })
  await hands.change(who, at, 'opportunity', opportunity, { buyers: [...first, ...rows] })
}

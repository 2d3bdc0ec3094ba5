// What becomes of one name in the sample company? Called in time or not, qualified, converted, given up, or left in the pool.
import type { Who } from '#kernel/permission.ts'
import { campaignOf, type Source } from './campaigns.ts'
import { wishOf } from './catalogue.ts'
import type { Chance } from './chance.ts'
import type { Caller } from './names.ts'
import { isRecent, type Play } from './play.ts'
import type { Seller } from './staff.ts'
import type { Story } from './timeline.ts'
import { day, soon, workday } from './working-hours.ts'

export interface Arrival {
  readonly number: number
  readonly at: number
  readonly source: Source
  readonly caller: Caller
}

const quality: Readonly<Record<Source, number>> = {
  exhibition: 0.28,
  website: 0.33,
  phone: 0.42,
  livestream: 0.2,
  referral: 0.56,
  partner: 0.44,
  advertisement: 0.2,
  other: 0.18,
}
const useless = {
  联系不上: 26,
  没有预算: 20,
  暂无采购计划: 24,
  需求不符: 16,
  同行或供应商: 9,
  重复线索: 5,
} as const
const needs = [
  '新建车间,需要整线方案',
  '替换旧冲床,关注节能',
  '扩产,希望三个月内到货',
  '多品种小批量,换模要快',
  '焊接质量不稳定,想上自动化',
  '外协太贵,打算自己切割',
]

export async function* leadStory(play: Play, arrival: Arrival): Story {
  const { hands } = play
  const { caller, source } = arrival
  const chance = play.chance('lead', arrival.number)
  const wish = wishOf(play.products, chance)
  let seller = sellerFor(play, caller.region, chance)
  const isOwn = source === 'phone' || source === 'referral'
  const pooled = !isOwn && chance.happens(0.16)
  const campaign = campaignOf(play.campaigns, source, Math.floor((arrival.at - play.start) / day))
  let at = arrival.at
  yield at
  const id = await hands.create(
    isOwn ? seller.who : chance.pick(play.staff.marketing),
    at,
    'lead',
    {
      name: caller.name,
      company: caller.company,
      title: caller.title,
      phone: caller.phone,
      email: caller.email,
      region: caller.region,
      source,
      campaign: campaign?.id ?? null,
      need: chance.pick(needs),
      amount: String(wish.amount),
      heat: chance.weighted({ hot: 18, warm: 45, cold: 37 }),
      owner: pooled ? null : seller.who.id,
    },
  )

  if (pooled) {
    if (chance.happens(0.06)) return
    at = workday(at, chance.between(1, chance.happens(0.25) ? 40 : 9), chance)
    yield at
    await hands.act(seller.who, at, 'lead', id, 'claim')
  } else if (chance.happens(0.07)) {
    // Nobody called: the pool has it again, and somebody else tries, or nobody.
    at = at + 16 * day
    yield at
    await hands.automatic('lead_back_to_pool', at, 'lead', id, 'release', {
      reason: '超过保护期未跟进',
    })
    if (chance.happens(0.3)) return
    seller = sellerFor(play, caller.region, chance)
    at = workday(at, chance.between(2, 20), chance)
    yield at
    await hands.act(seller.who, at, 'lead', id, 'claim')
  }

  at = workday(at, chance.happens(0.85) ? chance.between(0, 2.5) : chance.between(3, 8), chance)
  yield at
  const good = chance.happens(quality[source])
  if (good || chance.happens(0.6))
    await followUp(play, seller.who, at, id, chance.happens(0.8) ? 'call' : 'mail', chance)
  // Some are nothing at the first call already.
  const atOnce = !good && chance.happens(0.45)
  if (!atOnce) await hands.act(seller.who, at, 'lead', id, 'move', { to: 'contacting' })
  if (!good) {
    if (!atOnce) yield (at = workday(at, chance.between(2, 13), chance))
    await hands.act(seller.who, at, 'lead', id, 'disqualify', { reason: chance.weighted(useless) })
    return
  }
  at = workday(at, chance.between(1, 12), chance)
  yield at
  const answers = chance.happens(0.4)
    ? {
        answers: play.questions.map((question, i) => ({
          question,
          answer: i < 2 || chance.happens(0.6) ? '是' : '否',
        })),
      }
    : {}
  await hands.act(seller.who, at, 'lead', id, 'qualify', answers)
  if (chance.happens(0.08)) {
    at = workday(at, chance.between(3, 20), chance)
    yield at
    await hands.act(seller.who, at, 'lead', id, 'disqualify', { reason: '没有预算' })
    return
  }
  at = chance.happens(0.25) ? soon(at, chance) : workday(at, chance.between(1, 9), chance)
  yield at
  const made = await hands.act(seller.who, at, 'lead', id, 'convert', {
    opportunity_name: `${caller.company.replace('（示例）', '')} ${wish.main.name.split(' ')[0]}项目`,
    amount: String(wish.amount),
  })
  const { account, opportunity } = made as { account: string; opportunity: string }
  await hands.change(seller.who, soon(at, chance), 'account', account, {
    industry: chance.weighted({
      manufacturing: 52,
      electronics: 16,
      energy: 12,
      construction: 8,
      health: 6,
      logistics: 6,
    }),
    level: wish.amount > 1_500_000 ? 'a' : wish.amount > 500_000 ? 'b' : 'c',
  })
  const deal = {
    name: `lead ${arrival.number}`,
    account,
    opportunity,
    seller,
    wish,
    warmth: quality[source],
  }
  play.begin(at, deal, soon(at, chance))
}

/** Who is called by this region: mostly its own seller, at times a colleague of the same team. */
function sellerFor(play: Play, region: string, chance: Chance): Seller {
  const own =
    play.staff.sellers.find((one) => one.regions.includes(region)) ?? play.staff.sellers[0]!
  return chance.happens(0.7)
    ? own
    : chance.pick(play.staff.sellers.filter((one) => one.boss.id === own.boss.id))
}

const said = {
  call: ['首次电话,确认需求与预算', '电话沟通设备参数', '对方让下周再联系'],
  mail: ['发送产品资料', '邮件确认图纸与产能'],
}

async function followUp(
  play: Play,
  who: Who,
  at: number,
  lead: string,
  kind: 'call' | 'mail',
  chance: Chance,
): Promise<void> {
  const moment = new Date(at).toISOString()
  const id = await play.hands.create(who, at, 'activity', {
    kind,
    subject: chance.pick(said[kind]),
    lead,
    done_at: moment,
    due_at: moment,
  })
  // Only those of these weeks are still kept by anybody.
  if (isRecent(play, at))
    await play.hands.automatic('follow_up_keeps_lead', at, 'activity', id, 'keep_lead')
}

// What becomes of one name in the sample company? Called in time or not, qualified, converted, given up, or left in the pool.
import type { Who } from '#kernel/permission.ts'
import { systemWho } from '#server/world/world.ts'
import { campaignOf, type Source } from './campaigns.ts'
import { wishOf } from './catalogue.ts'
import type { Chance } from './chance.ts'
import { keepEntry, marksOfStand } from './form-story.ts'
import type { Caller } from './names.ts'
import { isRecent, type Play } from './play.ts'
import type { Seller } from './staff.ts'
import type { Story, Told } from './timeline.ts'
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
  '新建车间，需要整线方案',
  '替换旧冲床，关注节能',
  '扩产，希望三个月内到货',
  '多品种小批量，换模要快',
  '焊接质量不稳定，想上自动化',
  '外协太贵，打算自己切割',
]

/** One name on its way; each part of the story moves its clock on. */
interface Lead {
  readonly id: string
  readonly source: Source
  readonly caller: Caller
  readonly wish: ReturnType<typeof wishOf>
  readonly isPooled: boolean
  seller: Seller
  at: number
}

export async function* leadStory(play: Play, arrival: Arrival): Story {
  const chance = play.chance('lead', arrival.number)
  const lead = yield* arrives(play, arrival, chance)
  if (!(yield* isTaken(play, lead, chance))) return
  if (!(yield* isGood(play, lead, chance))) return
  yield* becomesBusiness(play, arrival.number, lead, chance)
}

async function* arrives(play: Play, arrival: Arrival, chance: Chance): Told<Lead> {
  const { caller, source, at } = arrival
  const wish = wishOf(play.products, chance)
  const seller = sellerFor(play, caller.region, chance)
  const isOwn = source === 'phone' || source === 'referral'
  const isPooled = !isOwn && chance.happens(0.16)
  const campaign = campaignOf(play.campaigns, source, Math.floor((at - play.start) / day))
  yield at
  const by = isOwn ? seller.who : chance.pick(play.staff.marketing)
  const values = {
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
    owner: isPooled ? null : seller.who.id,
  }
  const form = campaign?.form ?? null
  const isWritten = form !== null && play.chance('form', arrival.number).happens(0.7)
  const id = isWritten
    ? await play.hands.create(systemWho, at, 'lead', { ...values, form, ...marksOfStand })
    : await play.hands.create(by, at, 'lead', values)
  if (isWritten)
    await keepEntry(play, at, {
      number: arrival.number,
      form,
      caller,
      need: values.need,
      lead: id,
    })
  return { id, source, caller, wish, isPooled, seller, at }
}

/** Does somebody take it up, out of the pool or as it came? */
async function* isTaken(play: Play, lead: Lead, chance: Chance): Told<boolean> {
  const { hands } = play
  const { id } = lead
  if (lead.isPooled) {
    if (chance.happens(0.06)) return false
    yield (lead.at = workday(lead.at, chance.between(1, chance.happens(0.25) ? 40 : 9), chance))
    await hands.act(lead.seller.who, lead.at, 'lead', id, 'claim')
  } else if (chance.happens(0.07)) {
    // Nobody called: the pool has it again, and somebody else tries, or nobody.
    yield (lead.at += 16 * day)
    await hands.automatic('lead_back_to_pool', lead.at, 'lead', id, 'release', {
      reason: '超过保护期未跟进',
    })
    if (chance.happens(0.3)) return false
    lead.seller = sellerFor(play, lead.caller.region, chance)
    yield (lead.at = workday(lead.at, chance.between(2, 20), chance))
    await hands.act(lead.seller.who, lead.at, 'lead', id, 'claim')
  }
  return true
}

/** Is it called, and does it stand the questions? */
async function* isGood(play: Play, lead: Lead, chance: Chance): Told<boolean> {
  const { hands } = play
  const { id, seller } = lead
  const wait = chance.happens(0.85) ? chance.between(0, 2.5) : chance.between(3, 8)
  yield (lead.at = workday(lead.at, wait, chance))
  const good = chance.happens(quality[lead.source])
  if (good || chance.happens(0.6))
    await followUp(play, seller.who, lead.at, id, chance.happens(0.8) ? 'call' : 'mail', chance)
  // Some are nothing at the first call already.
  const atOnce = !good && chance.happens(0.45)
  if (!atOnce) await hands.act(seller.who, lead.at, 'lead', id, 'move', { to: 'contacting' })
  const give = (reason: string) =>
    hands.act(seller.who, lead.at, 'lead', id, 'disqualify', { reason })
  if (!good) {
    if (!atOnce) yield (lead.at = workday(lead.at, chance.between(2, 13), chance))
    await give(chance.weighted(useless))
    return false
  }
  yield (lead.at = workday(lead.at, chance.between(1, 12), chance))
  await hands.act(seller.who, lead.at, 'lead', id, 'qualify', answersOf(play, chance))
  if (!chance.happens(0.08)) return true
  yield (lead.at = workday(lead.at, chance.between(3, 20), chance))
  await give('没有预算')
  return false
}

/** Not everybody writes down what was answered. */
const answersOf = (play: Play, chance: Chance) =>
  chance.happens(0.4)
    ? {
        answers: play.questions.map((question, i) => ({
          question,
          answer: i < 2 || chance.happens(0.6) ? '是' : '否',
        })),
      }
    : {}

async function* becomesBusiness(play: Play, number: number, lead: Lead, chance: Chance): Story {
  const { hands } = play
  const { wish, caller, seller } = lead
  const at = chance.happens(0.25)
    ? soon(lead.at, chance)
    : workday(lead.at, chance.between(1, 9), chance)
  yield at
  const made = await hands.act(seller.who, at, 'lead', lead.id, 'convert', {
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
    name: `lead ${number}`,
    account,
    opportunity,
    seller,
    wish,
    warmth: quality[lead.source],
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
  call: ['首次电话，确认需求与预算', '电话沟通设备参数', '对方让下周再联系'],
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

// How does a campaign of the sample company go? Planned, held, and paid for.
import type { Campaign } from './campaigns.ts'
import type { Chance } from './chance.ts'
import type { Play } from './play.ts'
import type { Story } from './timeline.ts'
import { fairWithForm, keepEntry, makeForm } from './form-story.ts'
import { day, workday } from './working-hours.ts'

/** A campaign is planned a month before, begins and ends; what it cost is known at the end. */
export async function* campaignStory(play: Play, campaign: Campaign): Story {
  const chance = play.chance('campaign', campaign.name)
  const who = chance.pick(play.staff.marketing)
  const start = play.start + campaign.from * day
  let at = workday(Math.max(play.start, start - 30 * day), 0, chance)
  yield at
  campaign.id = await play.hands.create(who, at, 'campaign', {
    name: campaign.name,
    channel: campaign.channel,
    starts_on: play.date(start),
    ends_on: play.date(start + campaign.days * day),
    budget: String(campaign.budget * 10_000),
    goal: `预计带来 ${Math.round(campaign.budget * 4)} 条线索（示例）`,
  })
  if (campaign.name === fairWithForm) campaign.form = await makeForm(play, campaign.id, who, at)
  at = workday(start, 0, chance)
  yield at
  await play.hands.act(who, at, 'campaign', campaign.id, 'move', { to: 'running' })
  at = workday(at, campaign.days + 3, chance)
  yield at
  await play.hands.act(who, at, 'campaign', campaign.id, 'move', {
    to: 'finished',
    cost: costOf(campaign, chance),
  })
  if (campaign.form) await keepEntry(play, at, { ...machine, form: campaign.form })
}

/** What no person wrote, and a person has yet to look at. */
const machine = {
  number: 0,
  caller: {
    name: '推广助手',
    company: '快速排名（示例）',
    title: '',
    phone: '10000000000',
    email: 'rank@example.com',
    region: '上海',
  },
  need: '包上首页，按天计费',
}

const costOf = ({ budget }: Campaign, chance: Chance): string =>
  String(Math.round(budget * chance.between(0.82, 1.12) * 100) * 100)

// What does each seller of the sample company say each week that the quarter will bring, and their bosses after them?
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import { type Period, periodOf } from '#ltc/forecasts/forecast-period.ts'
import type { Asks } from '#server/database/pool.ts'
import type { Chance } from './chance.ts'
import type { Play } from './play.ts'
import type { Story } from './timeline.ts'
import { day, mondayOf } from './working-hours.ts'

const hour = day / 24

interface Speaker {
  readonly who: Who
  /** Days and hours from Monday on which they usually say it. */
  readonly usual: number
  readonly leads: boolean
}

/** It begins with the quarter before this one; nobody was asked before. */
export function forecastStories(play: Play, asks: Asks): void {
  const now = periodOf('quarter', play.date(play.end))
  const first = periodOf('quarter', play.date(Date.parse(now.starts_on) - day)).starts_on
  const { sellers, manager } = play.staff
  const bosses = [...new Map(sellers.map(({ boss }) => [boss.id, boss])).values()]
  const speakers: Speaker[] = [
    ...sellers.map(({ who }) => ({ who, usual: 3 * day + 9 * hour, leads: false })),
    ...bosses.map((who) => ({ who, usual: 4 * day + 10 * hour, leads: true })),
    { who: manager, usual: 4 * day + 15 * hour, leads: true },
  ]
  for (let week = mondayOf(Date.parse(first) + 6 * day); week < play.end; week += 7 * day)
    for (const [i, speaker] of speakers.entries()) {
      const chance = play.chance('forecast', play.date(week), i)
      // Somebody is away now and then, and somebody else remembers on Saturday.
      if (chance.happens(0.03)) continue
      const late = !speaker.leads && chance.happens(0.03) ? 2 * day : 0
      const at = week + speaker.usual + late + chance.whole(0, 170) * 60_000
      play.tell(at, saying(play, asks, speaker, chance, at))
    }
}

interface Sums {
  readonly won: number
  readonly commit: number
  readonly best: number
}

async function* saying(
  play: Play,
  asks: Asks,
  { who, leads }: Speaker,
  chance: Chance,
  at: number,
): Story {
  yield at
  const today = play.date(at)
  if (!leads) await tidy(play, asks, who, chance, at)
  const period = periodOf('quarter', today)
  const { won, commit, best } = await sumsOf(asks, who.people, period)
  // Bosses trust what was won and committed; sellers hope for more of it.
  const share = leads ? chance.between(0.15, 0.35) : chance.between(0.1, 0.6)
  const said = won + commit * chance.between(leads ? 0.8 : 0.9, 1) + best * share
  const note = chance.happens(leads ? 0.5 : 0.25) ? chance.pick(leads ? ofBosses : ofSellers) : null
  await play.hands.act(who, at, 'person', who.id, 'submit_forecast', {
    amount: String(Math.round(said / 1000) * 1000),
    ...(note ? { note } : {}),
  })
}

const ofSellers = [
  '承诺的两单都在走合同流程，月底前能签。',
  '有一单客户预算要等集团批，先放乐观。',
  '本周新增一单设备更新，报价已发。',
  '竞争对手降价，最大的一单有风险。',
  '客户验收推迟，成交日后移到下个季度。',
]
const ofBosses = [
  '按各人提交打折：大单集中在月底，留一点余地。',
  '承诺部分逐单过了一遍，可信；乐观的只计三成。',
  '本周赢单超预期，整体上调。',
]

/** What should have closed by now is moved to a later day, as the good ones do before they say their number. */
async function tidy(play: Play, asks: Asks, who: Who, chance: Chance, at: number): Promise<void> {
  const late = await asks.query<{ id: string }>(
    sql`select id from opportunity where owner = ${who.id}::uuid and stage not in ('won', 'lost') and removed_at is null
      and close_date < ${play.date(at)}::date order by number`,
  )
  for (const { id } of late)
    if (chance.happens(0.8))
      await play.hands.change(who, at, 'opportunity', id, {
        close_date: play.date(at + chance.between(14, 70) * day),
      })
}

async function sumsOf(
  asks: Asks,
  people: readonly string[],
  { starts_on, ends_on }: Period,
): Promise<Sums> {
  const [row] = await asks.query<{ won: string; commit: string; best: string }>(
    sql`select coalesce(sum(amount) filter (where stage = 'won'), 0)::text as won,
        coalesce(sum(amount) filter (where stage <> 'won' and forecast = 'commit'), 0)::text as commit,
        coalesce(sum(amount) filter (where stage <> 'won' and forecast = 'best'), 0)::text as best
      from opportunity where owner = any(${people}::uuid[]) and removed_at is null and stage <> 'lost' and currency = 'CNY'
        and (case when stage = 'won' then (won_at at time zone 'Asia/Shanghai')::date else close_date end)
          between ${starts_on}::date and ${ends_on}::date`,
  )
  return { won: Number(row!.won), commit: Number(row!.commit), best: Number(row!.best) }
}

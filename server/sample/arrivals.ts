// When do which leads come to the sample company? Spread over its two years as its market and campaigns go.
import { busyness, sourcesOn } from './campaigns.ts'
import type { Arrival } from './lead-story.ts'
import { callerOf } from './names.ts'
import type { Play } from './play.ts'
import { eastern, others } from './staff.ts'
import { day, workday } from './working-hours.ts'

/** As many as asked for, in the order of their time. */
export function arrivals(play: Play, size: number): Arrival[] {
  const days = Math.ceil((play.end - play.start) / day)
  const until: number[] = []
  let sum = 0
  for (let n = 0; n < days; n++)
    until.push(
      (sum += busyness(
        play.campaigns,
        n,
        days,
        Number(play.date(play.start + n * day).slice(5, 7)),
      )),
    )
  const chance = play.chance('arrivals')
  const spread = Array.from({ length: size }, (_, n) => ((n + chance.next()) / size) * sum)
  let on = 0
  return spread.map((share, number) => {
    while (until[on]! < share) on++
    const own = play.chance('arrival', number)
    const source = own.weighted(sourcesOn(play.campaigns, on))
    const region = own.pick(own.happens(0.56) ? eastern : others)
    return {
      number,
      source,
      at: workday(play.start + on * day, 0, own),
      caller: callerOf(number, region, own),
    }
  })
}

// Which words stand where in the river, and how is each read aloud?
import { wordAt, type DrawnRiver, type Frame } from '#kernel/insight/geometry.ts'
import { bottleneckOf, type ReachShape, type RiverShape } from '#kernel/insight/shape.ts'
import type { Words } from '#kernel/error.ts'
import { textWidth } from '#web/parts/text-width.ts'
import { say } from '#web/words.ts'
import type { Measure } from './ask.ts'
import { figures, isWritten, type Scale, withUnit } from './scale.ts'
import { words } from './words.ts'

/** What one counts in each reach. */
export const counted: Record<ReachShape['name'], Words> = {
  lead: words.n_leads,
  qualified: words.n_leads,
  opportunity: words.n_deals,
  contract: words.n_papers,
  delivery: words.n_papers,
  cash: words.n_papers,
}

export interface Labels {
  readonly enter: readonly { readonly aloud: string; readonly count: string }[]
  readonly stay: readonly string[]
  readonly stuck: readonly ({
    readonly x: number
    readonly y: number
    readonly to: number
    readonly short: string
    readonly whole: string
    readonly aloud: string
  } | null)[]
  readonly lost: readonly (readonly {
    readonly x: number
    readonly y: number
    readonly down: number
    readonly word: string
    readonly value: string
    readonly aloud: string
  }[])[]
  readonly on: readonly {
    readonly x: number
    readonly y: number
    readonly share: string
    readonly points: string
    readonly worse: boolean
    readonly days: string
    readonly late: boolean
    readonly aloud: string
  }[]
  readonly received: string
}

function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  let short = ''
  for (const sign of text) {
    if (textWidth(`${short}${sign}…`) > width) break
    short += sign
  }
  return `${short}…`
}

export function labelsOf(
  shape: RiverShape,
  other: RiverShape,
  river: DrawnRiver,
  frame: Frame,
  how: { measure: Measure; scale: Scale },
): Labels {
  const { scale } = how
  const worst = bottleneckOf(shape)
  const part = (reach: ReachShape, name: string, size: number, n: number | null): string => {
    const amount = withUnit(size, scale)
    return how.measure === 'count' || n === null
      ? `${say(words[reach.name])}: ${name} ${amount}`
      : say(words.opens, { reach: say(words[reach.name]), part: name, amount, n })
  }
  return {
    enter: shape.reaches.map((one) => ({
      aloud: part(one, say(words.enter), one.enter, one.counts.enter),
      count: say(counted[one.name], { n: one.counts.enter.toLocaleString('en-US') }),
    })),
    stay: shape.reaches.map((one) => part(one, say(words.stay), one.stay, one.counts.stay)),
    stuck: shape.reaches.map((one, i) =>
      stuckLabel(
        one,
        i,
        i === worst,
        river,
        frame,
        how,
        part(one, say(words.stuck), one.stuck, one.counts.stuck),
      ),
    ),
    lost: shape.reaches.map((one, i) =>
      streamLabels(one, i, river, frame, scale, (name, size) => part(one, name, size, null)),
    ),
    on: shape.reaches.map((one, i) =>
      gateLabel(one, other.reaches[i], i, river, part(one, say(words.on), one.on, null)),
    ),
    received: `${say(words.received)} ${withUnit(shape.received, scale)}`,
  }
}

function stuckLabel(
  one: ReachShape,
  i: number,
  isWorst: boolean,
  river: DrawnRiver,
  frame: Frame,
  { measure, scale }: { measure: Measure; scale: Scale },
  aloud: string,
): Labels['stuck'][number] {
  if (!isWritten(one.stuck, scale)) return null
  const drawn = river.reaches[i]!
  const s = i === 0 ? 0.5 : 0.42
  const to = drawn.siltAt(s)
  const amount = figures(one.stuck, scale)
  const whole =
    measure === 'count'
      ? say(words.stuck_of, { amount })
      : say(words.stuck_with, {
          amount: withUnit(one.stuck, scale),
          n: one.counts.stuck.toLocaleString('en-US'),
        })
  return {
    x: drawn.x + s * frame.reach,
    y: Math.max(drawn.bankAt(s) - 15, isWorst ? 76 : 58),
    to,
    short: say(words.stuck_of, { amount }),
    whole,
    aloud,
  }
}

/** Words that would run into each other stand in two rows. */
function streamLabels(
  one: ReachShape,
  i: number,
  river: DrawnRiver,
  frame: Frame,
  scale: Scale,
  aloud: (name: string, size: number) => string,
): Labels['lost'][number] {
  const { streams } = river.reaches[i]!
  const gap =
    streams.length > 1
      ? (wordAt(1, streams.length) - wordAt(0, streams.length)) * frame.reach
      : frame.reach * 0.7
  const tight = streams.some(
    (stream) =>
      textWidth(say(stream.label)) > gap - 6 || textWidth(figures(stream.size, scale)) > gap - 4,
  )
  const staggered = tight && streams.length > 1
  return streams.map((stream, j) => ({
    x: stream.word.x,
    y: stream.word.y + 18,
    down: staggered && j % 2 === 1 ? 33 : 0,
    word: cut(say(stream.label), staggered ? 2 * gap - 8 : Math.max(gap - 4, 40)),
    value: figures(stream.size, scale),
    aloud: aloud(`${say(words.lost)} ${say(stream.label)}`, stream.size),
  }))
}

/** The middle of words at a gate: moved aside, if it must be, from what leaves before it and behind it. */
function besideStreams(
  gate: number,
  half: number,
  before: DrawnRiver['reaches'][number],
  behind: DrawnRiver['reaches'][number] | undefined,
): number {
  const left = Math.max(-Infinity, ...before.streams.map(({ word }) => word.x)) + 6 + half
  const right =
    Math.min(Infinity, ...(behind?.streams ?? []).map(({ leaves }) => leaves.x)) + 8 - half
  return left > right ? (left + right) / 2 : Math.min(Math.max(gate, left), right)
}

function gateLabel(
  one: ReachShape,
  before: ReachShape | undefined,
  i: number,
  river: DrawnRiver,
  aloud: string,
): Labels['on'][number] {
  const { gate } = river.reaches[i]!
  const share = one.enter > 0 ? (100 * one.on) / one.enter : null
  const earlier = before && before.enter > 0 ? (100 * before.on) / before.enter : null
  const points = share === null || earlier === null ? null : share - earlier
  const days =
    one.days === null
      ? ''
      : say(words.median, { n: one.days < 10 ? one.days.toFixed(1) : Math.round(one.days) })
  const shareWord = share === null ? '' : `${share.toFixed(1)}%`
  const pointsWord =
    points === null || Math.abs(points) < 0.05
      ? ''
      : `${points > 0 ? '+' : '−'}${Math.abs(points).toFixed(1)}`
  const half =
    Math.max(
      textWidth(shareWord, 15) + (pointsWord ? 5 + textWidth(pointsWord) : 0),
      textWidth(days),
    ) / 2
  return {
    x: besideStreams(gate.x, half, river.reaches[i]!, river.reaches[i + 1]),
    y: Math.min(gate.bottom + 22, 302),
    share: shareWord,
    points: pointsWord,
    worse: points !== null && points < -1,
    days,
    late: one.days !== null && one.limit_days !== null && one.days > one.limit_days,
    aloud: `${aloud}${share === null ? '' : ` (${share.toFixed(1)}%)`} ${days}`,
  }
}

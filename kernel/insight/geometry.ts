// Where does every drop of the river run? Widths that are exact at each gate, as paths.
import type { Words } from '../error.ts'
import {
  add,
  along,
  between,
  type Curve,
  level,
  open,
  pair,
  type Point,
  rise,
  short,
} from './curve.ts'
import type { ReachShape, RiverShape } from './shape.ts'
import { type Stream, streamLine, streamSides } from './stream.ts'

export interface Frame {
  /** Width of one reach, and of the open water behind the last gate, in pixels. */
  readonly reach: number
  readonly mouth: number
  /** Pixels of thickness per unit; one scale for everything in view. */
  readonly scale: number
  /** Height at which the middle of the first gate lies, and at which the words of the side streams stand. */
  readonly middle: number
  readonly words: number
  /** Each counting line stands for so much; 0 = none. */
  readonly every: number
}

export interface DrawnStream {
  readonly reason: string
  readonly label: Words
  readonly size: number
  readonly path: string
  /** Where it leaves the bank, and where its words stand. */
  readonly leaves: Point
  readonly word: Point
}
export interface DrawnReach {
  readonly name: ReachShape['name']
  readonly x: number
  /** All water from bank to bank, the waiting part, the stuck part, what leaves. */
  readonly water: string
  readonly pool: string
  readonly silt: string
  readonly streams: readonly DrawnStream[]
  readonly gate: { readonly x: number; readonly top: number; readonly bottom: number }
  /** The outer bank and the middle of what is stuck, at s = 0 … 1. */
  readonly bankAt: (s: number) => number
  readonly siltAt: (s: number) => number
  /** Short pieces of both banks beside the gates: how another period is shown. */
  readonly marks: string
}
export interface DrawnRiver {
  readonly width: number
  readonly reaches: readonly DrawnReach[]
  readonly mouth: { readonly x: number; readonly top: number; readonly height: number }
  readonly lines: string
}

/** How far the river sinks in each reach, only for the eye: thickness does not depend on it. */
const sinks = [6, 10, 14, 12, 10, 2]
const waits = { from: 0, until: 0.3 }
const drains = { from: 0.46, until: 0.96 }

/** The water level of one reach as curves, measured down the page. */
interface Water {
  readonly shape: ReachShape
  readonly x: number
  readonly top: number
  readonly sink: number
  readonly stay: number
  readonly on: number
  readonly bank: Curve
  readonly channel: Curve
  readonly floor: Curve
  readonly streams: readonly (DrawnStream & {
    readonly stream: Stream
    readonly turn: number
    readonly above: number
  })[]
}

/** What waits or is stuck swells up behind the first gate and is gone before the next. */
const lens = (height: number): Curve =>
  add(rise(height, waits.from, waits.until), rise(-height, drains.from, drains.until))

export function drawRiver(shape: RiverShape, frame: Frame): DrawnRiver {
  let top = frame.middle - ((shape.reaches[0]?.enter ?? 0) * frame.scale) / 2
  const waters = shape.reaches.map((reach, i) => {
    const water = waterOf(reach, i, top, frame)
    top = water.channel.at(1)
    return water
  })
  const last = waters.at(-1)
  return {
    width: waters.length * frame.reach + frame.mouth,
    reaches: waters.map((water) => drawn(water, frame)),
    mouth: { x: waters.length * frame.reach, top, height: last?.on ?? 0 },
    lines: countingLines(waters, frame),
  }
}

function waterOf(shape: ReachShape, i: number, top: number, frame: Frame): Water {
  const stay = shape.stay * frame.scale
  const on = shape.on * frame.scale
  const sink = sinks[i] ?? 0
  const channel = add(level(top + stay), rise(sink))
  const bank = add(channel, level(-stay), rise(stay, drains.from, drains.until))
  const floor = add(channel, level(on))
  const x = i * frame.reach
  return {
    shape,
    x,
    top,
    sink,
    stay,
    on,
    bank,
    channel,
    floor,
    streams: streamsOf(shape, { x, top, sink, frame }),
  }
}

interface Bank {
  readonly x: number
  readonly top: number
  readonly sink: number
  readonly frame: Frame
}

/** The lowest leaves first, so that no stream crosses another. */
function streamsOf(shape: ReachShape, { x, top, sink, frame }: Bank): Water['streams'] {
  const some = shape.lost.filter((one) => one.size > 0)
  const slope = rise(sink)
  let bottom = top + shape.enter * frame.scale
  return some.map((loss, j) => {
    const width = loss.size * frame.scale
    const middle = bottom - width / 2
    bottom -= width
    const end = wordAt(j, some.length)
    const turn = Math.max(0, end - Math.max(0.19, (width * 0.8 + 10) / frame.reach))
    const leaves = { x: x + turn * frame.reach, y: middle + slope.at(turn) }
    const stream: Stream = { leaves, ends: { x: x + end * frame.reach, y: frame.words }, width }
    const path = (edge: number): Curve => add(level(middle + edge), slope)
    const { upper, lower } = streamSides(stream)
    const start = `M${pair({ x, y: middle - width / 2 })}${along(path(-width / 2), x, frame.reach, 0, turn)}`
    const back = turn > 0 ? along(path(width / 2), x, frame.reach, turn, 0) : ''
    return {
      ...loss,
      path: `${start}${upper}${lower}${back}Z`,
      leaves: stream.leaves,
      word: stream.ends,
      stream,
      turn,
      above: middle - width / 2,
    }
  })
}

/** Where in the reach the words stand, from left to right. */
export const wordAt = (j: number, of: number): number =>
  of === 1
    ? 0.6
    : of === 2
      ? [0.42, 0.74][j]!
      : of === 3
        ? [0.34, 0.57, 0.8][j]!
        : 0.3 + (0.58 * j) / (of - 1)

function drawn({ shape, x, stay, bank, floor, channel, streams }: Water, frame: Frame): DrawnReach {
  const stuck = shape.stuck * frame.scale
  const width = frame.reach
  const silt = add(bank, lens(stuck))
  const outer = add(level((shape.enter - shape.stay) * frame.scale), channel)
  const beside = (curve: Curve, from: number, to: number): string => open(curve, x, width, from, to)
  return {
    name: shape.name,
    x,
    water: between(bank, floor, x, width),
    pool: stay > 0 ? between(bank, add(bank, lens(stay)), x, width) : '',
    silt: stuck > 0 ? between(bank, silt, x, width) : '',
    streams: streams.map(({ reason, label, size, path, leaves, word }) => ({
      reason,
      label,
      size,
      path,
      leaves,
      word,
    })),
    gate: { x: x + width, top: channel.at(1), bottom: floor.at(1) },
    bankAt: bank.at,
    siltAt: (s) => bank.at(s) + lens(stuck).at(s) / 2,
    marks:
      beside(bank, 0, 0.14) +
      beside(bank, 0.86, 1) +
      beside(floor, 0.86, 1) +
      beside(outer, 0, 0.1),
  }
}

/** Each line stands for the same amount and is followed from the spring to where that money is now. */
function countingLines(waters: readonly Water[], frame: Frame): string {
  const whole = waters[0]?.shape.enter ?? 0
  if (frame.every <= 0 || !Number.isFinite(frame.every)) return ''
  let path = ''
  for (let n = 1; n * frame.every < whole; n++)
    path += lineAt(n * frame.every * frame.scale, waters, frame)
  return path
}

/** The line that is `deep` pixels under the bank at the spring. */
function lineAt(deep: number, waters: readonly Water[], frame: Frame): string {
  let path = ''
  for (const [i, { x, top, sink, stay, on, streams }] of waters.entries()) {
    const parallel = add(level(top + deep), rise(sink))
    if (deep < stay)
      return (
        path +
        piece(add(parallel, rise(stay - deep, drains.from, drains.until)), x, frame, 0.9, path)
      )
    if (deep <= stay + on) {
      path += piece(parallel, x, frame, 1, path)
      deep -= stay
      if (i === waters.length - 1)
        path += `L${short(x + frame.reach + frame.mouth)} ${short(parallel.at(1))}`
      continue
    }
    const found = streams.find(
      (one) => top + deep >= one.above && top + deep <= one.above + one.stream.width,
    )
    if (!found) return path
    const side = ((top + deep - found.above) / found.stream.width) * 2 - 1
    return path + piece(parallel, x, frame, found.turn, path) + streamLine(found.stream, side)
  }
  return path
}

const piece = (curve: Curve, x: number, frame: Frame, to: number, before: string): string =>
  before === '' ? open(curve, x, frame.reach, 0, to) : along(curve, x, frame.reach, 0, to)

/** 1, 2 or 5 × 10ⁿ, so that 25 to 60 lines make the whole. */
export function lineWorth(whole: number): number {
  if (!(whole > 0)) return 0
  const power = 10 ** Math.floor(Math.log10(whole / 60))
  return [1, 2, 5, 10].map((n) => n * power).find((worth) => whole / worth <= 60) ?? 10 * power
}

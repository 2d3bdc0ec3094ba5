// Where does each stage, gate and way stand on the page? The good way in a line, bad ends below, ways back out of the way.
import { type Lifecycle, type Move, type Stage, stagesInOrder } from './lifecycle.ts'
import { living } from '../merge.ts'
import type { ApprovalFlow } from './approval.ts'

export type Point = readonly [x: number, y: number]
export interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}
export interface PlacedStage extends Box {
  readonly name: string
  readonly stage: Stage
}
/** A move: a leg from each stage that it leaves, to its gate or its goal; `last` goes on from the gate. */
export interface PlacedMove {
  readonly name: string
  readonly move: Move
  readonly way: 'on' | 'skip' | 'back' | 'end' | 'out'
  readonly legs: readonly { readonly from: string; readonly points: readonly Point[] }[]
  /** Middle of the diamond, where something is asked. */
  readonly gate: Point | null
  readonly last: readonly Point[] | null
}
export interface PlacedApproval extends Box {
  readonly flow: string
  readonly line: readonly Point[]
}
export interface Layout {
  readonly width: number
  readonly height: number
  readonly stages: readonly PlacedStage[]
  readonly moves: readonly PlacedMove[]
  readonly approvals: readonly PlacedApproval[]
}

export const sizes = {
  stage: { w: 108, h: 64 },
  gap: 46,
  lane: 16,
  label: 40,
  figures: 64,
  margin: 32,
  approval: { w: 148, h: 52 },
  gate: 11,
} as const

const { stage: box, gap, lane, label, figures, margin } = sizes

const asksSomething = (move: Move): boolean =>
  (move.gate?.require?.length ?? 0) > 0 || Object.values(move.gate?.checks ?? {}).some(Boolean)

/** Stages that are shown in the line: open ones in their order, then good ends. */
const inLine = (stages: Readonly<Record<string, Stage>>): string[] => {
  const of = (kind: string): string[] =>
    Object.keys(stages).filter((name) => (stages[name]!.kind ?? 'open') === kind)
  return [...of('open'), ...of('won')]
}

/** The lowest lane whose stretch is free; stretches that only touch do share one. */
function laneOf(taken: [number, number][][], from: number, to: number): number {
  const free = taken.findIndex((row) => row.every(([a, b]) => to <= a || from >= b))
  const at = free < 0 ? taken.length : free
  ;(taken[at] ??= []).push([from, to])
  return at
}

interface Plan {
  readonly name: string
  readonly move: Move
  readonly way: PlacedMove['way']
  /** Leg that goes straight on to the next stage of the line. */
  readonly straight: string | null
  readonly others: readonly string[]
  row: number
}

export function layout(
  lifecycle: Lifecycle,
  approvals: Readonly<Record<string, ApprovalFlow>> = {},
): Layout {
  const stages = stagesInOrder(lifecycle)
  const line = inLine(stages)
  const below = Object.keys(stages).filter((name) => !line.includes(name))
  const place = (name: string): number => line.indexOf(name)
  const moves = Object.entries(living(lifecycle.moves)).filter(
    ([, move]) => stages[move.to] && move.from.some((one) => stages[one]),
  )

  const plans = planned(moves, stages, place)
  const spread = [0, 1, 2].map((): [number, number][][] => [])
  const columns = lowerColumns(below, moves, place, line.length)
  const at = (name: string): number => (place(name) >= 0 ? place(name) : columns.get(name)!)
  for (const plan of plans) {
    if (plan.others.length === 0) continue
    const ends = [...plan.others, plan.move.to].map(at)
    plan.row = laneOf(
      spread[plan.way === 'skip' || plan.way === 'on' ? 0 : plan.way === 'back' ? 1 : 2]!,
      Math.min(...ends),
      Math.max(...ends),
    )
  }

  const asked = Object.entries(approvals).filter(([, flow]) => stages[flow.waiting])
  const top = margin + (asked.length ? sizes.approval.h + 28 : 0) + spread[0]!.length * lane + label
  const under = top + box.h + figures
  const backs = under + spread[1]!.length * lane
  const ends = backs + (spread[1]!.length ? 8 : 0)
  const lower = ends + spread[2]!.length * lane + 44
  const pitch = box.w + gap
  const placed = new Map<string, PlacedStage>()
  for (const name of line)
    placed.set(name, {
      name,
      stage: stages[name]!,
      x: margin + place(name) * pitch,
      y: top,
      w: box.w,
      h: box.h,
    })
  for (const name of below)
    placed.set(name, {
      name,
      stage: stages[name]!,
      x: margin + columns.get(name)! * pitch,
      y: lower,
      w: box.w,
      h: box.h,
    })

  const ports = new Ports()
  const drawn = plans.map((plan) => draw(plan, placed, ports, { above: top - label, under, ends }))
  const cards = cardsOf(asked, placed)
  const right = Math.max(
    ...[...placed.values()].map((one) => one.x + one.w),
    ...cards.map((card) => card.x + card.w),
    200,
  )
  const lowest = below.length ? lower + box.h : ends + spread[2]!.length * lane
  return {
    width: right + margin,
    height: lowest + margin,
    stages: [...placed.values()],
    moves: drawn,
    approvals: cards,
  }
}

/** Of each move: which way it goes, and which of its legs is the straight one. One straight line per pair of neighbours. */
function planned(
  moves: readonly [string, Move][],
  stages: Readonly<Record<string, Stage>>,
  place: (name: string) => number,
): Plan[] {
  const used = new Set<string>()
  return moves.map(([name, move]): Plan => {
    const from = move.from.filter((one) => stages[one])
    const to = place(move.to)
    const straight =
      to < 0
        ? null
        : (from.find((one) => place(one) === to - 1 && place(one) >= 0 && !used.has(move.to)) ??
          null)
    if (straight) used.add(move.to)
    const others = from.filter((one) => one !== straight)
    const out = others.length > 0 && others.every((one) => place(one) < 0)
    const way =
      to < 0
        ? 'end'
        : out
          ? 'out'
          : straight
            ? 'on'
            : others.every((one) => place(one) > to)
              ? 'back'
              : 'skip'
    return { name, move, way, straight, others, row: 0 }
  })
}

/** Bad ends stand below the middle of where they are reached from, each in a column of its own. */
function lowerColumns(
  below: readonly string[],
  moves: readonly [string, Move][],
  place: (name: string) => number,
  count: number,
): Map<string, number> {
  const columns = new Map<string, number>()
  for (const name of below) {
    const from = moves
      .filter(([, move]) => move.to === name)
      .flatMap(([, move]) => move.from.map(place))
      .filter((at) => at >= 0)
    const middle = from.length ? Math.round(from.reduce((sum, at) => sum + at, 0) / from.length) : 0
    const taken = new Set(columns.values())
    let best = Math.max(0, middle)
    for (let off = 0; taken.has(best); off++)
      best = Math.max(
        0,
        middle + (off % 2 ? -Math.ceil(off / 2) : Math.ceil(off / 2)) + (off > 2 * count ? off : 0),
      )
    columns.set(name, best)
  }
  return columns
}

/** Where on a side of a stage does the next line begin? Spread over the side, never in a corner. */
class Ports {
  private readonly used = new Map<string, number>()
  next(stage: string, side: 'top' | 'bottom'): number {
    const key = `${stage} ${side}`
    const n = this.used.get(key) ?? 0
    this.used.set(key, n + 1)
    // Below a stage stand its figures, at the left.
    const order =
      side === 'top'
        ? [0.5, 0.7, 0.3, 0.85, 0.15, 0.6, 0.4, 0.78, 0.22]
        : [0.94, 0.86, 0.78, 0.7, 0.98, 0.9, 0.82, 0.74]
    return order[n % order.length]!
  }
}

function draw(
  plan: Plan,
  placed: ReadonlyMap<string, PlacedStage>,
  ports: Ports,
  rows: { above: number; under: number; ends: number },
): PlacedMove {
  const { move, way, straight, others } = plan
  const goal = placed.get(move.to)!
  const gated = asksSomething(move)
  const legs: { from: string; points: Point[] }[] = []
  const upper = way === 'on' || way === 'skip'
  const y = upper
    ? rows.above - 8 - plan.row * lane
    : (way === 'back' ? rows.under : rows.ends) + plan.row * lane
  const side = upper ? 'top' : 'bottom'
  const edge = (stage: PlacedStage): number => (stage.y >= y ? stage.y : stage.y + stage.h)

  let gate: Point | null = null
  let last: Point[] | null = null
  let end: Point
  if (straight) {
    const start = placed.get(straight)!
    const row = start.y + start.h / 2
    gate = gated ? [start.x + start.w + gap / 2, row] : null
    end = gate ? [gate[0], gate[1] - sizes.gate] : [goal.x, row]
    legs.push({
      from: straight,
      points: [[start.x + start.w, row], gate ? [gate[0] - sizes.gate, row] : [goal.x, row]],
    })
    last = gate && [
      [gate[0] + sizes.gate, row],
      [goal.x, row],
    ]
    if (!gate && others.length) end = [goal.x + goal.w * ports.next(move.to, side), edge(goal)]
  } else {
    const x = goal.x + goal.w * ports.next(move.to, goal.y >= y ? 'top' : 'bottom')
    end = [x, edge(goal)]
    if (gated) {
      gate = [x, (y + edge(goal)) / 2]
      const down = edge(goal) > y ? 1 : -1
      last = [[x, gate[1] + down * sizes.gate], end]
      end = [x, gate[1] - down * sizes.gate]
    }
  }
  for (const name of others) {
    const stage = placed.get(name)!
    const x = stage.x + stage.w * ports.next(name, stage.y >= y ? 'top' : 'bottom')
    legs.push({ from: name, points: [[x, edge(stage)], [x, y], [end[0], y], end] })
  }
  return { name: plan.name, move, way, legs, gate, last }
}

/** Approvals stand above the stage in which they are waited for, side by side where there are several. */
function cardsOf(
  asked: readonly [string, ApprovalFlow][],
  placed: ReadonlyMap<string, PlacedStage>,
): PlacedApproval[] {
  const taken: number[] = []
  return asked.map(([flow, it]) => {
    const stage = placed.get(it.waiting)!
    const middle = stage.x + stage.w / 2
    let x = Math.max(margin, middle - sizes.approval.w / 2)
    while (taken.some((other) => Math.abs(other - x) < sizes.approval.w + 12)) x += 12
    taken.push(x)
    const from = x + sizes.approval.w / 2
    const bottom = margin + sizes.approval.h
    return {
      flow,
      x,
      y: margin,
      ...sizes.approval,
      line:
        from === middle
          ? [
              [from, bottom],
              [middle, stage.y],
            ]
          : [
              [from, bottom],
              [from, bottom + 14],
              [middle, bottom + 14],
              [middle, stage.y],
            ],
    }
  })
}

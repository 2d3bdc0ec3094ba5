// What becomes of a lifecycle when a line is drawn, a stage is moved along or takes another limit?
import {
  limitParts,
  type Lifecycle,
  type Move,
  type Stage,
  stagesInOrder,
} from '#kernel/lifecycle/lifecycle.ts'
import { living } from '#kernel/merge.ts'
import type { Duration } from '#kernel/time/working-time.ts'
import { freeName } from '../draft.ts'
import { withPart } from '../part.ts'

/** A lifecycle without what the draft retires. */
export interface Whole extends Pick<Lifecycle, 'first' | 'order'> {
  readonly stages: Readonly<Record<string, Stage>>
  readonly moves: Readonly<Record<string, Move>>
}

/** Without what the draft retires, stages as they follow each other. */
export function wholeOf(lifecycle: Lifecycle): Whole {
  return {
    ...lifecycle,
    stages: stagesInOrder(lifecycle),
    moves: living(lifecycle.moves),
  }
}

/** The order is kept by name, since a patch of the model does not keep the order of its parts. */
function ordered(lifecycle: Whole, order: readonly string[]): Whole {
  const next = { ...lifecycle, order }
  return { ...next, stages: stagesInOrder(next) }
}

/** Stages one after the other, as somebody names them: the first begins, the last has ended well. */
export function chainOf(
  stages: readonly { readonly name: string; readonly label: Stage['label'] }[],
): Whole {
  const names = stages.map((one) => one.name)
  return {
    first: names[0]!,
    order: names,
    stages: Object.fromEntries(
      stages.map(({ name, label }, at) => [
        name,
        at > 0 && at === stages.length - 1 ? { label, kind: 'won' } : { label },
      ]),
    ),
    moves: Object.fromEntries(
      names.slice(1).map((to, at) => [`to_${to}`, { from: [names[at]!], to }]),
    ),
  }
}

/** A new stage behind another one, reached from it and going where that one went on. */
export function addStage(
  lifecycle: Whole,
  name: string,
  stage: Stage,
  after: string | null,
): Whole {
  const names = Object.keys(lifecycle.stages)
  const before = after ?? lastOpen(lifecycle) ?? names[0]
  const at = before === undefined ? -1 : names.indexOf(before)
  const next = names.slice(at + 1).find((one) => (lifecycle.stages[one]?.kind ?? 'open') === 'open')
  const moves: Record<string, Move> = { ...lifecycle.moves }
  if (before !== undefined && (lifecycle.stages[before]?.kind ?? 'open') === 'open') {
    moves[freeName(`to_${name}`, moves, 'to')] = { from: [before], to: name }
    // Where it is the last one, it leads to the good end.
    const on = next ?? names.find((one) => lifecycle.stages[one]?.kind === 'won')
    if (on && (stage.kind ?? 'open') === 'open')
      moves[freeName(`${name}_on`, moves, 'on')] = { from: [name], to: on }
  }
  const grown: Whole = {
    ...lifecycle,
    stages: { ...lifecycle.stages, [name]: stage },
    moves,
  }
  return ordered(grown, [...names.slice(0, at + 1), name, ...names.slice(at + 1)])
}

const lastOpen = (lifecycle: Whole): string | undefined =>
  Object.entries(lifecycle.stages).findLast(([, it]) => (it.kind ?? 'open') === 'open')?.[0]

/** The stages of the kind of one, in their order: among these it can be moved. */
export function peersOf(lifecycle: Whole, name: string): string[] {
  const kindOf = (one: string): string => lifecycle.stages[one]?.kind ?? 'open'
  return Object.keys(lifecycle.stages).filter((one) => kindOf(one) === kindOf(name))
}

/** The stage at a place among those of its kind, the first being 0; the others close up. */
export function placeStage(lifecycle: Whole, name: string, at: number): Whole {
  const peers = peersOf(lifecycle, name)
  const others = peers.filter((one) => one !== name)
  const to = Math.max(0, Math.min(others.length, at))
  if (!peers.includes(name) || peers.indexOf(name) === to) return lifecycle
  const moved = [...others.slice(0, to), name, ...others.slice(to)]
  const names = Object.keys(lifecycle.stages).map((one) =>
    peers.includes(one) ? moved.shift()! : one,
  )
  return ordered(lifecycle, names)
}

/** One place to the left or right among the stages of its kind. */
export const shiftStage = (lifecycle: Whole, name: string, by: -1 | 1): Whole =>
  placeStage(lifecycle, name, peersOf(lifecycle, name).indexOf(name) + by)

/** A line from one stage to another; null where one is there or cannot be. */
export function addMove(
  lifecycle: Whole,
  from: string,
  to: string,
): { lifecycle: Whole; name: string } | null {
  if (from === to || !lifecycle.stages[from] || !lifecycle.stages[to]) return null
  const there = Object.entries(lifecycle.moves).find(
    ([, move]) => move.to === to && move.from.includes(from),
  )
  if (there) return null
  const name = freeName(`to_${to}`, lifecycle.moves, 'move')
  return {
    name,
    lifecycle: { ...lifecycle, moves: { ...lifecycle.moves, [name]: { from: [from], to } } },
  }
}

/** The stage with another limit: one unit at a time. */
export function withLimit(stage: Stage, limit: Duration | null): Stage {
  const rest: Record<string, unknown> = { ...stage }
  for (const part of limitParts) delete rest[part]
  const [unit, count] = Object.entries(limit ?? {})[0] ?? []
  return (unit === undefined ? rest : { ...rest, [`limit_${unit}`]: count }) as unknown as Stage
}

/** Without the stage: moves into it go, moves out of it lose it; the first stage stays. */
export function withoutStage(lifecycle: Whole, stage: string): Whole {
  const moves = Object.entries(lifecycle.moves).flatMap(([name, move]): [string, Move][] => {
    const from = move.from.filter((one) => one !== stage)
    return move.to === stage || !from.length ? [] : [[name, { ...move, from }]]
  })
  const stages = withPart(lifecycle.stages, stage, undefined)
  return { ...lifecycle, stages, moves: Object.fromEntries(moves) }
}

/** A stage that is not live yet under another name; whatever points at it goes along. */
export function renamedStage(lifecycle: Whole, before: string, after: string): Whole {
  const named = (one: string): string => (one === before ? after : one)
  return {
    ...lifecycle,
    first: named(lifecycle.first),
    ...(lifecycle.order && { order: lifecycle.order.map(named) }),
    stages: Object.fromEntries(
      Object.entries(lifecycle.stages).map(([name, stage]) => [named(name), stage]),
    ),
    moves: Object.fromEntries(
      Object.entries(lifecycle.moves).map(([name, move]) => [
        name,
        { ...move, from: move.from.map(named), to: named(move.to) },
      ]),
    ),
  }
}

// What follows in the lifecycle when a stage comes or goes? Moves must not point to nowhere, and every stage be reached.
import type { Move, Stage } from '#kernel/lifecycle/lifecycle.ts'
import { freeName } from './draft.ts'

export interface Stages {
  readonly first: string
  readonly stages: Readonly<Record<string, Stage>>
  readonly moves: Readonly<Record<string, Move>>
}

/** Without the stage: moves into it go, moves out of it lose it; the first stage stays. */
export function withoutStage(lifecycle: Stages, stage: string): Stages {
  const moves = Object.entries(lifecycle.moves).flatMap(([name, move]): [string, Move][] => {
    const from = move.from.filter((one) => one !== stage)
    return move.to === stage || !from.length ? [] : [[name, { ...move, from }]]
  })
  const { [stage]: _gone, ...stages } = lifecycle.stages
  return { ...lifecycle, stages, moves: Object.fromEntries(moves) }
}

/** With a new stage after another one, reached from it and going where that one went on. */
export function withStage(lifecycle: Stages, name: string, stage: Stage, after: string): Stages {
  const entries = Object.entries(lifecycle.stages)
  const at = entries.findIndex(([one]) => one === after)
  entries.splice(at + 1, 0, [name, stage])
  const into = freeName(`to_${name}`, lifecycle.moves, 'to')
  const next = entries
    .slice(at + 2)
    .find(([one, it]) => one !== after && (it.kind ?? 'open') === 'open')?.[0]
  const moves: Record<string, Move> = { ...lifecycle.moves, [into]: { from: [after], to: name } }
  if (next && (stage.kind ?? 'open') === 'open')
    moves[freeName(`${name}_on`, moves, 'on')] = { from: [name], to: next }
  return { ...lifecycle, stages: Object.fromEntries(entries), moves }
}

// Through which stages does a record go, who may move it, and what must be true first?
import type { Words } from '../error.ts'

export interface Stage {
  readonly label: Words
  /** `open` work goes on; `won` ended well; `lost` ended badly. */
  readonly kind?: 'open' | 'won' | 'lost'
  /** Longer than this many days here counts as stuck (the stage's SLA clock). */
  readonly limit_days?: number
  /** Standard work text for whoever is in this stage. */
  readonly sop?: Words
  /** Percent chance to be won from here; fills `probability` where the object has it. */
  readonly probability?: number
  /** The field that says when it was entered; a record that arrives with history has been there since. */
  readonly since?: string
}

/** One line of a gate's checklist. */
export interface Check {
  /** Formula that must be true. */
  readonly if: string
  readonly says: Words
  /** Role that can give what is missing. */
  readonly giver?: string
}

/** What must be there to go through: filled fields and true formulas. */
export interface Gate {
  readonly require?: readonly string[]
  readonly checks?: Readonly<Record<string, Check | null>>
}

export interface Move {
  readonly from: readonly string[]
  readonly to: string
  /** Roles that may; absent = whoever may change the record. */
  readonly by?: readonly string[]
  readonly gate?: Gate
  /** Only this action makes the move; absent = the action `move`. */
  readonly via?: string
}

export interface Lifecycle {
  readonly stages: Readonly<Record<string, Stage | null>>
  readonly first: string
  readonly moves: Readonly<Record<string, Move | null>>
}

/** The moves that lead away from a stage, by name. */
export const movesFrom = (lifecycle: Lifecycle, stage: string): (Move & { name: string })[] =>
  Object.entries(lifecycle.moves).flatMap(([name, move]) =>
    move && move.from.includes(stage) ? [{ ...move, name }] : [],
  )

/** The move from one stage to another, if there is one; of several the one that belongs to the action `via`. */
export function moveTo(lifecycle: Lifecycle, from: string, to: string, via: string | null = null): (Move & { name: string }) | undefined {
  const moves = movesFrom(lifecycle, from).filter(move => move.to === to)
  return moves.find(move => move.via === via) ?? moves.find(move => !move.via) ?? moves[0]
}

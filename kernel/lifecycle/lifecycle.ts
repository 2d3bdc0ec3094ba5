// Through which stages does a record go, who may move it, and what must be true first?
import type { Words } from '../error.ts'
import { livingInOrder } from '../merge.ts'
import type { Duration } from '../time/working-time.ts'
import type { Whom } from './whom.ts'

/** 负责 does the work · 批准 answers for it · 咨询 is asked · 知会 is told. */
export interface Raci {
  readonly responsible?: readonly Whom[]
  /** Told when a record stands here longer than the limit. */
  readonly accountable?: readonly Whom[]
  readonly consulted?: readonly Whom[]
  /** Told when a record comes here. */
  readonly informed?: readonly Whom[]
}
export const raciParts = ['responsible', 'accountable', 'consulted', 'informed'] as const

export interface Stage {
  readonly label: Words
  /** `open` work goes on; `won` ended well; `lost` ended badly. */
  readonly kind?: 'open' | 'won' | 'lost'
  /** Longer than this here counts as stuck (the stage's SLA clock): one of the three at most. */
  readonly limit_days?: number
  readonly limit_working_days?: number
  readonly limit_working_hours?: number
  /** Standard work text, shown on each record in this stage. */
  readonly sop?: Words
  /** Percent chance to be won from here; fills `probability` where the object has it. */
  readonly probability?: number
  readonly raci?: Raci
  /** The field that says when it was entered; a record that arrives with history has been there since. */
  readonly since?: string
}

export const limitParts = ['limit_days', 'limit_working_days', 'limit_working_hours'] as const

/** How long a record may stay in the stage; null where no clock runs. */
export function limitOf(stage: Stage | undefined): Duration | null {
  if (!stage || (stage.kind ?? 'open') !== 'open') return null
  if (stage.limit_working_hours) return { working_hours: stage.limit_working_hours }
  if (stage.limit_working_days) return { working_days: stage.limit_working_days }
  return stage.limit_days ? { days: stage.limit_days } : null
}

/** One line of a gate's checklist. */
export interface Check {
  /** Formula that must be true. */
  readonly if: string
  readonly says: Words
  /** Role that can give what is missing. */
  readonly giver?: string
  /** Only advice: where it does not hold the checklist says so, and the record may go on. */
  readonly advice?: boolean
}

/** What must be there to go through: filled fields and true formulas. */
export interface Gate {
  readonly require?: readonly string[]
  readonly checks?: Readonly<Record<string, Check | null>>
  /** 例外放行: these roles may let a record pass although something is missing; they say why, and the log keeps it. */
  readonly exception?: { readonly by: readonly string[] }
}

export interface Move {
  /** What the company calls it; absent = by the stage it leads to. */
  readonly label?: Words
  readonly from: readonly string[]
  readonly to: string
  /** Roles that may; absent = whoever may change the record; none = nobody by hand, only what the system derives. */
  readonly by?: readonly string[]
  readonly gate?: Gate
  /** Only this action makes the move; absent = the action `move`. */
  readonly via?: string
}

export interface Lifecycle {
  readonly stages: Readonly<Record<string, Stage | null>>
  readonly first: string
  /** Stages as they follow each other; those that are not named come after, in the order of the model. */
  readonly order?: readonly string[]
  readonly moves: Readonly<Record<string, Move | null>>
}

/** The moves that lead away from a stage, by name. */
export const movesFrom = (lifecycle: Lifecycle, stage: string): (Move & { name: string })[] =>
  Object.entries(lifecycle.moves).flatMap(([name, move]) =>
    move && move.from.includes(stage) ? [{ ...move, name }] : [],
  )

/** The move from one stage to another, if there is one; of several the one that belongs to the action `via`. */
export function moveTo(
  lifecycle: Lifecycle,
  from: string,
  to: string,
  via: string | null = null,
): (Move & { name: string }) | undefined {
  const moves = movesFrom(lifecycle, from).filter((move) => move.to === to)
  return moves.find((move) => move.via === via) ?? moves.find((move) => !move.via) ?? moves[0]
}

/** The living stages as they follow each other. */
export const stagesInOrder = (
  lifecycle: Pick<Lifecycle, 'stages' | 'order'>,
): Record<string, Stage> => livingInOrder<Stage>(lifecycle.stages, lifecycle.order)

// What does a lifecycle show while it is changed: live figures, and what somebody would see?
import type { Words } from '../error.ts'

/** POST /api/v1/model/flow/{object}/figures: live figures of each stage, by the limits of the draft. */
export interface StageFigures {
  currency: string | null
  stages: Record<string, { n: number; sum: string | null; stuck: number }>
}

/** POST /api/v1/model/flow/{object}/simulate: what somebody would see on a record; nothing is done. */
export interface Simulation {
  stage: string
  title: string
  person: { id: string; name: string }
  /** Whether they may see the record at all. */
  sees: boolean
  moves: SimulatedMove[]
}

export interface SimulatedMove {
  name: string
  to: string
  via: string | null
  allowed: boolean
  gate: SimulatedGate[]
  /** Roles that could let it pass with something missing. */
  exception: Words[]
  approval: SimulatedRoute | null
}

export interface SimulatedGate {
  says: Words
  ok: boolean
  /** It names what only the draft has, so no record has it yet. */
  unknown: boolean
  /** Who can give what is missing. */
  givers: string[]
}

export interface SimulatedRoute {
  flow: string
  label: Words
  /** False where the record needs no approval. */
  asked: boolean
  unknown: boolean
  steps: {
    key: string
    label: Words
    mode: 'any' | 'all' | 'sequence'
    people: string[]
    cc: string[]
    asked: boolean
  }[]
}

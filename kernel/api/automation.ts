// What have automations done, and what would they do?
import type { Words } from '../error.ts'

/** GET /api/v1/model/automations/{name}/runs */
export interface AutomationRun {
  id: string
  automation: string
  object: string
  record: string | null
  /** The record's title where it is known. */
  title: string | null
  stage: 'waiting' | 'done' | 'left' | 'failed' | 'stopped'
  step: number
  depth: number
  due_at: string
  awaits: string | null
  log: {
    step: number
    path: string
    do: string
    at: string
    says: Words
    input?: Record<string, unknown>
    output?: Record<string, unknown>
  }[]
  error: Words | null
  created_at: string
  ended_at: string | null
}

/** POST /api/v1/model/automations/{name}/test: each step's effect on a record, without doing it. */
export interface TestRun {
  applies: boolean
  ended: 'done' | 'left' | 'failed'
  steps: {
    path: string
    do: string
    says: Words
    effects: TestEffect[]
    sets_off: { name: string; label: Words; itself: boolean }[]
    error: Words | null
    at: string
  }[]
}

export interface TestEffect {
  kind: 'record' | 'notice' | 'mail' | 'call'
  deed: string
  object: string | null
  label: Words
  record: string | null
  title: string
  changes: { field: string; label: Words; before: Words | null; after: Words | null }[]
  text: string | null
}

/** POST /api/v1/model/automations/{name}/token: shown once. */
export interface HookSecret {
  /** The token, or the secret with which calls are signed. */
  readonly token: string
  readonly url: string
  /** In which header the token stands, or the signature. */
  readonly header: string
  /** In which header the moment of the signature stands; absent = calls are not signed. */
  readonly timestamp?: string
}

// What stands on the page of a record beside the record itself?
import type { Words } from '../error.ts'
import type { Raci } from '../lifecycle/lifecycle.ts'
import type { Duration } from '../time/working-time.ts'

/** GET /api/v1/{object}/{id}/page: what a record page shows beside the record itself. */
export interface RecordPage {
  can: { change: boolean; remove: boolean }
  stage: {
    name: string
    since: string
    days: number
    limit: Duration | null
    due_at: string | null
    stuck: boolean
    /** What is to be done here, and who stands for what. */
    sop: Words | null
    people: { part: keyof Raci; names: Words[] }[]
  } | null
  /** Days spent in each stage that was visited. */
  visited: Record<string, number>
  moves: {
    name: string
    to: string
    /** Made by this action instead of the action `move`. */
    via: string | null
    allowed: boolean
    /** Who may make it, where the caller may not: roles, with their people where these are few. */
    may: Words[]
    open: boolean
    checklist: GateLine[]
    /** May the caller let it pass with something missing, saying why (`let_pass`)? */
    may_let_pass: boolean
  }[]
  actions: { name: string; open: boolean; why: Words | null }[]
  approval: ApprovalCard | null
}

export interface GateLine {
  says: Words
  ok: boolean
  giver: string | null
  field: string | null
  /** It may be missing: the record goes on without it. */
  advice: boolean
}

export interface ApprovalCard {
  id: string
  flow: string
  flow_label: Words
  object: string
  record: string
  title: string
  amount: string | null
  currency: string | null
  asked_by: { id: string; name: string }
  asked_at: string
  reason: Words | null
  facts: { label: Words; value: string }[]
  steps: {
    label: Words
    mode: 'any' | 'all' | 'sequence'
    answers: {
      task: string
      person: { id: string; name: string }
      stage:
        'waiting' | 'approved' | 'rejected' | 'transferred' | 'returned' | 'skipped' | 'withdrawn'
      at: string | null
      comment: string | null
      /** It is this one's turn, or was. */
      asked: boolean
      /** Which approver handed it on, and what they said. */
      from: { id: string; name: string } | null
      note: string | null
    }[]
  }[]
  /** The caller's open task, if one is theirs to answer. */
  mine: string | null
}

/** GET /api/v1/{object}/{id}/chain, both ways from lead to cash. */
export interface Chain {
  nodes: ChainNode[]
  cash: { currency: string; contract: string; received: string } | null
}

export interface ChainNode {
  object: string
  id: string
  number: string | null
  title: string
  stage: string | null
  stage_label: Words | null
  kind: 'done' | 'current' | 'waiting' | 'lost'
  owner: { id: string; name: string } | null
  since: string | null
  days: number | null
  amount: string | null
  currency: string | null
  created_at: string
  /** Who holds it up, where it waits on someone. */
  waiting_on: string | null
}

/** One event of GET /api/v1/{object}/{id}/history → {"data": HistoryEvent[], "next"}. */
export interface HistoryEvent {
  id: string
  at: string
  who: { id: string; name: string }
  /** create, change, remove, restore, move, or the action's name. */
  deed: string
  action: string | null
  cause: 'person' | 'automation' | 'import' | 'api' | 'form' | 'link' | 'system'
  object: string
  record: string
  version: number
  model_version: number
  /** field → [before, after]; only fields that the caller may read. */
  changes: Record<string, [unknown, unknown]>
  comment: string | null
}

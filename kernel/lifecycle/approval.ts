// Who must say yes before a record may go on, in which order, and what happens to it then?
import type { Words } from '../error.ts'

/** How the approvers of one step are found. */
export type Approver =
  | { readonly role: string }
  /** The lead of the team of the record's owner; `level` 2 = the lead of the team above, and so on. */
  | { readonly superior_of: 'owner'; readonly level?: number }
  /** A person field of the record, or a path to one. */
  | { readonly field: string }
  | { readonly person: string }

export interface ApprovalStep {
  readonly label: Words
  readonly approvers: readonly Approver[]
  /** 会签 all must agree · 或签 any one may · 依次 one after the other. */
  readonly mode: 'any' | 'all' | 'sequence'
  /** Formula over the record; the step is left out where it is false. */
  readonly if?: string
  /** Remind after so many days without an answer. */
  readonly remind_after_days?: number
}

/** A flow is started by an action (`ctx.askApproval`) and ends in one of two moves. */
export interface ApprovalFlow {
  readonly object: string
  readonly label: Words
  /** Formula: asked for only where it is true; otherwise the record is approved at once. */
  readonly if?: string
  readonly steps: Readonly<Record<string, ApprovalStep | null>>
  /** Stages of the record while it waits, and after a yes or a no. */
  readonly waiting: string
  readonly approved: string
  readonly rejected: string
  /** Where it goes back to when it is withdrawn or returned for correction. */
  readonly returned: string
  /** May the person who asked approve it themselves where they are an approver? */
  readonly self?: boolean
}

// Who must say yes before a record may go on, in which order, and what happens to it then?
import type { Words } from '../error.ts'
import { livingInOrder } from '../merge.ts'
import type { Duration } from '../time/working-time.ts'
import type { Whom } from './whom.ts'

/** What happens to whoever has not answered in time. */
export interface TimeOut {
  readonly after: Duration
  /** `escalate`: others are asked instead; the rest: the system gives that answer. */
  readonly then: 'escalate' | 'approve' | 'reject' | 'return'
  /** Who is asked instead; absent = the lead above each approver. */
  readonly to?: readonly Whom[]
}

export interface ApprovalStep {
  readonly label: Words
  readonly approvers: readonly Whom[]
  /** 会签 all must agree · 或签 any one may · 依次 one after the other. */
  readonly mode: 'any' | 'all' | 'sequence'
  /** Formula over the record; the step is left out where it is false. */
  readonly if?: string
  /** Told when the step begins, without being asked. */
  readonly cc?: readonly Whom[]
  /** Reminded each time so long has passed without an answer. */
  readonly remind_after?: Duration
  readonly time_out?: TimeOut
}

/**
 * A flow is started by an action (`ctx.askApproval`), by an automation, or by an ordinary move into its waiting
 * stage; it ends in one of the other stages.
 */
export interface ApprovalFlow {
  readonly object: string
  readonly label: Words
  /** Formula: asked for only where it is true; otherwise the record is approved at once. */
  readonly if?: string
  readonly steps: Readonly<Record<string, ApprovalStep | null>>
  /** Steps as they follow each other; those that are not named come after, in the order of the model. */
  readonly order?: readonly string[]
  /** Stages of the record while it waits, and after a yes or a no. */
  readonly waiting: string
  readonly approved: string
  readonly rejected: string
  /** Where it goes back to when it is withdrawn or returned for correction. */
  readonly returned: string
  /** May the person who asked approve it themselves where they are an approver? */
  readonly self?: boolean
  /** Nobody answers what they asked for, administrators neither. */
  readonly four_eyes?: boolean
  /** Told of the outcome. */
  readonly cc?: readonly Whom[]
}

/** The living steps as they follow each other. */
export const stepsInOrder = (
  flow: Pick<ApprovalFlow, 'steps' | 'order'>,
): Record<string, ApprovalStep> => livingInOrder(flow.steps, flow.order)

/** The flow that begins where a record is moved into this stage. */
export const flowInto = (
  approvals: Readonly<Record<string, ApprovalFlow>>,
  object: string,
  stage: string,
): [string, ApprovalFlow] | undefined =>
  Object.entries(approvals).find(([, flow]) => flow.object === object && flow.waiting === stage)

/** May they answer what they asked for themselves? Administrators may for whoever was asked, unless the flow says no. */
export const mayAnswerOwn = (flow: ApprovalFlow, isAdmin: boolean): boolean =>
  flow.self === true || (isAdmin && flow.four_eyes !== true)

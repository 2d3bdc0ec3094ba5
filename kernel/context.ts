// What has a running action, derivation or automation step in its hands?
import type { Problem, Words } from './error.ts'
import type { Row, Values } from './row.ts'
import type { Who } from './permission.ts'
import type { OwnKind } from './view/own.ts'

export type ApprovalChange =
  /**
   * By whoever asked: the record goes back to where it can be corrected. `because`: by something else that left
   * nothing to decide, whoever asked.
   */
  | { readonly do: 'withdraw'; readonly because?: Words }
  /** By an approver: back for correction, with the reason. */
  | { readonly do: 'return'; readonly comment: string }
  /** By an approver: somebody else answers in their place. */
  | { readonly do: 'transfer'; readonly person: string; readonly comment: string | null }
  /** By an approver: somebody else is asked first; after their yes it is the approver's turn again. */
  | { readonly do: 'add'; readonly person: string; readonly comment: string | null }

/**
 * The hands given to business code. Everything happens in the one transaction of the action, in the name of
 * `who`; the door checked the caller's right to the action, so inner reads and writes are not asked again, but
 * every rule, gate, freeze and validation of the records holds.
 */
export interface Context {
  readonly now: Date
  /** Today in the company's time zone, YYYY-MM-DD. */
  readonly today: string
  readonly zone: string
  readonly who: Who
  /** The company's own record: its settings. */
  readonly company: Values
  /** The record with its child rows, or a not-found refusal. */
  get(object: string, id: string): Promise<Row>
  /** Locks the records in id order (no deadlocks) and returns them as they are now, in the order asked. */
  lock(object: string, ids: readonly string[]): Promise<Row[]>
  /** Records where each named field equals the given value (null = empty, an array = any of). */
  find(
    object: string,
    equal: Values,
    more?: { sort?: string; limit?: number; lock?: boolean },
  ): Promise<Row[]>
  /** How many records have each named field equal to the given value, as `find` reads it. */
  count(object: string, equal: Values): Promise<number>
  create(object: string, values: Values): Promise<Row>
  change(object: string, id: string, values: Values): Promise<Row>
  remove(object: string, id: string): Promise<void>
  /** Moves through the lifecycle: the move must exist; its gate is asked. */
  move(object: string, id: string, to: string, values?: Values): Promise<Row>
  /** The next number of a gapless series, held by this transaction until it commits. */
  nextNumber(series: string, pattern: string): Promise<string>
  /** Starts the approval flow; without a matching step the record moves to `approved` at once. */
  askApproval(flow: string, record: Row): Promise<{ approval: string | null; stage: string }>
  /** The caller's answer to the open approval of this record. */
  answerApproval(
    record: Row,
    answer: 'approve' | 'reject',
    comment: string | null,
  ): Promise<{ stage: string }>
  /** 撤回, 退回, 转交, 加签: what else can be done with an open approval than yes or no. */
  amendApproval(record: Row, how: ApprovalChange): Promise<{ stage: string }>
  /** What of a report or dashboard of somebody's own, or of a form for everybody, does not fit what the caller may see; `path`: where it stands. */
  unfit(kind: OwnKind | 'form', given: unknown, path: string): Promise<readonly Problem[]>
  /** Sends a notice into the inbox of people. */
  notify(
    people: readonly string[],
    /** `seen`: it stands there by itself already, so it is no news. */
    notice: { zh: string; en: string; object?: string; record?: string; seen?: boolean },
  ): Promise<void>
}

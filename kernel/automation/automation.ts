// What may an automation say? When this happens, then do that.
import type { Words } from '../error.ts'
import type { Whom } from '../lifecycle/whom.ts'

export type Trigger =
  /** A record was created, changed (one of `fields`, or any), moved into `stage`, or an action ran. */
  | { readonly on: 'create'; readonly object: string }
  | { readonly on: 'change'; readonly object: string; readonly fields?: readonly string[] }
  | { readonly on: 'move'; readonly object: string; readonly stage?: string }
  | { readonly on: 'action'; readonly object: string; readonly action: string }
  /** A record stands longer in its stage (or in this one) than the stage's limit; once for each stay. */
  | { readonly on: 'overdue'; readonly object: string; readonly stage?: string }
  /** Cron in the company's time zone; for each record of `object` that matches the condition. */
  | { readonly on: 'schedule'; readonly cron: string; readonly object: string }
  /**
   * POST /api/v1/hooks/{name}: the body's top-level values are `values` of the steps. `signed`: the caller signs each call
   * with a secret instead of showing a token.
   */
  | { readonly on: 'webhook'; readonly object: string; readonly signed?: boolean }

/** What is done to one record at once, without waiting for anybody; formulas in `set` and texts with {path} braces are read on the record. */
export type PlainStep =
  | {
      readonly do: 'create'
      readonly object: string
      readonly set: Readonly<Record<string, string>>
    }
  | { readonly do: 'change'; readonly set: Readonly<Record<string, string>> }
  | {
      readonly do: 'action'
      readonly action: string
      readonly input?: Readonly<Record<string, string>>
    }
  | { readonly do: 'message'; readonly to: readonly Whom[]; readonly text: Words }
  | { readonly do: 'mail'; readonly to: string; readonly subject: Words; readonly text: Words }
  | { readonly do: 'webhook'; readonly url: string; readonly fields: readonly string[] }

export type Step =
  | PlainStep
  | { readonly do: 'wait'; readonly days?: number; readonly minutes?: number }
  | { readonly do: 'approval'; readonly flow: string }
  /** One way or the other, by a formula over the record as it is then. */
  | {
      readonly do: 'branch'
      readonly if: string
      readonly then: readonly Step[]
      readonly else?: readonly Step[]
    }
  /** For each child row in `lines`, or for each record of `object` for which `where` is true; up to 200, all or none. */
  | {
      readonly do: 'each'
      readonly lines?: string
      readonly object?: string
      readonly where?: string
      readonly steps: readonly PlainStep[]
    }

export interface Automation {
  readonly label: Words
  readonly when: Trigger
  /** Formula over the record; absent = always. */
  readonly if?: string
  readonly steps: readonly Step[]
  readonly paused?: boolean
  /** At most so many runs a minute (standard 300); what is more makes it stop, and its owner is told. */
  readonly per_minute?: number
}

export const runsPerMinute = 300

/** A step in the order in which steps are counted. A branch that is false goes on at `otherwise`; `skip` jumps to `to`. */
export type Op =
  | { readonly step: Exclude<Step, { do: 'branch' }>; readonly path: string }
  | {
      readonly step: Extract<Step, { do: 'branch' }>
      readonly path: string
      readonly otherwise: number
    }
  | { readonly step: null; readonly path: string; readonly to: number }

/** The steps one after the other, branches as jumps, so that a run can say by one number where it stands. `path`: `2.then.0`. */
export function inOrder(steps: readonly Step[]): Op[] {
  const ops: Op[] = []
  const add = (list: readonly Step[], before: string): void => {
    for (const [i, step] of list.entries()) {
      const path = `${before}${i}`
      if (step.do !== 'branch') {
        ops.push({ step, path })
        continue
      }
      const at = ops.push({ step, path, otherwise: 0 }) - 1
      add(step.then, `${path}.then.`)
      if (step.else?.length) {
        const jump = ops.push({ step: null, path, to: 0 }) - 1
        ops[at] = { step, path, otherwise: ops.length }
        add(step.else, `${path}.else.`)
        ops[jump] = { step: null, path, to: ops.length }
      } else ops[at] = { step, path, otherwise: ops.length }
    }
  }
  add(steps, '')
  return ops
}

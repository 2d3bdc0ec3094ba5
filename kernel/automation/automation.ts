// When this happens, then do that: what an automation may say.
import type { Words } from '../error.ts'

export type Trigger =
  /** A record was created, changed (one of `fields`, or any), moved into `stage`, or an action ran. */
  | { readonly on: 'create'; readonly object: string }
  | { readonly on: 'change'; readonly object: string; readonly fields?: readonly string[] }
  | { readonly on: 'move'; readonly object: string; readonly stage?: string }
  | { readonly on: 'action'; readonly object: string; readonly action: string }
  /** Cron in the company's time zone; for each record of `object` that matches the condition. */
  | { readonly on: 'schedule'; readonly cron: string; readonly object: string }
  /** POST /api/v1/hooks/{name}: the body's top-level values are `values` of the steps. */
  | { readonly on: 'webhook'; readonly object: string }

/** One step; formulas in `set` and texts with {path} braces are read on the record. */
export type Step =
  | { readonly do: 'create'; readonly object: string; readonly set: Readonly<Record<string, string>> }
  | { readonly do: 'change'; readonly set: Readonly<Record<string, string>> }
  | { readonly do: 'action'; readonly action: string; readonly input?: Readonly<Record<string, string>> }
  | { readonly do: 'message'; readonly to: readonly MessageTo[]; readonly text: Words }
  | { readonly do: 'mail'; readonly to: string; readonly subject: Words; readonly text: Words }
  | { readonly do: 'webhook'; readonly url: string; readonly fields: readonly string[] }
  | { readonly do: 'wait'; readonly days?: number; readonly minutes?: number }
  | { readonly do: 'approval'; readonly flow: string }

export type MessageTo = { readonly role: string } | { readonly field: string }

export interface Automation {
  readonly label: Words
  readonly when: Trigger
  /** Formula over the record; absent = always. */
  readonly if?: string
  readonly steps: readonly Step[]
  readonly paused?: boolean
}

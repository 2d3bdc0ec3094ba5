// What do the checks of a model have in their hands?
import type { AppObject, Model } from '../app.ts'
import type { Checked } from '../formula/check.ts'
import type { Type } from '../formula/type.ts'
import type { Say } from '../formula-in.ts'
import type { ApprovalFlow } from '../lifecycle/approval.ts'

/** What the checks have in their hands. */
export interface Checking {
  readonly objects: Readonly<Record<string, AppObject>>
  readonly roles: Model['roles']
  readonly approvals: Readonly<Record<string, ApprovalFlow>>
  readonly say: Say
  /** Checks a formula and says what is wrong with it. */
  readonly formula: (
    path: string,
    text: string | undefined,
    object: string,
    want?: Type,
  ) => Checked | undefined
}

/** What a condition gives. */
export const boolean: Type = { type: 'boolean' }

// Is what the company has safe? As its administrators see it.
import type { Words } from '../error.ts'

/** Whether what the company has is safe, for its administrators. */
export interface Safety {
  /** The newest link of the chain over the log and the documents; whoever keeps its hash elsewhere can prove the past. */
  readonly seal: {
    readonly n: number
    readonly at: string
    readonly events: number
    readonly records: number
    readonly hash: string
  } | null
  readonly backup: {
    readonly plan: {
      readonly at: string
      readonly folder: string
      readonly keep: number
      readonly sealed: boolean
    } | null
    readonly last: {
      readonly at: string
      readonly file: string | null
      readonly bytes: number | null
      readonly rows: number | null
      readonly files: number | null
      readonly verified: boolean
      readonly restored_at: string | null
      readonly error: Words | null
    } | null
    /** The job of one that runs now. */
    readonly running: string | null
    readonly passphrase: boolean
  }
  readonly paused: { readonly since: string } | null
  readonly archive: Archiving | null
}

/** The stored log of the embedded database. */
export interface Archiving {
  readonly folder: string
  /** False until PostgreSQL was started again. */
  readonly on: boolean
  readonly stored_at: string | null
  /** Since then it could not be stored. */
  readonly failed_at: string | null
  /** From then on every second can be reached. */
  readonly from: string | null
}

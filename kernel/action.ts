// What can a person do to a record besides changing its fields? One declaration, every surface.
import type { Context } from './context.ts'
import type { Words } from './error.ts'
import type { FieldDef } from './field.ts'
import type { Row, Values } from './object.ts'

export interface Action {
  readonly name: string
  readonly on: string
  readonly label: Words
  readonly help?: Words
  /** Its form, in the vocabulary of fields. */
  readonly input?: Readonly<Record<string, FieldDef>>
  /** Roles that may; absent = whoever may change the record. */
  readonly by?: readonly string[]
  /** Stages from which it is open; absent = any. */
  readonly from?: readonly string[]
  /**
   * A reference whose record is locked before this one, because other actions lock it first: two that wait for each
   * other's lock would be a deadlock.
   */
  readonly locks_first?: string
  /** Formula over the record: open only where true. */
  readonly if?: string
  /**
   * Formula over the record: where it is not true there is nothing to do with it, so its page does not offer it. The
   * door itself stays open: whoever comes through it anyhow is answered by the action.
   */
  readonly offered_if?: string
  /** The button that stands first on the record page in these stages. */
  readonly primary?: boolean
  readonly danger?: boolean
  readonly icon?: string
  /** Not shown as a button (answered by a card, a desk or another page). */
  readonly quiet?: boolean
  /** Everything inside is one transaction with its events; the answer becomes the body of the call. */
  readonly run: (ctx: Context, record: Row, input: Values) => Promise<Values | void>
}

/** Declares an action; returns it frozen and does nothing else. */
export const action = (name: string, def: Omit<Action, 'name'>): Action =>
  Object.freeze({ name, ...def })

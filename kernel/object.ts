// What is an object? A noun of the business with its fields, stages, rights and rules, as plain data.
import type { Words } from './error.ts'
import type { FieldDef } from './field.ts'
import type { Lifecycle } from './lifecycle/lifecycle.ts'
import type { Allow } from './permission.ts'
import type { Context } from './context.ts'
import type { Row, Values } from './row.ts'
import type { Dates } from './view/dates.ts'
import type { FormSection } from './view/form.ts'

export type { Row, Values } from './row.ts'

/** A sentence that must stay true of each record as it is written. */
export interface Rule {
  readonly if: string
  readonly says: Words
}

/** A sentence that the database itself asks whenever a transaction ends, whoever wrote: sums of a record and its rows. */
export interface Always extends Rule {
  /** Fields of kind lines whose rows the sentence speaks of: a change of one of them asks it too. */
  readonly through?: readonly string[]
}

/** To which period of the books do records belong? In a closed one none is added, taken out or changed, but in `except`. */
export interface Period {
  /** The field with the day that decides. */
  readonly date: string
  /** Only records in these stages are in the books; absent = all. */
  readonly stages?: readonly string[]
  readonly except?: readonly string[]
  /** The object and its date field up to which, that day included, everything is closed. */
  readonly closed_by: { readonly object: string; readonly field: string }
}

export interface ObjectDef {
  readonly label: Words
  readonly plural?: Words
  /** Where its records come from and what they are for; told where there is none yet. */
  readonly help?: Words
  /** Room in the menu: sales, delivery, finance… */
  readonly area?: string
  readonly icon?: string
  /** The field that names a record to people. */
  readonly title: string
  readonly fields: Readonly<Record<string, FieldDef | null>>
  readonly lifecycle?: Lifecycle
  readonly allow: readonly Allow[]
  readonly rules?: Readonly<Record<string, Rule | null>>
  /** A child object: its rows live and die with the parent, with the parent's rights. Names the reference. */
  readonly parent?: string
  /** Of a child object: a row in which this field is filled belongs to the nearest above in which it is not. */
  readonly row_under?: string
  readonly always?: Readonly<Record<string, Always>>
  readonly period?: Period
  /** Fields by which two records may be the same one. */
  readonly duplicates?: readonly string[]
  /** In these stages no field but `except` may change any more, not even behind the application's back. */
  /** Those in `once` may be filled in later, as long as they are empty. */
  /** Of `except`, those in `acts_only` change by actions alone: no page offers to write them by hand. */
  readonly frozen?: {
    readonly stages: readonly string[]
    readonly except: readonly string[]
    readonly acts_only?: readonly string[]
    readonly once?: readonly string[]
  }
  /** A child of a frozen parent is frozen with it; these fields of it may still change. */
  readonly frozen_with_parent?: { readonly except: readonly string[] }
  /** Rows are only ever added (postings). */
  readonly append_only?: boolean
  /** Several fields that are unique together, among living records. */
  readonly unique?: readonly (readonly string[])[]
  /**
   * By what a record is known where it comes from (a line of a bank statement): no two living ones share all of it, an
   * empty part counting as a value, but for those in the stages `unless`; without the first part a record is not known
   * by it. A file that has the first part finds its record by all of it.
   */
  readonly known_by?: { readonly fields: readonly string[]; readonly unless?: readonly string[] }
  /** Composite indexes: fields, `-` before one for descending. */
  readonly indexes?: readonly (readonly string[])[]
  /** Columns of the standard list, in order. */
  readonly list?: readonly string[]
  /** The fields that open the record page. */
  readonly key_fields?: readonly string[]
  /** On which days its records stand in calendars and timelines; absent = on its first date that people write. */
  readonly dates?: Dates
  /** How the fields stand on the form; absent = one after the other. */
  readonly form?: readonly FormSection[]
  /** Where this record stands in the chain of its business, for the chain line (e.g. `lead`, `opportunity`). */
  readonly chain?: {
    readonly order: number
    readonly from: readonly string[]
    /** Most chains have none: no stop of the line where there is none. */
    readonly seldom?: boolean
  }
  /** People never write it directly: only actions do (allocation, posting). */
  readonly by_actions_only?: boolean
  /**
   * How a row of a file comes in where only actions write: it runs this action of the record under the reference
   * `on`, its values as the action's input, those that the input does not name as the one row of the input's `rows`.
   * `if_filled`: only rows that say `on` (credit notes among invoices); what the input does not name must come out so.
   */
  readonly arrives?: {
    readonly on: string
    readonly action: string
    readonly rows?: string
    readonly if_filled?: boolean
    /** Under which name the action answers the record's id; absent = the object's. */ readonly made?: string
  }
  /**
   * Values that follow from others (totals, copied prices), asked for inside each write with the record as it
   * will be, children included; `before` is null for a new record. Child rows are returned whole.
   */
  readonly derive?: (ctx: Context, row: Values, before: Row | null) => Promise<Values> | Values
  /** Set by the merge of the company's changes: the object or field is theirs. */
  readonly custom?: boolean
}

/** Do people write its records directly? Rows go in with their document, and some are only ever made by actions. */
export const isWrittenByHand = (object: ObjectDef): boolean =>
  !object.parent && !object.by_actions_only && !object.append_only

/** Declares an object; returns it frozen and does nothing else. */
export const object = (
  name: string,
  def: ObjectDef,
): { readonly name: string; readonly def: ObjectDef } =>
  Object.freeze({ name, def: Object.freeze(def) })

// Which application is it? The standard book and the company's changes, merged and checked as one.
import type { Action } from './action.ts'
import type { Checked } from './formula/check.ts'
import type { Lifecycle, Move, Stage } from './lifecycle/lifecycle.ts'
import type { Automation } from './automation/automation.ts'
import type { Words } from './error.ts'
import type { FieldDef, FieldOf } from './field.ts'
import type { ApprovalFlow } from './lifecycle/approval.ts'
import type { ObjectDef } from './object.ts'
import type { Sql } from './sql.ts'
import type { Board } from './view/board.ts'
import type { Report } from './view/report.ts'
import type { DocumentTemplate } from './view/document.ts'
import type { Area, Desk, View } from './view/view.ts'

export interface Role {
  readonly label: Words
  readonly help?: Words
  /** Where `/` leads: `cockpit`, `inbox` or an item of the menu (`dashboard/sales`). */
  readonly home?: string
  /** A role of the standard: whoever has this one may do the actions that are left to that one. */
  readonly acts_as?: string
}

/** All that a company can change, as one JSON document (but for `derive` and `run`). */
export interface Model {
  readonly objects: Readonly<Record<string, ObjectDef>>
  readonly roles: Readonly<Record<string, Role>>
  readonly approvals: Readonly<Record<string, ApprovalFlow>>
  readonly automations: Readonly<Record<string, Automation>>
  readonly views: Readonly<Record<string, View>>
  readonly reports: Readonly<Record<string, Report>>
  readonly dashboards: Readonly<Record<string, Board>>
  readonly pages: Readonly<Record<string, Board>>
  readonly documents: Readonly<Record<string, DocumentTemplate>>
  readonly areas: Readonly<Record<string, Area>>
}

/** The maps of named things that a model is made of. */
export const modelMaps = [
  'objects',
  'roles',
  'approvals',
  'automations',
  'views',
  'reports',
  'dashboards',
  'pages',
  'documents',
  'areas',
] as const satisfies readonly (keyof Model)[]

/** The standard, as `ltc/index.ts` lists it. */
export interface Book extends Model {
  readonly actions: readonly Action[]
  /** Pages of their own kind, which a company finds in its menu or takes out of it. */
  readonly desks: Readonly<Record<string, Desk>>
  /** Days that are not as the week says, by the law of the land: true = work, false = off. */
  readonly days: Readonly<Record<string, boolean>>
}

/** The company's difference over the standard: a merge patch (RFC 7396); null retires. */
export type Changes = { readonly [key: string]: unknown }

/** An object with its missing parts made plain: no retired fields, system fields present. */
export interface AppObject extends ObjectDef {
  readonly name: string
  readonly fields: Readonly<Record<string, FieldDef>>
  readonly actions: Readonly<Record<string, Action>>
  /** Fields of kind `lines`, resolved. */
  readonly children: Readonly<Record<string, FieldOf<'lines'>>>
  /** Formula and rollup fields, checked once. */
  readonly formulas: Readonly<Record<string, Checked>>
  readonly lifecycle?: Lifecycle & {
    readonly stages: Readonly<Record<string, Stage>>
    readonly moves: Readonly<Record<string, Move>>
  }
}

/** The one value from which SQL, API, pages, permissions and documents are computed. */
export interface App {
  readonly version: number
  readonly days: Book['days']
  readonly desks: Book['desks']
  readonly objects: Readonly<Record<string, AppObject>>
  readonly roles: Readonly<Record<string, Role>>
  readonly approvals: Readonly<Record<string, ApprovalFlow>>
  readonly automations: Readonly<Record<string, Automation>>
  readonly views: Readonly<Record<string, View>>
  readonly reports: Readonly<Record<string, Report>>
  readonly dashboards: Readonly<Record<string, Board>>
  readonly pages: Readonly<Record<string, Board>>
  readonly documents: Readonly<Record<string, DocumentTemplate>>
  readonly areas: Readonly<Record<string, Area>>
  /** By object, where the App is a draft that the tables do not have yet: it can be read, never written. */
  readonly ahead?: Readonly<Record<string, Ahead>>
}

/** What a table misses of a draft. */
export interface Ahead {
  /** There is a table, only not with all columns. */
  readonly table: boolean
  /** What is read in place of each missing column, of a row at the alias b. */
  readonly columns: Readonly<Record<string, Sql>>
}

/** Something wrong with a declaration, at its place: `objects.lead.fields.score.formula`. */
export interface ModelProblem {
  readonly path: string
  readonly says: Words
  /** Position inside a formula, where the place is one. */
  readonly at?: number
}

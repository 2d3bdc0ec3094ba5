// What does every function and operator of the language declare?

import type { WorkWeek } from './work-week.ts'
import type { Words } from '../error.ts'
import type { Sql } from '../sql.ts'
import type { FormulaProblemCode, ProblemDetails } from './problem.ts'
import type { Node, Width } from './node.ts'
import type { Tree } from './tree.ts'
import type { Type } from './type.ts'
import type { Known, Value } from './value.ts'

/** When and for whom a formula is calculated. */
export interface Circumstances {
  readonly now: Date
  /** An IANA time zone. */
  readonly zone: string
  /** The person's id. */
  readonly me: string | null
  readonly people: readonly string[]
  readonly teams: readonly string[]
  readonly team: string | null
  /** The names of the person's roles. */
  readonly roles: readonly string[]
  /** The company's own currency. */
  readonly currency: string
  /** In which the company writes its documents. */
  readonly language: 'zh' | 'en'
  /** When the company works. */
  readonly calendar: WorkWeek
}

export type Cast =
  'text' | 'numeric' | 'boolean' | 'date' | 'timestamptz' | 'text[]' | 'uuid' | 'uuid[]'

/** What a function needs of the SQL printer. */
export interface SqlPrinter {
  readonly at: Circumstances
  /** The value, exactly as JavaScript has it; NULL is empty. */
  value(node: Node): Sql
  /** TRUE if and only if the value is true; otherwise FALSE or NULL. Indexes can serve it. */
  test(node: Node): Sql
  /** A value for comparing: a column stands bare, so that its index serves. */
  bare(node: Node): Sql
  /** Values that are written several times are named once by a subselect unless they are short. */
  once(nodes: readonly Node[], write: (...names: Sql[]) => Sql): Sql
  /** The same for one value that is compared: a short column stands bare. */
  onceBare(node: Node, write: (name: Sql) => Sql): Sql
  param(value: unknown, cast: Cast): Sql
  /** A value that no row influences, as JavaScript has it. */
  fixed(node: Node): Value
}

/** What a function needs of the checker. Each returns undefined after noting a problem. */
export interface Checking {
  fit(node: Node, want: Type, at: Tree): Node | undefined
  problem(at: Tree, code: FormulaProblemCode, details?: ProblemDetails): undefined
}

export type Kind = 'number' | 'text' | 'boolean' | 'date' | 'datetime' | 'any'

interface Signature {
  /** The kinds of the arguments in order; `any` takes all but child rows. */
  readonly takes: readonly Kind[]
  /** How many of them must be there; all, if left out. */
  readonly needs?: number
  /** The kind of every further argument. */
  readonly rest?: Kind
  /** What comes out. */
  readonly gives: Type | ((args: readonly Node[]) => Type)
  /** How wide a number comes out; a stored number's width if left out. */
  readonly width?: (args: readonly Width[]) => Width
  /** Replaces the arguments, or refuses them, once their kinds are right. */
  readonly refine?: (
    args: readonly Node[],
    trees: readonly Tree[],
    checking: Checking,
  ) => readonly Node[] | undefined
}

export interface FormulaHelp {
  readonly group: 'logic' | 'number' | 'text' | 'date' | 'rows' | 'people'
  readonly help: Words
  readonly example: string
}

/** How the functions of one group are explained. */
export const helpIn =
  (group: FormulaHelp['group']) =>
  (zh: string, en: string, example: string): FormulaHelp => ({ group, example, help: { zh, en } })

interface Meaning {
  /** SQL of the value; NULL is empty. One of `sql` and `test` is given. */
  readonly sql?: (args: readonly Node[], print: SqlPrinter) => Sql
  /** For true/false that is never empty: SQL that is TRUE if and only if the value is true. */
  readonly test?: (args: readonly Node[], print: SqlPrinter) => Sql
}

/** Any empty argument makes the result empty, so `value` sees known values only. */
interface Strict extends Meaning {
  readonly empties?: undefined
  readonly value: (args: readonly Known[], at: Circumstances) => Value
}
/** The function itself decides what empty arguments mean. */
interface Lenient extends Meaning {
  readonly empties: 'mine'
  readonly value: (args: readonly Value[], at: Circumstances) => Value
}

/** A function or operator: written once, with both printers side by side. */
export type FormulaFunction = (Strict | Lenient) & {
  /** Left out for operators and for what only the checker inserts. */
  readonly help?: FormulaHelp
} & (
    | (Signature & { readonly resolve?: undefined })
    | {
        readonly resolve: (
          args: readonly Node[],
          trees: readonly Tree[],
          checking: Checking,
          tree: Tree,
        ) => Node | undefined
      }
  )

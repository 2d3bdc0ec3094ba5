// How does the system say no, and tell all that is wrong with an input? By a row of a table; nothing else makes a refusal.
import { problems } from './problems.ts'
import { refusals } from './refusals.ts'
import { type Details, sentence } from './sentence.ts'

/** A sentence in both languages of the product. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** One row of a table of refusals: the HTTP status and the sentence; braces name the details it needs. */
export interface RefusalRow extends Words {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 503
}

export type RefusalCode = keyof typeof refusals
export type ProblemCode = keyof typeof problems

/** One thing wrong with the input: where (`lines[2].quantity`), what, and the values for the sentence. */
export interface Problem {
  readonly path: string
  readonly code: ProblemCode
  readonly details: Details
}

/** A "no" that a person may cause. A bug is never a Refusal. */
export class Refusal extends Error {
  readonly code: string
  readonly row: RefusalRow
  readonly details: Details
  readonly problems: readonly Problem[]
  constructor(code: string, row: RefusalRow, details: Details = {}, list: readonly Problem[] = []) {
    super(sentence(row.en, details))
    this.name = 'Refusal'
    this.code = code
    this.row = row
    this.details = details
    this.problems = list
  }
  get status(): number {
    return this.row.status
  }
}

/** Says no. */
export function refuse(code: RefusalCode, details: Details = {}): never {
  throw new Refusal(code, refusals[code], details)
}

/** A book's own table of refusals: `const no = refusalsOf({…}); no('gate-not-met', {…})`. */
export const refusalsOf =
  <T extends Record<string, RefusalRow>>(table: T) =>
  (code: keyof T & string, details: Details = {}): never => {
    throw new Refusal(code, table[code]!, details)
  }

/** Gathers every problem of an input, so that all are told at once. */
export class Problems {
  readonly list: Problem[] = []
  add(path: string, code: ProblemCode, details: Details = {}): void {
    this.list.push({ path, code, details })
  }
  /** What is not among the names is a problem each. */
  onlyKnown(given: object, names: readonly string[]): void {
    for (const name of Object.keys(given).filter((one) => !names.includes(one)))
      this.add(name.slice(0, 60), 'unknown-field', { name: name.slice(0, 60) })
  }
  /** Is something wrong at this very place already? */
  has(path: string): boolean {
    return this.list.some((one) => one.path === path)
  }
  /** Throws `not-valid` if anything was gathered. */
  done(): void {
    if (this.list.length)
      throw new Refusal('not-valid', refusals['not-valid'], { count: this.list.length }, this.list)
  }
}

// What may a formula of the model name, and what is wrong with this one?
import type { AppObject } from './app.ts'
import type { FieldDef } from './field.ts'
import { kindOf } from './fields/index.ts'
import { check, type Checked } from './formula/check.ts'
import type { Scope, Type } from './formula/type.ts'

/** Says one thing that is wrong with the model: where, in both languages, and at which letter of a formula. */
export type Say = (path: string, zh: string, en: string, at?: number) => void

/** What a formula may name: the fields of every object. `who` never narrows this scope; `View` does. */
export const fullScope = (
  objects: Readonly<Record<string, { fields: Readonly<Record<string, FieldDef>> }>>,
  object: string,
): Scope => ({
  object,
  field: (of, field) => {
    const fields = objects[of]?.fields
    const def = fields && Object.hasOwn(fields, field) ? fields[field] : undefined
    return def && kindOf(def).type(def as never)
  },
  names: (of) => Object.keys(objects[of]?.fields ?? {}),
})

/** What a formula has to give for a field: numbers, dates and yes or no as such; anything can be written as a text. */
export function wantedBy(field: FieldDef | undefined): Type | undefined {
  const type = field && kindOf(field).type(field as never)
  return type && ['number', 'boolean', 'date', 'datetime'].includes(type.type) ? type : undefined
}

/** Checks a formula of the model on an object; what is wrong is said with its place. Absent formulas are right. */
export function formulaIn(
  path: string,
  text: string | undefined,
  object: string,
  objects: Record<string, AppObject>,
  say: Say,
  want?: Type,
): Checked | undefined {
  if (text === undefined) return undefined
  const answer = check(text, fullScope(objects, object), want)
  if ('checked' in answer) return answer.checked
  for (const problem of answer.problems) say(path, problem.says.zh, problem.says.en, problem.from)
  return undefined
}

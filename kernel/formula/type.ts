// What kinds of values does a formula know, and what must it know of the model?

import type { Words } from '../error.ts'

export type Scalar = 'text' | 'number' | 'boolean' | 'date' | 'datetime'

export type Type =
  | { readonly type: Scalar }
  | { readonly type: 'empty' }
  /** A record's id. `object: '*'` (only `me` and its kin) fits a reference to any object. */
  | { readonly type: 'ref'; readonly object: string }
  /** Several values: a multi-choice field, `my_people()`. */
  | { readonly type: 'list'; readonly of: Type }
  /** Child rows: only inside aggregates. */
  | { readonly type: 'rows'; readonly object: string }

/** What the checker must know of the model. */
export interface Scope {
  readonly object: string
  field(object: string, name: string): Type | undefined
  /** The names to suggest when one is misspelt. */
  names(object: string): readonly string[]
}

/** Where in the text, in UTF-16 units, as editors count: from ≤ i < to. */
export interface Position {
  readonly from: number
  readonly to: number
}

export interface FormulaProblem extends Position {
  readonly code: string
  readonly says: Words
}

export const text: Type = { type: 'text' }
export const number: Type = { type: 'number' }
export const boolean: Type = { type: 'boolean' }
export const date: Type = { type: 'date' }
export const datetime: Type = { type: 'datetime' }

/** True if a value of one type may stand where the other is asked for, without any coercion. */
export function sameType(a: Type, b: Type): boolean {
  if (a.type === 'ref' && b.type === 'ref')
    return a.object === b.object || a.object === '*' || b.object === '*'
  if (a.type === 'list' && b.type === 'list') return sameType(a.of, b.of)
  if (a.type === 'rows' && b.type === 'rows') return a.object === b.object
  return a.type === b.type
}

const names: Record<Type['type'], Words> = {
  text: { zh: '文本', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  boolean: { zh: '是/否', en: 'true or false' },
  date: { zh: '日期', en: 'a date' },
  datetime: { zh: '日期时间', en: 'a date with time' },
  empty: { zh: '空', en: 'empty' },
  ref: { zh: '关联记录', en: 'a record' },
  list: { zh: '多个值', en: 'several values' },
  rows: { zh: '明细行', en: 'child rows' },
}

/** The name of a type, for people. */
export const typeWords = (type: Type): Words => names[type.type]

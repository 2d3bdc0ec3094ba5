// How are texts taken apart into letters? As people count them, the same in both printers.

import type { Decimal } from 'decimal.js'
import { int } from './number.ts'
import type { Known } from './value.ts'

/** A text argument. */
export const S = (value: Known | undefined) => value as string
/** A whole-number argument. */
export const N = (value: Known | undefined, otherwise: Decimal) =>
  int((value as Decimal | undefined) ?? otherwise)

/** Letters count as people see them in a list of characters: 😀 is one. */
export const characters = (value: string) => Array.from(value)
/** Only A–Z and a–z change case: what a database does with others depends on its locale. */
export const lower = (value: string) => value.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
export const upper = (value: string) => value.replace(/[a-z]+/g, (letters) => letters.toUpperCase())

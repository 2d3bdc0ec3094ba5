// What does a formula give for one record?

import type { Decimal } from 'decimal.js'
import { readDay, writeDay } from './calendar.ts'
import { eachValue } from './each.ts'
import type { Circumstances } from './function.ts'
import { functionOf } from './functions.ts'
import { readInstant, writeInstant } from './instant.ts'
import type { Checked, EachNode, Node } from './node.ts'
import { readNumber, tame, zero } from './number.ts'
import type { Type } from './type.ts'
import { failure, isFailure, isNone, type FailureCode, type Known, type Value } from './value.ts'
import { dayAt } from './zone.ts'

export type { Circumstances } from './function.ts'

/** Where values come from: the fields of one record, and its child rows. */
export interface ValueScope {
  value(path: readonly string[]): unknown
  rows(path: readonly string[]): readonly ValueScope[]
}

/** Text, date, instant and id as strings, a number as a Decimal; null is empty, an error is empty with its reason. */
export type FormulaValue =
  string | boolean | Decimal | null | readonly FormulaValue[] | { readonly error: FailureCode }

/** So many nodes may be calculated for one record, aggregates included. */
const most = 1_000_000

/** These take as long as so many others. */
const dear = new Set(['^', 'POWER', 'SQRT'])

interface Run {
  readonly at: Circumstances
  steps: number
}
class TooManySteps extends Error {}

/** Calculates a checked formula for one record. Never throws for anything that a row may hold. */
export function toValue(checked: Checked, scope: ValueScope, at: Circumstances): FormulaValue {
  return outward(evaluate(checked.node, [scope], at))
}

/** The value in the form that functions use; `scopes` are the record and, inside aggregates, its child rows before it. */
export function evaluate(node: Node, scopes: readonly ValueScope[], at: Circumstances): Value {
  try {
    return visit(node, scopes, { at, steps: 0 })
  } catch (error) {
    if (error instanceof TooManySteps) return failure('too-many-steps')
    throw error
  }
}

function visit(node: Node, scopes: readonly ValueScope[], run: Run): Value {
  if (++run.steps > most) throw new TooManySteps()
  switch (node.node) {
    case 'literal':
      return literalValue(node, run.at)
    case 'path':
      return read(scopes[node.up]!.value(node.path), node.type, run.at)
    case 'each':
      return each(node, scopes, run)
    case 'call': {
      if (dear.has(node.name)) run.steps += 500
      const value = apply(
        node.name,
        node.args.map((arg) => visit(arg, scopes, run)),
        run.at,
      )
      return node.tame && !isNone(value) ? tame(value as Decimal) : value
    }
  }
}

function apply(name: string, args: readonly Value[], at: Circumstances): Value {
  const meaning = functionOf(name)!
  if (meaning.empties === 'mine') return meaning.value(args, at)
  const none = args.find(isFailure) ?? args.find(isNone)
  return none === undefined ? meaning.value(args as readonly Known[], at) : none
}

function each(node: EachNode, scopes: readonly ValueScope[], run: Run): Value {
  const outside = scopes.slice(node.rows.up)
  const tests = node.aggregate === 'any' || node.aggregate === 'all'
  const values: Value[] = []
  let count = 0
  for (const row of outside[0]!.rows(node.rows.path)) {
    const inside = [row, ...outside]
    const holds = node.where ? visit(node.where, inside, run) : true
    if (tests) values.push(holds)
    else if (holds === true) {
      count++
      if (node.of) values.push(visit(node.of, inside, run))
    }
    if (++run.steps > most) throw new TooManySteps()
  }
  return eachValue(node, count, values)
}

const literals = new WeakMap<Node, Value>()
function literalValue(node: Extract<Node, { node: 'literal' }>, at: Circumstances): Value {
  const kept = literals.get(node)
  if (kept !== undefined) return kept
  const value = read(node.value, node.type, at)
  if (node.type.type !== 'datetime') literals.set(node, value) // a wall clock depends on the zone
  return value
}

/** What a row holds, as a value of a type; anything else is empty. */
function read(raw: unknown, type: Type, at: Circumstances): Value {
  if (raw === null || raw === undefined) return null
  switch (type.type) {
    case 'text':
      return typeof raw === 'string' ? raw : typeof raw === 'number' ? String(raw) : null
    case 'ref':
      return typeof raw === 'string' ? raw : null
    case 'number':
      return readNumber(raw)
    case 'boolean':
      return typeof raw === 'boolean' ? raw : null
    case 'date':
      if (raw instanceof Date) return dayAt(BigInt(raw.getTime()) * 1000n, 'UTC')
      return typeof raw === 'string' ? (readDay(raw) ?? readDay(raw.slice(0, 10)) ?? null) : null
    case 'datetime':
      if (raw instanceof Date) return BigInt(raw.getTime()) * 1000n
      return typeof raw === 'string' ? (readInstant(raw, at.zone) ?? null) : null
    case 'list':
      return Array.isArray(raw)
        ? raw.map((item) => read(item, type.of, at)).filter((item) => !isNone(item))
        : null
    default:
      return null
  }
}

function outward(value: Value): FormulaValue {
  if (typeof value === 'number') return writeDay(value)
  if (typeof value === 'bigint') return writeInstant(value)
  if (isList(value)) return value.map(outward)
  if (typeof value !== 'object' || value === null || 'error' in value) return value
  return value.isZero() ? zero : value
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

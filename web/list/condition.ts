// How is a condition of chips written as a formula, and when can a formula be shown as chips?
import { parse } from '#kernel/formula/parse.ts'
import type { Tree } from '#kernel/formula/tree.ts'
import type { FieldDef } from '#kernel/field.ts'
import type { Operator } from '#web/fields/field-parts.ts'

/** One chip: a field (or path), how it is compared, and with what (plain texts). */
export interface Condition {
  readonly path: string
  readonly operator: Operator
  readonly values: readonly string[]
}

/** What a comparison needs to know of a field. */
export type Shape = 'text' | 'number' | 'day' | 'instant' | 'set' | 'many' | 'flag' | 'blob'

export function shapeOf(field: FieldDef): Shape {
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percent':
      return 'number'
    case 'date':
      return 'day'
    case 'datetime':
      return 'instant'
    case 'yes_no':
      return 'flag'
    case 'choice':
    case 'stage':
    case 'person':
    case 'team':
    case 'ref':
      return 'set'
    case 'multi_choice':
      return 'many'
    case 'file':
    case 'image':
    case 'lines':
      return 'blob'
    case 'formula':
    case 'rollup':
      return computed[field.gives ?? 'decimal'] ?? 'number'
    default:
      return 'text'
  }
}
const computed: Readonly<Record<string, Shape>> = {
  text: 'text',
  yes_no: 'flag',
  date: 'day',
  datetime: 'instant',
}

/** Words that are names in no formula; a field called so stands in back quotes. */
const reserved = new Set([
  'and',
  'or',
  'not',
  'in',
  'contains',
  'starts',
  'ends',
  'with',
  'is',
  'between',
  'true',
  'false',
  'empty',
  'none',
  'null',
  'me',
])

const pathText = (path: string): string =>
  path
    .split('.')
    .map((name) =>
      /^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u.test(name) && !reserved.has(name.toLowerCase())
        ? name
        : `\`${name.replaceAll('`', '``')}\``,
    )
    .join('.')

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** The person who looks; everything else is text. */
const literal = (value: string, shape: Shape): string => {
  if (shape === 'number') return value
  if (shape === 'flag') return value === 'true' ? 'true' : 'false'
  return shape === 'set' && (value === 'me' || value === 'me.team') ? value : quoted(value)
}

const signs: Partial<Record<Operator, string>> = {
  is: '=',
  is_not: '!=',
  less: '<',
  at_most: '<=',
  more: '>',
  at_least: '>=',
}
const signOperators: Readonly<Record<string, Operator>> = {
  '=': 'is',
  '!=': 'is_not',
  '<': 'less',
  '<=': 'at_most',
  '>': 'more',
  '>=': 'at_least',
}

/** True when nothing is missing in it; an unfinished chip filters nothing. */
export function isComplete({ operator, values }: Condition, shape: Shape): boolean {
  if (operator === 'empty' || operator === 'filled') return true
  const given = values.filter((value) => value !== '')
  if (given.length < (operator === 'between' ? 2 : 1)) return false
  return shape !== 'number' || given.every((value) => /^-?\d+(\.\d+)?$/.test(value))
}

/** One chip as formula text. */
export function conditionText(condition: Condition, shape: Shape): string {
  const { operator, values } = condition
  const path = pathText(condition.path)
  const one = (at = 0) => literal(values[at] ?? '', shape)
  switch (operator) {
    case 'empty':
      return `${path} is empty`
    case 'filled':
      return `${path} is not empty`
    case 'any_of':
      return values.length === 1
        ? `${path} = ${one()}`
        : `${path} in (${values.map((value) => literal(value, shape)).join(', ')})`
    case 'none_of':
      return values.length === 1
        ? `${path} != ${one()}`
        : `${path} not in (${values.map((value) => literal(value, shape)).join(', ')})`
    case 'contains':
      // Several values of a multiple choice are asked for one by one.
      return values.map((_, at) => `${path} contains ${one(at)}`).join(' and ')
    case 'contains_not':
      return values.map((_, at) => `${path} not contains ${one(at)}`).join(' and ')
    case 'starts':
      return `${path} starts with ${one()}`
    case 'between':
      return `${path} between ${one(0)} and ${one(1)}`
    case 'within_days':
      return `${path} >= today() - ${values[0]}`
    case 'older_days':
      return `${path} < today() - ${values[0]}`
    case 'next_days':
      return `${path} between today() and today() + ${values[0]}`
    default:
      return `${path} ${signs[operator]} ${one()}`
  }
}

export type ShapeAt = (path: string) => Shape | undefined

/** All chips as one formula; '' where there is none. */
export const formulaOf = (conditions: readonly Condition[], shapeAt: ShapeAt): string =>
  conditions
    .flatMap((condition) => {
      const shape = shapeAt(condition.path)
      return shape && isComplete(condition, shape) ? [conditionText(condition, shape)] : []
    })
    .join(' and ')

/** The chips of a formula, or null where it says more than chips can: then only the text is shown. */
export function conditionsOf(formula: string, shapeAt: ShapeAt): Condition[] | null {
  if (!formula.trim()) return []
  const read = parse(formula)
  if (!('tree' in read)) return null
  const found = conjuncts(read.tree).map((tree) => oneOf(tree, shapeAt))
  return found.every((one) => one !== null) ? merged(found) : null
}

const conjuncts = (tree: Tree): readonly Tree[] => {
  if (tree.node === 'boolean' && tree.value) return []
  return tree.node === 'call' && tree.name === 'AND' ? tree.args.flatMap(conjuncts) : [tree]
}

/** Neighbours that ask one multiple choice for several values are one chip. */
function merged(list: readonly Condition[]): Condition[] {
  const result: Condition[] = []
  for (const one of list) {
    const before = result.at(-1)
    const joins = before && before.path === one.path && before.operator === one.operator
    if (joins && (one.operator === 'contains' || one.operator === 'contains_not')) {
      result[result.length - 1] = { ...before, values: [...before.values, ...one.values] }
    } else result.push(one)
  }
  return result
}

function oneOf(tree: Tree, shapeAt: ShapeAt): Condition | null {
  if (tree.node === 'path')
    return shapeAt(tree.path.join('.')) === 'flag' ? condition(tree, 'is', ['true']) : null
  if (tree.node !== 'call') return null
  if (tree.name === 'NOT') return negated(tree.args[0], shapeAt)
  const [left, ...rest] = tree.args
  if (left?.node !== 'path') return null
  const shape = shapeAt(left.path.join('.'))
  if (!shape) return null
  if (tree.name === 'ISEMPTY') return condition(left, 'empty', [])
  if (tree.name === 'BETWEEN') return range(left, rest[0], rest[1])
  const values = valuesOf(rest[0])
  if (!values) return relative(left, tree.name, rest[0])
  if (tree.name === 'IN') return shape === 'set' ? condition(left, 'any_of', values) : null
  if (values.length !== 1) return null
  if (tree.name === 'CONTAINS') return condition(left, 'contains', values)
  if (tree.name === 'STARTSWITH') return condition(left, 'starts', values)
  const operator = signOperators[tree.name]
  if (!operator) return null
  if (shape !== 'set') return condition(left, operator, values)
  return operator === 'is'
    ? condition(left, 'any_of', values)
    : operator === 'is_not'
      ? condition(left, 'none_of', values)
      : null
}

const opposite: Partial<Record<Operator, Operator>> = {
  empty: 'filled',
  any_of: 'none_of',
  contains: 'contains_not',
  is: 'is_not',
}

function negated(tree: Tree | undefined, shapeAt: ShapeAt): Condition | null {
  if (!tree) return null
  if (tree.node === 'path')
    return shapeAt(tree.path.join('.')) === 'flag' ? condition(tree, 'is', ['false']) : null
  const inner = oneOf(tree, shapeAt)
  const operator = inner && opposite[inner.operator]
  return inner && operator && shapeAt(inner.path) !== 'flag' ? { ...inner, operator } : null
}

type PathTree = Extract<Tree, { node: 'path' }>
const condition = (left: PathTree, operator: Operator, values: readonly string[]): Condition => ({
  path: left.path.join('.'),
  operator,
  values,
})

/** Literals as plain texts; `me` counts as one. */
function valuesOf(tree: Tree | undefined): string[] | null {
  if (!tree) return null
  if (tree.node === 'list') {
    const items = tree.items.map(valuesOf)
    return items.every((item) => item !== null) ? items.flat() : null
  }
  if (tree.node === 'text' || tree.node === 'number') return [tree.value]
  if (tree.node === 'boolean') return [String(tree.value)]
  if (tree.node === 'call' && tree.name === 'neg' && tree.args[0]?.node === 'number')
    return [`-${tree.args[0].value}`]
  const path = tree.node === 'path' ? tree.path.join('.') : ''
  return path === 'me' || path === 'me.team' ? [path] : null
}

/** `today()`, `today() - 7`, `today() + 30` → days from today. */
function daysFromToday(tree: Tree | undefined): number | null {
  if (tree?.node !== 'call') return null
  if (tree.name === 'TODAY' && !tree.args.length) return 0
  if (tree.name !== '+' && tree.name !== '-') return null
  const [left, right] = tree.args
  if (daysFromToday(left) !== 0 || right?.node !== 'number' || !/^\d+$/.test(right.value))
    return null
  return tree.name === '-' ? -Number(right.value) : Number(right.value)
}

function relative(left: PathTree, sign: string, right: Tree | undefined): Condition | null {
  const days = daysFromToday(right)
  if (days === null || days > 0) return null
  if (sign === '>=') return condition(left, 'within_days', [String(-days)])
  return sign === '<' ? condition(left, 'older_days', [String(-days)]) : null
}

function range(left: PathTree, low: Tree | undefined, high: Tree | undefined): Condition | null {
  const from = valuesOf(low)
  const to = valuesOf(high)
  if (from?.length === 1 && to?.length === 1) return condition(left, 'between', [...from, ...to])
  const days = daysFromToday(high)
  return daysFromToday(low) === 0 && days !== null && days >= 0
    ? condition(left, 'next_days', [String(days)])
    : null
}

// How is a tree written as text again?

import type { Tree } from './tree.ts'

/** How tightly an operator binds; a looser one inside a tighter one needs brackets. */
const binding: Record<string, number> = {
  OR: 1,
  AND: 2,
  NOT: 3,
  '=': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  IN: 4,
  CONTAINS: 4,
  STARTSWITH: 4,
  ENDSWITH: 4,
  BETWEEN: 4,
  ISEMPTY: 4,
  '&': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '^': 8,
  '%': 9,
  neg: 10,
}
const word: Record<string, string> = {
  AND: 'and',
  OR: 'or',
  IN: 'in',
  CONTAINS: 'contains',
  STARTSWITH: 'starts with',
  ENDSWITH: 'ends with',
}
const plainName = /^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u
const reserved =
  /^(and|or|not|in|contains|starts|ends|with|is|between|true|false|empty|none|null|且|并且|或|或者|非|属于|包含|介于|真|假|空|为空|不为空)$/i

/** The canonical text: the same for all ways of writing the same tree; reads back to the same tree. */
export function print(tree: Tree): string {
  switch (tree.node) {
    case 'text':
      return `"${tree.value.replaceAll('"', '""')}"`
    case 'number':
      return tree.value
    case 'boolean':
      return String(tree.value)
    case 'empty':
      return 'empty'
    case 'path':
      return tree.path
        .map((name, i) =>
          plainName.test(name) && (!reserved.test(name) || i > 0) ? name : quoted(name),
        )
        .join('.')
    case 'list':
      return `(${tree.items.map(print).join(', ')})`
    case 'call':
      return printCall(tree.name, tree.args)
  }
}

const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``

function printCall(name: string, args: readonly Tree[]): string {
  const [a, b, c] = args
  const isOperator = Object.hasOwn(binding, name)
  if (isOperator && a) {
    const level = binding[name]!
    const side = (tree: Tree, least: number) =>
      levelOf(tree) < least ? `(${print(tree)})` : print(tree)
    if (name === 'NOT' && args.length === 1) return negated(a) ?? `not ${side(a, 3)}`
    if (name === 'neg') return `-${side(a, 10)}`
    if (name === '%') return `${side(a, 9)}%`
    if (name === 'ISEMPTY' && args.length === 1) return `${side(a, 5)} is empty`
    if (name === 'BETWEEN' && b && c) return `${side(a, 5)} between ${side(b, 5)} and ${side(c, 5)}`
    if (name === 'AND' || name === 'OR' || name === '&')
      if (args.length > 1)
        return args.map((arg) => side(arg, level + 1)).join(` ${word[name] ?? name} `)
    // A comparison beside a comparison gets brackets: a = b = c is hard to read.
    if (args.length === 2)
      return `${side(a, level === 4 ? 5 : level)} ${word[name] ?? name} ${side(b!, level + 1)}`
  }
  return `${name}(${args.map(print).join(', ')})`
}

/** `x not in (…)`, `x is not empty` rather than `not x in (…)`. */
function negated(tree: Tree): string | undefined {
  if (tree.node !== 'call') return undefined
  const [a, b] = tree.args
  const left = a && (levelOf(a) < 5 ? `(${print(a)})` : print(a))
  if (tree.name === 'ISEMPTY' && tree.args.length === 1) return `${left} is not empty`
  if (tree.name === 'IN' && b)
    return `${left} not in ${levelOf(b) < 5 ? `(${print(b)})` : print(b)}`
  return undefined
}

function levelOf(tree: Tree): number {
  if (tree.node !== 'call' || !Object.hasOwn(binding, tree.name)) return 11
  const { name, args } = tree
  const operands =
    name === 'NOT' || name === 'neg' || name === '%' || name === 'ISEMPTY'
      ? 1
      : name === 'BETWEEN'
        ? 3
        : 2
  if (
    name === 'NOT' &&
    args[0]?.node === 'call' &&
    (args[0].name === 'ISEMPTY' || args[0].name === 'IN')
  )
    return 4
  const isInfix =
    name === 'AND' || name === 'OR' || name === '&' ? args.length > 1 : args.length === operands
  return isInfix ? binding[name]! : 11
}

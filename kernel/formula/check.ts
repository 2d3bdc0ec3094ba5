// Does a formula make sense for an object, and what comes out of it?

import { aggregates, aggregateType } from './aggregate-functions.ts'
import { asText, fitted } from './fit.ts'
import type { Checking, FormulaFunction } from './function.ts'
import { functionOf, functions } from './functions.ts'
import {
  call,
  checkedOf,
  exact,
  isEmptyLiteral,
  literal,
  stored,
  tamed,
  type Aggregate,
  type Checked,
  type EachNode,
  type Node,
  type PathNode,
  type Width,
} from './node.ts'
import { parse } from './parse.ts'
import { problem, type FormulaProblemCode, type ProblemDetails } from './problem.ts'
import { resolvePath, type Found, type Frame } from './resolve-path.ts'
import { nearest } from './suggest.ts'
import { childrenOf, type Tree } from './tree.ts'
import {
  boolean,
  date,
  datetime,
  number,
  text,
  typeWords,
  type FormulaProblem,
  type Scope,
  type Type,
} from './type.ts'

export type { Checked } from './node.ts'

/**
 * Reads a formula and checks it against the model: every name, every type, every argument.
 * `want` is the type that must come out; literals, and dates for instants, are fitted to it.
 * Never throws; all problems come at once, each with its place.
 */
export function check(
  text: string,
  scope: Scope,
  want?: Type,
): { checked: Checked } | { problems: FormulaProblem[] } {
  const parsed = parse(text)
  if ('problems' in parsed) return parsed
  return checkTree(parsed.tree, scope, want)
}

/** The same for a tree that was read before. */
export function checkTree(
  tree: Tree,
  scope: Scope,
  want?: Type,
): { checked: Checked } | { problems: FormulaProblem[] } {
  const checker = new Checker(scope)
  const node = checker.root(tree, want)
  if (!node || checker.problems.length) return { problems: checker.problems }
  return { checked: checkedOf(node, scope.object) }
}

/** A number that leaves the formula is at most so wide, as another formula may go on with it. A sum of products is less. */
const leaving: Width = { whole: 60, fraction: 40 }
const types = { text, number, boolean, date, datetime }

/** One check: what was found wrong so far, and the rows that names are looked up in. */
class Checker implements Checking {
  readonly scope: Scope
  readonly problems: FormulaProblem[] = []
  frames: readonly Frame[]

  constructor(scope: Scope) {
    this.scope = scope
    this.frames = [{ object: scope.object, full: [], bare: true }]
  }

  root(tree: Tree, want?: Type): Node | undefined {
    const node = this.node(tree)
    if (!node) return undefined
    const fit = want ? fitted(node, want) : node
    if (!fit)
      return this.problem(tree, 'wrong-result', {
        wanted: typeWords(want!),
        got: typeWords(node.type),
      })
    const { width } = fit
    return width && (width.whole > leaving.whole || width.fraction > leaving.fraction)
      ? tamed(fit)
      : fit
  }

  problem(at: Tree, code: FormulaProblemCode, details?: ProblemDetails): undefined {
    this.problems.push(problem(at, code, details))
  }

  fit(node: Node, want: Type, at: Tree): Node | undefined {
    const fit = want.type === 'text' ? asText(node) : fitted(node, want)
    if (fit) return fit
    if (node.node === 'literal' && node.type.type === 'text' && typeof node.value === 'string') {
      if (want.type === 'date' || want.type === 'datetime')
        return this.problem(at, 'not-a-date', { value: node.value })
      if (want.type === 'number') return this.problem(at, 'not-a-number', { value: node.value })
    }
    return this.problem(at, 'wrong-type', { wanted: typeWords(want), got: typeWords(node.type) })
  }

  node(tree: Tree): Node | undefined {
    switch (tree.node) {
      case 'text':
        return literal(text, tree.value)
      case 'number':
        return literal(number, tree.value)
      case 'boolean':
        return literal(boolean, tree.value)
      case 'empty':
        return literal({ type: 'empty' }, null)
      case 'path':
        return this.path(tree, tree.path)
      case 'list':
        return this.problem(tree, 'syntax', { found: '( , )' })
      case 'call':
        return Object.hasOwn(aggregates, tree.name)
          ? this.aggregate(tree.name, tree.args, tree)
          : this.call(tree.name, tree.args, tree)
    }
  }

  path(tree: Tree, path: readonly string[]): Node | undefined {
    const own = this.identity(tree, path)
    if (own !== null) return own
    const found = this.found(tree, path)
    if (!found) return undefined
    if (found.rows)
      return this.problem(tree, 'rows-outside', {
        name: path.slice(0, found.rows.length).join('.'),
      })
    return pathNode(found)
  }

  /** `me` is always the person who asks, even if a field is called so. Null if the path is no such. */
  identity(tree: Tree, path: readonly string[]): Node | undefined | null {
    if (path[0]!.toLowerCase() !== 'me') return null
    const name = path.join('.').toLowerCase()
    if (name === 'me' || name === 'me.team') return call(name, [], { type: 'ref', object: '*' })
    return this.problem(tree, 'unknown-field-near', { name: path.join('.'), near: 'me.team' })
  }

  found(tree: Tree, path: readonly string[]): Found | undefined {
    const found = resolvePath(path, this.frames, this.scope)
    if ('type' in found) return found
    const name = path[found.index]!
    if (found.why === 'not-a-ref') return this.problem(tree, 'not-a-ref', { name })
    const near = nearest(name, this.scope.names(found.object))
    return near
      ? this.problem(tree, 'unknown-field-near', { name, near })
      : this.problem(tree, 'unknown-field', { name })
  }

  call(name: string, argTrees: readonly Tree[], tree: Tree): Node | undefined {
    const meaning = functionOf(name)
    if (!meaning || (name !== name.toUpperCase() && name !== 'neg'))
      return this.unknownFunction(name, tree)
    const trees = argTrees.flatMap((arg) =>
      name === 'IN' && arg.node === 'list' ? arg.items : [arg],
    )
    if (name === 'ISEMPTY' && trees.length === 1) {
      const rows = this.rowsOf(trees[0]!)
      if (rows) return call('=', [this.each('count', rows), literal(number, '0')], boolean)
    }
    const args = trees.map((arg) => this.node(arg))
    if (args.some((arg) => !arg)) return undefined
    const known = args as Node[]
    if (name === 'IN' && argTrees[1]?.node !== 'list' && known[1]!.type.type !== 'list')
      return this.problem(argTrees[1]!, 'wrong-type', {
        wanted: typeWords({ type: 'list', of: text }),
        got: typeWords(known[1]!.type),
      })
    return meaning.resolve
      ? meaning.resolve(known, trees, this, tree)
      : this.bySignature(name, meaning, known, trees, tree)
  }

  bySignature(
    name: string,
    meaning: Extract<FormulaFunction, { resolve?: undefined }>,
    args: readonly Node[],
    trees: readonly Tree[],
    tree: Tree,
  ): Node | undefined {
    const { takes, rest } = meaning
    const needs = meaning.needs ?? takes.length
    if (args.length < needs || (args.length > takes.length && !rest)) {
      const wanted = rest
        ? `≥ ${needs}`
        : needs === takes.length
          ? needs
          : `${needs}–${takes.length}`
      return this.problem(tree, 'argument-count', { name, wanted, got: args.length })
    }
    const fits = args.map((arg, i) => {
      const kind = takes[i] ?? rest!
      return kind === 'any' ? arg : this.fit(arg, types[kind], trees[i]!)
    })
    if (fits.some((fit) => !fit)) return undefined
    const known = fits as Node[]
    const refined = meaning.refine ? meaning.refine(known, trees, this) : known
    if (!refined) return undefined
    const type = typeof meaning.gives === 'function' ? meaning.gives(refined) : meaning.gives
    const widths = refined.map((arg) => arg.width ?? { whole: 1, fraction: 0 })
    return call(name, refined, type, meaning.width?.(widths))
  }

  unknownFunction(name: string, tree: Tree): undefined {
    const names = [...Object.keys(functions), ...Object.keys(aggregates)].filter((each) =>
      /^[A-Z]/.test(each),
    )
    const near = nearest(name, names)
    if (near) return this.problem(tree, 'unknown-function-near', { name, near })
    return this.problem(tree, 'unknown-function', { name })
  }

  /** SUM(lines.net) · SUM(lines, net) · SUMIF(lines, condition, net) · SUM(a, b, c) */
  aggregate(name: string, args: readonly Tree[], tree: Tree): Node | undefined {
    const { aggregate: what, form } = aggregates[name]!
    const count = (wanted: string) =>
      this.problem(tree, 'argument-count', { name, wanted, got: args.length })
    const first = args[0]
    if (!first) return count('≥ 1')
    const rows = this.rowsOf(first)
    if (form === 'where-of') {
      if (args.length !== 3) return count('3')
      return rows
        ? this.overRows(what, rows, tree, args[1], args[2])
        : this.problem(first, 'rows-expected')
    }
    if (form === 'where') {
      if (rows) return args.length === 2 ? this.overRows(what, rows, tree, args[1]) : count('2')
      const prefix = args.length === 1 ? this.projection(first) : undefined
      if (prefix === null) return undefined
      return prefix
        ? this.overRows(what, { ...prefix, bare: false }, tree, first)
        : this.problem(first, 'rows-expected')
    }
    if (rows) {
      if (args.length > 2 || (args.length === 1 && what !== 'count'))
        return count(what === 'count' ? '1–2' : '2')
      return this.overRows(what, rows, tree, undefined, args[1])
    }
    return this.overArguments(name, what, args, tree)
  }

  /** A list of arguments, some of which may run over child rows: SUM(lines.net, freight). */
  overArguments(
    name: string,
    what: Aggregate,
    args: readonly Tree[],
    tree: Tree,
  ): Node | undefined {
    const overRows: (Node | undefined)[] = []
    const single: Tree[] = []
    for (const arg of args) {
      const prefix = this.projection(arg)
      if (prefix === null) return undefined
      if (prefix)
        overRows.push(this.overRows(what, { ...prefix, bare: false }, arg, undefined, arg))
      else single.push(arg)
    }
    if (overRows.length === 1 && !single.length) return overRows[0]
    if (overRows.length && what === 'average') return this.problem(tree, 'rows-mixed')
    const singles = single.map((arg) => this.node(arg))
    if ([...overRows, ...singles].some((part) => !part)) return undefined
    const own = functionOf(name)!
    if (what !== 'count' || !overRows.length)
      return own.resolve?.([...overRows, ...singles] as Node[], [...args], this, tree)
    // Counts add up; what else is counted is counted by itself first.
    const counted = single.length
      ? own.resolve?.(singles as Node[], single, this, tree)
      : literal(number, '0')
    return (
      counted &&
      functionOf('SUM')!.resolve?.([...(overRows as Node[]), counted], [...args], this, tree)
    )
  }

  /** The child rows that a path names as such: `lines`. */
  rowsOf(tree: Tree): (Frame & { readonly node: PathNode }) | undefined {
    if (tree.node !== 'path') return undefined
    const found = resolvePath(tree.path, this.frames, this.scope)
    if (!('type' in found) || found.type.type !== 'rows' || found.rows?.again) return undefined
    return {
      object: found.type.object,
      full: found.full,
      called: tree.path,
      bare: true,
      node: pathNode(found),
    }
  }

  /** The child rows that the fields of an expression belong to: `lines` in `lines.quantity * lines.price`. Null after a problem. */
  projection(tree: Tree): (Frame & { readonly node: PathNode }) | undefined | null {
    let frame: (Frame & { readonly node: PathNode }) | undefined
    const visit = (each: Tree): boolean => {
      if (each.node === 'call' && Object.hasOwn(aggregates, each.name)) return true
      if (each.node !== 'path') return childrenOf(each).every(visit)
      const found = resolvePath(each.path, this.frames, this.scope)
      if (!('type' in found) || !found.rows || found.type.type === 'rows') return true
      if (found.rows.again) return this.problem(each, 'rows-in-rows') ?? false
      const rest = found.path.length - found.rows.length
      const called = each.path.slice(0, each.path.length - rest)
      const full = found.full.slice(0, found.full.length - rest)
      if (frame && frame.full.join('\0') !== full.join('\0'))
        return this.problem(each, 'rows-mixed') ?? false
      const node = pathNode({
        ...found,
        path: found.path.slice(0, found.rows.length),
        full,
        type: { type: 'rows', object: found.rows.object },
      })
      frame = { object: found.rows.object, full, called, bare: false, node }
      return true
    }
    return visit(tree) ? frame : null
  }

  overRows(
    what: Aggregate,
    frame: Frame & { readonly node: PathNode },
    tree: Tree,
    where?: Tree,
    of?: Tree,
  ): Node | undefined {
    const outside = this.frames
    this.frames = [frame, ...outside]
    const condition = where && this.node(where)
    const value = of && this.node(of)
    this.frames = outside
    if ((where && !condition) || (of && !value)) return undefined
    const test = condition && this.fit(condition, boolean, where!)
    if (where && !test) return undefined
    if (!value) return this.each(what, frame, test)
    const read = isEmptyLiteral(value) ? literal(number, null) : value
    if (!aggregateType(what, read.type) || read.type.type === 'list')
      return this.problem(of!, 'wrong-type', {
        wanted: typeWords(number),
        got: typeWords(value.type),
      })
    return this.each(what, frame, test, read)
  }

  each(what: Aggregate, frame: { readonly node: PathNode }, where?: Node, of?: Node): Node {
    const type = aggregateType(what, of?.type)!
    const width = type.type === 'number' ? eachWidth(what, of?.width ?? stored) : undefined
    const node: EachNode = Object.freeze({
      node: 'each',
      aggregate: what,
      rows: frame.node,
      type,
      fixed: false,
      ...(where && { where }),
      ...(of && { of }),
      ...(width && { width }),
    })
    return width && (width.whole > exact.whole || width.fraction > exact.fraction)
      ? tamed(node)
      : node
  }
}

function eachWidth(what: Aggregate, of: Width): Width {
  if (what === 'count') return { whole: 12, fraction: 0 }
  if (what === 'sum') return { whole: of.whole + 10, fraction: of.fraction }
  return what === 'average' ? { whole: of.whole + 1, fraction: 16 } : of
}

function pathNode(found: Found): PathNode {
  return Object.freeze({
    node: 'path',
    up: found.up,
    object: found.object,
    path: found.path,
    full: found.full,
    type: found.type,
    fixed: false,
    ...(found.type.type === 'number' && { width: stored }),
  })
}

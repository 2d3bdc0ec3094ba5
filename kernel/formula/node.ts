// What is a formula once it is known to make sense?

import { number, type Type } from './type.ts'

/** How many digits a number may have before and after its point; counted from the formula, not from data. */
export interface Width {
  readonly whole: number
  readonly fraction: number
}

interface Every {
  readonly type: Type
  /** True if no row is read: the value is the same for all rows of one statement. */
  readonly fixed: boolean
  /** Numbers only. */
  readonly width?: Width
}

/** Plain frozen data, so that it can be kept, sent and compared. */
export type Node = Every &
  (
    | { readonly node: 'literal'; readonly value: string | boolean | null }
    | PathNode
    | {
        readonly node: 'call'
        readonly name: string
        readonly args: readonly Node[]
        readonly tame?: true
      }
    | EachNode
  )

/** A field: `up` aggregates outward, start at `object`, follow `path`; `full` is the way from the root. */
export interface PathNode extends Every {
  readonly node: 'path'
  readonly up: number
  readonly object: string
  readonly path: readonly string[]
  readonly full: readonly string[]
}

export type Aggregate = 'sum' | 'average' | 'min' | 'max' | 'count' | 'any' | 'all'

/** An aggregate over the child rows at a path: of the rows where `where` is true, `of` of each. */
export interface EachNode extends Every {
  readonly node: 'each'
  readonly aggregate: Aggregate
  readonly rows: PathNode
  readonly where?: Node
  readonly of?: Node
}

/** A field that the formula reads: from which object it starts, and which way it takes. */
export interface Read {
  readonly object: string
  readonly path: readonly string[]
}

/** A checked formula. Only `check` and `conjuncts` make one. */
export interface Checked {
  readonly node: Node
  readonly type: Type
  /** The object that every path of `paths` starts at. */
  readonly object: string
  /** All that is read, from the root, aggregates included: `['lines', 'net']`. For rights. */
  readonly paths: readonly (readonly string[])[]
  /** The same, each from the object at which it stands: `{object: 'quote_line', path: ['net']}`. */
  readonly reads: readonly Read[]
}

/** A stored number: 20 digits before the point and 16 after. */
export const stored: Width = { whole: 20, fraction: 16 }
/** Up to here a product stays exact, in both printers. */
export const exact: Width = { whole: 80, fraction: 64 }

export const literal = (type: Type, value: string | boolean | null): Node =>
  Object.freeze({
    node: 'literal',
    type,
    value,
    fixed: true,
    ...(type.type === 'number' && {
      width: typeof value === 'string' ? widthOf(value) : { whole: 1, fraction: 0 },
    }),
  })

/** A call; a number wider than `exact` is marked tame: it is rounded and capped where it arises. */
export function call(name: string, args: readonly Node[], type: Type, width?: Width): Node {
  const fixed = args.every((arg) => arg.fixed)
  if (type.type !== 'number')
    return Object.freeze({ node: 'call', name, args: Object.freeze([...args]), type, fixed })
  const own = width ?? stored
  const wide = own.whole > exact.whole || own.fraction > exact.fraction
  return Object.freeze({
    node: 'call',
    name,
    args: Object.freeze([...args]),
    type,
    fixed,
    width: wide ? { whole: 31, fraction: 16 } : own,
    ...(wide && { tame: true as const }),
  })
}

/** The same value, rounded to 16 decimals and empty beyond ±1e30. */
export const tamed = (node: Node): Node =>
  Object.freeze({
    node: 'call',
    name: 'tame',
    args: [node],
    type: number,
    fixed: node.fixed,
    width: { whole: 31, fraction: 16 },
    tame: true,
  })

function widthOf(value: string): Width {
  const [whole = '', fraction = ''] = value.replace('-', '').split('.')
  return { whole: whole.length, fraction: fraction.length }
}

export const widest = (widths: readonly Width[]): Width => ({
  whole: Math.max(1, ...widths.map((w) => w.whole)),
  fraction: Math.max(0, ...widths.map((w) => w.fraction)),
})

export const isEmptyLiteral = (node: Node): boolean =>
  node.node === 'literal' && node.value === null

/** A checked formula around a node: gathers what it reads. */
export function checkedOf(node: Node, object: string): Checked {
  const paths = new Map<string, readonly string[]>()
  const reads = new Map<string, Read>()
  const visit = (each: Node): void => {
    if (each.node === 'path') {
      paths.set(JSON.stringify(each.full), each.full)
      const read = { object: each.object, path: each.path }
      reads.set(JSON.stringify(read), read)
    } else if (each.node === 'call') each.args.forEach(visit)
    else if (each.node === 'each') {
      visit(each.rows)
      if (each.where) visit(each.where)
      if (each.of) visit(each.of)
    }
  }
  visit(node)
  return Object.freeze({
    node,
    type: node.type,
    object,
    paths: [...paths.values()],
    reads: [...reads.values()],
  })
}

/** The text of a literal, as `resolve` has put it there; of anything else none. */
export const literalText = (node: Node | undefined): string =>
  node?.node === 'literal' ? String(node.value) : ''

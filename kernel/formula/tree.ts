// What is a formula after reading and before it is known whether it makes sense?

import type { Position } from './type.ts'

/** Operators are calls too: `a + b` is `+(a, b)`, `x is empty` is `ISEMPTY(x)`. Function names are upper case. */
export type Tree = Position &
  (
    | { readonly node: 'text'; readonly value: string }
    | { readonly node: 'number'; readonly value: string }
    | { readonly node: 'boolean'; readonly value: boolean }
    | { readonly node: 'empty' }
    | { readonly node: 'path'; readonly path: readonly string[] }
    | { readonly node: 'list'; readonly items: readonly Tree[] }
    | { readonly node: 'call'; readonly name: string; readonly args: readonly Tree[] }
  )

/** Limits that keep every later stage from running long or deep. */
export const limits = { characters: 10_000, nesting: 64, parts: 2_000, depth: 200 } as const

export const childrenOf = (tree: Tree): readonly Tree[] =>
  tree.node === 'call' ? tree.args : tree.node === 'list' ? tree.items : []

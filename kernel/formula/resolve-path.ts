// Which field does a path mean, seen from inside nested aggregates?

import type { Scope, Type } from './type.ts'

/** Where a name is looked up: the root object, or the child rows of an aggregate. */
export interface Frame {
  readonly object: string
  /** The way from the root to here. */
  readonly full: readonly string[]
  /** How the rows were named outside: `lines` in `SUM(lines.net)`. The root has none. */
  readonly called?: readonly string[]
  /** True in `SUMIF(lines, …)`, where the child's fields stand alone; else they need their prefix. */
  readonly bare: boolean
}

export interface Found {
  /** How many aggregates outward the path starts. */
  readonly up: number
  readonly object: string
  readonly path: readonly string[]
  readonly full: readonly string[]
  readonly type: Type
  /** The first child rows on the way: after so many names, of that object. */
  readonly rows?: { readonly length: number; readonly object: string; readonly again: boolean }
}

export interface Missing {
  readonly object: string
  readonly index: number
  readonly why: 'unknown' | 'not-a-ref'
}

/** Looks a path up from the innermost frame outward. */
export function resolvePath(
  path: readonly string[],
  frames: readonly Frame[],
  scope: Scope,
): Found | Missing {
  let missing: Missing | undefined
  for (const [up, frame] of frames.entries()) {
    const rest = afterPrefix(path, frame)
    for (const names of [frame.bare ? path : undefined, rest]) {
      if (!names) continue
      const found = walk(frame.object, names, scope)
      if ('type' in found)
        return { ...found, up, object: frame.object, path: names, full: [...frame.full, ...names] }
      const index = found.index + (path.length - names.length)
      if (!missing || index > missing.index) missing = { ...found, index }
    }
  }
  return missing ?? { object: frames.at(-1)!.object, index: 0, why: 'unknown' }
}

function afterPrefix(path: readonly string[], frame: Frame): readonly string[] | undefined {
  const prefix = frame.called
  if (!prefix || path.length <= prefix.length || !prefix.every((name, i) => name === path[i]))
    return undefined
  return path.slice(prefix.length)
}

function walk(
  start: string,
  path: readonly string[],
  scope: Scope,
): { type: Type; rows?: NonNullable<Found['rows']> } | Missing {
  let object = start
  let rows: Found['rows']
  for (const [index, name] of path.entries()) {
    const type = scope.field(object, name)
    if (!type) return { object, index, why: 'unknown' }
    if (type.type === 'rows')
      rows = rows
        ? { ...rows, again: true }
        : { length: index + 1, object: type.object, again: false }
    if (index === path.length - 1) return rows ? { type, rows } : { type }
    if (type.type !== 'ref' && type.type !== 'rows') return { object, index, why: 'not-a-ref' }
    object = type.object
  }
  return { object, index: 0, why: 'unknown' }
}

// When are two values equal, which comes first, and which is among others?

import { join, sql, type Sql } from '../sql.ts'
import type { Decimal } from 'decimal.js'
import type { FormulaFunction, SqlPrinter } from './function.ts'
import { fitted, isUuid } from './fit.ts'
import { call, literal, type Node } from './node.ts'
import { boolean, sameType, typeWords, type Type } from './type.ts'
import { isNone, type Known, type Value } from './value.ts'
import { dayAt, startOf } from './zone.ts'
import { writeInstant } from './instant.ts'

type Sign = '=' | '!=' | '<' | '<=' | '>' | '>='
const flipped: Record<Sign, Sign> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

/** Two values made comparable; a date stays a date beside an instant, and days are compared. */
function comparable(a: Node, b: Node): [Node, Node] | undefined {
  if (sameType(a.type, b.type)) return [a, b]
  if (a.type.type === 'date' && b.type.type === 'datetime') return [a, b]
  if (a.type.type === 'datetime' && b.type.type === 'date') return [a, b]
  for (const [x, y, swap] of [
    [a, b, false],
    [b, a, true],
  ] as const) {
    if (x.node !== 'literal') continue
    const day = y.type.type === 'datetime' ? fitted(x, { type: 'date' }) : undefined
    const read = day ?? literalId(x, y.type) ?? fitted(x, y.type)
    if (read) return swap ? [y, read] : [read, y]
  }
  return undefined
}

/** Any text may be compared with a reference; only one that is an id can be equal to it. */
const literalId = (node: Node, want: Type): Node | undefined =>
  want.type === 'ref' &&
  node.node === 'literal' &&
  node.type.type === 'text' &&
  typeof node.value === 'string'
    ? literal(want, node.value.toLowerCase())
    : undefined

const hasOrder = (node: Node) =>
  ['number', 'text', 'date', 'datetime', 'empty'].includes(node.type.type)

const comparison = (sign: Sign): FormulaFunction => ({
  empties: 'mine',
  resolve([a, b], trees, checking, tree) {
    if (sign === '=' || sign === '!=') {
      for (const [x, y] of [
        [a!, b!],
        [b!, a!],
      ] as const)
        if (meansEmpty(y)) {
          const isEmptyNode = call('ISEMPTY', [x], boolean)
          return sign === '=' ? isEmptyNode : call('NOT', [isEmptyNode], boolean)
        }
    }
    const pair = comparable(a!, b!)
    if (!pair || pair[0].type.type === 'rows' || pair[0].type.type === 'list')
      return checking.problem(tree, 'cannot-compare', {
        left: typeWords(a!.type),
        right: typeWords(b!.type),
      })
    if (sign !== '=' && sign !== '!=' && !(hasOrder(pair[0]) && hasOrder(pair[1])))
      return checking.problem(tree, 'cannot-order', { got: typeWords(pair[0].type) })
    const isFlipped = pair[0].type.type === 'date' && pair[1].type.type === 'datetime'
    return isFlipped ? call(flipped[sign], [pair[1], pair[0]], boolean) : call(sign, pair, boolean)
  },
  test: ([a, b], print) => {
    if (a!.type.type === 'datetime' && b!.type.type === 'date') return daySql(sign, a!, b!, print)
    if (sign === '=' || sign === '!=') {
      if (neverEqual(a!) || neverEqual(b!)) return sign === '=' ? sql`false` : sql`true`
      return sign === '='
        ? sql`(${print.bare(a!)} = ${print.bare(b!)})`
        : sql`(${print.bare(a!)} is distinct from ${print.bare(b!)})`
    }
    return orderSql(sign, ordered(a!, print), print.bare(b!))
  },
  value: ([a, b], at) => compareValues(sign, a!, b!, at.zone),
})

/** `= ""` asks for emptiness, as in a spreadsheet. */
const meansEmpty = (node: Node) =>
  node.type.type === 'empty' || (node.node === 'literal' && node.value === '')

/** A text that is no id equals no record; PostgreSQL would refuse to read it. */
const neverEqual = (node: Node) =>
  node.node === 'literal' &&
  node.type.type === 'ref' &&
  typeof node.value === 'string' &&
  !isUuid(node.value)

/** Texts are ordered by code point, everywhere the same. */
export const ordered = (node: Node, print: SqlPrinter): Sql =>
  node.type.type === 'text' ? sql`${print.bare(node)} collate "C"` : print.bare(node)

function orderSql(sign: Sign, a: Sql, b: Sql): Sql {
  switch (sign) {
    case '=':
      return sql`(${a} = ${b})`
    case '!=':
      return sql`(${a} is distinct from ${b})`
    case '<':
      return sql`(${a} < ${b})`
    case '<=':
      return sql`(${a} <= ${b})`
    case '>':
      return sql`(${a} > ${b})`
    case '>=':
      return sql`(${a} >= ${b})`
  }
}

/** An instant beside a date: with a known day the column stays bare between that day's first and last instant. */
function daySql(sign: Sign, instant: Node, day: Node, print: SqlPrinter): Sql {
  if (!day.fixed || instant.node !== 'path')
    return orderSql(sign, localDay(instant, print), print.value(day))
  const known = print.fixed(day)
  return print.once([instant], (column) => {
    if (isNone(known)) return sign === '!=' ? sql`(${column!} is not null)` : sql`false`
    const first = print.param(writeInstant(startOf(known as number, print.at.zone)), 'timestamptz')
    const next = print.param(
      writeInstant(startOf((known as number) + 1, print.at.zone)),
      'timestamptz',
    )
    switch (sign) {
      case '=':
        return sql`(${column!} >= ${first} and ${column!} < ${next})`
      case '!=':
        return sql`(${column!} < ${first} or ${column!} >= ${next} or ${column!} is null)`
      case '<':
        return sql`(${column!} < ${first})`
      case '<=':
        return sql`(${column!} < ${next})`
      case '>':
        return sql`(${column!} >= ${next})`
      case '>=':
        return sql`(${column!} >= ${first})`
    }
  })
}

const localDay = (instant: Node, print: SqlPrinter) =>
  sql`(${print.value(instant)} at time zone ${print.param(print.at.zone, 'text')})::date`

/** −1, 0 or 1 for two known values of one type. */
export function order(a: Known, b: Known): number {
  if (typeof a === 'string') return byCodePoint(a, b as string)
  if (typeof a === 'object') return (a as Decimal).cmp(b as Decimal)
  return a < (b as typeof a) ? -1 : a > (b as typeof a) ? 1 : 0
}

/** JavaScript compares UTF-16 units, which puts 😀 before ﹏; PostgreSQL's "C" compares code points. */
function byCodePoint(a: string, b: string): number {
  let i = 0
  while (i < a.length && i < b.length && a.charCodeAt(i) === b.charCodeAt(i)) i++
  if (i === a.length || i === b.length) return Math.sign(a.length - b.length)
  const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
  const [high, low] = [x >= 0xd800 && x <= 0xdfff, y >= 0xd800 && y <= 0xdfff]
  return high === low ? Math.sign(x - y) : high ? 1 : -1
}

/** Two empties are neither equal nor different: nothing is known. */
function compareValues(sign: Sign, left: Value, right: Value, zone: string): boolean {
  const [noLeft, noRight] = [isNone(left), isNone(right)]
  if (noLeft || noRight) return sign === '!=' && noLeft !== noRight
  const a = typeof left === 'bigint' && typeof right === 'number' ? dayAt(left, zone) : left
  const compared = order(a as Known, right as Known)
  switch (sign) {
    case '=':
      return compared === 0
    case '!=':
      return compared !== 0
    case '<':
      return compared < 0
    case '<=':
      return compared <= 0
    case '>':
      return compared > 0
    case '>=':
      return compared >= 0
  }
}

/** `x in ("a", empty)` is true for an empty x, too: only an `empty` that is written counts, not an empty field. */
const among = (orEmpty: boolean): FormulaFunction => ({
  empties: 'mine',
  resolve([first, ...rest], trees, checking, tree) {
    const list = rest[0]
    if (rest.length === 1 && list?.type.type === 'list') {
      const item = literalId(first!, list.type.of) ?? fitted(first!, list.type.of)
      return item
        ? call('IN', [item, list], boolean)
        : checking.problem(tree, 'cannot-compare', {
            left: typeWords(first!.type),
            right: typeWords(list.type.of),
          })
    }
    const items: Node[] = []
    for (const [i, item] of rest.entries()) {
      if (meansEmpty(item)) continue
      const fit = literalId(item, first!.type) ?? fitted(item, first!.type)
      if (!fit || first!.type.type === 'rows' || first!.type.type === 'list')
        return checking.problem(trees[i + 1] ?? tree, 'cannot-compare', {
          left: typeWords(first!.type),
          right: typeWords(item.type),
        })
      items.push(fit)
    }
    return call(items.length < rest.length ? 'in-or-empty' : 'IN', [first!, ...items], boolean)
  },
  test: ([first, ...items], print) => {
    if (items.length === 1 && items[0]!.type.type === 'list')
      return neverEqual(first!)
        ? sql`false`
        : sql`(${print.bare(first!)} = any(${print.value(items[0]!)}))`
    const fixed = items.filter((item) => item.fixed && !neverEqual(item))
    const others = items.filter((item) => !item.fixed)
    if (!others.length && !orEmpty) return anyOf(print.bare(first!), fixed, print)
    return print.onceBare(first!, (value) => {
      const parts = others.map((item) => sql`${value} = ${print.value(item)}`)
      if (fixed.length) parts.push(anyOf(value, fixed, print))
      if (orEmpty)
        parts.push(
          first!.type.type === 'text' ? sql`coalesce(${value}, '') = ''` : sql`${value} is null`,
        )
      return sql`(${join(parts, ' or ')})`
    })
  },
  value: ([first, ...rest]) => {
    if (isNone(first!)) return orEmpty
    if (orEmpty && first === '') return true
    const items: readonly Value[] = rest.length === 1 && Array.isArray(rest[0]) ? rest[0] : rest
    return items.some((item) => !isNone(item) && order(first as Known, item as Known) === 0)
  },
})

function anyOf(value: Sql, fixed: readonly Node[], print: SqlPrinter): Sql {
  const type = fixed[0]?.type.type
  if (!type) return sql`false`
  const known = fixed.map((item) => print.fixed(item)).filter((item) => !isNone(item))
  if (type === 'text') return sql`(${value} = any(${print.param(known, 'text[]')}))`
  if (type === 'ref') return sql`(${value} = any(${print.param(known, 'uuid[]')}))`
  return sql`(${value} in (${join(
    fixed.map((item) => print.value(item)),
    ', ',
  )}))`
}

const between: FormulaFunction = {
  empties: 'mine',
  resolve([value, low, high], trees, checking, tree) {
    const first = comparable(value!, low!)
    const second = comparable(value!, high!)
    if (!first || !second || !hasOrder(first[0]) || !hasOrder(value!))
      return checking.problem(tree, 'cannot-compare', {
        left: typeWords(value!.type),
        right: typeWords((first ? high! : low!).type),
      })
    // A mixture of dates and instants is compared by days.
    const kinds = [first[0], first[1], second[1]].map((node) => node.type.type)
    const byDay = kinds.includes('date')
    const args = [value!, first[1], second[1]].map((node) =>
      node === value
        ? byDay && node.type.type !== 'datetime'
          ? fitted(node, { type: 'date' })
          : node
        : byDay
          ? fitted(node, { type: 'date' })
          : fitted(node, value!.type),
    )
    if (args.some((arg) => !arg))
      return checking.problem(tree, 'cannot-compare', {
        left: typeWords(value!.type),
        right: typeWords(high!.type),
      })
    return call('BETWEEN', args as Node[], boolean)
  },
  test: ([value, low, high], print) => {
    if (value!.type.type === 'datetime' && low!.type.type === 'date') {
      if (value!.node === 'path' && low!.fixed && high!.fixed)
        return sql`(${daySql('>=', value!, low!, print)} and ${daySql('<=', value!, high!, print)})`
      return print.once([value!], (name) => {
        const day = sql`(${name!} at time zone ${print.param(print.at.zone, 'text')})::date`
        return sql`(${day} >= ${print.value(low!)} and ${day} <= ${print.value(high!)})`
      })
    }
    // Not SQL's BETWEEN: PostgreSQL reads its first operand twice, which doubles with every nesting.
    const collation = value!.type.type === 'text' ? sql` collate "C"` : sql``
    const inside = (name: Sql) =>
      sql`(${name}${collation} >= ${print.bare(low!)} and ${name}${collation} <= ${print.bare(high!)})`
    return value!.node === 'path'
      ? print.onceBare(value!, inside)
      : print.once([value!], (name) => inside(name!))
  },
  value: ([value, low, high], at) =>
    compareValues('>=', value!, low!, at.zone) && compareValues('<=', value!, high!, at.zone),
}

export const comparisons: Record<string, FormulaFunction> = {
  '=': comparison('='),
  '!=': comparison('!='),
  '<': comparison('<'),
  '<=': comparison('<='),
  '>': comparison('>'),
  '>=': comparison('>='),
  IN: among(false),
  'in-or-empty': among(true),
  BETWEEN: between,
}

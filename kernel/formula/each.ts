// What do SUM, COUNT and their kin say about child rows?

import { sql, type Sql } from '../sql.ts'
import type { Decimal } from 'decimal.js'
import type { SqlPrinter } from './function.ts'
import { order, ordered } from './compare.ts'
import type { EachNode, Node } from './node.ts'
import { divide, divideSql, Exact, zero } from './number.ts'
import { failure, isEmpty, isNone, type Known, type Value } from './value.ts'

/** The aggregate of one statement over child rows; the caller puts `(select … from … where …)` around it. */
export function eachSql(node: EachNode, print: SqlPrinter): Sql {
  if (!readsRows(node)) return sameForAllSql(node, print)
  const only = node.where ? sql` filter (where ${print.test(node.where)})` : sql``
  const of = node.of
  switch (node.aggregate) {
    case 'count':
      if (!of) return sql`count(*)${only}::numeric`
      return of.type.type === 'text'
        ? sql`count(nullif(${print.value(of)}, ''))${only}::numeric`
        : sql`count(${print.value(of)})${only}::numeric`
    case 'any':
      return sql`coalesce(bool_or(${print.test(node.where!)}), false)`
    case 'all':
      return sql`coalesce(bool_and(${print.test(node.where!)} is true), true)`
    case 'sum':
      return sql`coalesce(sum(${print.value(of!)})${only}, 0)::numeric`
    case 'average':
      return averageSql(sql`array_agg(${print.value(of!)})${only}`)
    case 'min':
    case 'max': {
      const value =
        of!.type.type === 'text' ? sql`nullif(${ordered(of!, print)}, '')` : print.value(of!)
      return node.aggregate === 'min' ? sql`min(${value})${only}` : sql`max(${value})${only}`
    }
  }
}

/** The values are written once: twice per level would double with every level of nesting. */
export const averageSql = (values: Sql): Sql =>
  sql`(select ${divideSql(sql`sum(v)`, sql`count(v)`)} from unnest(${values}) as v)`

/** PostgreSQL takes an aggregate that names no column of its own rows for one of the outer query. */
const readsRows = ({ where, of }: EachNode): boolean =>
  (!where && !of) || [where, of].some((node) => node && reaches(node, 0))

/** Does the node read the row that is so many aggregates outward? */
function reaches(node: Node, up: number): boolean {
  switch (node.node) {
    case 'literal':
      return false
    case 'path':
      return node.up === up
    case 'call':
      return node.args.some((arg) => reaches(arg, up))
    case 'each':
      return (
        node.rows.up === up ||
        [node.where, node.of].some((inner) => inner && reaches(inner, up + 1))
      )
  }
}

/** A condition and a value that are the same for all rows: only their number counts. */
function sameForAllSql({ aggregate: what, where, of, type }: EachNode, print: SqlPrinter): Sql {
  const holds = where ? sql`(${print.test(where)} is true)` : sql`true`
  const count = sql`(case when ${holds} then count(*) else 0 end)`
  const value = of ? print.value(of) : sql`null`
  switch (what) {
    case 'any':
      return sql`(count(*) > 0 and ${holds})`
    case 'all':
      return sql`(count(*) = 0 or ${holds})`
    case 'count':
      if (!of) return sql`${count}::numeric`
      return sql`(case when ${of.type.type === 'text' ? sql`nullif(${value}, '')` : value} is null then 0 else ${count} end)::numeric`
    case 'sum':
      return sql`(coalesce(${value}, 0) * ${count})`
    case 'average':
      return sql`(case when ${count} > 0 then round(${value}, 16) end)`
    default:
      return sql`(case when ${count} > 0 then ${type.type === 'text' ? sql`nullif(${value}, '')` : value} end)`
  }
}

/** The same over the values of the rows for which the condition is true. */
export function eachValue(node: EachNode, rows: number, values: readonly Value[]): Value {
  if (node.aggregate === 'count')
    return new Exact(node.of ? values.filter((value) => !isEmpty(value)).length : rows)
  return aggregate(node.aggregate, values)
}

/** Shared with SUM(a, b, c) and its kin over a list of arguments. */
export function aggregate(what: EachNode['aggregate'], values: readonly Value[]): Value {
  const known = values.filter((value): value is Known => !isNone(value))
  switch (what) {
    case 'any':
      return values.includes(true)
    case 'all':
      return values.every((value) => value === true)
    case 'count':
      return new Exact(known.filter((value) => !isEmpty(value)).length)
    case 'sum':
      return known.reduce<Decimal>((sum, value) => sum.plus(value as Decimal), zero)
    case 'average': {
      const sum = known.reduce<Decimal>((total, value) => total.plus(value as Decimal), zero)
      return known.length ? divide(sum, new Exact(known.length)) : failure('div0')
    }
    case 'min':
    case 'max': {
      const sign = what === 'min' ? -1 : 1
      const filled = known.filter((value) => !isEmpty(value))
      return filled.length ? filled.reduce((a, b) => (order(b, a) * sign > 0 ? b : a)) : null
    }
  }
}

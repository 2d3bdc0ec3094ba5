// How is a formula asked of PostgreSQL?

import { compile, ident, join, sql, type Sql } from '../sql.ts'
import type { Decimal } from 'decimal.js'
import { writeDay } from './calendar.ts'
import { eachSql } from './each.ts'
import type { Cast, Circumstances, SqlPrinter } from './function.ts'
import { functionOf } from './functions.ts'
import { isUuid } from './fit.ts'
import { writeInstant } from './instant.ts'
import type { Checked, Node, PathNode } from './node.ts'
import { plain, tameSql } from './number.ts'
import { evaluate } from './to-value.ts'
import type { Type } from './type.ts'
import { isNone, type Value } from './value.ts'

export type { Cast, Circumstances } from './function.ts'

/** Where columns come from. Every piece of SQL that it gives must stand as an operand: a column, a call, brackets. */
export interface SqlScope {
  column(path: readonly string[]): Sql
  /** Wraps an aggregate expression into a correlated subselect over the children at the path. */
  rows(path: readonly string[], inner: (scope: SqlScope) => Sql): Sql
  param(value: unknown, cast: Cast): Sql
}

/**
 * A checked formula as one SQL expression. True/false is printed in one of two ways:
 * as a `condition` (for WHERE: TRUE where the formula is true, else FALSE or NULL; columns stand bare,
 * so that indexes serve), or as a `value` (exactly what `toValue` gives). Other types are always values.
 */
export function toSql(
  checked: Checked,
  scope: SqlScope,
  at: Circumstances,
  as: 'condition' | 'value' = 'condition',
): Sql {
  const print = new Printer([scope], at, { names: 0 })
  return as === 'condition' && checked.type.type === 'boolean'
    ? print.test(checked.node)
    : print.value(checked.node)
}

const columns = ['a', 'b', 'c', 'd'] as const
/** An expression of up to so many characters is rather written again than named. */
const short = 60

/** Rather named once than written again. */
function isLong(value: Sql): boolean {
  const { text, values } = compile(value)
  return text.length > short || values.length > 1
}

class Printer implements SqlPrinter {
  readonly scopes: readonly SqlScope[]
  readonly at: Circumstances
  readonly counter: { names: number }

  constructor(scopes: readonly SqlScope[], at: Circumstances, counter: { names: number }) {
    this.scopes = scopes
    this.at = at
    this.counter = counter
  }

  value(node: Node): Sql {
    if (node.fixed) return this.constant(this.fixed(node), node.type)
    switch (node.node) {
      case 'path':
        // Whole-number columns would divide and overflow as such.
        return node.type.type === 'number'
          ? sql`(${this.column(node)})::numeric`
          : this.column(node)
      case 'each': {
        const outside = this.scopes.slice(node.rows.up)
        return outside[0]!.rows(node.rows.path, (inner) =>
          eachSql(node, new Printer([inner, ...outside], this.at, this.counter)),
        )
      }
      case 'call': {
        const meaning = functionOf(node.name)!
        const written =
          meaning.sql?.(node.args, this) ?? sql`(${meaning.test!(node.args, this)} is true)`
        return node.tame ? tameSql(written) : written
      }
      case 'literal':
        return this.constant(this.fixed(node), node.type)
    }
  }

  test(node: Node): Sql {
    if (node.fixed) return this.fixed(node) === true ? sql`true` : sql`false`
    const meaning = node.node === 'call' ? functionOf(node.name)! : undefined
    return meaning?.test && node.node === 'call' ? meaning.test(node.args, this) : this.value(node)
  }

  bare(node: Node): Sql {
    return node.node === 'path' ? this.column(node) : this.value(node)
  }

  column(node: PathNode): Sql {
    return this.scopes[node.up]!.column(node.path)
  }

  once(nodes: readonly Node[], write: (...names: Sql[]) => Sql): Sql {
    return this.named(
      nodes.map((node) => this.value(node)),
      write,
    )
  }

  onceBare(node: Node, write: (name: Sql) => Sql): Sql {
    return this.named([this.bare(node)], (name) => write(name!))
  }

  named(values: readonly Sql[], write: (...names: Sql[]) => Sql): Sql {
    const long = values.map((value) => isLong(value))
    if (!long.includes(true)) return write(...values)
    const table = ident(`f${++this.counter.names}`)
    const names = values.map((value, i) => (long[i] ? sql`${table}.${ident(columns[i]!)}` : value))
    const given = values.flatMap((value, i) =>
      long[i] ? [sql`${value} as ${ident(columns[i]!)}`] : [],
    )
    // OFFSET 0 keeps the planner from writing the expression out again in every place.
    return sql`(select ${write(...names)} from (select ${join(given, ', ')} offset 0) as ${table})`
  }

  param(value: unknown, cast: Cast): Sql {
    return this.scopes[0]!.param(value, cast)
  }

  fixed(node: Node): Value {
    return evaluate(node, [], this.at)
  }

  constant(value: Value, type: Type): Sql {
    if (isNone(value))
      return nothing[type.type === 'list' ? (type.of.type === 'ref' ? 'refs' : 'texts') : type.type]
    switch (type.type) {
      case 'number':
        return this.param(plain(value as Decimal), 'numeric')
      case 'boolean':
        return this.param(value, 'boolean')
      case 'date':
        return this.param(writeDay(value as number), 'date')
      case 'datetime':
        return this.param(writeInstant(value as bigint), 'timestamptz')
      case 'ref':
        return isUuid(value as string) ? this.param(value, 'uuid') : nothing.ref
      case 'list':
        return type.of.type === 'ref'
          ? this.param((value as readonly string[]).filter(isUuid), 'uuid[]')
          : this.param(value, 'text[]')
      default:
        return this.param(value, 'text')
    }
  }
}

const nothing: Record<Type['type'] | 'refs' | 'texts', Sql> = {
  text: sql`null::text`,
  number: sql`null::numeric`,
  boolean: sql`null::boolean`,
  date: sql`null::date`,
  datetime: sql`null::timestamptz`,
  ref: sql`null::uuid`,
  empty: sql`null::text`,
  list: sql`null::text[]`,
  rows: sql`null::text`,
  refs: sql`null::uuid[]`,
  texts: sql`null::text[]`,
}

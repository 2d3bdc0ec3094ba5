// What do SUM, AVERAGE, MIN, MAX and COUNT say about a list of arguments?

import { join, sql, type Sql } from '../sql.ts'
import { aggregate, averageSql } from './each.ts'
import type { FormulaFunction, FormulaHelp, SqlPrinter } from './function.ts'
import { unified } from './logic-functions.ts'
import { call, type Aggregate, type Node, widest } from './node.ts'
import { boolean, number, typeWords, type Type } from './type.ts'

const orZero = (nodes: readonly Node[], print: SqlPrinter): Sql =>
  sql`(${nodes.map((node) => sql`coalesce(${print.value(node)}, 0)`).reduce((a, b) => sql`${a} + ${b}`)})`
const known = (nodes: readonly Node[], print: SqlPrinter): Sql =>
  sql`num_nonnulls(${join(
    nodes.map((node) => filled(node, print)),
    ', ',
  )})::numeric`
const filled = (node: Node, print: SqlPrinter): Sql =>
  node.type.type === 'text' ? sql`nullif(${print.value(node)}, '')` : print.value(node)

/** The row aggregates: how their calls read is the checker's work; here is what they are for. */
export const aggregates: Record<
  string,
  { aggregate: Aggregate; help: FormulaHelp; form: 'values' | 'where' | 'where-of' }
> = {
  SUM: {
    aggregate: 'sum',
    form: 'values',
    help: {
      group: 'rows',
      example: 'SUM(lines.net)',
      help: { zh: '求和，空值跳过', en: 'the sum; empty ones are skipped' },
    },
  },
  AVERAGE: {
    aggregate: 'average',
    form: 'values',
    help: {
      group: 'rows',
      example: 'AVERAGE(lines.discount_percent)',
      help: { zh: '平均值，空值跳过', en: 'the average; empty ones are skipped' },
    },
  },
  MIN: {
    aggregate: 'min',
    form: 'values',
    help: {
      group: 'rows',
      example: 'MIN(lines.due_on)',
      help: { zh: '最小值', en: 'the smallest' },
    },
  },
  MAX: {
    aggregate: 'max',
    form: 'values',
    help: {
      group: 'rows',
      example: 'MAX(lines.discount_percent)',
      help: { zh: '最大值', en: 'the largest' },
    },
  },
  COUNT: {
    aggregate: 'count',
    form: 'values',
    help: {
      group: 'rows',
      example: 'COUNT(lines)',
      help: {
        zh: '行数；或不为空的值的个数',
        en: 'how many rows, or how many values that are not empty',
      },
    },
  },
  SUMIF: {
    aggregate: 'sum',
    form: 'where-of',
    help: {
      group: 'rows',
      example: 'SUMIF(lines, discount_percent > 15, net)',
      help: { zh: '对符合条件的行求和', en: 'the sum over the rows for which the condition holds' },
    },
  },
  MAXIF: {
    aggregate: 'max',
    form: 'where-of',
    help: {
      group: 'rows',
      example: 'MAXIF(lines, quantity > 1, unit_price)',
      help: {
        zh: '符合条件的行中的最大值',
        en: 'the largest of the rows for which the condition holds',
      },
    },
  },
  MINIF: {
    aggregate: 'min',
    form: 'where-of',
    help: {
      group: 'rows',
      example: 'MINIF(billing_plan, invoice is empty, due_on)',
      help: {
        zh: '符合条件的行中的最小值',
        en: 'the smallest of the rows for which the condition holds',
      },
    },
  },
  AVERAGEIF: {
    aggregate: 'average',
    form: 'where-of',
    help: {
      group: 'rows',
      example: 'AVERAGEIF(lines, quantity > 0, unit_price)',
      help: {
        zh: '对符合条件的行求平均',
        en: 'the average over the rows for which the condition holds',
      },
    },
  },
  COUNTIF: {
    aggregate: 'count',
    form: 'where',
    help: {
      group: 'rows',
      example: 'COUNTIF(lines, quantity > 100)',
      help: { zh: '符合条件的行数', en: 'how many rows the condition holds for' },
    },
  },
  ANY: {
    aggregate: 'any',
    form: 'where',
    help: {
      group: 'rows',
      example: 'ANY(lines, discount_percent > 15)',
      help: { zh: '任一行符合条件时为真', en: 'true if the condition holds for any row' },
    },
  },
  ALL: {
    aggregate: 'all',
    form: 'where',
    help: {
      group: 'rows',
      example: 'ALL(lines, quantity > 0)',
      help: {
        zh: '所有行都符合条件时为真；没有行也为真',
        en: 'true if the condition holds for every row, also if there is none',
      },
    },
  },
}

/** The type that an aggregate gives for values of a type; undefined where it has no meaning. */
export function aggregateType(what: Aggregate, of: Type | undefined): Type | undefined {
  switch (what) {
    case 'any':
    case 'all':
      return boolean
    case 'count':
      return number
    case 'sum':
    case 'average':
      return of?.type === 'number' ? number : undefined
    case 'min':
    case 'max':
      return of && ['number', 'date', 'datetime', 'text'].includes(of.type) ? of : undefined
  }
}

/** SUM(a, b, c) and its kin: one value per argument. */
const overList = (name: string): FormulaFunction => {
  const { aggregate: what, help } = aggregates[name]!
  return {
    help,
    empties: 'mine',
    resolve(args, trees, checking, tree) {
      if (!args.length)
        return checking.problem(tree, 'argument-count', { name, wanted: '≥ 1', got: 0 })
      if (what === 'count') {
        const list = args.findIndex((arg) => arg.type.type === 'list')
        if (list >= 0 && args.length > 1)
          return checking.problem(trees[list]!, 'wrong-type', {
            wanted: typeWords(number),
            got: typeWords(args[list]!.type),
          })
        return call(name, args, number, { whole: 4, fraction: 0 })
      }
      const fits =
        what === 'sum' || what === 'average'
          ? args.map((arg, i) => checking.fit(arg, number, trees[i]!))
          : unified(args, trees, checking)
      if (!fits || fits.some((fit) => !fit)) return undefined
      const all = fits as Node[]
      const type = aggregateType(what, all[0]!.type)
      if (!type)
        return checking.problem(trees[0]!, 'cannot-order', { got: typeWords(all[0]!.type) })
      if (type.type !== 'number') return call(name, all, type)
      const { whole, fraction } = widest(all.map((each) => each.width!))
      return call(
        name,
        all,
        type,
        what === 'average'
          ? { whole: whole + 4, fraction: 16 }
          : { whole: whole + (what === 'sum' ? 4 : 0), fraction },
      )
    },
    sql: (args, print) => {
      switch (what) {
        case 'sum':
          return orZero(args, print)
        case 'average':
          return averageSql(
            sql`array[${join(
              args.map((arg) => print.value(arg)),
              ', ',
            )}]`,
          )
        case 'min':
          return sql`least(${join(
            args.map((arg) => comparableSql(arg, print)),
            ', ',
          )})`
        case 'max':
          return sql`greatest(${join(
            args.map((arg) => comparableSql(arg, print)),
            ', ',
          )})`
        default:
          return args[0]!.type.type === 'list'
            ? sql`coalesce(cardinality(${print.value(args[0]!)}), 0)::numeric`
            : known(args, print)
      }
    },
    value: (args) => aggregate(what, what === 'count' && Array.isArray(args[0]) ? args[0] : args),
  }
}

const comparableSql = (node: Node, print: SqlPrinter): Sql =>
  node.type.type === 'text' ? sql`nullif(${print.value(node)}, '') collate "C"` : print.value(node)

export const aggregateFunctions: Record<string, FormulaFunction> = {
  SUM: overList('SUM'),
  AVERAGE: overList('AVERAGE'),
  MIN: overList('MIN'),
  MAX: overList('MAX'),
  COUNT: overList('COUNT'),
}

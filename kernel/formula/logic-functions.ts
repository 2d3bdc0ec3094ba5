// How do formulas decide?

import type { Decimal } from 'decimal.js'
import { join, sql, type Sql } from '../sql.ts'
import { order } from './compare.ts'
import type { FormulaFunction, SqlPrinter } from './function.ts'
import { fitted } from './fit.ts'
import { call, literal, type Node, widest } from './node.ts'
import { boolean, number, typeWords, type Type } from './type.ts'
import { isEmpty, isNone, type Known, type Value } from './value.ts'
import type { Checking } from './function.ts'
import type { Tree } from './tree.ts'

/** Brings several results to one type: `IF(a, 1, empty)` is a number. */
export function unified(
  nodes: readonly Node[],
  trees: readonly Tree[],
  checking: Checking,
): Node[] | undefined {
  const isText = (node: Node) => node.node === 'literal' && node.type.type === 'text'
  const lead =
    nodes.find((node) => node.type.type !== 'empty' && !isText(node)) ??
    nodes.find((node) => node.type.type !== 'empty')
  if (!lead)
    return nodes.map((node) => literal({ type: 'text' }, node.type.type === 'empty' ? null : ''))
  const result: Node[] = []
  for (const [i, node] of nodes.entries()) {
    const fit = fitted(node, lead.type)
    if (!fit || lead.type.type === 'rows')
      return checking.problem(trees[i] ?? trees[0]!, 'mixed-results', {
        left: typeWords(lead.type),
        right: typeWords(node.type),
      })
    result.push(fit)
  }
  return result
}

const choose = (name: string, args: readonly Node[], results: readonly Node[]): Node => {
  const type: Type =
    results.find((each) => each.type.type !== 'ref' || each.type.object !== '*')?.type ??
    results[0]!.type
  return call(
    name,
    args,
    type,
    type.type === 'number' ? widest(results.map((each) => each.width!)) : undefined,
  )
}

/** IF and IFS: condition, result, condition, result … and perhaps what else. */
const conditional = (name: 'IF' | 'IFS', help: FormulaFunction['help']): FormulaFunction => ({
  ...(help && { help }),
  empties: 'mine',
  resolve(args, trees, checking, tree) {
    if (args.length < 2 || (name === 'IF' && args.length > 3))
      return checking.problem(tree, 'argument-count', {
        name,
        wanted: name === 'IF' ? '2–3' : '≥ 2',
        got: args.length,
      })
    const isResult = (i: number) => i % 2 === 1 || i === args.length - 1
    const conditions = args.map((arg, i) =>
      isResult(i) ? arg : checking.fit(arg, boolean, trees[i]!),
    )
    const results = unified(
      args.filter((_, i) => isResult(i)),
      trees.filter((_, i) => isResult(i)),
      checking,
    )
    if (!results || conditions.some((each) => !each)) return undefined
    const left = [...results]
    return choose(
      name,
      conditions.map((each, i) => (isResult(i) ? left.shift()! : each!)),
      results,
    )
  },
  sql: (args, print) => {
    const parts: Sql[] = []
    for (let i = 0; i + 1 < args.length; i += 2)
      parts.push(sql`when ${print.test(args[i]!)} then ${print.value(args[i + 1]!)}`)
    if (args.length % 2) parts.push(sql`else ${print.value(args.at(-1)!)}`)
    return sql`case ${join(parts, ' ')} end`
  },
  value: (args) => {
    for (let i = 0; i + 1 < args.length; i += 2) if (args[i] === true) return args[i + 1]!
    return args.length % 2 ? args.at(-1)! : null
  },
})

const filled = (node: Node, print: SqlPrinter): Sql =>
  node.type.type === 'text'
    ? sql`nullif(${print.value(node)}, '')`
    : node.type.type === 'list'
      ? sql`nullif(${print.value(node)}, '{}')`
      : print.value(node)

const firstFilled = (help?: FormulaFunction['help']): FormulaFunction => ({
  ...(help && { help }),
  empties: 'mine',
  resolve(args, trees, checking, tree) {
    if (!args.length)
      return checking.problem(tree, 'argument-count', { name: 'COALESCE', wanted: '≥ 1', got: 0 })
    const all = unified(args, trees, checking)
    return all && choose('COALESCE', all, all)
  },
  sql: (args, print) =>
    sql`coalesce(${join(
      args.map((arg, i) => (i === args.length - 1 ? print.value(arg) : filled(arg, print))),
      ', ',
    )})`,
  value: (args) => args.find((arg) => !isEmpty(arg)) ?? args.at(-1)!,
})

const isTrue = (value: Value) => value === true

/** Long conditions are joined; each part is FALSE or NULL where it does not hold. */
const joined = (
  help: FormulaFunction['help'],
  word: ' and ' | ' or ',
  holds: (args: readonly Value[]) => boolean,
): FormulaFunction => ({
  ...(help && { help }),
  empties: 'mine',
  takes: ['boolean'],
  rest: 'boolean',
  gives: boolean,
  test: (args, print) =>
    sql`(${join(
      args.map((arg) => print.test(arg)),
      word,
    )})`,
  value: holds,
})

export const logicFunctions: Record<string, FormulaFunction> = {
  IF: conditional('IF', {
    group: 'logic',
    example: 'IF(amount > 10000, "大单", "普通")',
    help: {
      zh: '条件成立时取第二个参数，否则取第三个（可省略）',
      en: 'the second argument if the condition holds, else the third',
    },
  }),
  IFS: conditional('IFS', {
    group: 'logic',
    example: 'IFS(score >= 80, "A", score >= 60, "B", "C")',
    help: {
      zh: '取第一个成立的条件后面的结果；末尾可加其他情况的结果',
      en: 'the result after the first condition that holds; a last one alone is for all else',
    },
  }),
  SWITCH: {
    help: {
      group: 'logic',
      example: 'SWITCH(level, "A", 0.9, "B", 0.95, 1)',
      help: {
        zh: '按值匹配，取对应的结果；末尾可加默认值',
        en: 'the result beside the value that matches; a last one alone is the default',
      },
    },
    empties: 'mine',
    resolve(args, trees, checking, tree) {
      if (args.length < 3)
        return checking.problem(tree, 'argument-count', {
          name: 'SWITCH',
          wanted: '≥ 3',
          got: args.length,
        })
      const isResult = (i: number) => i > 0 && (i % 2 === 0 || i === args.length - 1)
      const keys = unified(
        args.filter((_, i) => !isResult(i)),
        trees.filter((_, i) => !isResult(i)),
        checking,
      )
      const results = unified(
        args.filter((_, i) => isResult(i)),
        trees.filter((_, i) => isResult(i)),
        checking,
      )
      if (!keys || !results) return undefined
      if (keys[0]!.type.type === 'list')
        return checking.problem(trees[0]!, 'cannot-compare', {
          left: typeWords(keys[0]!.type),
          right: typeWords(keys[0]!.type),
        })
      const [k, r] = [[...keys], [...results]]
      return choose(
        'SWITCH',
        args.map((_, i) => (isResult(i) ? r.shift()! : k.shift()!)),
        results,
      )
    },
    sql: (args, print) => {
      const parts: Sql[] = []
      for (let i = 1; i + 1 < args.length; i += 2)
        parts.push(sql`when ${print.value(args[i]!)} then ${print.value(args[i + 1]!)}`)
      if (args.length % 2 === 0) parts.push(sql`else ${print.value(args.at(-1)!)}`)
      return sql`case ${print.value(args[0]!)} ${join(parts, ' ')} end`
    },
    value: (args) => {
      const key = args[0]!
      for (let i = 1; i + 1 < args.length; i += 2)
        if (!isNone(key) && !isNone(args[i]!) && order(key, args[i] as Known) === 0)
          return args[i + 1]!
      return args.length % 2 === 0 ? args.at(-1)! : null
    },
  },
  AND: joined(
    {
      group: 'logic',
      example: 'AND(amount > 0, stage = "won")',
      help: { zh: '全部成立时为真；空视为不成立', en: 'true if all hold; empty does not hold' },
    },
    ' and ',
    (args) => args.every(isTrue),
  ),
  OR: joined(
    {
      group: 'logic',
      example: 'OR(level = "A", amount > 10000)',
      help: { zh: '任一成立时为真', en: 'true if any holds' },
    },
    ' or ',
    (args) => args.some(isTrue),
  ),
  NOT: {
    help: {
      group: 'logic',
      example: 'NOT(active)',
      help: {
        zh: '不成立时为真；空视为不成立',
        en: 'true if it does not hold; empty does not hold',
      },
    },
    empties: 'mine',
    takes: ['boolean'],
    gives: boolean,
    test: ([of], print) => {
      if (of!.node === 'call' && of!.name === 'ISEMPTY') return notEmptySql(of!.args[0]!, print)
      return sql`(${print.test(of!)} is not true)`
    },
    value: ([of]) => !isTrue(of!),
  },
  XOR: {
    help: {
      group: 'logic',
      example: 'XOR(a, b)',
      help: { zh: '成立的个数为奇数时为真', en: 'true if an odd number of them hold' },
    },
    empties: 'mine',
    takes: ['boolean', 'boolean'],
    rest: 'boolean',
    gives: boolean,
    test: (args, print) =>
      args.map((arg) => sql`(${print.test(arg)} is true)`).reduce((a, b) => sql`(${a} <> ${b})`),
    value: (args) => args.filter(isTrue).length % 2 === 1,
  },
  ISEMPTY: {
    help: {
      group: 'logic',
      example: 'ISEMPTY(close_date)',
      help: { zh: '为空时为真', en: 'true if there is no value' },
    },
    empties: 'mine',
    takes: ['any'],
    gives: boolean,
    test: ([of], print) => {
      if (of!.type.type === 'text')
        return print.once([of!], (value) => sql`(${value!} is null or ${value!} = '')`)
      if (of!.type.type === 'list') return sql`(coalesce(cardinality(${print.value(of!)}), 0) = 0)`
      return sql`(${print.bare(of!)} is null)`
    },
    value: ([of]) => isEmpty(of!),
  },
  ISBLANK: {
    help: {
      group: 'logic',
      example: 'ISBLANK(close_date)',
      help: { zh: '为空时为真，同 ISEMPTY', en: 'true if there is no value, as ISEMPTY' },
    },
    empties: 'mine',
    resolve: (args, _trees, checking, tree) =>
      args.length === 1
        ? call('ISEMPTY', args, boolean)
        : checking.problem(tree, 'argument-count', {
            name: 'ISBLANK',
            wanted: '1',
            got: args.length,
          }),
    value: ([of]) => isEmpty(of!),
  },
  CHOOSE: {
    help: {
      group: 'logic',
      example: 'CHOOSE(MONTH(close_date), "一月", "二月")',
      help: { zh: '按序号取后面的第几个值', en: 'the value at that place of the list' },
    },
    empties: 'mine',
    resolve(args, trees, checking, tree) {
      if (args.length < 2)
        return checking.problem(tree, 'argument-count', {
          name: 'CHOOSE',
          wanted: '≥ 2',
          got: args.length,
        })
      const place = checking.fit(args[0]!, number, trees[0]!)
      const all = unified(args.slice(1), trees.slice(1), checking)
      return place && all && choose('CHOOSE', [place, ...all], all)
    },
    sql: ([place, ...all], print) =>
      sql`case trunc(${print.value(place!)}) ${join(
        all.map(
          (each, i) => sql`when ${print.param(String(i + 1), 'numeric')} then ${print.value(each)}`,
        ),
        ' ',
      )} end`,
    value: ([place, ...all]) =>
      isNone(place!) ? null : (all[(place as unknown as Decimal).trunc().toNumber() - 1] ?? null),
  },
  IFNA: firstFilled({
    group: 'logic',
    example: 'IFNA(TEXTAFTER(email, "@"), "—")',
    help: {
      zh: '没有值时取第二个参数，同 IFERROR',
      en: 'the second argument where there is no value, as IFERROR',
    },
  }),
  COALESCE: firstFilled({
    group: 'logic',
    example: 'COALESCE(nickname, name)',
    help: { zh: '第一个不为空的值', en: 'the first that is not empty' },
  }),
  IFEMPTY: firstFilled({
    group: 'logic',
    example: 'IFEMPTY(discount_percent, 0)',
    help: { zh: '为空时取第二个参数', en: 'the second argument where the first is empty' },
  }),
  IFERROR: firstFilled({
    group: 'logic',
    example: 'IFERROR(received / amount, 0)',
    help: {
      zh: '算不出（如除以零）或为空时取第二个参数',
      en: 'the second argument where the first cannot be calculated or is empty',
    },
  }),
}

function notEmptySql(of: Node, print: SqlPrinter): Sql {
  if (of.type.type === 'text') return sql`(${print.bare(of)} <> '')`
  if (of.type.type === 'list') return sql`(cardinality(${print.value(of)}) > 0)`
  return sql`(${print.bare(of)} is not null)`
}

// Which functions look for one text in another?

import type { Decimal } from 'decimal.js'
import { sql, type Sql } from '../sql.ts'
import { helpIn, type FormulaFunction, type FormulaHelp } from './function.ts'
import { characters, lower, N, S } from './letters.ts'
import { call, type Node } from './node.ts'
import { Exact, intSql, one } from './number.ts'
import { boolean, number, text } from './type.ts'
import { failure, type Known } from './value.ts'

const help = helpIn('text')
const counting = { whole: 8, fraction: 0 }

/** What LIKE would read as a wildcard stands for itself. */
const likeSafe = (value: string) => value.replace(/[\\%_]/g, (sign) => `\\${sign}`)

const matching = (
  words: FormulaHelp | undefined,
  pattern: (safe: string) => string,
  general: (x: Sql, part: Sql) => Sql,
  holds: (x: string, part: string) => boolean,
): FormulaFunction => ({
  ...(words && { help: words }),
  empties: 'mine',
  takes: ['text', 'text'],
  gives: boolean,
  test: ([x, part], print) => {
    if (part!.node === 'literal' && typeof part!.value === 'string')
      return sql`(${print.bare(x!)} like ${print.param(pattern(likeSafe(part!.value)), 'text')})`
    return print.once([x!, part!], (a, b) => general(a!, b!))
  },
  value: ([x, part]) => typeof x === 'string' && typeof part === 'string' && holds(x, part),
})

const contains = matching(
  undefined,
  (safe) => `%${safe}%`,
  (x, part) => sql`(strpos(${x}, ${part}) > 0)`,
  (x, part) => x.includes(part),
)

/** Where a part stands, from 1; empty if it is not there. */
const finding = (
  words: FormulaHelp,
  fold: (value: string) => string,
  foldSql: (x: Sql) => Sql,
): FormulaFunction => ({
  help: words,
  takes: ['text', 'text', 'number'],
  needs: 2,
  gives: number,
  width: () => counting,
  sql: ([part, x, start], print) => {
    if (!start)
      return sql`nullif(strpos(${foldSql(print.value(x!))}, ${foldSql(print.value(part!))}), 0)::numeric`
    return print.once([part!, x!, start], (p, t, s) => {
      const rest = sql`substr(${foldSql(t!)}, ${intSql(s!)})`
      return sql`case when trunc(${s!}) between 1 and 4000000 then (nullif(strpos(${rest}, ${foldSql(p!)}), 0) + ${intSql(s!)} - 1)::numeric end`
    })
  },
  value: ([part, x, start]) => {
    const from = N(start, one)
    if (from < 1 || ((start as Decimal | undefined)?.trunc().gt(4000000) ?? false))
      return failure('bad-argument')
    const whole = characters(fold(S(x)))
      .slice(from - 1)
      .join('')
    const found = whole.indexOf(fold(S(part)))
    return found < 0
      ? failure('no-match')
      : new Exact(characters(whole.slice(0, found)).length + from)
  },
})

export const textSearchFunctions: Record<string, FormulaFunction> = {
  FIND: finding(
    help('查找位置，区分大小写', 'where a part stands; case matters', 'FIND("-", number)'),
    (x) => x,
    (x) => x,
  ),
  SEARCH: finding(
    help(
      '查找位置，不区分英文大小写',
      'where a part stands; case of a–z does not matter',
      'SEARCH("co", company)',
    ),
    lower,
    (x) => sql`lower(${x} collate "C")`,
  ),
  CONTAINS: {
    help: help(
      '包含一段文字，或多选包含一项',
      'holds a part, or a choice',
      'CONTAINS(name, "科技")',
    ),
    empties: 'mine',
    resolve(args, trees, checking, tree) {
      if (args.length !== 2)
        return checking.problem(tree, 'argument-count', {
          name: 'CONTAINS',
          wanted: 2,
          got: args.length,
        })
      const [x, part] = args as [Node, Node]
      if (x.type.type === 'list') {
        const item = checking.fit(part, x.type.of, trees[1]!)
        return item && call('list-contains', [x, item], boolean)
      }
      const [a, b] = [checking.fit(x, text, trees[0]!), checking.fit(part, text, trees[1]!)]
      return a && b && call('CONTAINS', [a, b], boolean)
    },
    test: (args, print) => contains.test!(args, print),
    value: (args, at) => contains.value(args as readonly Known[], at),
  },
  'list-contains': {
    empties: 'mine',
    takes: ['any', 'any'],
    gives: boolean,
    test: ([list, item], print) => {
      // The containment of arrays is what an index on the field serves.
      if (item!.node === 'literal' && item!.type.type === 'text' && item!.value !== null)
        return sql`(${print.bare(list!)} @> ${print.param([item!.value], 'text[]')})`
      return sql`(${print.value(item!)} = any(${print.bare(list!)}))`
    },
    value: ([list, item]) => Array.isArray(list) && typeof item === 'string' && list.includes(item),
  },
  STARTSWITH: matching(
    help('以一段文字开头', 'begins with a text', 'STARTSWITH(number, "C-")'),
    (safe) => `${safe}%`,
    (x, part) => sql`(left(${x}, length(${part})) = ${part})`,
    (x, part) => x.startsWith(part),
  ),
  ENDSWITH: matching(
    help('以一段文字结尾', 'ends with a text', 'ENDSWITH(email, ".cn")'),
    (safe) => `%${safe}`,
    (x, part) => sql`(right(${x}, length(${part})) = ${part})`,
    (x, part) => x.endsWith(part),
  ),
  EXACT: {
    help: help('完全相同(区分大小写)', 'the same, case included', 'EXACT(code, number)'),
    empties: 'mine',
    takes: ['text', 'text'],
    gives: boolean,
    test: ([a, b], print) =>
      sql`(coalesce(${print.value(a!)}, '') = coalesce(${print.value(b!)}, ''))`,
    value: ([a, b]) => (typeof a === 'string' ? a : '') === (typeof b === 'string' ? b : ''),
  },
}

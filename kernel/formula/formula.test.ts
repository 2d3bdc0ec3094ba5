// What is true of every formula, and what do the cases show?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { ident, sql, compile, type Sql } from '../sql.ts'
import { caseRow, cases } from './cases.fixtures.ts'
import { check, type Checked } from './check.ts'
import { conjuncts } from './conjuncts.ts'
import { functionsHelp } from './functions.ts'
import { parse } from './parse.ts'
import { print } from './print.ts'
import { patterns } from './formula-patterns.fixtures.ts'
import { formulaOf } from './random-formula.fixtures.ts'
import { circumstances, rowOf, scope } from './random-rows.fixtures.ts'
import { toSql, type SqlScope } from './to-sql.ts'
import { toValue, type FormulaValue } from './to-value.ts'
import type { Tree } from './tree.ts'

const sqlScope = (alias: string): SqlScope => ({
  column: (path) => sql`${ident(alias)}.${ident(path.join('.'))}`,
  rows: (path, inner) => sql`(select ${inner(sqlScope('c'))} from ${ident(path.join('.'))} c)`,
  param: (value) => sql`${value}`,
})
const checked = (text: string): Checked => {
  const result = check(text, scope)
  if ('problems' in result)
    assert.fail(`${text}: ${result.problems.map(({ says }) => says.en).join('; ')}`)
  return result.checked
}
const problemsOf = (text: string, want?: Parameters<typeof check>[2]) => {
  const result = check(text, scope, want)
  return 'problems' in result ? result.problems : []
}
const sqlOf = (text: string, as?: 'condition' | 'value') =>
  compile(toSql(checked(text), sqlScope('t'), circumstances, as))
const valueOf = (text: string) => toValue(checked(text), rowOf(caseRow), circumstances)
const shown = (value: FormulaValue) =>
  value instanceof Decimal
    ? value.toFixed()
    : value !== null && typeof value === 'object'
      ? null
      : value

test('each case gives its value and prints its SQL', () => {
  for (const { says, formula, value, sql: expected } of cases) {
    assert.equal(shown(valueOf(formula)), value, `${says}: ${formula}`)
    if (expected) assert.equal(sqlOf(formula).text, expected, `${says}: ${formula}`)
  }
})

test('a division by zero is empty and says why', () => {
  assert.deepEqual(valueOf('n1 / n2 + 1'), { error: 'div0' })
})

test('a misspelt field is told with its place and the name that was meant', () => {
  const [problem] = problemsOf('n1 > 5 and tagz contains "a"')
  assert.equal('n1 > 5 and tagz contains "a"'.slice(problem!.from, problem!.to), 'tagz')
  assert.equal(problem!.says.zh, '没有字段「tagz」，是否想写 tags？')
  assert.match(problem!.says.en, /did you mean tags/)
})

test('all problems of a formula come at once', () => {
  assert.deepEqual(
    problemsOf('nn1 > 5 and SUMM(n1) > 2 and t1 > 5').map(({ code }) => code),
    ['unknown-field-near', 'unknown-function-near', 'cannot-compare'],
  )
})

test('what makes no sense is refused with a reason', () => {
  const refused: Record<string, string> = {
    'lines.ln > 5': 'rows-outside',
    'n1 + t1': 'use-ampersand',
    'n1 *': 'ends-early',
    '(n1': 'ends-early',
    'n1 n2': 'syntax',
    '"abc': 'no-closing-quote',
    'd1 > "2026-02-30"': 'cannot-compare',
    'LEFT()': 'argument-count',
    'TEXT(n1, "bad")': 'bad-format',
    'DATEDIF(d1, d2, "x")': 'bad-unit',
    'DATEDIF(d1, d2, t1)': 'needs-literal',
    'r1.t1.x = 1': 'not-a-ref',
    'b1 < b2': 'cannot-order',
    'IF(b1, n1, t1)': 'mixed-results',
    'constructor(1)': 'unknown-function',
    '__proto__ = 1': 'unknown-field',
    'me.password = "a"': 'unknown-field-near',
    '123456789012345678901': 'number-too-long',
    'n1 in n2': 'wrong-type',
    '"\0" = t1': 'bad-character',
    'SUM(lines)': 'argument-count',
    'SUMIF(n1, b1, n1)': 'rows-expected',
  }
  for (const [text, code] of Object.entries(refused))
    assert.equal(problemsOf(text)[0]?.code, code, text)
})

test('the wanted type is kept', () => {
  assert.equal(problemsOf('n1', { type: 'boolean' })[0]?.code, 'wrong-result')
  assert.deepEqual(problemsOf('"2026-01-31"', { type: 'date' }), [])
  assert.deepEqual(problemsOf('empty', { type: 'number' }), [])
})

test('what is written in Chinese means the same', () => {
  const same: readonly (readonly [string, string])[] = [
    ['n1 > 5 且 t1 = “new”', 'n1 > 5 and t1 = "new"'],
    ['IF(b1，1，2)', 'IF(b1, 1, 2)'],
    ['n1 ≥ 5 或 d1 为空', 'n1 >= 5 or d1 is empty'],
    ['（n1 ＋ 2）× 3', '(n1 + 2) * 3'],
    ['t1 包含 “a”', 't1 contains "a"'],
    ['[n1] = 空', 'n1 = none'],
    ['非 b1', 'not b1'],
    ['=n1+1', 'n1 + 1'],
  ]
  for (const [a, b] of same) assert.equal(canonical(a), canonical(b), a)
})
const canonical = (text: string) => {
  const result = parse(text)
  return 'tree' in result ? print(result.tree) : JSON.stringify(result.problems)
}

test('everything that is read is named, for rights', () => {
  assert.deepEqual(checked('SUMIF(lines, lm > i1, ln) + r1.n1').paths, [
    ['lines'],
    ['lines', 'lm'],
    ['i1'],
    ['lines', 'ln'],
    ['r1', 'n1'],
  ])
  assert.deepEqual(checked('SUM(lines.ln)').reads, [
    { object: 'thing', path: ['lines'] },
    { object: 'line', path: ['ln'] },
  ])
})

test('a top-level and splits into its conditions', () => {
  const parts = conjuncts(checked('b1 and (n1 > 1 and AND(b2, t1 = "a"))'))
  assert.deepEqual(
    parts.map(({ paths }) => paths),
    [[['b1']], [['n1']], [['b2']], [['t1']]],
  )
  assert.equal(conjuncts(checked('b1 or b2')).length, 1)
})

test('every literal is a parameter: nothing that was typed becomes SQL', () => {
  fc.assert(
    fc.property(
      fc
        .string({ minLength: 8 })
        .filter((text) => text.isWellFormed() && !text.includes('\0') && text.trim() !== ''),
      (text) => {
        const quoted = `"${text.replaceAll('"', '""')}"`
        const printed = sqlOf(`t1 = ${quoted} or t1 contains ${quoted} or t2 in (${quoted})`)
        assert.equal(printed.text, sqlOf('t1 = "a" or t1 contains "a" or t2 in ("a")').text)
      },
    ),
  )
})

test('the canonical text reads back to the same tree', () => {
  for (const text of fc.sample(formulaOf, { numRuns: 2000, seed: 1 })) {
    const first = parse(text)
    assert.ok('tree' in first)
    const second = parse(print(first.tree))
    assert.ok('tree' in second, `${text} → ${print(first.tree)}`)
    assert.deepEqual(bare(second.tree), bare(first.tree), `${text} → ${print(first.tree)}`)
  }
})
const bare = (tree: Tree): unknown =>
  JSON.parse(
    JSON.stringify(tree, (key, value: unknown) =>
      key === 'from' || key === 'to' ? undefined : value,
    ),
  )

test('whatever is typed gives a formula or problems, never an exception', () => {
  const word = fc.constantFrom(
    'n1',
    'lines',
    '.',
    'ln',
    '(',
    ')',
    ',',
    '"a"',
    '1',
    '+',
    '-',
    '%',
    '^',
    'and',
    'or',
    'not',
    'in',
    'is',
    'empty',
    'between',
    'contains',
    'starts with',
    'SUM(',
    'IF(',
    'TEXT(',
    'me',
    '[',
    ']',
    '"',
    "'",
    '`',
    '且',
    '（',
    '=',
    '<',
    '!',
    '&',
    'd1',
    's1',
    'tags',
    'r1',
    'COUNT(',
    'SWITCH(',
    'DATE(',
    '\0',
    '😀',
    '\uD800',
  )
  const texts = [
    ...fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), { numRuns: 5000, seed: 2 }),
    ...fc.sample(
      fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
      { numRuns: 15_000, seed: 3 },
    ),
  ]
  let sensible = 0
  for (const text of texts) {
    const result = check(text, scope)
    if ('checked' in result) {
      sensible++
      toValue(result.checked, rowOf(caseRow), circumstances)
      toSql(result.checked, sqlScope('t'), circumstances)
    } else {
      assert.ok(result.problems.length > 0, text)
      for (const { from, to, says } of result.problems) {
        assert.ok(from >= 0 && from <= to && to <= text.length, text)
        assert.doesNotMatch(says.zh + says.en, /\{\w+\}/)
      }
    }
  }
  assert.ok(sensible > 100)
})

test('monstrous formulas are refused quickly', () => {
  const monsters = [
    '('.repeat(9000),
    '-'.repeat(9000) + '1',
    'not '.repeat(2400) + 'b1',
    'n1+'.repeat(3000) + '1',
    'IF('.repeat(3000),
    'a.'.repeat(4000) + 'b',
    '"'.repeat(9999),
    '1%'.repeat(5000),
    'x'.repeat(70_000),
    '1' + '%'.repeat(9000),
    '[',
    '"a"&'.repeat(2400) + '"a"',
  ]
  for (const text of monsters) {
    // The work of it, not how long others kept the machine from it.
    const start = process.cpuUsage()
    assert.ok(problemsOf(text).length > 0, text.slice(0, 20))
    assert.ok(process.cpuUsage(start).user < 100_000, text.slice(0, 20))
  }
  assert.deepEqual(
    problemsOf('t1 = "a" or '.repeat(300) + 'b1'),
    [],
    'a long list of alternatives is no monster',
  )
})

test('nested formulas grow in a straight line, in SQL too', () => {
  const letters: Record<string, string> = {
    number: 'n',
    text: 't',
    boolean: 'b',
    date: 'd',
    datetime: 's',
  }
  const leaves: Record<string, string> = { n: 'n1', t: 't1', b: 'b1', d: 'd1', s: 's1' }
  const lengthOf = (pattern: string, letter: string, depth: number) => {
    let formula = leaves[letter]!
    for (let i = 0; i < depth; i++) {
      const inner = formula
      let done = false
      formula = pattern.replace(/%([ntbds])(?![a-z])/g, (_, each: string) => {
        if (each !== letter || done) return leaves[each]!
        done = true
        return inner
      })
    }
    return sqlOf(formula, 'value').text.length
  }
  for (const [kind, list] of Object.entries(patterns))
    for (const pattern of list) {
      const [short, long] = [
        lengthOf(pattern, letters[kind]!, 8),
        lengthOf(pattern, letters[kind]!, 16),
      ]
      assert.ok(long < 4 * short, `${pattern}: ${short} → ${long}`)
    }
})

test('a formula over too many rows stops and says so', () => {
  const many = {
    value: () => '1',
    rows: () => Array.from({ length: 300_000 }, () => ({ value: () => '1', rows: () => [] })),
  }
  assert.deepEqual(toValue(checked('SUM(lines, ln * ln + ln)'), many, circumstances), {
    error: 'too-many-steps',
  })
})

test('every function explains itself in both languages with an example that reads', () => {
  for (const { name, help, example } of functionsHelp()) {
    assert.ok(help.zh && help.en, name)
    assert.ok('tree' in parse(example), `${name}: ${example}`)
    assert.ok(example.toUpperCase().includes(`${name.toUpperCase()}(`), `${name}: ${example}`)
  }
})

test('what a row holds in the wrong shape is empty', () => {
  const odd = { value: () => ({ a: [1] }), rows: () => [] }
  for (const text of ['n1 + 1', 't1 & ""', 'd1', 's1', 'b1', 'r1', 'tags'])
    assert.ok([null, ''].includes(toValue(checked(text), odd, circumstances) as null), text)
  const raw: Sql = toSql(checked('b1'), sqlScope('t'), circumstances)
  assert.equal(compile(raw).text, '"t"."b1"')
})

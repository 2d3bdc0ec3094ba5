// Do PostgreSQL and JavaScript calculate the same, for formulas and rows that nobody thought of?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { ident, join, sql, type Sql } from '#kernel/sql.ts'
import { testDatabase, type TestDatabase } from '../../stories/database.ts'
import { cases } from './cases.fixtures.ts'
import { check, type Checked } from './check.ts'
import { formulaOf } from './random-formula.fixtures.ts'
import { circumstances, rowOf, sampleRows, scope, tables } from './random-rows.fixtures.ts'
import { toSql, type Cast, type SqlScope } from './to-sql.ts'
import { toValue, type FormulaValue } from './to-value.ts'

const trees = Number(process.env['FORMULA_TREES'] ?? 2000)
const seed = Number(process.env['FORMULA_SEED'] ?? 20261123)
const perStatement = 50

let database: TestDatabase
const rows = sampleRows(50)
before(async () => {
  database = await testDatabase()
  for (const statement of tables(rows)) await database.db.query(statement)
})
after(() => database?.drop())

const param = (value: unknown, cast: Cast): Sql => casts[cast](value)
const casts: Record<Cast, (value: unknown) => Sql> = {
  text: (value) => sql`${value}::text`,
  numeric: (value) => sql`${value}::numeric`,
  boolean: (value) => sql`${value}::boolean`,
  date: (value) => sql`${value}::date`,
  timestamptz: (value) => sql`${value}::timestamptz`,
  'text[]': (value) => sql`${value}::text[]`,
  uuid: (value) => sql`${value}::uuid`,
  'uuid[]': (value) => sql`${value}::uuid[]`,
}
const sqlScope = (alias: string): SqlScope => ({
  column: (path) =>
    path.length === 1
      ? sql`${ident(alias)}.${ident(path[0]!)}`
      : sql`(select ${sqlScope('other').column(path.slice(1))} from thing other where other.id = ${ident(alias)}.${ident(path[0]!)})`,
  rows: (_, inner) =>
    sql`(select ${inner(sqlScope('child'))} from line child where child.thing = ${ident(alias)}.id)`,
  param,
})

/** Every value as one text, the same from both sides. */
function textOf(value: FormulaValue, checked: Checked): string | null {
  if (value === null || (typeof value === 'object' && 'error' in value)) return null
  if (value instanceof Decimal) return value.toFixed()
  return checked.type.type === 'datetime' ? micros(String(value)) : String(value)
}
function asText(checked: Checked, expression: Sql): Sql {
  switch (checked.type.type) {
    case 'number':
      return sql`trim_scale(${expression})::text`
    case 'date':
      return sql`to_char(${expression}, 'YYYY-MM-DD')`
    case 'datetime':
      return sql`(extract(epoch from ${expression}) * 1000000)::bigint::text`
    default:
      return sql`(${expression})::text`
  }
}
const micros = (iso: string) => {
  const [, whole = '', fraction = ''] = /^(.*)\.(\d+)Z$/.exec(iso)!
  return (BigInt(Date.parse(`${whole}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0'))).toString()
}

/** Compares all rows for all formulas; gathers what differs, the shortest formula first. */
async function compare(formulas: readonly string[]) {
  const differences: { text: string; says: string }[] = []
  let pairs = 0
  let known = 0
  for (let from = 0; from < formulas.length; from += perStatement) {
    const batch = formulas.slice(from, from + perStatement).flatMap((text) => {
      const result = check(text, scope)
      if ('checked' in result) return [{ text, checked: result.checked }]
      // Aggregates around nothing but other aggregates are refused; all else that is drawn makes sense.
      if (result.problems.some((each) => !['rows-mixed', 'rows-expected'].includes(each.code)))
        differences.push({ text, says: JSON.stringify(result.problems) })
      return []
    })
    const answers = await ask(batch)
    for (const [i, { text, checked }] of batch.entries()) {
      const answer = answers[i]!
      if (typeof answer === 'string') {
        differences.push({ text, says: answer })
        continue
      }
      for (const [r, row] of rows.entries()) {
        const expected = textOf(toValue(checked, rowOf(row), circumstances), checked)
        const [value, condition] = answer[r]!
        const wrong =
          value !== expected ||
          (checked.type.type === 'boolean' && condition !== String(expected === 'true'))
        if (wrong)
          differences.push({
            text,
            says: `SQL ${value} as a condition ${condition}, JavaScript ${expected}, row ${JSON.stringify(row)}`,
          })
        pairs++
        if (expected !== null) known++
        if (wrong) break
      }
    }
  }
  return { pairs, known, differences: differences.sort((a, b) => a.text.length - b.text.length) }
}

/** Per formula and row the value and the condition; the message of PostgreSQL if it refused. */
async function ask(
  batch: readonly { checked: Checked }[],
): Promise<((readonly [string | null, string | null])[] | string)[]> {
  const printed = batch.map(({ checked }) => {
    const value = asText(checked, toSql(checked, sqlScope('t'), circumstances, 'value'))
    const isBoolean = checked.type.type === 'boolean'
    return sql`${value}, ${isBoolean ? sql`((${toSql(checked, sqlScope('t'), circumstances)}) is true)::text` : sql`null::text`}`
  })
  const run = async (list: readonly Sql[]) =>
    (
      await database.db.query<{ v: (string | null)[] }>(
        sql`select array[${join(list, ', ')}]::text[] as v from thing t order by n`,
      )
    ).map(({ v }) => v)
  const columns = await run(printed).catch(() => undefined)
  if (columns) return batch.map((_, i) => columns.map((v) => [v[2 * i]!, v[2 * i + 1]!] as const))
  return Promise.all(
    printed.map((each) =>
      run([each]).then(
        (list) => list.map((v) => [v[0]!, v[1]!] as const),
        (error: Error) => error.message,
      ),
    ),
  )
}

test('a formula gives the same in PostgreSQL and in JavaScript, whatever the formula and the row', async (t) => {
  const formulas = fc.sample(formulaOf, { numRuns: trees, seed })
  const { pairs, known, differences } = await compare(formulas)
  t.diagnostic(`${pairs} pairs, ${known} of them not empty`)
  const told = differences.slice(0, 12).map(({ text, says }) => `${text}\n    ${says}`)
  assert.equal(differences.length, 0, `${differences.length} formulas differ:\n${told.join('\n')}`)
  assert.ok(known > pairs / 4, 'most of the pairs should not be empty on both sides')
})

test('the cases that show what the language means give the same, too', async () => {
  const { differences } = await compare(cases.map(({ formula }) => formula))
  assert.deepEqual(differences, [])
})

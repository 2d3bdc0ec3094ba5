// How far do the functions agree with what spreadsheets give?

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { Decimal } from 'decimal.js'
import { check } from './check.ts'
import { functionsHelp } from './functions.ts'
import { circumstances } from './random-rows.fixtures.ts'
import { toValue, type FormulaValue } from './to-value.ts'
import { plainWeek } from './workdays.ts'

interface Case {
  readonly fn: string
  readonly args: readonly unknown[]
  readonly op: string
  readonly expected: unknown
  readonly tol?: number
}
const file = fileURLToPath(
  new URL('../../../shared/data/formula-functions/formula-cases.jsonl.gz', import.meta.url),
)

/** What the cases expect and we decided otherwise; each is told in the README. */
const ours = (each: Case) => {
  const args = JSON.stringify(each.args)
  return (
    /"\d{1,2}\/\d{1,2}\/\d{4}"/.test(args) || // day or month first? such dates are not read
    /undefined|null/.test(args) || // empty is empty here, not zero
    /"\$":"(error|call)"/.test(args) ||
    each.args.some(Array.isArray) // ranges
  )
}

/** An argument as the formula language writes it; undefined where it cannot. */
function written(arg: unknown): string | undefined {
  if (typeof arg === 'number') return new Decimal(arg).toFixed()
  if (typeof arg === 'string') return `"${arg.replaceAll('"', '""')}"`
  if (typeof arg === 'boolean') return String(arg)
  const { $, local } = arg as { $?: string; local?: number[] }
  if ($ !== 'date' || !local || local.slice(3).some(Boolean)) return undefined
  return `DATE(${local.slice(0, 3).join(', ')})`
}

const scope = { object: 'none', field: () => undefined, names: () => [] }

function same(given: FormulaValue | 'refused', expected: unknown, tolerance = 1e-9): boolean {
  const wanted = expected as { $?: string; local?: number[] }
  const isNone =
    given === 'refused' || given === null || (typeof given === 'object' && 'error' in given)
  if (typeof expected === 'object' && wanted?.$ === 'error') return isNone
  if (isNone) return false
  if (given instanceof Decimal)
    return typeof expected === 'number' && given.minus(expected).abs().lte(tolerance)
  if (typeof expected === 'object' && wanted?.$ === 'date') {
    const [year, month, day] = wanted.local!
    return given === `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  }
  return given === expected
}

test(
  'where a function has a spreadsheet name, it gives what spreadsheets give',
  { skip: !existsSync(file) && 'the cases are not here' },
  (t) => {
    const known = new Set(functionsHelp().map(({ name }) => name))
    const cases = gunzipSync(readFileSync(file))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Case)
    const differ: string[] = []
    let compared = 0
    for (const each of cases) {
      if (!known.has(each.fn) || ours(each)) continue
      const args = each.args.map(written)
      if (args.includes(undefined)) continue
      const formula = `${each.fn}(${args.join(', ')})`
      const checked = check(formula, scope)
      const given =
        'problems' in checked
          ? 'refused'
          : toValue(
              checked.checked,
              { value: () => null, rows: () => [] },
              { ...circumstances, calendar: plainWeek },
            )
      compared++
      if (!same(given, each.expected, each.tol))
        differ.push(
          `${formula} gives ${JSON.stringify(given)}, there ${JSON.stringify(each.expected)}`,
        )
    }
    t.diagnostic(`${compared - differ.length} of ${compared} cases agree`)
    for (const each of differ) t.diagnostic(each)
    assert.ok(compared > 100)
    // Types are strict here, so some calls are refused; of those that give a value, only these differ.
    const values = differ
      .filter((each) => !each.includes('gives "refused"'))
      .map((each) => each.split(' gives ')[0])
    assert.deepEqual(values, [
      'FLOOR(2.5, -2)',
      'POWER(98.6, 3.2)',
      'CONCATENATE(true, "yes")',
      'VALUE("")',
    ])
  },
)

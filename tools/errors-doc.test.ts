// Does docs/errors.md hold every "no" that the product can say, in its own words, and nothing else?
import { problems } from '#kernel/problems.ts'
import { refusals } from '#kernel/refusals.ts'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ltcRefusals } from '#ltc/refusals.ts'

const text = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8')
/** The rows of the table under a heading: cells without the bars. */
function rows(heading: string): string[][] {
  const part = text.split(/^## /m).find((one) => one.startsWith(heading)) ?? ''
  return part
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.trim()),
    )
}
const refusalRows = (
  table: Readonly<Record<string, { status: number; zh: string; en: string }>>,
): string[][] =>
  Object.entries(table)
    .map(([code, row]) => [`\`${code}\``, String(row.status), row.zh, row.en])
    .sort()

test('every refusal stands in the list with its status and both sentences, and no other', () => {
  assert.deepEqual(rows('Refusals of the machine').sort(), refusalRows(refusals))
  assert.deepEqual(rows('Refusals of the book').sort(), refusalRows(ltcRefusals))
})

test('every problem of an input stands in the list with both sentences, and no other', () => {
  assert.deepEqual(
    rows('Problems of an input').sort(),
    Object.entries(problems)
      .map(([code, row]) => [`\`${code}\``, row.zh, row.en])
      .sort(),
  )
})

test('no code means two things', () => {
  assert.deepEqual(
    Object.keys(refusals).filter((code) => code in ltcRefusals),
    [],
  )
})

test('every brace of a sentence stands in both languages', () => {
  const braces = (sentence: string): string[] =>
    [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort()
  for (const [code, row] of [
    ...Object.entries(refusals),
    ...Object.entries(ltcRefusals),
    ...Object.entries(problems),
  ])
    assert.deepEqual(braces(row.zh), braces(row.en), code)
})

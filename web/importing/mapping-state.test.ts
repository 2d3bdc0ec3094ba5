// Does the mapping stay one that the server takes, whatever is answered in whatever order?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldDef } from '#kernel/field.ts'
import { checkMapping } from '#kernel/import/mapping.ts'
import type { Mapping } from '#kernel/import/mapping.ts'
import {
  hasDates,
  notFilled,
  pickOf,
  withAnswer,
  withCreate,
  withPick,
  withValue,
  wordsIn,
  looksFractional,
} from './mapping-state.ts'

const label = { zh: 'x', en: 'x' }
const fields: Record<string, FieldDef> = {
  name: { kind: 'text', label, required: true },
  stage: { kind: 'stage', label },
  account: { kind: 'ref', object: 'account', label },
  due: { kind: 'date', label },
}
const start: Mapping = {
  key: 'name',
  columns: { Name: 'name', Status: 'stage', Customer: 'account', Extra: null },
  values: { stage: { Won: 'won' } },
  create_missing: ['account'],
}
const fresh = (taken: Readonly<Record<string, unknown>>) => (taken.extra ? 'extra_2' : 'extra')
const sound = (mapping: Mapping) =>
  assert.deepEqual(checkMapping(mapping, fields, ['Name', 'Status', 'Customer', 'Extra']).list, [])

test('a field that is given to another column leaves the one that had it', () => {
  const next = withPick(start, 'Extra', 'name', fresh)
  assert.deepEqual(next.columns, {
    Name: null,
    Status: 'stage',
    Customer: 'account',
    Extra: 'name',
  })
  sound(next)
})

test('a column that is left out takes its key, values and creations along', () => {
  let next = withPick(start, 'Name', '', fresh)
  next = withPick(next, 'Status', '', fresh)
  next = withPick(next, 'Customer', '', fresh)
  assert.deepEqual(next, { columns: { Name: null, Status: null, Customer: null, Extra: null } })
})

test('a column can become a new field, and is shown as such', () => {
  const next = withPick(start, 'Extra', '+money', fresh)
  assert.deepEqual(next.columns.Extra, { field: 'extra', new: 'money' })
  assert.equal(pickOf(next.columns.Extra), '+money')
  sound(next)
})

test('a word of the file is given a value, an empty one, or none again', () => {
  const next = withValue(withValue(start, 'stage', 'Lost', 'lost'), 'stage', 'Odd', '')
  assert.deepEqual(next.values, { stage: { Won: 'won', Lost: 'lost', Odd: '' } })
  sound(next)
  const back = ['Won', 'Lost', 'Odd'].reduce(
    (mapping, word) => withValue(mapping, 'stage', word, undefined),
    next,
  )
  assert.equal('values' in back, false)
})

test('plain answers and creations come and go without traces', () => {
  assert.equal(withAnswer(start, 'dates', 'M/D/YYYY').dates, 'M/D/YYYY')
  assert.equal('key' in withAnswer(start, 'key', undefined), false)
  assert.equal('create_missing' in withCreate(start, 'account', false), false)
})

test('required fields without a column are told, and days are noticed', () => {
  assert.deepEqual(notFilled(start, fields), [])
  assert.deepEqual(notFilled(withPick(start, 'Name', '', fresh), fields), ['name'])
  assert.equal(hasDates(start, fields), false)
  assert.equal(hasDates(withPick(start, 'Extra', 'due', fresh), fields), true)
  assert.equal(hasDates(withPick(start, 'Extra', '+date', fresh), fields), true)
})

test('words with a problem come first, each once', () => {
  const row = (line: number, cell: string, wrong: boolean) => ({
    line,
    passed: false,
    cells: [cell],
    problems: wrong ? [{ column: 'Status', says: label }] : [],
  })
  const preview = {
    file: 'f',
    columns: [{ name: 'Status', sample: [], guess: null }],
    mapping: {},
    read: { kind: 'csv' as const, header_row: 1 },
    rows: 3,
    summary: null,
    repeats: [],
    first: [row(2, 'Won', false), row(3, 'Odd ', true), row(4, 'Won', false), row(5, '', false)],
  }
  const shares = (...cells: string[]) =>
    looksFractional(
      { columns: { Status: 'chance' } },
      { chance: { kind: 'percent', label: { zh: '赢率', en: 'Chance' } } },
      { ...preview, first: cells.map((cell, i) => row(i, cell, false)) },
    )
  assert.equal(shares('0.3', '1', '50%', ''), true)
  assert.equal(shares('0.3', '20'), false)
  assert.equal(shares('1', '0'), false)
  assert.deepEqual(wordsIn(preview, 'Status'), [
    { word: 'Odd', wrong: true },
    { word: 'Won', wrong: false },
  ])
})

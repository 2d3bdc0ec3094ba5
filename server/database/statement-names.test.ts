// Are statements prepared when that pays, and never without bound?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StatementNames } from './statement-names.ts'

test('a statement gets a name the second time and keeps it', () => {
  const names = new StatementNames()
  assert.equal(names.nameOf('select 1'), undefined)
  const name = names.nameOf('select 1')
  assert.ok(name)
  assert.equal(names.nameOf('select 1'), name)
  assert.notEqual(twice(names, 'select 2'), name)
})

test('a stale statement is prepared again under another name', () => {
  const names = new StatementNames()
  const old = twice(names, 'select 1')
  names.forget('select 1')
  const fresh = twice(names, 'select 1')
  assert.ok(fresh)
  assert.notEqual(fresh, old)
})

test('at most 500 statements are prepared, and a connection that often had to do without is worn', () => {
  const names = new StatementNames()
  const given = new Set<string | undefined>()
  for (let i = 0; i < 2_000; i++) given.add(twice(names, `select ${i}`))
  given.delete(undefined)
  assert.equal(given.size, 500)
  assert.equal(names.worn, false)
  for (let i = 2_000; i < 9_000; i++) twice(names, `select ${i}`)
  assert.equal(names.worn, true)
})

const twice = (names: StatementNames, text: string): string | undefined => {
  names.nameOf(text)
  return names.nameOf(text)
}

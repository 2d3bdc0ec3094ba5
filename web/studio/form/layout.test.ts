// Does a field that is dragged or stepped over the form always stand once?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moved, reordered, stepped } from './layout.ts'

const label = { zh: '段', en: 'Part' }
const form = [
  { label, fields: ['a', 'b'] },
  { label, fields: ['c'] },
]
const names = (next: { fields: readonly string[] }[] | null) =>
  next?.map((one) => one.fields.join(''))

test('a field is put before another, at the end of a section, or among the rest', () => {
  assert.deepEqual(names(moved(form, 'c', { section: 0, before: 'b' })), ['acb', ''])
  assert.deepEqual(names(moved(form, 'a', { section: 0, before: null })), ['ba', 'c'])
  assert.deepEqual(names(moved(form, 'a', { section: -1, before: null })), ['b', 'c'])
  assert.deepEqual(names(moved(form, 'new', { section: 1, before: null })), ['ab', 'cnew'])
  assert.deepEqual(names(moved(form, 'a', { section: 0, before: 'a' })), ['ab', 'c'])
})

test('the keyboard takes a field through all sections into the rest and back', () => {
  assert.deepEqual(names(stepped(form, 'a', true)), ['ba', 'c'])
  assert.deepEqual(names(stepped(form, 'b', true)), ['a', 'bc'])
  assert.deepEqual(names(stepped(form, 'c', true)), ['ab', ''])
  assert.deepEqual(names(stepped(form, 'c', false)), ['abc', ''])
  assert.deepEqual(names(stepped(form, 'free', false)), ['ab', 'cfree'])
  assert.equal(stepped(form, 'a', false), null)
  assert.equal(stepped(form, 'free', true), null)
})

test('a section is taken to another place with its fields', () => {
  assert.deepEqual(names(reordered(form, 1, 0)), ['c', 'ab'])
})

// Is a sentence filled with what it speaks of, in words that fit their number?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sentence } from './sentence.ts'

test('a word has the form of its number, which is written where it says so', () => {
  const says = '{n} {n:deal|deals} {n:has|have} no rate'
  assert.equal(sentence(says, { n: 1 }), '1 deal has no rate')
  assert.equal(sentence(says, { n: '1' }), '1 deal has no rate')
  assert.equal(sentence(says, { n: 0 }), '0 deals have no rate')
  assert.equal(sentence(says, { n: '1,000' }), '1,000 deals have no rate')
})

test('a brace without a value stays visible, whatever it asks for', () => {
  assert.equal(sentence('{n} {n:deal|deals} of {who}', {}), '{n} {n:deal|deals} of {who}')
})

// Does the check digit of a unified social credit code tell right from wrong?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isCreditCode } from './credit-code.ts'

const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const begun = fc
  .array(fc.constantFrom(...signs), { minLength: 17, maxLength: 17 })
  .map((list) => list.join(''))
const whole = begun.map((text) => [...signs].map((one) => text + one).find(isCreditCode)!)

test('of 31 last signs exactly one is right', () => {
  fc.assert(
    fc.property(begun, (text) => {
      assert.equal([...signs].filter((one) => isCreditCode(text + one)).length, 1)
    }),
  )
})

test('a sign that was mistyped is noticed, wherever it stands', () => {
  fc.assert(
    fc.property(whole, fc.nat(17), fc.constantFrom(...signs), (code, at, sign) => {
      if (code[at] === sign) return
      assert.equal(isCreditCode(code.slice(0, at) + sign + code.slice(at + 1)), false)
    }),
  )
})

test('the example worked out by hand: 91 350 100 M000 100 Y4 ends in 3', () => {
  assert.equal(isCreditCode('91350100M000100Y43'), true)
  assert.equal(isCreditCode('91350100M000100Y44'), false)
  for (const odd of [
    '',
    '91350100M000100Y4',
    '91350100m000100y43',
    '91350100O000100Y43',
    'DE123456789',
  ])
    assert.equal(isCreditCode(odd), false)
})

// Is a phone number that people write in many ways kept in one?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normalPhone } from './phone.ts'

test('a phone has one written form, in which it can be dialled', () => {
  const cases: [typed: string, kept: string][] = [
    ['138 0013 8000', '13800138000'],
    ['+86 138-0013-8000', '13800138000'],
    ['0512-66668888', '051266668888'],
    ['(021) 1234 5678', '02112345678'],
    ['+86 512 6666 8888', '051266668888'],
    ['400-123-4567', '4001234567'],
    ['+49 30 123456', '+4930123456'],
    ['95588', '95588'],
  ]
  for (const [typed, kept] of cases) assert.equal(normalPhone(typed), kept, typed)
})

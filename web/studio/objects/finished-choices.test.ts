// Does a default that is typed while its choice is new mean that choice?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choicesIn, inNames } from '#kernel/formula-words.ts'
import { finished } from './field-draft.ts'

test('a default by the label of a choice that has no name yet is kept by the name that it will have', () => {
  const choices = {
    '': { label: { zh: '', en: 'Turret' } },
    choice: { label: { zh: '', en: 'Servo' } },
  }
  const into = finished({ kind: 'choice', choices }, undefined)
  assert.deepEqual(Object.keys(into.choices as object), ['turret', 'servo'])
  const field = {
    kind: 'choice',
    label: { zh: '', en: '' },
    choices: into.choices as never,
  } as const
  for (const [typed, kept] of [
    ['"Turret"', '"turret"'],
    ['"Servo"', '"servo"'],
  ] as const)
    assert.equal(inNames(typed, 'lead', {}, choicesIn(field)).text, kept)
})

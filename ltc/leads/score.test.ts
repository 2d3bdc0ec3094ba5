// Does the score say what the answers say?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { points, score } from './score.ts'

const question = (kind: string, choices: { text: string; points: number }[] = []) => ({
  id: 'q',
  kind,
  weight: 1,
  choices,
})

test('yes is 100 points and everything else is none', () => {
  for (const said of ['是', 'yes', ' YES ', 'true', '有']) {
    assert.equal(points(question('yes_no'), said), 100, said)
  }
  for (const said of ['否', 'no', '', '也许'])
    assert.equal(points(question('yes_no'), said), 0, said)
})

test('a scale counts tenfold and never above 100', () => {
  assert.equal(points(question('scale'), '7'), 70)
  assert.equal(points(question('scale'), '7.5'), 75)
  assert.equal(points(question('scale'), '99'), 100)
  assert.equal(points(question('scale'), '-3'), 0)
  assert.equal(points(question('scale'), '1e9'), 0)
})

test('a choice has its own points, an unknown one none', () => {
  const when = question('choice', [{ text: '三个月内', points: 80 }])
  assert.equal(points(when, '三个月内 '), 80)
  assert.equal(points(when, '明年'), 0)
})

test('text is not scored and does not weigh', () => {
  assert.equal(points(question('text'), '很急'), null)
  assert.equal(score([{ weight: 5, points: null }]), null)
  assert.equal(
    score([
      { weight: 5, points: null },
      { weight: 1, points: 60 },
    ]),
    60,
  )
})

test('the score is the weighted mean as a whole number', () => {
  assert.equal(
    score([
      { weight: 3, points: 100 },
      { weight: 1, points: 20 },
    ]),
    80,
  )
  assert.equal(
    score([
      { weight: 2, points: 100 },
      { weight: 1, points: 0 },
    ]),
    67,
  )
  assert.equal(score([{ weight: 0, points: 100 }]), null)
  assert.equal(score([]), null)
})

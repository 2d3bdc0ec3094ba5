// Does the line above the river add up, and say what stands elsewhere as it stands there?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { figures, isWritten, roundedParts, scaleOf, type Scale } from './scale.ts'

const scale: Scale = { per: 10_000, unit: '万', digits: 0 }
const steps = ({ whole, fixed, parts }: ReturnType<typeof roundedParts>): number[] =>
  [whole, fixed, ...parts].map((size) => size / scale.per)

test('what was received is rounded as at the mouth, and the others make up the whole', () => {
  const [received, stay, lost] = [201_914_900, 398_664_900, 1_632_070_400]
  assert.deepEqual(
    steps(roundedParts(received + stay + lost, received, [stay, lost], scale)),
    [223_265, 20_191, 39_867, 163_207],
  )
})

test('whatever the sizes, the written parts make the written whole', () => {
  for (let n = 1; n < 4000; n++) {
    const [fixed, a, b] = [n * 7919, n * 104_729, n * 1_299_709].map((size) => size % 987_654) as [
      number,
      number,
      number,
    ]
    const [whole, ...parts] = steps(roundedParts(fixed + a + b, fixed, [a, b], scale))
    assert.equal(
      parts.reduce((sum, part) => sum + part, 0),
      whole,
      `${fixed} ${a} ${b}`,
    )
  }
})

test('of little money every cent is said, and what is too little to be written is no warning', () => {
  const little = scaleOf(3.5, 'amount')
  assert.equal(figures(0.35, little), '0.35')
  assert.equal(isWritten(0.35, little), true)
  assert.equal(isWritten(12, scale), false)
  assert.equal(isWritten(0, little), false)
})

// Which lines are shown where two people wrote one quote?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyLine } from './draft-line.ts'
import type { DraftLine } from './draft-line.ts'
import { lineClashes } from './line-clash.ts'

const line = (id: string | null, more: Partial<DraftLine> = {}): DraftLine => ({
  ...emptyLine(),
  id,
  ...more,
})

test('only lines that differ are shown, each beside its other version', () => {
  const mine = [line('a'), line('b', { quantity: '2' }), line(null, { description: 'new' })]
  const theirs = [line('a'), line('b', { quantity: '3' }), line('c')]
  const clashes = lineClashes(mine, theirs)
  assert.deepEqual(
    clashes.map((one) => [one.place, one.mine?.id ?? null, one.theirs?.id ?? null]),
    [
      [2, 'b', 'b'],
      [3, null, null],
      [3, null, 'c'],
    ],
  )
  assert.equal(clashes[1]?.mine?.description, 'new')
})

test('two that wrote the same differ in nothing', () =>
  assert.deepEqual(lineClashes([line('a')], [line('a')]), []))

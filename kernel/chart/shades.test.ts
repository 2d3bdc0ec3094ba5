// Can what is written on a shade be read, by day and by night?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Palette } from './chart-looks.ts'
import { wordsOn } from './shades.ts'

const day = { ink: '#14201f', paper: '#fdfdfb' } as Palette
const night = { ink: '#e6ecea', paper: '#0f1617' } as Palette

test('words on a shade take whichever of ink and paper stands out more', () => {
  const towardsDark = ['#edeee9', '#14606e']
  assert.deepEqual(
    [0, 0.3, 1].map((part) => wordsOn(day, towardsDark, part)),
    [day.ink, day.ink, day.paper],
  )
  const towardsLight = ['#1d2729', '#82cdd6']
  assert.deepEqual(
    [0, 0.3, 1].map((part) => wordsOn(night, towardsLight, part)),
    [night.ink, night.ink, night.paper],
  )
  // The middle of the night's water: dark words on it are the ones that are read.
  assert.equal(wordsOn(night, ['#3a93a0', '#3a93a0'], 0.5), night.paper)
})

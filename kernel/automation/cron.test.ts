// Which time tables are read, and which would never come?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCron } from './cron.ts'

test('a time table has five parts, each within its bounds', () => {
  for (const good of [
    '0 9 * * *',
    '*/15 * * * *',
    '0 8-18/2 * * 1-5',
    '0 8 1,15 * *',
    '30 7 * jan-mar MON,fri',
    ' 5  4 29 2 0 ',
    '0 0 * * 7',
  ])
    assert.equal(isCron(good), true, good)
  for (const bad of [
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '0 24 * * *',
    '0 0 0 * *',
    '0 0 32 * *',
    '0 0 * 13 *',
    '0 0 * * 8',
    '5-1 * * * *',
    '*/0 * * * *',
    '1- * * * *',
    '-1 * * * *',
    '1--2 * * * *',
    'a b c d e',
    '1/2/3 * * * *',
    ', * * * *',
    undefined,
    5,
  ])
    assert.equal(isCron(bad), false, String(bad))
})

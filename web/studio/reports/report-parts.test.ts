// Is a report put together and taken apart without losing anything?

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { groupParts, groupText, lacks, measureParts, measureText } from './report-parts.ts'

test('what is chosen from lists and what is written are the same', () => {
  for (const by of [
    'owner',
    'account.region',
    'month(close_date)',
    'week(account.created_at)',
    'step(amount, 1000)',
    'bins(amount, -5, 0, 30.5)',
    'bins(DAYS(TODAY(), due_on), 1, 31)',
    'amount > 3',
    'UPPER(name)',
  ])
    assert.equal(groupText(groupParts(by)), by)
  for (const text of [
    'count()',
    'count(won_at)',
    'sum(amount)',
    'distinct(account)',
    'sum(amount * probability / 100)',
    '100 * countif(stage = "won") / count()',
    'sum(amount) / count()',
  ])
    assert.equal(measureText(measureParts(text)), text)
})

test('a formula is not taken for a choice', () => {
  assert.deepEqual(groupParts('bins(DAYS(TODAY(), due_on), 1, 31)'), {
    formula: 'bins(DAYS(TODAY(), due_on), 1, 31)',
  })
  assert.deepEqual(measureParts('sum(amount) / count()'), { formula: 'sum(amount) / count()' })
  assert.deepEqual(measureParts('sum()'), { formula: 'sum()' })
  assert.deepEqual(measureParts('sum(amount)'), { aggregate: 'sum', field: 'amount' })
})

test('a kind of chart says what it lacks', () => {
  const report = { label: { zh: '', en: '' }, object: 'lead', measures: {}, as: 'bar' } as const
  assert.equal(lacks(report, 'bar'), 'row')
  assert.equal(lacks(report, 'number'), null)
  assert.equal(lacks({ ...report, rows: [{ by: 'source' }] }, 'sankey'), 'two_rows')
  assert.equal(lacks({ ...report, rows: [{ by: 'source' }] }, 'heat'), 'across')
  assert.equal(
    lacks({ ...report, rows: [{ by: 'source' }], columns: [{ by: 'stage' }] }, 'heat'),
    null,
  )
})

// Which customers are to be chased, and is a customer of two currencies one row in ours?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReceivablesDesk } from '#kernel/api/desks.ts'
import { isMeant, shownRows, type Only, type Shown } from './ask.ts'

const row = (more: Partial<Shown>): Shown => ({
  key: 'a',
  account: 'a',
  name: 'A',
  currency: 'CNY',
  ages: ['0', '5', '0', '0', '0'],
  total: '5',
  credit: '0',
  dunning: null,
  ...more,
})
const meant = (one: Shown): Only[] =>
  (['late', 'today', 'broken'] as const).filter((only) => isMeant(one, only, '2026-03-10'))
const none = { last: null, next: null, promised: null }

test('late and nothing planned is to be chased; a promise or a plan for later waits; a broken promise does not', () => {
  assert.deepEqual(meant(row({})), ['late', 'today'])
  assert.deepEqual(meant(row({ ages: ['9', '0', '0', '0', '0'] })), [])
  const promised = (on: string) => row({ dunning: { ...none, promised: { on, amount: null } } })
  assert.deepEqual(meant(promised('2026-03-10')), ['late'])
  assert.deepEqual(meant(promised('2026-03-09')), ['late', 'today', 'broken'])
  const planned = (due: string) =>
    row({ dunning: { ...none, next: { id: 'x', due, level: null, subject: '' } } })
  assert.deepEqual(meant(planned('2026-03-11')), ['late'])
  assert.deepEqual(meant(planned('2026-03-10')), ['late', 'today'])
})

test('a customer who owes in two currencies is one row in ours', () => {
  const one = (currency: string, base: string) => ({
    account: 'a',
    name: 'A',
    currency,
    ages: ['1.00', '0.00', '0.00', '0.00', '0.00'] as const,
    total: '1.00',
    credit: '0.00',
    dunning: null,
    base: {
      ages: [base, '0.00', '0.00', '0.00', '0.00'] as const,
      total: base,
      credit: '0.00',
      missing: 0,
    },
  })
  const desk = { currency: 'CNY', rows: [one('CNY', '1.00'), one('USD', '7.10')] } as unknown
  const [base] = shownRows(desk as ReceivablesDesk, true)
  assert.deepEqual([base?.total, base?.ages[0]], ['8.10', '8.10'])
  assert.equal(shownRows(desk as ReceivablesDesk, false).length, 2)
})

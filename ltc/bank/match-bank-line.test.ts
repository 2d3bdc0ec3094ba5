// Is what is suggested for a line of the bank statement explained, in the order of its signs, and never a guess between equals?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compare, sum } from '#kernel/money/sum.ts'
import { matchLine, plain, type LineToMatch, type OpenInvoice } from './match-bank-line.ts'

const line = (more: Partial<LineToMatch>): LineToMatch => ({
  currency: 'CNY',
  amount: '100.00',
  payer: null,
  payer_account: null,
  remark: null,
  claimed: null,
  ...more,
})
const invoice = (id: string, account: string, balance: string, more = {}): OpenInvoice => ({
  id,
  account,
  balance,
  number: `INV2026-0000${id}`,
  contract_number: null,
  due_on: `2026-01-0${id}`,
  currency: 'CNY',
  ...more,
})
const known = (named: Record<string, string[]> = {}, formerName = {}, formerAccount = {}) => ({
  named: new Map(Object.entries(named).map(([name, accounts]) => [plain(name), accounts])),
  formerName: new Map(Object.entries(formerName) as [string, string[]][]),
  formerAccount: new Map(Object.entries(formerAccount) as [string, string[]][]),
})
const nobody = known()
const said = (words: readonly { en: string }[]): string => words.map((one) => one.en).join('; ')

test('the payer’s name and an equal amount name customer and invoice, whatever the width of the brackets', () => {
  const match = matchLine(
    line({ payer: '东江机床(上海)有限公司' }),
    [invoice('1', 'a', '80.00'), invoice('2', 'a', '100.00'), invoice('3', 'b', '100.00')],
    known({ '东江机床（上海） 有限公司': ['a'] }),
  )
  assert.deepEqual(match, {
    account: 'a',
    parts: [{ invoice: '2', amount: '100.00' }],
    rest: '0.00',
    why: [
      { zh: '付款人即客户名称', en: 'the payer is the customer by name' },
      { zh: '金额等于未收余额', en: 'the amount is what is open' },
    ],
    but: [],
  })
})

test('a number in the remark is read whole, and weighs more than the payer', () => {
  const open = [
    invoice('1', 'a', '100.00', { number: 'INV2026-00012' }),
    invoice('2', 'b', '100.00', { number: 'INV2026-000123' }),
  ]
  const match = matchLine(
    line({ remark: '货款INV2026-000123尾款', payer: 'A' }),
    open,
    known({ A: ['a'] }),
  )
  assert.equal(match.account, 'b')
  assert.match(said(match.why), /the remark names INV2026-000123; the amount is what is open/)
  assert.equal(said(match.but), 'other signs speak of another customer')
  const both = matchLine(line({ remark: 'INV2026-00012/INV2026-000123' }), open, nobody)
  assert.equal(both.account, null, 'two customers named is nobody named')
})

test('of two invoices or two customers that fit equally well none is suggested', () => {
  const twins = [invoice('1', 'a', '100.00'), invoice('2', 'a', '100.00')]
  const tied = matchLine(line({ payer: 'A' }), twins, known({ A: ['a'] }))
  assert.deepEqual([tied.account, tied.parts], ['a', []])
  assert.match(said(tied.but), /fits equally well/)
  const shared = matchLine(line({ payer: 'A' }), twins, known({ A: ['a', 'b'] }))
  assert.deepEqual([shared.account, shared.parts], [null, []])
  const anyone = matchLine(
    line({}),
    [invoice('1', 'a', '100.00'), invoice('2', 'b', '100.00')],
    nobody,
  )
  assert.deepEqual([anyone.account, anyone.parts], [null, []])
})

test('several invoices that come to the amount are found, the fewest first', () => {
  const match = matchLine(
    line({ payer: 'A' }),
    [
      invoice('1', 'a', '30.00'),
      invoice('2', 'a', '55.00'),
      invoice('3', 'a', '70.00'),
      invoice('4', 'a', '15.00'),
    ],
    known({ A: ['a'] }),
  )
  assert.deepEqual(
    match.parts.map((one) => one.invoice),
    ['1', '3'],
  )
  assert.match(said(match.why), /the sum of 2 invoices/)
})

test('who paid before is known again by account and by name; a claim goes before both', () => {
  const payers = known({}, { 老王: ['a'] }, { '6217': ['b'] })
  const match = matchLine(line({ payer: '老王', payer_account: '6217' }), [], payers)
  assert.equal(match.account, 'b')
  assert.match(said(match.why), /this customer paid before/)
  const claimed = matchLine(
    line({ payer: '老王', payer_account: '6217', claimed: 'c' }),
    [],
    payers,
  )
  assert.equal(claimed.account, 'c')
  assert.match(said(claimed.but), /nothing is open/)
})

test('without an equal amount the oldest due come first, and somebody should look', () => {
  const match = matchLine(
    line({ payer: 'A', amount: '90.00' }),
    [invoice('2', 'a', '60.00'), invoice('1', 'a', '50.00')],
    known({ A: ['a'] }),
  )
  assert.deepEqual(match.parts, [
    { invoice: '1', amount: '50.00' },
    { invoice: '2', amount: '40.00' },
  ])
  assert.match(said(match.but), /oldest due first/)
})

test('another currency is never suggested', () => {
  const match = matchLine(
    line({ payer: 'A' }),
    [invoice('1', 'a', '100.00', { currency: 'USD' })],
    known({ A: ['a'] }),
  )
  assert.deepEqual([match.account, match.parts, match.rest], ['a', [], '100.00'])
})

test('whatever is open and whoever pays: parts and rest are the line, no part is more than is open, order says nothing', () => {
  const cents = fc.integer({ min: 1, max: 30 }).map((units) => `${units}.00`)
  const one = fc.record({ account: fc.constantFrom('a', 'b', 'c'), balance: cents })
  const scene = fc.record({
    open: fc.array(one, { maxLength: 9 }),
    amount: cents,
    payer: fc.constantFrom('A', 'B', 'AB', '?'),
    remark: fc.constantFrom(null, 'INV2026-00002', '付INV2026-00001、INV2026-00003'),
    claimed: fc.constantFrom(null, null, 'c'),
    seed: fc.infiniteStream(fc.nat()),
  })
  const payers = known({ A: ['a'], B: ['b'], AB: ['a', 'b'] })
  fc.assert(
    fc.property(scene, ({ open, amount, payer, remark, claimed, seed }) => {
      const invoices = open.map((each, at) =>
        invoice(String(at + 1), each.account, each.balance, { due_on: `2026-01-1${at % 3}` }),
      )
      const asked = line({ amount, payer, remark, claimed })
      const match = matchLine(asked, invoices, payers)
      const parts = match.parts.map((part) => part.amount)
      assert.equal(sum([...parts, match.rest], 'CNY'), sum([amount], 'CNY'))
      assert.ok(compare(match.rest, '0') >= 0)
      assert.equal(new Set(match.parts.map((part) => part.invoice)).size, match.parts.length)
      for (const part of match.parts) {
        const of = invoices.find((each) => each.id === part.invoice)!
        assert.equal(of.account, match.account)
        assert.ok(compare(part.amount, '0') > 0 && compare(part.amount, of.balance) <= 0)
      }
      if (match.account) assert.ok(match.why.length > 0, 'no suggestion without a reason')
      const shuffled = invoices
        .map((each) => ({ each, by: seed.next().value }))
        .sort((left, right) => left.by - right.by)
        .map(({ each }) => each)
      assert.deepEqual(matchLine(asked, shuffled, payers), match)
    }),
    { numRuns: 600 },
  )
})

// Does the fingerprint change with the content, and only with it?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentHash } from './content-hash.ts'

const line = {
  product: 'p',
  description: '机床',
  quantity: '1',
  unit_price: '100',
  discount_percent: '0',
  tax_rate: '0.13',
  net: '100.00',
  tax: '13.00',
  gross: '113.00',
}
const quote = {
  opportunity: 'o',
  account: 'a',
  version_no: 1,
  currency: 'CNY',
  tax_inclusive: false,
  valid_until: '2026-04-01',
  terms: null,
  net: '100.00',
  tax: '13.00',
  gross: '113.00',
  lines: [line],
}

test('the same content in other digits is the same', async () => {
  const other = {
    ...quote,
    net: '100',
    lines: [{ ...line, quantity: '1.000', unit_price: '100.00' }],
  }
  assert.equal(await contentHash(other), await contentHash(quote))
  assert.equal(
    await contentHash({ ...quote, stage: 'sent', owner: 'x', sent_at: 'now' }),
    await contentHash(quote),
  )
})

test('any change that the customer could notice is another content', async () => {
  const was = await contentHash(quote)
  assert.match(was, /^[0-9a-f]{64}$/)
  const others = [
    { ...quote, valid_until: '2026-04-02' },
    { ...quote, terms: '货到付款' },
    { ...quote, version_no: 2 },
    { ...quote, tax_inclusive: true },
    { ...quote, gross: '113.01' },
    { ...quote, lines: [line, line] },
    { ...quote, lines: [{ ...line, bundle: 'b' }] },
    { ...quote, lines: [{ ...line, optional: true, offer_gross: '113.00' }] },
    ...Object.keys(line).map((field) => ({ ...quote, lines: [{ ...line, [field]: '9' }] })),
  ]
  for (const other of others) assert.notEqual(await contentHash(other), was)
})

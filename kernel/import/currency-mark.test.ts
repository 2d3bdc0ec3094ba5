import assert from 'node:assert/strict'
import test from 'node:test'
import { currenciesMeant } from './currency-mark.ts'

test('an amount may say its currency by a code, a sign or a word, before it or behind', () => {
  for (const [text, codes] of [
    ['USD 100', ['USD']],
    ['usd1,234.50', ['USD']],
    ['100 EUR', ['EUR']],
    ['RMB 5', ['CNY']],
    ['人民币 100', ['CNY']],
    ['€99', ['EUR']],
    ['99 €', ['EUR']],
    ['HK$ 5', ['HKD']],
    ['US$5', ['USD']],
    ['￥5', ['CNY', 'JPY']],
    ['-¥5', ['CNY', 'JPY']],
    ['(£5.00)', ['GBP']],
  ] as const)
    assert.deepEqual(currenciesMeant(text), codes, text)
  assert.ok(currenciesMeant('$100')?.includes('HKD'), 'a dollar may be one of several')
})

test('元 and a bare number say nothing of their currency', () => {
  for (const text of ['100', '1.5万', '3元', '3元整', '12%', '', 'abc', '1e3'])
    assert.equal(currenciesMeant(text), null, text)
})

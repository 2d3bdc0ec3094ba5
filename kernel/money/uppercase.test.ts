// Are amounts written in capitals as banks accept them?

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { printed } from './reference.ts'
import { uppercaseRmb } from './uppercase.ts'

const cases: Record<string, string> = {
  '0': '零元整',
  '0.00': '零元整',
  '0.01': '壹分',
  '0.30': '叁角整',
  '0.35': '叁角伍分',
  '10': '壹拾元整',
  '15': '壹拾伍元整',
  '20.02': '贰拾元零贰分',
  '110.2': '壹佰壹拾元贰角整',
  '1010': '壹仟零壹拾元整',
  '10000': '壹万元整',
  '10100': '壹万零壹佰元整',
  '100000': '壹拾万元整',
  '1000001': '壹佰万零壹元整',
  '10010000': '壹仟零壹万元整',
  '100000000': '壹亿元整',
  '100010000.5': '壹亿零壹万元伍角整',
  '1000000000000': '壹万亿元整',
  '1000200000000.10': '壹万零贰亿元壹角整',
  '1000000000001': '壹万亿零壹元整',
  '-1234.56': '负壹仟贰佰叁拾肆元伍角陆分',
  '999999999999999.99': '玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分',
}

test('amounts are spoken as the rules for bills demand', () => {
  for (const [amount, text] of Object.entries(cases))
    assert.equal(uppercaseRmb(amount), text, amount)
})

const vectors = new URL('../../../shared/data/cn-identifiers/rmb-uppercase.json', import.meta.url)
test(
  'the development vectors are met',
  { skip: existsSync(vectors) ? false : 'the vectors are not on this machine' },
  () => {
    const list = JSON.parse(readFileSync(vectors, 'utf8')) as { amount: string; text: string }[]
    assert.ok(list.length > 0)
    for (const { amount, text } of list) assert.equal(uppercaseRmb(amount), text, amount)
  },
)

test('what is no amount of renminbi has no capitals', () => {
  for (const text of ['', '1.005', '1e3', 'NaN', '1,000', '1234567890123456', '-0']) {
    assert.equal(uppercaseRmb(text), undefined, text)
  }
})

test('capitals read back are the amount, and no two zeros meet', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 17n - 1n }),
      fc.integer({ min: 0, max: 16 }),
      (n, cut) => {
        const cents = n / 10n ** BigInt(cut)
        const text = uppercaseRmb(printed(cents, 2))!
        assert.doesNotMatch(text, /零零|零[万亿整角]/)
        assert.equal(readBack(text), cents, text)
      },
    ),
    { numRuns: 1000 },
  )
})

/** The fen that the capitals stand for, by another road than they were made. */
function readBack(text: string): bigint {
  const [whole = '', rest = ''] = text.includes('元') ? text.split('元') : ['', text]
  const cent = (unit: string) =>
    BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(rest.match(`(.)${unit}`)?.[1] ?? '零'))
  return number(whole) * 100n + cent('角') * 10n + cent('分')
}

function number(words: string): bigint {
  for (const [unit, size] of [
    ['亿', 10n ** 8n],
    ['万', 10n ** 4n],
    ['仟', 1000n],
    ['佰', 100n],
    ['拾', 10n],
  ] as const) {
    const at = words.lastIndexOf(unit)
    if (at >= 0) return number(words.slice(0, at)) * size + number(words.slice(at + 1))
  }
  return BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(words.at(-1) ?? '零'))
}

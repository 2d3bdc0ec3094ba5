// Is the rule beside the lines the rule that submitting asks?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { Meta } from '#kernel/api/meta.ts'
import { quoteDiscount } from '#ltc/quotes/discount-approval.ts'
import { flowsOf, verdictOf } from './approval-rule.ts'

const label = { zh: '', en: '' }
const meta = {
  company: { zone: 'Asia/Shanghai' },
  who: { id: 'w', team: null },
  approvals: { quote_discount: quoteDiscount, other: { ...quoteDiscount, object: 'contract' } },
  objects: {
    quote: { fields: { lines: { kind: 'lines', object: 'quote_line', by: 'quote', label } } },
    quote_line: {
      fields: {
        discount_percent: { kind: 'percent', label },
        below_floor: { kind: 'yes_no', label },
      },
    },
  },
} as unknown as Meta
const [flow] = flowsOf(meta, 'quote')
const quote = (...discounts: string[]) => ({
  lines: discounts.map((discount_percent) => ({ discount_percent })),
})

test('exactly 15 % asks nobody, a hair more asks, and the line is named', () => {
  assert.ok(flow)
  assert.deepEqual(verdictOf(meta, 'quote', flow, quote('15', '0')), {
    flow,
    asked: false,
    lines: [],
    floor: [],
    steps: [quoteDiscount.steps.superior!.label],
    limit: '15',
  })
  assert.deepEqual(verdictOf(meta, 'quote', flow, quote('0', '15.0001')), {
    flow,
    asked: true,
    lines: [1],
    floor: [],
    steps: [quoteDiscount.steps.superior!.label],
    limit: '15',
  })
  assert.deepEqual(verdictOf(meta, 'quote', flow, quote('18', '20')).lines, [0, 1])
})
test('a quote without lines asks nobody', () => {
  assert.equal(verdictOf(meta, 'quote', flow!, quote()).asked, false)
})
test('a line below the floor asks, too, and one more person', () => {
  const lines = [{ discount_percent: '20' }, { discount_percent: '3', below_floor: true }]
  const verdict = verdictOf(meta, 'quote', flow!, { lines })
  assert.deepEqual([verdict.lines, verdict.floor], [[0], [1]])
  assert.deepEqual(
    verdict.steps.map((step) => step.zh),
    ['上级与销售经理', '总经理（低于底价）'],
  )
})

// Does an action lead to what it made?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { Meta } from '#kernel/api/meta.ts'
import { leadOn } from './lead-on.ts'

const meta = {
  objects: {
    account: {},
    contact: {},
    opportunity: { chain: { order: 2 } },
    quote: { chain: { order: 3 } },
    invoice: { chain: { order: 6 } },
    allocation: { by_actions_only: true, chain: { order: 7 }, area: 'finance' },
    approval: { by_actions_only: true, lifecycle: {} },
    write_off: { by_actions_only: true, lifecycle: {}, area: 'finance' },
  },
} as unknown as Meta
const id = (n: number) => `0192a000-0000-7000-8000-00000000000${n}`
const here = { object: 'lead', id: id(9) }

test('converting a lead leads to the opportunity, not to the account', () => {
  assert.deepEqual(leadOn(meta, here, { account: id(1), contact: id(2), opportunity: id(3) }), {
    to: 'record',
    object: 'opportunity',
    id: id(3),
  })
})
test('billing leads to the one invoice, to the list of several, and says when there was none', () => {
  assert.deepEqual(leadOn(meta, here, { invoices: [id(1)] }), {
    to: 'record',
    object: 'invoice',
    id: id(1),
  })
  assert.deepEqual(leadOn(meta, here, { invoices: [id(1), id(2)] }), {
    to: 'list',
    object: 'invoice',
    ids: [id(1), id(2)],
  })
  assert.deepEqual(leadOn(meta, here, { invoices: [] }), { to: 'none', object: 'invoice' })
})
test('an answer that names no new record, or only this one, leads nowhere', () => {
  assert.equal(leadOn(meta, here, { stage: 'won', won_at: '2026-11-23T00:00:00Z' }), null)
  assert.equal(leadOn(meta, { object: 'quote', id: id(4) }, { quote: id(4) }), null)
  assert.equal(leadOn(meta, here, { allocations: [{ invoice: id(1), amount: '1.00' }] }), null)
  assert.equal(leadOn(meta, here, undefined), null)
})
test('asking for a yes stays where it was asked; asking for a write-off leads to it', () => {
  assert.equal(leadOn(meta, here, { stage: 'in_approval', approval: id(1) }), null)
  assert.deepEqual(leadOn(meta, here, { write_off: id(2), approval: id(1) }), {
    to: 'record',
    object: 'write_off',
    id: id(2),
  })
})

// Does the chain line show each stop once, in order, with the right mark?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { ChainNode } from '#kernel/api/record-page.ts'
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import { cashShare, chainGroups } from './chain-groups.ts'

const object = (name: string, order: number, more: Partial<MetaObject> = {}): MetaObject => ({
  name,
  label: { zh: name, en: name },
  title: 'name',
  fields: {},
  deeds: ['read'],
  actions: {},
  chain: { order, from: [] },
  ...more,
})
const meta = {
  objects: Object.fromEntries(
    [
      object('payment', 8),
      object('lead', 1),
      object('opportunity', 2),
      object('quote', 3),
      object('contract', 4),
      object('amendment', 4.5, { chain: { order: 4.5, from: [], seldom: true } }),
      object('allocation', 7, { by_actions_only: true }),
    ].map((one) => [one.name, one]),
  ),
} as unknown as Meta
const node = (of: string, id: string, kind: ChainNode['kind']): ChainNode => ({
  object: of,
  id,
  number: null,
  title: id,
  stage: null,
  stage_label: null,
  kind,
  owner: null,
  since: null,
  days: null,
  amount: null,
  currency: null,
  created_at: '2026-11-01T00:00:00Z',
  waiting_on: null,
})

test('what most deals have none of is a stop only where there is one', () => {
  const names = (nodes: ChainNode[]) =>
    chainGroups(meta, { nodes, cash: null }).map((group) => group.object.name)
  const contract = node('contract', 'c', 'current')
  assert.deepEqual(names([contract]), ['contract', 'payment'])
  assert.deepEqual(names([contract, node('amendment', 'a', 'done')]), [
    'contract',
    'amendment',
    'payment',
  ])
})

test('a deal without a lead starts at the deal, and what is not there yet is to come', () => {
  const groups = chainGroups(meta, {
    nodes: [node('opportunity', 'o', 'current'), node('quote', 'q', 'waiting')],
    cash: null,
  })
  assert.deepEqual(
    groups.map((group) => [group.object.name, group.mark, group.reached]),
    [
      ['opportunity', 'current', true],
      ['quote', 'waiting', true],
      ['contract', 'to-come', false],
      ['payment', 'to-come', false],
    ],
  )
})

test('several quotes are one stop, led by the one that is not lost', () => {
  const groups = chainGroups(meta, {
    nodes: [
      node('lead', 'l', 'done'),
      node('opportunity', 'o', 'done'),
      node('quote', 'q1', 'done'),
      node('quote', 'q2', 'lost'),
      node('contract', 'c', 'current'),
    ],
    cash: null,
  })
  const quote = groups.find((group) => group.object.name === 'quote')!
  assert.equal(quote.nodes.length, 2)
  assert.equal(quote.lead?.id, 'q1')
  assert.equal(quote.mark, 'done')
})

test('a stop of which everything is lost is lost', () => {
  const groups = chainGroups(meta, { nodes: [node('lead', 'l', 'lost')], cash: null })
  assert.equal(groups[0]!.mark, 'lost')
})

test('links between payments and invoices are no stops', () => {
  const groups = chainGroups(meta, {
    nodes: [node('payment', 'p', 'current'), node('allocation', 'a', 'done')],
    cash: null,
  })
  assert.deepEqual(
    groups.map((group) => group.object.name),
    ['payment'],
  )
})

test('the cash bar is never longer than the contract nor shorter than nothing', () => {
  assert.equal(cashShare({ currency: 'CNY', contract: '200.00', received: '50.00' }), 25)
  assert.equal(cashShare({ currency: 'CNY', contract: '200.00', received: '250.00' }), 100)
  assert.equal(cashShare({ currency: 'CNY', contract: '0.00', received: '0.00' }), 0)
})

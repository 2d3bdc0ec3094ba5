// Does the stage path show the way, and is the next gate the nearest one?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import { fieldOf, nextMove, pathOf, plainMoves } from './stages.ts'

const label = { zh: '', en: '' }
const deal = {
  name: 'deal',
  label,
  title: 'name',
  deeds: [],
  actions: { lose: { label } },
  fields: { account: { kind: 'text', label }, total: { kind: 'formula', formula: '1', label } },
  lifecycle: {
    first: 'a',
    stages: {
      a: { label },
      b: { label },
      c: { label },
      won: { label, kind: 'won' },
      lost: { label, kind: 'lost' },
    },
    moves: {
      go: {
        from: ['a'],
        to: 'b',
        gate: {
          checks: {
            x: {
              if: 'total > 0 and account is not empty',
              says: { zh: '有客户', en: 'has an account' },
            },
          },
        },
      },
    },
  },
} as unknown as MetaObject
const move = (name: string, to: string, more: Partial<RecordPage['moves'][number]> = {}) => ({
  name,
  to,
  via: null,
  allowed: true,
  open: true,
  checklist: [],
  may: [],
  may_let_pass: false,
  ...more,
})
const page = (now: string, moves: RecordPage['moves']) =>
  ({
    stage: { name: now, since: '', days: 0, limit: null, due_at: null, stuck: false },
    moves,
  }) as unknown as RecordPage

test('a bad end is no part of the way unless the record is there', () => {
  assert.deepEqual(
    pathOf(deal, 'b', {}).map((step) => [step.name, step.place]),
    [
      ['a', 'passed'],
      ['b', 'here'],
      ['c', 'ahead'],
      ['won', 'ahead'],
    ],
  )
  assert.deepEqual(
    pathOf(deal, 'lost', { a: 3, b: 1 }).map((step) => [step.name, step.place]),
    [
      ['a', 'passed'],
      ['b', 'passed'],
      ['c', 'ahead'],
      ['won', 'ahead'],
      ['lost', 'here'],
    ],
  )
})
test('what only numbers lead to is part of the way where the record is or was there', () => {
  const bill = {
    ...deal,
    lifecycle: {
      first: 'open',
      stages: { open: { label }, part: { label }, paid: { label, kind: 'won' } },
      moves: {
        some: { from: ['open'], to: 'part', by: [] },
        all: { from: ['open', 'part'], to: 'paid', by: [] },
      },
    },
  } as unknown as MetaObject
  const names = (now: string, visited: Readonly<Record<string, number>>) =>
    pathOf(bill, now, visited).map((step) => step.name)
  assert.deepEqual(names('open', { open: 1 }), ['open', 'paid'])
  assert.deepEqual(names('part', { open: 1, part: 0 }), ['open', 'part', 'paid'])
  assert.deepEqual(names('paid', { open: 1, part: 2, paid: 0 }), ['open', 'part', 'paid'])
})
test('the next gate is the nearest stage ahead, never a bad end', () => {
  assert.equal(
    nextMove(deal, page('a', [move('lose', 'lost'), move('win', 'won'), move('go', 'b')]))?.name,
    'go',
  )
  assert.equal(nextMove(deal, page('won', [move('lose', 'lost')])), null)
})
test('a move that an action makes under the same name is no second button', () => {
  assert.deepEqual(
    plainMoves(
      deal,
      page('a', [move('lose', 'lost'), move('go', 'b'), move('by', 'c', { via: 'x' })]),
    ).map((one) => one.name),
    ['go'],
  )
})
test('a missing condition leads to the field that a person can fill in', () => {
  assert.equal(
    fieldOf(deal, move('go', 'b'), {
      says: { zh: '有客户', en: 'has an account' },
      ok: false,
      giver: null,
      field: null,
      advice: false,
    }),
    'account',
  )
})

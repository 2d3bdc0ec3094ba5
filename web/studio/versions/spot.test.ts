// Does each sentence about a place of the model lead to the room in which that place is changed?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spotOf } from './spot.ts'

const cases: readonly (readonly [path: string, room: string | null, search?: object])[] = [
  [
    'objects.lead.fields.score.formula',
    'objects',
    { object: 'lead', tab: 'fields', field: 'score' },
  ],
  ['objects.lead.fields', 'objects', { object: 'lead' }],
  ['objects.lead.lifecycle.stages.checking', 'flow', { object: 'lead', stage: 'checking' }],
  [
    'objects.lead.lifecycle.moves.check.gate.checks.year.if',
    'flow',
    { object: 'lead', move: 'check' },
  ],
  ['objects.lead.lifecycle', 'flow', { object: 'lead' }],
  ['objects.lead.rules.one', 'objects', { object: 'lead', tab: 'rules' }],
  ['approvals.own.steps.two.approvers', 'approvals', { flow: 'own', step: 'two' }],
  ['automations.pool.steps[0].set', 'automations', { automation: 'pool' }],
  ['roles.sales', 'roles', { role: 'sales' }],
  ['views.graded.filter', null],
  ['objects', null],
]
for (const [path, room, search] of cases)
  test(`${path} leads to ${room ?? 'no room'}`, () =>
    assert.deepEqual(spotOf(path), room && { room, search }))

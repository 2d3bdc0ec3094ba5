// Do the steps of an approval stand where somebody put them?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ApprovalFlow, type ApprovalStep, stepsInOrder } from '#kernel/lifecycle/approval.ts'
import { withNewStep, withShifted, withStep } from './flow-steps.ts'

const step = (zh: string): ApprovalStep => ({
  label: { zh, en: zh },
  approvers: [{ role: 'manager' }],
  mode: 'any',
})
const flow: ApprovalFlow = {
  object: 'quote',
  label: { zh: '审批', en: 'Approval' },
  steps: { first: step('一'), second: step('二') },
  waiting: 'in_approval',
  approved: 'approved',
  rejected: 'rejected',
  returned: 'draft',
}
const order = (of: ApprovalFlow): string[] => Object.keys(stepsInOrder(of))

test('a new step stands behind the chosen one, and at the end where none is chosen', () => {
  const behind = withNewStep(flow, 'first', step('新'))
  assert.deepEqual(order(behind.flow), ['first', behind.name, 'second'])
  const last = withNewStep(flow, null, step('新'))
  assert.deepEqual(order(last.flow), ['first', 'second', last.name])
})

test('a step goes a place earlier or later, the first no earlier and the last no later', () => {
  assert.deepEqual(order(withShifted(flow, 'second', -1)!), ['second', 'first'])
  assert.equal(withShifted(flow, 'first', -1), null)
  assert.equal(withShifted(flow, 'second', 1), null)
})

test('a step that is taken out leaves the others as they are', () => {
  assert.deepEqual(withStep(flow, 'first', null).steps, { second: flow.steps.second })
})

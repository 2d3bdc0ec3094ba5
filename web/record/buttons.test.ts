// Is there one primary button at most, and does every possible deed have its place?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import { buttonsOf, isOnlyInMenu } from './buttons.ts'

const label = { zh: '', en: '' }
const object = {
  name: 'quote',
  label,
  title: 'number',
  deeds: [],
  fields: {},
  actions: {
    submit: { label, primary: true },
    approve: { label },
    reject: { label, danger: true, from: ['in_approval', 'sent'] },
    copy: { label },
    hidden: { label, quiet: true },
    sign: { label, from: ['won'] },
    claim: { label },
  },
  lifecycle: {
    first: 'draft',
    stages: {
      draft: { label },
      in_approval: { label },
      sent: { label },
      lost: { label, kind: 'lost' },
    },
    moves: {},
  },
} as unknown as MetaObject
const why = { zh: '现在不能执行', en: 'not possible now' }
const page = (more: Partial<RecordPage>): RecordPage =>
  ({
    stage: {
      name: 'draft',
      since: '',
      days: 0,
      limit: null,
      due_at: null,
      stuck: false,
      sop: null,
      people: [],
    },
    moves: [],
    actions: [],
    approval: null,
    ...more,
  }) as unknown as RecordPage
const open = (name: string) => ({ name, open: true, why: null })
const names = (list: readonly { name: string }[]) => list.map((one) => one.name)

test('the open primary action is the one filled button, dangerous ones come last', () => {
  const buttons = buttonsOf(
    object,
    page({ actions: [open('reject'), open('copy'), open('submit'), open('hidden')] }),
  )
  assert.equal(buttons.primary?.name, 'submit')
  assert.deepEqual(names(buttons.beside), ['copy', 'reject'])
})
test('a move whose gate is not met is beside, never the primary one', () => {
  const line = { says: label, ok: false, giver: null, field: null, advice: false }
  const to = {
    name: 'go',
    to: 'sent',
    via: null,
    allowed: true,
    open: false,
    checklist: [line],
    may: [],
    may_let_pass: false,
  }
  const buttons = buttonsOf(object, page({ moves: [to] }))
  assert.equal(buttons.primary, null)
  assert.deepEqual(names(buttons.beside), ['go'])
})
test('a way that is open has a button at its gate where it would else lie in the menu alone', () => {
  const to = {
    name: 'go',
    to: 'sent',
    via: null,
    allowed: true,
    may: [],
    open: true,
    checklist: [{ says: label, ok: true, giver: null, field: null, advice: false }],
    may_let_pass: false,
  }
  const phone = buttonsOf(object, page({ actions: [open('submit')], moves: [to] }), 0)
  assert.equal(isOnlyInMenu(phone, to), true)
  const desk = buttonsOf(object, page({ actions: [open('submit')], moves: [to] }), 1)
  assert.equal(isOnlyInMenu(desk, to), false)
  const alone = buttonsOf(object, page({ moves: [to] }), 0)
  assert.equal(isOnlyInMenu(alone, to), false)
  const lacking = { ...to, checklist: [{ ...to.checklist[0]!, ok: false }] }
  const shut = buttonsOf(object, page({ actions: [open('submit')], moves: [lacking] }), 0)
  assert.equal(isOnlyInMenu(shut, lacking), false)
})
test('while an approval waits, yes and no are asked on its card only', () => {
  const approval = {
    steps: [{ answers: [{ stage: 'waiting' }] }],
  } as unknown as RecordPage['approval']
  const buttons = buttonsOf(object, page({ approval, actions: [open('approve'), open('reject')] }))
  assert.deepEqual([buttons.primary, ...names(buttons.beside), ...names(buttons.menu)], [null])
})
test('what this stage has but a condition shuts is told in the menu; what belongs to other stages is not', () => {
  const buttons = buttonsOf(
    object,
    page({
      actions: [
        { name: 'sign', open: false, why },
        { name: 'claim', open: false, why },
      ],
    }),
  )
  assert.deepEqual(names(buttons.menu), ['claim'])
})

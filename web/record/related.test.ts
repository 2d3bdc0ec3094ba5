// Which lists belong to a record, and with what does a new one begin?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import { say } from '#web/words.ts'
import { isOffered, presetOf, relatedOf } from './related.ts'

const label = { zh: '', en: '' }
const ref = (object: string, read_only = false) => ({ kind: 'ref', object, label, read_only })
const object = (
  name: string,
  fields: Record<string, unknown>,
  deeds = ['read', 'create'],
  more: Partial<MetaObject> = {},
) => ({ name, label, title: 'name', fields, deeds, actions: {}, ...more }) as unknown as MetaObject
const deal = object('deal', { id: ref('deal'), lead: ref('lead'), account: ref('account') })
const meta = {
  objects: {
    deal,
    quote: object('quote', {
      deal: ref('deal'),
      account: ref('account'),
      replaces: ref('quote', true),
    }),
    contract: object('contract', { deal: ref('deal') }, ['read']),
    secret: object('secret', { deal: ref('deal') }, []),
    line: object('line', { deal: ref('deal') }, ['read'], { parent: 'deal' }),
    lead: object('lead', { deal: ref('deal', true) }),
    activity: object('activity', { deal: ref('deal') }),
  },
} as unknown as Meta

test('what refers here and may be read is listed; own rows, echoes and what the timeline tells are not', () => {
  assert.deepEqual(
    relatedOf(meta, deal).map((one) => [one.object.name, one.addable]),
    [
      ['quote', true],
      ['contract', false],
    ],
  )
})
test('what an action alone makes of it is not offered to be made by hand', () => {
  const lead = object('lead', { id: ref('lead'), deal: ref('deal', true) })
  assert.deepEqual(
    relatedOf({ objects: { deal, lead } } as unknown as Meta, lead).map((one) => [
      one.object.name,
      one.addable,
    ]),
    [['deal', false]],
  )
})
test('where an action makes it, it is offered while that action is open, and never by hand', () => {
  const quote = object('quote', { id: ref('quote') }, ['read'], {
    actions: { create_contract: { label } },
  })
  const contract = object('contract', { quote: ref('quote') })
  const [one] = relatedOf({ objects: { quote, contract } } as unknown as Meta, quote)
  const page = (open: boolean) =>
    ({ actions: [{ name: 'create_contract', open, why: null }] }) as unknown as RecordPage
  assert.equal(isOffered(one!, page(false)), false)
  assert.equal(isOffered(one!, page(true)), true)
  assert.equal(isOffered(one!, undefined), false)
  const [byHand] = relatedOf(meta, deal)
  assert.equal(isOffered(byHand!, page(false)), true)
})
test('of its own kind it has the word that the record has for them, if it has one', () => {
  const fields = { id: ref('bill'), credits: ref('bill', true) }
  const notes = {
    kind: 'lines',
    object: 'bill',
    by: 'credits',
    label: { zh: '红字发票', en: 'Credit notes' },
  }
  const word = (bill: MetaObject) =>
    relatedOf({ objects: { bill } } as unknown as Meta, bill)[0]?.label
  const told = say(notes.label)
  assert.equal(word(object('bill', { ...fields, notes })), told)
  assert.notEqual(word(object('bill', fields)), told)
})
test('a new one begins with this record and with what both refer to', () => {
  const [quote] = relatedOf(meta, deal)
  assert.deepEqual(presetOf(deal, { id: 'd', account: 'a', lead: 'l' }, quote!), {
    deal: 'd',
    account: 'a',
  })
  assert.deepEqual(presetOf(deal, { id: 'd', account: null }, quote!), { deal: 'd' })
})

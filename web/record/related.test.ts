// Which lists belong to a record, and with what does a new one begin?
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import { presetOf, relatedOf } from './related.ts'

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
test('a new one begins with this record and with what both refer to', () => {
  const [quote] = relatedOf(meta, deal)
  assert.deepEqual(presetOf(deal, { id: 'd', account: 'a', lead: 'l' }, quote!), {
    deal: 'd',
    account: 'a',
  })
  assert.deepEqual(presetOf(deal, { id: 'd', account: null }, quote!), { deal: 'd' })
})

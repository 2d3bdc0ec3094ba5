// Which views stand above a list, and does each stand there once?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import { setLanguage } from '#web/words.ts'
import { viewsOf } from './views.ts'

test('one’s own records are one view in both languages, also where the book has a list that is called so', () => {
  const label = { zh: '线索', en: 'Lead' }
  const lead = {
    name: 'lead',
    label,
    plural: { zh: '线索', en: 'Leads' },
    title: 'name',
    fields: { owner: { kind: 'person', label: { zh: '负责人', en: 'Owner' } } },
  } as unknown as MetaObject
  const meta = {
    who: { id: '1' },
    objects: { lead },
    views: {
      my_leads: {
        object: 'lead',
        label: { zh: '我的线索', en: 'My leads' },
        filter: 'owner = me and stage = "new"',
      },
    },
  } as unknown as Meta
  const named = (): string[] => viewsOf(meta, lead, []).map((one) => one.label)
  setLanguage('en')
  assert.deepEqual(named(), ['All leads', 'My leads'])
  setLanguage('zh')
  assert.deepEqual(named(), ['全部线索', '我的线索'])
})

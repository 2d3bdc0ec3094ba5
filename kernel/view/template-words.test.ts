// Do people read and write the fields of a text by their labels?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NamedObjects } from '../formula-words.ts'
import { templateInLabels, templateInNames } from './template-words.ts'

const text = (zh: string, more: object = {}) => ({ kind: 'text', label: { zh, en: zh }, ...more })
const objects = {
  rental: {
    fields: {
      owner: text('负责人', { kind: 'person' }),
      total: text('租金（元）', { kind: 'money' }),
    },
  },
  person: { fields: { email: text('邮箱') } },
  company: { fields: { name: text('公司名称') } },
} as unknown as NamedObjects

test('the fields in a text are read and written with their labels', () => {
  const pairs: [names: string, labels: string][] = [
    ['{owner.email}', '{负责人.邮箱}'],
    ['应付 {total|capital}，{our.name} 敬上', '应付 {【租金（元）】|capital}，{our.公司名称} 敬上'],
    ['第 {#} 行，{nobody}', '第 {#} 行，{nobody}'],
    ['no braces', 'no braces'],
  ]
  for (const [names, labels] of pairs) {
    assert.equal(templateInLabels(names, 'rental', objects, 'zh'), labels)
    assert.equal(templateInNames(labels, 'rental', objects), names)
  }
})

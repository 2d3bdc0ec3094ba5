// How is one clause worded in this contract, and is that our standard?
import { object } from '#kernel/object.ts'

export const contractClause = object('contract_clause', {
  label: { zh: '合同条款', en: 'Clause' },
  plural: { zh: '合同条款', en: 'Clauses' },
  title: 'name',
  parent: 'contract',
  fields: {
    contract: {
      kind: 'ref',
      object: 'contract',
      label: { zh: '合同', en: 'Contract' },
      required: true,
    },
    clause: {
      kind: 'ref',
      object: 'clause',
      label: { zh: '标准条款', en: 'Standard clause' },
      help: { zh: '不选为自拟条款', en: 'One of its own without' },
    },
    name: { kind: 'text', label: { zh: '名称', en: 'Name' }, max: 200 },
    standard: {
      kind: 'long_text',
      label: { zh: '标准文本', en: 'Standard text' },
      read_only: true,
      max: 5000,
    },
    text: {
      kind: 'long_text',
      label: { zh: '本合同文本', en: 'Text here' },
      help: { zh: '不填则用标准文本', en: 'The standard text unless given' },
      max: 5000,
    },
    deviates: { kind: 'yes_no', label: { zh: '偏离标准', en: 'Deviates' }, read_only: true },
  },
  frozen_with_parent: { except: [] },
  allow: [],
})

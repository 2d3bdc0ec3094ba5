// What is a foreign currency worth in the company's own, from which day, and who says so?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { currency } from '../currency.ts'
import { deriveExchangeRate } from './derive-exchange-rate.ts'
import { rateSource } from './rate-source.ts'

export const exchangeRate = object('exchange_rate', {
  label: { zh: '汇率', en: 'Exchange rate' },
  plural: { zh: '汇率', en: 'Exchange rates' },
  help: {
    zh: '外币折合本位币的汇率，从哪天起用。有外币单据时先录一条。',
    en: 'What a foreign currency is worth in the home currency, and from which day. Enter one before the first document in that currency.',
  },
  area: 'finance',
  icon: 'SwapOutlined',
  title: 'name',
  fields: {
    name: {
      kind: 'text',
      label: { zh: '名称', en: 'Name' },
      read_only: true,
      search: true,
      max: 40,
    },
    currency: { ...currency, label: { zh: '外币', en: 'Currency' }, required: true },
    on: {
      kind: 'date',
      label: { zh: '日期', en: 'Date' },
      required: true,
      default: 'TODAY()',
      index: true,
    },
    rate: {
      kind: 'decimal',
      digits: 12,
      label: { zh: '汇率', en: 'Rate' },
      help: {
        zh: '1 单位外币折合多少本位币；按 100 外币报价的请除以 100',
        en: 'What one unit of it is worth in the company’s currency',
      },
      required: true,
      max: '1000000000',
    },
    source: { ...rateSource, default: '"central_parity"' },
    note: { kind: 'text', label: { zh: '备注', en: 'Note' }, max: 200 },
  },
  derive: deriveExchangeRate,
  rules: {
    rate: { if: 'rate > 0', says: { zh: '汇率须大于 0', en: 'The rate is above 0' } },
    own: {
      if: 'currency != BASE_CURRENCY()',
      says: { zh: '本位币没有汇率', en: 'The company’s own currency has no rate' },
    },
  },
  unique: [['currency', 'on']],
  allow: [
    allow('*', 'read'),
    allow('finance', 'create change remove export import'),
    allow('manager', 'create change remove export import'),
  ],
  list: ['currency', 'on', 'rate', 'source', 'note'],
  key_fields: ['currency', 'on', 'rate', 'source'],
})

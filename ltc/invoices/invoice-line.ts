// What is one line of an invoice?
import { object } from '#kernel/object.ts'
import { convertedNames, lineInBase } from '../currencies/lines-in-base.ts'
import { pricedLine } from '../document-line.ts'

export const invoiceLine = object('invoice_line', {
  label: { zh: '发票明细', en: 'Invoice line' },
  plural: { zh: '发票明细', en: 'Invoice lines' },
  title: 'description',
  parent: 'invoice',
  fields: {
    invoice: {
      kind: 'ref',
      object: 'invoice',
      label: { zh: '发票', en: 'Invoice' },
      required: true,
    },
    ...pricedLine('invoice'),
    ...lineInBase('invoice'),
    contract_line: {
      kind: 'ref',
      object: 'contract_line',
      label: { zh: '合同明细', en: 'Contract line' },
      read_only: true,
    },
    line: {
      kind: 'ref',
      object: 'invoice_line',
      label: { zh: '被红冲明细', en: 'Line credited' },
    },
  },
  frozen_with_parent: { except: [...convertedNames] },
  allow: [],
})

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
      agrees: { contract: 'invoice.contract' },
      label: { zh: '合同明细', en: 'Contract line' },
      read_only: true,
    },
    line: {
      kind: 'ref',
      object: 'invoice_line',
      agrees: { invoice: 'invoice.credits' },
      label: { zh: '被红冲明细', en: 'Line credited' },
    },
  },
  rules: {
    // Only a line of a credit note takes away, from the line it names.
    quantity: {
      if: 'quantity >= 0 or line is not empty',
      says: {
        zh: '数量不能为负；要退回已开票的，请对原发票红冲',
        en: 'The quantity is not below 0; to take back what was billed, credit the invoice',
      },
    },
  },
  frozen_with_parent: { except: [...convertedNames] },
  allow: [],
})

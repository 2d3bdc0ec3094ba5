// What is one line of a contract?
import { object } from '#kernel/object.ts'
import { convertedNames, lineInBase } from '../currencies/lines-in-base.ts'
import { pricedLine } from '../document-line.ts'

export const contractLine = object('contract_line', {
  label: { zh: '合同明细', en: 'Contract line' },
  plural: { zh: '合同明细', en: 'Contract lines' },
  title: 'description',
  parent: 'contract',
  row_under: 'bundle',
  fields: {
    contract: {
      kind: 'ref',
      object: 'contract',
      label: { zh: '合同', en: 'Contract' },
      required: true,
    },
    ...pricedLine('contract'),
    ...lineInBase('contract'),
    bundle: {
      kind: 'ref',
      object: 'product',
      label: { zh: '属于套餐', en: 'Part of' },
      read_only: true,
    },
    no_shipping: {
      kind: 'yes_no',
      label: { zh: '不发货', en: 'Not shipped' },
      read_only: true,
      quiet: true,
    },
    quote_line: {
      kind: 'ref',
      object: 'quote_line',
      agrees: { quote: 'contract.quote' },
      label: { zh: '报价明细', en: 'Quote line' },
      read_only: true,
    },
    amendment: {
      kind: 'ref',
      object: 'amendment',
      agrees: { contract: 'contract' },
      label: { zh: '合同变更', en: 'Amendment' },
      read_only: true,
    },
    changes: {
      kind: 'ref',
      object: 'contract_line',
      agrees: { contract: 'contract' },
      label: { zh: '变更的明细', en: 'Line changed' },
      read_only: true,
    },
    shipments: {
      kind: 'lines',
      object: 'shipment_line',
      by: 'contract_line',
      label: { zh: '发货明细', en: 'Shipped' },
      read_only: true,
    },
    shipped: {
      kind: 'rollup',
      formula: 'SUM(shipments.gone)',
      gives: 'decimal',
      label: { zh: '已发数量', en: 'Shipped' },
    },
  },
  rules: {
    quantity: {
      if: 'quantity > 0 or (quantity < 0 and amendment is not empty)',
      says: {
        zh: '数量须大于 0，减少只能通过变更',
        en: 'The quantity is above 0; only an amendment takes away',
      },
    },
  },
  frozen_with_parent: { except: [...convertedNames] },
  allow: [],
})

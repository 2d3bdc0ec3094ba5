// How much of which line of the contract is in a shipment, and how much of it arrived?
import { object } from '#kernel/object.ts'

export const shipmentLine = object('shipment_line', {
  label: { zh: '发货明细', en: 'Shipment line' },
  plural: { zh: '发货明细', en: 'Shipment lines' },
  title: 'description',
  parent: 'shipment',
  fields: {
    shipment: {
      kind: 'ref',
      object: 'shipment',
      label: { zh: '发货单', en: 'Shipment' },
      required: true,
    },
    product: {
      kind: 'ref',
      object: 'product',
      label: { zh: '产品', en: 'Product' },
      read_only: true,
    },
    description: {
      kind: 'text',
      label: { zh: '说明', en: 'Description' },
      read_only: true,
      max: 500,
    },
    contract_line: {
      kind: 'ref',
      object: 'contract_line',
      label: { zh: '合同明细', en: 'Contract line' },
      required: true,
    },
    quantity: { kind: 'decimal', digits: 6, label: { zh: '数量', en: 'Quantity' }, default: '1' },
    received: {
      kind: 'decimal',
      digits: 6,
      label: { zh: '实收数量', en: 'Received' },
      read_only: true,
      min: '0',
    },
    note: { kind: 'text', label: { zh: '备注', en: 'Note' }, max: 500 },
    gone: {
      kind: 'formula',
      formula:
        'IF(shipment.stage in ("shipped", "received"), IF(shipment.kind = "return", 0 - quantity, IFEMPTY(received, quantity)), 0)',
      gives: 'decimal',
      label: { zh: '已发数量', en: 'Gone' },
    },
  },
  rules: {
    quantity: { if: 'quantity > 0', says: { zh: '数量须大于 0', en: 'The quantity is above 0' } },
    received: {
      if: 'received is empty or received <= quantity',
      says: { zh: '实收不能多于发出', en: 'Not more arrives than was sent' },
    },
  },
  unique: [['shipment', 'contract_line']],
  frozen_with_parent: { except: ['received', 'note'] },
  allow: [],
})

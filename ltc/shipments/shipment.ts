// What goes to the customer when, by whom, and who took it in? One shipment of possibly several under a contract.
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { deriveShipment } from './derive-shipment.ts'
import { shipmentLifecycle } from './shipment-lifecycle.ts'

export const shipment = object('shipment', {
  label: { zh: '发货单', en: 'Shipment' },
  plural: { zh: '发货单', en: 'Shipments' },
  help: {
    zh: '在履行中的合同上点「安排发货」，还没发的会带过来；可以分批，多少批都行。',
    en: 'Made on an active contract by “Plan a shipment”, with what has not gone yet; in as many parts as you like.',
  },
  area: 'delivery',
  icon: 'TruckOutlined',
  title: 'number',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'S{YYYY}-{00000}',
      label: { zh: '发货单号', en: 'Number' },
      search: true,
    },
    kind: {
      kind: 'choice',
      label: { zh: '类型', en: 'Kind' },
      choices: {
        delivery: { label: { zh: '发货', en: 'Delivery' } },
        return: { label: { zh: '退货', en: 'Return' }, colour: 'orange' },
      },
      default: '"delivery"',
      read_only: true,
    },
    contract: {
      kind: 'ref',
      object: 'contract',
      label: { zh: '合同', en: 'Contract' },
      required: true,
    },
    account: {
      kind: 'ref',
      object: 'account',
      label: { zh: '客户', en: 'Customer' },
      read_only: true,
    },
    project: { kind: 'ref', object: 'project', label: { zh: '交付项目', en: 'Project' } },
    returns: {
      kind: 'ref',
      object: 'shipment',
      label: { zh: '退自', en: 'Returned of' },
      read_only: true,
    },
    contact: { kind: 'ref', object: 'contact', label: { zh: '收货人', en: 'Consignee' } },
    address: {
      kind: 'address',
      label: { zh: '收货地址', en: 'Ship to' },
      help: { zh: '不填为客户地址', en: 'The address of the customer unless given' },
    },
    planned_on: { kind: 'date', label: { zh: '计划发货日', en: 'Planned on' }, index: true },
    carrier: { kind: 'text', label: { zh: '承运商', en: 'Carrier' }, max: 100 },
    tracking_no: {
      kind: 'text',
      label: { zh: '运单号', en: 'Tracking No.' },
      search: true,
      max: 100,
    },
    shipped_on: {
      kind: 'date',
      label: { zh: '发货日期', en: 'Shipped on' },
      read_only: true,
      index: true,
    },
    received_on: { kind: 'date', label: { zh: '签收日期', en: 'Received on' }, read_only: true },
    signer: { kind: 'text', label: { zh: '签收人', en: 'Signed by' }, max: 100 },
    evidence: { kind: 'file', many: true, label: { zh: '签收凭证', en: 'Evidence' } },
    short: {
      kind: 'formula',
      formula: 'stage = "received" and ANY(lines, received < quantity)',
      gives: 'yes_no',
      label: { zh: '有短少', en: 'Short' },
    },
    lines: {
      kind: 'lines',
      object: 'shipment_line',
      by: 'shipment',
      label: { zh: '发货明细', en: 'Lines' },
    },
    reason: { kind: 'text', label: { zh: '原因', en: 'Reason' }, read_only: true, max: 500 },
    note: { kind: 'long_text', label: { zh: '说明', en: 'Note' } },
  },
  lifecycle: shipmentLifecycle,
  derive: deriveShipment,
  frozen: {
    stages: ['shipped', 'received', 'cancelled'],
    except: [
      'stage',
      'stage_since',
      'owner',
      'carrier',
      'tracking_no',
      'received_on',
      'signer',
      'evidence',
      'lines',
      'reason',
      'note',
    ],
    acts_only: ['lines'],
  },
  allow: [
    allow('manager', 'read create change export'),
    allow('delivery', 'read create change remove export import'),
    allow('sales_manager', 'read create change export'),
    allow('sales', 'read', 'contract.owner in my_people() or account.owner in my_people()'),
    allow('finance', 'read export'),
    allow('presales', 'read'),
    allow('viewer', 'read'),
  ],
  dates: { starts: 'planned_on', ends: 'received_on' },
  list: [
    'number',
    'contract',
    'account',
    'kind',
    'stage',
    'planned_on',
    'shipped_on',
    'received_on',
    'carrier',
    'tracking_no',
    'owner',
  ],
  form: [
    {
      label: { zh: '发货', en: 'Shipment' },
      fields: ['contract', 'project', 'kind', 'planned_on', 'carrier', 'tracking_no', 'note'],
    },
    {
      label: { zh: '收货', en: 'Consignee' },
      fields: ['contact', 'address', 'signer', 'evidence'],
    },
  ],
  key_fields: ['contract', 'account', 'planned_on', 'shipped_on', 'received_on', 'owner'],
})

// What goes with the goods, to be counted and signed where they arrive? The lines of the shipment, without a price.
import type { DocumentTemplate } from '#kernel/view/document.ts'
import { same } from '../document-parts.ts'

export const deliveryNote: DocumentTemplate = {
  object: 'shipment',
  label: { zh: '送货单', en: 'Delivery note' },
  title: { zh: '送货单', en: 'Delivery Note' },
  number: same('{number}'),
  subtitle: same('{contract.name}'),
  // Goods that come back need none of ours.
  if: 'kind = "delivery"',
  blocks: [
    {
      kind: 'facts',
      left: [
        { label: { zh: '致', en: 'To' }, value: same('{account.name}'), strong: true },
        { label: { zh: '地址', en: 'Address' }, value: same('{address}') },
        { label: { zh: '收货人', en: 'Attn.' }, value: same('{contact.name}') },
        {
          label: { zh: '电话', en: 'Phone' },
          value: same('{IFEMPTY(contact.phone, account.phone)}'),
        },
      ],
      right: [
        { label: { zh: '送货单号', en: 'Note No.' }, value: same('{number}'), strong: true },
        { label: { zh: '合同编号', en: 'Contract No.' }, value: same('{contract.number}') },
        {
          label: { zh: '送货日期', en: 'Delivered on' },
          value: same('{IFEMPTY(shipped_on, planned_on)}'),
        },
        { label: { zh: '承运', en: 'Carrier' }, value: same('{carrier} {tracking_no}') },
        { label: { zh: '发货人', en: 'Sent by' }, value: same('{owner.name}') },
        { label: { zh: '联系电话', en: 'Phone' }, value: same('{our.phone}') },
      ],
    },
    {
      kind: 'table',
      title: { zh: '货物清单', en: 'Goods' },
      of: 'lines',
      columns: [
        { label: same('#'), value: same('{#}') },
        {
          label: { zh: '产品与说明', en: 'Product' },
          value: same('{product.number} {product.name}'),
          note: same('{IF(description = product.name, "", description)}'),
          wide: true,
        },
        {
          label: { zh: '数量', en: 'Quantity' },
          value: same('{quantity} {product.unit}'),
          align: 'right',
        },
        { label: { zh: '实收数量', en: 'Received' }, value: same(''), align: 'right' },
      ],
    },
    {
      kind: 'prose',
      if: 'note is not empty',
      title: { zh: '说明', en: 'Note' },
      text: same('{note}'),
    },
    {
      kind: 'prose',
      text: {
        zh: '请当面清点数量并检查外观，如有短少或损坏，请在签收前注明。',
        en: 'Please count and inspect the goods on arrival, and note any shortage or damage before you sign.',
      },
    },
    {
      kind: 'signatures',
      parties: [
        { role: { zh: '收货方（签章）', en: 'Received by' }, name: same('{account.name}') },
        { role: { zh: '送货方（签章）', en: 'Delivered by' }, name: same('{our.name}') },
      ],
      blanks: [
        { zh: '签字', en: 'Signature' },
        { zh: '日期', en: 'Date' },
      ],
    },
  ],
}

// What does the customer see of a quote?
import type { DocumentTemplate } from '#kernel/view/document.ts'
import {
  addressee,
  counting,
  draftMark,
  pricedTable,
  pricedTotals,
  same,
} from '../document-parts.ts'

export const quoteDocument: DocumentTemplate = {
  object: 'quote',
  label: { zh: '报价单', en: 'Quotation' },
  title: { zh: '报价单', en: 'Quotation' },
  number: same('{number} v{version_no}'),
  marks: [draftMark('"draft", "in_approval", "rejected"')],
  blocks: [
    {
      kind: 'facts',
      left: [
        addressee[0]!,
        { label: { zh: '联系人', en: 'Contact' }, value: same('{contact.name}') },
        { label: { zh: '电话', en: 'Phone' }, value: same('{contact.phone}') },
        addressee[1]!,
        { label: { zh: '项目', en: 'Subject' }, value: same('{opportunity.name}') },
      ],
      right: [
        { label: { zh: '编号', en: 'No.' }, value: same('{number} v{version_no}'), strong: true },
        { label: { zh: '日期', en: 'Date' }, value: same('{sent_at|date}') },
        { label: { zh: '有效期至', en: 'Valid until' }, value: same('{valid_until}') },
        { label: { zh: '币种', en: 'Currency' }, value: same('{currency|currency}') },
      ],
    },
    pricedTable({ blocks: true, which: 'counting' }),
    pricedTotals(
      'gross',
      { zh: '价税合计 {currency|currency}', en: 'Total {currency|currency}' },
      counting,
    ),
    {
      ...pricedTable({
        title: { zh: '选配（未计入合计）', en: 'Options (not in the total)' },
        which: 'options',
      }),
      if: 'COUNTIF(lines, optional) > 0',
    },
    {
      kind: 'prose',
      if: 'terms is not empty',
      title: { zh: '条款', en: 'Terms' },
      text: same('{terms}'),
    },
  ],
}

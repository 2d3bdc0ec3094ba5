// What do both sides sign? The parties, the goods, the price, the plan of payment, the terms.
import type { DocumentTemplate } from '#kernel/view/document.ts'
import { draftMark, pricedTable, pricedTotals, same } from '../document-parts.ts'

export const contractDocument: DocumentTemplate = {
  object: 'contract',
  label: { zh: '销售合同', en: 'Sales contract' },
  title: { zh: '销售合同', en: 'Sales Contract' },
  number: same('{number}'),
  subtitle: same('{name}'),
  marks: [draftMark('"draft", "in_approval"')],
  blocks: [
    {
      kind: 'facts',
      left: [
        { label: { zh: '合同编号', en: 'Contract No.' }, value: same('{number}'), strong: true },
        { label: { zh: '签订日期', en: 'Signed on' }, value: same('{signed_on}') },
      ],
      right: [
        {
          label: { zh: '合同期限', en: 'Term' },
          value: {
            zh: '{starts_on}{IF(ends_on is empty, "", " 至 ")}{ends_on}',
            en: '{starts_on}{IF(ends_on is empty, "", " – ")}{ends_on}',
          },
        },
        { label: { zh: '币种', en: 'Currency' }, value: same('{currency|currency}') },
      ],
    },
    {
      kind: 'facts',
      left: [
        { label: { zh: '甲方（买方）', en: 'Buyer' }, value: same('{account.name}'), strong: true },
        { label: { zh: '联系人', en: 'Contact' }, value: same('{contact.name}') },
        { label: { zh: '电话', en: 'Phone' }, value: same('{account.phone}') },
        { label: { zh: '地址', en: 'Address' }, value: same('{account.address}') },
        { label: { zh: '税号', en: 'Tax No.' }, value: same('{account.tax_number}') },
        { label: { zh: '开户行', en: 'Bank' }, value: same('{account.bank}') },
      ],
      right: [
        { label: { zh: '乙方（卖方）', en: 'Seller' }, value: same('{our.name}'), strong: true },
        { label: { zh: '联系人', en: 'Contact' }, value: same('{owner.name}') },
        { label: { zh: '电话', en: 'Phone' }, value: same('{our.phone}') },
        { label: { zh: '地址', en: 'Address' }, value: same('{our.address}') },
        { label: { zh: '税号', en: 'Tax No.' }, value: same('{our.tax_number}') },
        { label: { zh: '开户行', en: 'Bank' }, value: same('{our.bank}') },
      ],
    },
    pricedTable({ title: { zh: '标的与价款', en: 'Goods and price' }, blocks: true }),
    // An agreed amount other than the lines come to is the one that counts.
    pricedTotals('amount', {
      zh: '合同金额 {currency|currency}',
      en: 'Contract amount {currency|currency}',
    }),
    {
      kind: 'table',
      if: 'COUNT(billing_plan) > 0',
      title: { zh: '付款计划', en: 'Payment plan' },
      of: 'billing_plan',
      columns: [
        { label: same('#'), value: same('{#}') },
        {
          label: { zh: '款项', en: 'Instalment' },
          value: same('{name}'),
          wide: true,
          foot: { zh: '合计', en: 'Total' },
        },
        {
          label: { zh: '付款条件', en: 'Condition' },
          value: same('{IFEMPTY(milestone.name, milestone_name)}'),
          wide: true,
        },
        { label: { zh: '付款日', en: 'Due' }, value: same('{due_on}') },
        {
          label: { zh: '占比', en: 'Share' },
          value: same(
            '{IF(contract.amount = 0, empty, ROUND(amount / contract.amount * 100, 2))|percent}',
          ),
          align: 'right',
        },
        {
          label: { zh: '金额', en: 'Amount' },
          value: same('{amount}'),
          align: 'right',
          foot: 'sum',
        },
      ],
    },
    {
      kind: 'prose',
      if: 'terms is not empty',
      title: { zh: '条款', en: 'Terms' },
      text: same('{terms}'),
    },
    {
      kind: 'table',
      if: 'COUNT(clauses) > 0',
      title: { zh: '合同条款', en: 'Clauses' },
      of: 'clauses',
      columns: [
        { label: same('#'), value: same('{#}') },
        { label: { zh: '条款', en: 'Clause' }, value: same('{name}') },
        { label: { zh: '内容', en: 'Text' }, value: same('{text}'), wide: true },
      ],
    },
    {
      kind: 'signatures',
      parties: [
        { role: { zh: '甲方（盖章）', en: 'Buyer (seal)' }, name: same('{account.name}') },
        { role: { zh: '乙方（盖章）', en: 'Seller (seal)' }, name: same('{our.name}') },
      ],
      blanks: [
        { zh: '签字', en: 'Signature' },
        { zh: '日期', en: 'Date' },
      ],
    },
  ],
}

// Which words stand in documents, in both languages?

import type { Words } from '#kernel/error.ts'
import type { Language } from './model.ts'

export const words = {
  quote: { zh: '报价单', en: 'Quotation' },
  contract: { zh: '销售合同', en: 'Sales Contract' },
  // 发票 is the paper of the tax office; what we print asks for payment and says so.
  invoice: { zh: '账单', en: 'Invoice' },
  credit: { zh: '红字账单', en: 'Credit Note' },

  to: { zh: '致', en: 'To' },
  contact: { zh: '联系人', en: 'Contact' },
  phone: { zh: '电话', en: 'Phone' },
  email: { zh: '邮箱', en: 'E-mail' },
  address: { zh: '地址', en: 'Address' },
  tax_number: { zh: '税号', en: 'Tax No.' },
  bank: { zh: '开户行', en: 'Bank' },
  bank_account: { zh: '账号', en: 'Account' },
  number: { zh: '编号', en: 'No.' },
  invoice_number: { zh: '发票编号', en: 'Invoice No.' },
  contract_number: { zh: '合同编号', en: 'Contract No.' },
  project: { zh: '项目', en: 'Subject' },
  issued_on: { zh: '日期', en: 'Date' },
  signed_on: { zh: '签订日期', en: 'Signed on' },
  valid_until: { zh: '有效期至', en: 'Valid until' },
  due_on: { zh: '付款期限', en: 'Due on' },
  term: { zh: '合同期限', en: 'Term' },
  currency: { zh: '币种', en: 'Currency' },
  buyer: { zh: '甲方（买方）', en: 'Buyer' },
  seller: { zh: '乙方（卖方）', en: 'Seller' },

  product: { zh: '产品与说明', en: 'Product' },
  item: { zh: '项目', en: 'Item' },
  quantity: { zh: '数量', en: 'Quantity' },
  price: { zh: '未税单价', en: 'Unit price' },
  price_with_tax: { zh: '含税单价', en: 'Price incl. tax' },
  discount: { zh: '折扣', en: 'Discount' },
  rate: { zh: '税率', en: 'Tax' },
  line_net: { zh: '未税小计', en: 'Net' },
  line_tax: { zh: '税额', en: 'Tax amount' },
  line_gross: { zh: '含税小计', en: 'Gross' },

  net: { zh: '未税合计', en: 'Net' },
  tax: { zh: '税额', en: 'Tax' },
  gross: { zh: '含税合计', en: 'Total' },
  contract_amount: { zh: '合同金额', en: 'Contract amount' },
  paid: { zh: '已付', en: 'Paid' },
  balance: { zh: '未付', en: 'Balance due' },
  in_words: { zh: '大写', en: 'In words' },

  goods: { zh: '标的与价款', en: 'Goods and price' },
  plan: { zh: '付款计划', en: 'Payment plan' },
  instalment: { zh: '款项', en: 'Instalment' },
  milestone: { zh: '付款条件', en: 'Condition' },
  plan_due: { zh: '付款日', en: 'Due' },
  plan_amount: { zh: '金额', en: 'Amount' },
  share: { zh: '占比', en: 'Share' },
  sum: { zh: '合计', en: 'Total' },
  payment_terms: { zh: '付款', en: 'Payment' },
  delivery_terms: { zh: '交付', en: 'Delivery' },
  terms: { zh: '条款', en: 'Terms' },
  notes: { zh: '备注', en: 'Notes' },
  seal: { zh: '（盖章）', en: '(seal)' },
  signed_by: { zh: '签字', en: 'Signature' },
  sign_date: { zh: '日期', en: 'Date' },

  no_tax_invoice: {
    zh: '本账单用于对账与付款，不是税务发票；税务发票以税务系统开具的数电发票为准。',
    en: 'In China the tax invoice (fapiao) is the one issued through the tax system; this document asks for payment.',
  },
  sample: { zh: '示例数据', en: 'Sample data' },
  draft: { zh: '草稿', en: 'Draft' },
  void: { zh: '已作废', en: 'Void' },
  page: { zh: '第 {page} 页 / 共 {pages} 页', en: 'Page {page} of {pages}' },
} as const satisfies Record<string, Words>

/** Says a word in one language. */
export const speaker =
  (language: Language) =>
  (word: keyof typeof words): string =>
    words[word][language]

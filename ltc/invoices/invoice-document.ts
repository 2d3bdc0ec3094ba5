// What does the customer see of an invoice? What to pay, until when, to which account.
import type { DocumentTemplate, TemplateBlock, TemplateFact } from '#kernel/view/document.ts'
import { addressee, draftMark, pricedTable, pricedTotals, same } from '../document-parts.ts'

const left: readonly TemplateFact[] = [
  addressee[0]!,
  { label: { zh: '税号', en: 'Tax No.' }, value: same('{account.tax_number}') },
  addressee[1]!,
]
const right: readonly TemplateFact[] = [
  { label: { zh: '发票编号', en: 'Invoice No.' }, value: same('{number}'), strong: true },
  { label: { zh: '合同编号', en: 'Contract No.' }, value: same('{contract.number}') },
  { label: { zh: '日期', en: 'Date' }, value: same('{issued_on}') },
  { label: { zh: '付款期限', en: 'Due on' }, value: same('{due_on}') },
  { label: { zh: '币种', en: 'Currency' }, value: same('{currency|currency}') },
]
const marks = [draftMark('"draft"'), { if: 'stage = "void"', says: { zh: '已作废', en: 'Void' } }]
/** Of a credit note it would say that the note itself was taken back. */
const creditedMark = { if: 'stage = "credited"', says: { zh: '已红冲', en: 'Credited' } }
const lines = [
  pricedTable({ withTax: true }),
  pricedTotals('gross', { zh: '价税合计 {currency|currency}', en: 'Total {currency|currency}' }),
]
const closing: readonly TemplateBlock[] = [
  {
    kind: 'prose',
    if: 'note is not empty',
    title: { zh: '备注', en: 'Notes' },
    text: same('{note}'),
  },
  // 发票 is the paper of the tax office; what we print asks for payment and says so.
  {
    kind: 'prose',
    text: {
      zh: '本账单用于对账与付款，不是税务发票；税务发票以税务系统开具的数电发票为准。',
      en: 'In China the tax invoice (fapiao) is the one issued through the tax system; this document asks for payment.',
    },
  },
]

export const invoiceDocument: DocumentTemplate = {
  object: 'invoice',
  label: { zh: '账单', en: 'Invoice' },
  title: { zh: '账单', en: 'Invoice' },
  number: same('{number}'),
  if: 'kind != "credit"',
  marks: [...marks, creditedMark],
  blocks: [
    { kind: 'facts', left, right },
    ...lines,
    // What has been paid or credited is said only once something has.
    {
      kind: 'totals',
      if: 'paid != 0 or credited != 0',
      rows: [
        { label: { zh: '已付', en: 'Paid' }, value: same('{paid}') },
        { label: { zh: '已红冲', en: 'Credited' }, value: same('{credited}') },
        { label: { zh: '未付', en: 'Balance due' }, value: same('{balance}'), strong: true },
      ],
    },
    {
      kind: 'facts',
      left: [{ label: { zh: '收款账户', en: 'Pay to' }, value: same('{our.bank}') }],
      right: [],
    },
    ...closing,
  ],
}

/** 红字: takes back what an invoice asked for; nobody pays on it. */
export const creditDocument: DocumentTemplate = {
  object: 'invoice',
  label: { zh: '红字账单', en: 'Credit note' },
  title: { zh: '红字账单', en: 'Credit Note' },
  number: same('{number}'),
  if: 'kind = "credit"',
  marks,
  blocks: [
    {
      kind: 'facts',
      left,
      right: [
        ...right.slice(0, 1),
        { label: { zh: '被红冲账单', en: 'Credits' }, value: same('{credits.number}') },
        ...right.slice(1),
      ],
    },
    ...lines,
    ...closing,
  ],
}

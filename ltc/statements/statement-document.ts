// What does the customer get to agree on? Opening, movements, closing, and where to say yes.
import type { DocumentTemplate } from '#kernel/view/document.ts'
import { addressee, same } from '../document-parts.ts'

export const statementDocument: DocumentTemplate = {
  object: 'statement',
  label: { zh: '对账单', en: 'Statement of account' },
  title: { zh: '对账单', en: 'Statement of Account' },
  number: same('{number}'),
  marks: [{ if: 'stage = "disputed"', says: { zh: '有差异', en: 'Disputed' } }],
  blocks: [
    {
      kind: 'facts',
      left: [...addressee],
      right: [
        { label: { zh: '对账单号', en: 'Statement No.' }, value: same('{number}'), strong: true },
        { label: { zh: '期间', en: 'Period' }, value: same('{from_on} – {until_on}') },
        { label: { zh: '币种', en: 'Currency' }, value: same('{currency|currency}') },
      ],
    },
    {
      kind: 'totals',
      rows: [{ label: { zh: '期初余额', en: 'Opening balance' }, value: same('{opening}') }],
    },
    {
      kind: 'table',
      of: 'lines',
      columns: [
        { label: { zh: '日期', en: 'Date' }, value: same('{on|date}') },
        { label: { zh: '业务', en: 'Event' }, value: same('{event}') },
        { label: { zh: '单据', en: 'Document' }, value: same('{document}'), wide: true },
        {
          label: { zh: '应收', en: 'Charged' },
          value: same('{IF(charged = 0, empty, charged)|amount}'),
          align: 'right',
        },
        {
          label: { zh: '收回', en: 'Settled' },
          value: same('{IF(settled = 0, empty, settled)|amount}'),
          align: 'right',
        },
        { label: { zh: '余额', en: 'Balance' }, value: same('{balance|amount}'), align: 'right' },
      ],
    },
    {
      kind: 'totals',
      rows: [
        { label: { zh: '本期应收', en: 'Charged' }, value: same('{charged}') },
        { label: { zh: '本期收回', en: 'Settled' }, value: same('{settled}') },
        {
          label: { zh: '期末余额', en: 'Closing balance' },
          value: same('{closing}'),
          strong: true,
        },
        {
          label: { zh: '其中逾期', en: 'Of it overdue' },
          value: same('{overdue}'),
          if: 'overdue != 0',
        },
      ],
    },
    {
      kind: 'prose',
      if: 'note is not empty',
      title: { zh: '备注', en: 'Notes' },
      text: same('{note}'),
    },
    {
      kind: 'prose',
      text: {
        zh: '请核对以上往来。余额为正表示贵方欠付我方，为负表示我方预收贵方款项。如有差异请注明。',
        en: 'Please compare with your books. A balance above 0 is owed to us; one below 0 is your credit with us. Please note any difference.',
      },
    },
    {
      kind: 'facts',
      left: [{ label: { zh: '收款账户', en: 'Pay to' }, value: same('{our.bank}') }],
      right: [],
    },
    {
      kind: 'signatures',
      parties: [
        { role: { zh: '对账方', en: 'Issued by' }, name: same('{our.name}') },
        { role: { zh: '客户确认', en: 'Confirmed by' }, name: same('{account.name}') },
      ],
      blanks: [
        { zh: '签字盖章', en: 'Signature and seal' },
        { zh: '日期', en: 'Date' },
      ],
    },
  ],
}

// What do we and a customer agree to have between us? Opening, each movement, closing; a copy that stands.
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { currency } from '../currency.ts'

export const statement = object('statement', {
  label: { zh: '对账单', en: 'Statement of account' },
  plural: { zh: '对账单', en: 'Statements of account' },
  help: {
    zh: '在客户上点「生成对账单」，或在应收工作台里生成。',
    en: 'Made on a customer, or on the receivables desk.',
  },
  area: 'finance',
  icon: 'FileDoneOutlined',
  title: 'number',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'ST{YYYY}-{00000}',
      label: { zh: '对账单号', en: 'Number' },
      search: true,
    },
    account: {
      kind: 'ref',
      object: 'account',
      label: { zh: '客户', en: 'Customer' },
      required: true,
    },
    currency: { ...currency, required: true },
    from_on: { kind: 'date', label: { zh: '起', en: 'From' }, required: true },
    until_on: { kind: 'date', label: { zh: '止', en: 'Until' }, required: true, index: true },
    opening: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '期初余额', en: 'Opening balance' },
      help: { zh: '客户欠款为正，预收为负', en: 'What they owe is above 0, their credit below' },
      read_only: true,
    },
    charged: {
      kind: 'rollup',
      formula: 'SUM(lines.charged)',
      gives: 'money',
      label: { zh: '本期应收', en: 'Charged' },
    },
    settled: {
      kind: 'rollup',
      formula: 'SUM(lines.settled)',
      gives: 'money',
      label: { zh: '本期收回', en: 'Settled' },
    },
    closing: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '期末余额', en: 'Closing balance' },
      read_only: true,
    },
    overdue: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '其中逾期', en: 'Of it overdue' },
      read_only: true,
    },
    lines: {
      kind: 'lines',
      object: 'statement_line',
      by: 'statement',
      label: { zh: '往来明细', en: 'Movements' },
      read_only: true,
    },
    note: { kind: 'long_text', label: { zh: '备注', en: 'Note' } },
  },
  lifecycle: {
    first: 'made',
    stages: {
      made: { label: { zh: '待确认', en: 'To confirm' } },
      confirmed: { label: { zh: '已确认', en: 'Confirmed' }, kind: 'won' },
      disputed: { label: { zh: '有差异', en: 'Disputed' } },
    },
    moves: {
      confirm: { from: ['made', 'disputed'], to: 'confirmed', by: ['finance'] },
      dispute: { from: ['made'], to: 'disputed', by: ['finance'] },
    },
  },
  frozen: {
    stages: ['made', 'confirmed', 'disputed'],
    except: ['stage', 'stage_since', 'owner', 'note'],
  },
  always: {
    adds_up: {
      if: 'closing = opening + SUM(lines.charged) - SUM(lines.settled)',
      says: {
        zh: '期末 = 期初 + 本期应收 − 本期收回',
        en: 'Closing = opening + charged − settled',
      },
      through: ['lines'],
    },
  },
  by_actions_only: true,
  allow: [
    allow('finance', 'read change remove export'),
    allow('manager', 'read export'),
    allow('sales_manager', 'read'),
    allow('sales', 'read', 'account.owner in my_people()'),
    allow('viewer', 'read'),
  ],
  indexes: [['account', '-until_on']],
  dates: { starts: 'from_on', ends: 'until_on' },
  list: ['number', 'account', 'currency', 'from_on', 'until_on', 'opening', 'closing', 'stage'],
  key_fields: ['account', 'from_on', 'until_on', 'opening', 'closing', 'overdue'],
})

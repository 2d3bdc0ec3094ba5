// What does the customer owe us, since when, and what of it is settled?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { inBase, rateFields, rateNames } from '../currencies/in-base.ts'
import { currency } from '../currency.ts'
import { totals } from '../document-line.ts'
import { booksPeriod } from '../ledger/books-period.ts'
import { deriveInvoice } from './derive-invoice.ts'
import { invoiceLifecycle } from './invoice-lifecycle.ts'

export const invoice = object('invoice', {
  label: { zh: '发票', en: 'Invoice' },
  plural: { zh: '发票', en: 'Invoices' },
  help: {
    zh: '在合同上点「生成到期发票」，核对草稿后开具。',
    en: '“Bill what is due” on a contract makes drafts of what is due; check and issue them.',
  },
  area: 'finance',
  icon: 'AccountBookOutlined',
  title: 'number',
  fields: {
    number: {
      kind: 'text',
      label: { zh: '发票编号', en: 'Number' },
      help: { zh: '开具时连号生成', en: 'Given without gaps when issued' },
      read_only: true,
      unique: true,
      search: true,
      max: 40,
    },
    kind: {
      kind: 'choice',
      label: { zh: '类型', en: 'Kind' },
      choices: {
        normal: { label: { zh: '蓝字发票', en: 'Invoice' } },
        credit: { label: { zh: '红字发票', en: 'Credit note' }, colour: 'red' },
      },
      default: '"normal"',
      read_only: true,
    },
    credits: {
      kind: 'ref',
      object: 'invoice',
      agrees: { account: 'account', currency: 'currency', contract: 'contract' },
      label: { zh: '被红冲发票', en: 'Credits' },
      read_only: true,
    },
    account: {
      kind: 'ref',
      object: 'account',
      label: { zh: '客户', en: 'Account' },
      required: true,
    },
    contract: {
      kind: 'ref',
      object: 'contract',
      agrees: { account: 'account', currency: 'currency' },
      label: { zh: '合同', en: 'Contract' },
    },
    plan_line: {
      kind: 'ref',
      object: 'billing_plan_line',
      agrees: { contract: 'contract' },
      label: { zh: '开票计划', en: 'Billing plan line' },
      read_only: true,
    },
    issued_on: { kind: 'date', label: { zh: '开票日期', en: 'Issued on' }, index: true },
    due_on: { kind: 'date', label: { zh: '到期日', en: 'Due on' }, index: true },
    currency,
    ...rateFields,
    ...totals,
    gross: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '价税合计', en: 'Gross' },
      read_only: true,
    },
    base_amount: inBase('gross', '本位币合计', 'Base gross'),
    lines: {
      kind: 'lines',
      object: 'invoice_line',
      by: 'invoice',
      label: { zh: '发票明细', en: 'Lines' },
    },
    allocations: {
      kind: 'lines',
      object: 'allocation',
      by: 'invoice',
      label: { zh: '核销', en: 'Allocations' },
      read_only: true,
    },
    credit_notes: {
      kind: 'lines',
      object: 'invoice',
      by: 'credits',
      label: { zh: '红字发票', en: 'Credit notes' },
      read_only: true,
    },
    write_offs: {
      kind: 'lines',
      object: 'write_off',
      by: 'invoice',
      label: { zh: '应收冲减', en: 'Write-offs' },
      read_only: true,
    },
    in_force: {
      kind: 'formula',
      formula: 'IF(stage in ("draft", "void"), 0, gross)',
      gives: 'money',
      label: { zh: '有效开票额', en: 'Amount in force' },
    },
    paid: {
      kind: 'rollup',
      formula: 'SUM(allocations.amount)',
      gives: 'money',
      label: { zh: '已回款', en: 'Paid' },
    },
    credited: {
      kind: 'formula',
      formula: '0 - SUM(credit_notes.in_force)',
      gives: 'money',
      label: { zh: '已红冲', en: 'Credited' },
    },
    written_off: {
      kind: 'rollup',
      formula: 'SUM(write_offs.in_force)',
      gives: 'money',
      label: { zh: '已冲减', en: 'Written off' },
    },
    balance: {
      kind: 'formula',
      formula:
        'IF(stage = "void" or kind = "credit", 0, gross - SUM(allocations.amount) + SUM(credit_notes.in_force) - SUM(write_offs.in_force))',
      gives: 'money',
      label: { zh: '未收余额', en: 'Balance' },
    },
    base_in_force: inBase('in_force', '本位币开票额', 'Base in force'),
    base_balance: inBase('balance', '本位币未收', 'Base balance'),
    overdue: {
      kind: 'formula',
      formula: 'stage in ("issued", "partly_credited", "partly_paid") and due_on < TODAY()',
      gives: 'yes_no',
      label: { zh: '已逾期', en: 'Overdue' },
    },
    note: { kind: 'long_text', label: { zh: '备注', en: 'Note' } },
    reason: { kind: 'text', label: { zh: '原因', en: 'Reason' }, read_only: true, max: 500 },
  },
  lifecycle: invoiceLifecycle,
  arrives: { on: 'credits', action: 'credit', if_filled: true, made: 'credit_note' },
  derive: deriveInvoice,
  frozen: {
    stages: ['issued', 'partly_credited', 'partly_paid', 'paid', 'credited', 'written_off', 'void'],
    except: ['stage', 'stage_since', 'owner', 'reason'],
    once: rateNames,
  },
  always: {
    whole: {
      if: 'net + tax = gross and net = SUM(lines.net) and tax = SUM(lines.tax) and gross = SUM(lines.gross)',
      says: { zh: '价税合计 = 不含税 + 税额，等于各行之和', en: 'Gross = net + tax = its lines' },
      through: ['lines'],
    },
    covered: {
      if: 'IF(kind = "credit", true, IF(stage in ("draft", "void"), COUNT(allocations) = 0 and SUM(credit_notes.in_force) = 0 and SUM(write_offs.in_force) = 0, balance >= 0 and balance <= gross))',
      says: { zh: '0 ≤ 未收余额 ≤ 价税合计', en: 'The balance lies between 0 and the gross' },
      through: ['allocations', 'credit_notes', 'write_offs'],
    },
  },
  period: booksPeriod(
    'issued_on',
    ['issued', 'partly_credited', 'partly_paid', 'paid', 'credited', 'written_off'],
    ['reason', ...rateNames],
  ),
  rules: {
    due: {
      if: 'issued_on is empty or due_on is empty or due_on >= issued_on',
      says: { zh: '到期日不能早于开票日', en: 'It is not due before it is issued' },
    },
  },
  allow: [
    allow('finance', 'read create change remove export import'),
    allow('manager', 'read export'),
    allow('sales_manager', 'read export'),
    allow('sales', 'read', 'contract.owner in my_people() or account.owner in my_people()'),
    allow('delivery', 'read', 'contract is not empty'),
    allow('viewer', 'read'),
  ],
  chain: { order: 6, from: ['contract'] },
  indexes: [
    ['account', 'due_on'],
    ['stage', 'due_on'],
  ],
  dates: { starts: 'due_on' },
  list: [
    'number',
    'account',
    'contract',
    'stage',
    'gross',
    'paid',
    'credited',
    'balance',
    'due_on',
    'overdue',
    'issued_on',
  ],
  key_fields: ['account', 'contract', 'gross', 'paid', 'credited', 'balance', 'due_on'],
})

// What have we agreed with the customer: what, for how much, and when it is billed?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { inBase, rateFields, rateNames } from '../currencies/in-base.ts'
import { currency } from '../currency.ts'
import { totals } from '../document-line.ts'
import { contractLifecycle } from './contract-lifecycle.ts'
import { deriveContract } from './derive-contract.ts'

export const contract = object('contract', {
  label: { zh: '合同', en: 'Contract' },
  plural: { zh: '合同', en: 'Contracts' },
  help: {
    zh: '客户接受报价后点「生成合同」，明细、金额和付款计划会带过来。',
    en: 'Usually made of an accepted quote, with its lines, amount and billing plan.',
  },
  area: 'sales',
  icon: 'FileProtectOutlined',
  title: 'name',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'C{YYYY}-{00000}',
      label: { zh: '合同编号', en: 'Number' },
      search: true,
    },
    name: {
      kind: 'text',
      label: { zh: '合同名称', en: 'Name' },
      required: true,
      search: true,
      max: 300,
    },
    account: {
      kind: 'ref',
      object: 'account',
      label: { zh: '客户', en: 'Account' },
      required: true,
    },
    contact: { kind: 'ref', object: 'contact', label: { zh: '联系人', en: 'Contact' } },
    opportunity: {
      kind: 'ref',
      object: 'opportunity',
      agrees: { account: 'account' },
      label: { zh: '商机', en: 'Opportunity' },
    },
    quote: {
      kind: 'ref',
      object: 'quote',
      agrees: { account: 'account', currency: 'currency', opportunity: 'opportunity' },
      label: { zh: '报价单', en: 'Quote' },
      unique: true,
    },
    signed_on: { kind: 'date', label: { zh: '签署日期', en: 'Signed on' }, index: true },
    starts_on: { kind: 'date', label: { zh: '生效日期', en: 'Starts on' } },
    ends_on: { kind: 'date', label: { zh: '到期日期', en: 'Ends on' }, index: true },
    currency,
    ...rateFields,
    ...totals,
    amount: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '合同金额', en: 'Amount' },
      help: { zh: '价税合计', en: 'With tax' },
      read_only: true,
    },
    base_amount: inBase('amount', '本位币金额', 'Base amount'),
    signed_amount: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '原合同金额', en: 'Amount as signed' },
      help: { zh: '不含之后的变更', en: 'Without the amendments since' },
      read_only: true,
    },
    deviates: {
      kind: 'yes_no',
      label: { zh: '非标条款', en: 'Deviates from the standard terms' },
      help: { zh: '签署前须总经理审批', en: 'Signing then asks the general manager' },
      default: 'false',
    },
    terms: { kind: 'long_text', label: { zh: '条款', en: 'Terms' } },
    files: { kind: 'file', many: true, label: { zh: '附件', en: 'Files' } },
    lines: {
      kind: 'lines',
      object: 'contract_line',
      by: 'contract',
      label: { zh: '合同明细', en: 'Lines' },
    },
    billing_plan: {
      kind: 'lines',
      object: 'billing_plan_line',
      by: 'contract',
      label: { zh: '开票计划', en: 'Billing plan' },
    },
    planned: {
      kind: 'rollup',
      formula: 'SUM(billing_plan.amount)',
      gives: 'money',
      label: { zh: '计划合计', en: 'Planned' },
    },
    invoices: {
      kind: 'lines',
      object: 'invoice',
      by: 'contract',
      label: { zh: '发票', en: 'Invoices' },
      read_only: true,
    },
    billed: {
      kind: 'rollup',
      formula: 'SUM(invoices.in_force)',
      gives: 'money',
      label: { zh: '已开票', en: 'Billed' },
    },
    received: {
      kind: 'rollup',
      formula: 'SUM(invoices.paid)',
      gives: 'money',
      label: { zh: '已回款', en: 'Received' },
    },
    written_off: {
      kind: 'rollup',
      formula: 'SUM(invoices.written_off)',
      gives: 'money',
      label: { zh: '已冲减', en: 'Written off' },
    },
    amendments: {
      kind: 'lines',
      object: 'amendment',
      by: 'contract',
      label: { zh: '合同变更', en: 'Amendments' },
      read_only: true,
    },
    projects: {
      kind: 'lines',
      object: 'project',
      by: 'contract',
      label: { zh: '交付项目', en: 'Projects' },
      read_only: true,
    },
    terminated_reason: {
      kind: 'text',
      label: { zh: '终止原因', en: 'Why terminated' },
      read_only: true,
      max: 500,
    },
  },
  lifecycle: contractLifecycle,
  derive: deriveContract,
  frozen: {
    stages: ['in_approval', 'signed', 'active', 'completed', 'terminated'],
    except: [
      'stage',
      'stage_since',
      'owner',
      'contact',
      'signed_on',
      'starts_on',
      'ends_on',
      'files',
      'billing_plan',
      // Only by a signed amendment: `derive` sees to it, and the sentence below holds it together.
      'lines',
      'net',
      'tax',
      'amount',
      'terminated_reason',
    ],
    acts_only: ['lines'],
    once: rateNames,
  },
  always: {
    lines: {
      if: 'amount = SUM(lines.gross) and net = SUM(lines.net) and tax = SUM(lines.tax)',
      says: { zh: '合同金额 = 各行价税合计', en: 'The contract is the sum of its lines' },
      through: ['lines'],
    },
    amended: {
      if: 'stage in ("draft", "in_approval") or signed_amount is empty or amount = signed_amount + SUM(amendments.in_force)',
      says: {
        zh: '合同金额 = 签署金额 + 已签变更',
        en: 'The amount is what was signed and amended',
      },
      through: ['amendments'],
    },
    planned: {
      if: 'stage not in ("signed", "active") or COUNT(billing_plan) = 0 or amount = SUM(billing_plan.amount)',
      says: { zh: '开票计划合计 = 合同金额', en: 'The billing plan comes to the contract' },
      through: ['billing_plan'],
    },
  },
  rules: {
    dates: {
      if: 'starts_on is empty or ends_on is empty or ends_on >= starts_on',
      says: { zh: '到期日不能早于生效日', en: 'It cannot end before it starts' },
    },
  },
  allow: [
    allow('manager', 'read create change export'),
    allow('sales_manager', 'read create change remove export'),
    allow(
      'sales',
      'read create change',
      'owner in my_people() or opportunity.owner in my_people()',
    ),
    allow('finance', 'read create change export import'),
    allow('delivery', 'read'),
    allow('presales', 'read'),
    allow('viewer', 'read'),
  ],
  chain: { order: 4, from: ['quote', 'opportunity'] },
  dates: { starts: 'starts_on', ends: 'ends_on' },
  list: [
    'number',
    'name',
    'account',
    'stage',
    'amount',
    'billed',
    'received',
    'signed_on',
    'owner',
  ],
  key_fields: ['account', 'amount', 'billed', 'received', 'signed_on', 'owner'],
})

// Which part of an invoice will never be paid, why, and who agreed?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { booksPeriod } from '../ledger/books-period.ts'

export const writeOff = object('write_off', {
  label: { zh: '应收冲减', en: 'Write-off' },
  plural: { zh: '应收冲减', en: 'Write-offs' },
  help: {
    zh: '在未收清的发票上申请冲减（尾差、坏账、汇兑），批准后记在这里。',
    en: 'What will not come in any more; asked for on an invoice that is still open.',
  },
  area: 'finance',
  icon: 'ScissorOutlined',
  title: 'number',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'WO{YYYY}-{00000}',
      label: { zh: '冲减编号', en: 'Number' },
      search: true,
    },
    invoice: {
      kind: 'ref',
      object: 'invoice',
      agrees: { account: 'account' },
      label: { zh: '发票', en: 'Invoice' },
      required: true,
    },
    account: { kind: 'ref', object: 'account', label: { zh: '客户', en: 'Customer' } },
    kind: {
      kind: 'choice',
      label: { zh: '类型', en: 'Kind' },
      required: true,
      choices: {
        difference: { label: { zh: '尾差', en: 'Small difference' } },
        bad_debt: { label: { zh: '坏账', en: 'Bad debt' }, colour: 'red' },
      },
    },
    amount: {
      kind: 'money',
      currency: 'invoice.currency',
      label: { zh: '金额', en: 'Amount' },
      help: { zh: '收回或撤销时为负数', en: 'Below 0 where it is recovered or taken back' },
      required: true,
    },
    written_on: { kind: 'date', label: { zh: '冲减日期', en: 'Written off on' }, index: true },
    reason: { kind: 'text', label: { zh: '原因', en: 'Reason' }, max: 500 },
    in_force: {
      kind: 'formula',
      formula: 'IF(stage = "in_force", amount, 0)',
      gives: 'money',
      label: { zh: '有效金额', en: 'Amount in force' },
    },
  },
  lifecycle: {
    first: 'draft',
    stages: {
      draft: { label: { zh: '草稿', en: 'Draft' } },
      in_approval: { label: { zh: '审批中', en: 'In approval' }, limit_days: 3 },
      in_force: { label: { zh: '已冲减', en: 'Written off' }, kind: 'won' },
      rejected: { label: { zh: '未通过', en: 'Not approved' }, kind: 'lost' },
    },
    moves: {
      ask: { from: ['draft'], to: 'in_approval', via: 'write_off' },
      // Crediting and paying take back what was written off, too. No draft outlives its transaction.
      pass: { from: ['draft'], to: 'in_force' },
      approve: { from: ['in_approval'], to: 'in_force', via: 'approve' },
      reject: { from: ['draft', 'in_approval'], to: 'rejected', via: 'reject' },
    },
  },
  frozen: { stages: ['in_approval', 'in_force', 'rejected'], except: ['written_on'] },
  always: {
    // The day may be put in while it is decided; afterwards it stands.
    dated: {
      if: 'stage != "in_force" or written_on is not empty',
      says: { zh: '已冲减的有日期', en: 'What is written off has its day' },
    },
  },
  rules: {
    amount: { if: 'amount != 0', says: { zh: '金额不能为 0', en: 'The amount is not 0' } },
  },
  period: booksPeriod('written_on', ['in_force']),
  by_actions_only: true,
  allow: [
    allow('finance', 'read export'),
    allow('manager', 'read export'),
    allow('sales_manager', 'read'),
    allow('sales', 'read', 'account.owner in my_people()'),
    allow('viewer', 'read'),
  ],
  chain: { order: 7, from: ['invoice'] },
  list: ['number', 'invoice', 'account', 'kind', 'stage', 'amount', 'written_on', 'reason'],
  key_fields: ['invoice', 'kind', 'amount', 'written_on', 'reason'],
})

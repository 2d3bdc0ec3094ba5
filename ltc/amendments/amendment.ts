// What did we and the customer agree anew after the contract was signed?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { creditFields } from '../credit/credit-fields.ts'
import { currency } from '../currency.ts'
import { totals } from '../document-line.ts'
import { amendmentLifecycle } from './amendment-lifecycle.ts'
import { deriveAmendment } from './derive-amendment.ts'

export const amendment = object('amendment', {
  label: { zh: '合同变更', en: 'Amendment' },
  plural: { zh: '合同变更', en: 'Amendments' },
  help: {
    zh: '在执行中的合同上点「变更合同」发起，签署后改动明细与付款计划。',
    en: 'Begun on an active contract; once signed it changes lines and billing plan.',
  },
  area: 'sales',
  icon: 'DiffOutlined',
  title: 'name',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'CA{YYYY}-{00000}',
      label: { zh: '变更编号', en: 'Number' },
      search: true,
    },
    contract: {
      kind: 'ref',
      object: 'contract',
      agrees: { account: 'account', currency: 'currency' },
      label: { zh: '合同', en: 'Contract' },
      required: true,
    },
    account: {
      kind: 'ref',
      object: 'account',
      label: { zh: '客户', en: 'Account' },
      read_only: true,
    },
    name: {
      kind: 'text',
      label: { zh: '变更事项', en: 'What changes' },
      required: true,
      search: true,
      max: 300,
    },
    reason: { kind: 'long_text', label: { zh: '变更原因', en: 'Why' } },
    signed_on: {
      kind: 'date',
      label: { zh: '签署日期', en: 'Signed on' },
      read_only: true,
      index: true,
    },
    due_on: {
      kind: 'date',
      label: { zh: '增补款可开票日', en: 'The addition is due on' },
      help: { zh: '默认签署日；有里程碑则以验收为准', en: 'On signing unless given' },
    },
    milestone: {
      kind: 'ref',
      object: 'milestone',
      agrees: { 'project.contract': 'contract' },
      label: { zh: '增补款里程碑', en: 'Milestone of the addition' },
    },
    currency: { ...currency, read_only: true },
    ...totals,
    tax_inclusive: { ...totals.tax_inclusive, read_only: true },
    amount: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '变更金额', en: 'Difference' },
      help: { zh: '含税，减少为负数', en: 'With tax; below 0 where it takes away' },
      read_only: true,
    },
    in_force: {
      kind: 'formula',
      formula: 'IF(stage = "signed", amount, 0)',
      gives: 'money',
      label: { zh: '已生效金额', en: 'Amount in force' },
    },
    ...creditFields,
    files: { kind: 'file', many: true, label: { zh: '附件', en: 'Files' } },
    lines: {
      kind: 'lines',
      object: 'amendment_line',
      by: 'amendment',
      label: { zh: '变更明细', en: 'Lines' },
    },
    rejected_reason: {
      kind: 'text',
      label: { zh: '未通过原因', en: 'Why not' },
      read_only: true,
      max: 500,
    },
  },
  lifecycle: amendmentLifecycle,
  derive: deriveAmendment,
  frozen: {
    stages: ['in_approval', 'approved', 'signed', 'rejected'],
    except: ['stage', 'stage_since', 'owner', 'signed_on', 'files', 'rejected_reason'],
  },
  always: {
    whole: {
      if: 'net + tax = amount and net = SUM(lines.net) and tax = SUM(lines.tax) and amount = SUM(lines.gross)',
      says: { zh: '变更金额 = 各行之和', en: 'The difference is the sum of its lines' },
      through: ['lines'],
    },
  },
  allow: [
    allow('manager', 'read create change export'),
    allow('sales_manager', 'read create change remove export'),
    allow('sales', 'read create change', 'owner in my_people() or contract.owner in my_people()'),
    allow('finance', 'read create change export'),
    allow('delivery', 'read'),
    allow('presales', 'read'),
    allow('viewer', 'read'),
  ],
  chain: { order: 4.5, from: ['contract'], seldom: true },
  list: ['number', 'name', 'contract', 'account', 'stage', 'amount', 'signed_on', 'owner'],
  key_fields: ['contract', 'account', 'amount', 'signed_on', 'owner'],
})

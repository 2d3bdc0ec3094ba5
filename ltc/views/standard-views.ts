// Which lists does everybody find ready-made?
import type { View } from '#kernel/view/view.ts'

export const standardViews: Readonly<Record<string, View>> = {
  my_leads: {
    object: 'lead',
    label: { zh: '我的线索', en: 'My leads' },
    filter: 'owner = me and stage in ("new", "contacting", "qualified")',
    sort: '-created_at',
  },
  lead_pool: {
    object: 'lead',
    label: { zh: '线索池', en: 'Lead pool' },
    filter: 'owner is empty and stage in ("new", "contacting", "qualified")',
    sort: '-created_at',
    columns: ['number', 'name', 'company', 'stage', 'source', 'score', 'released_at', 'created_at'],
  },
  leads_to_follow_up: {
    object: 'lead',
    label: { zh: '即将退回线索池', en: 'About to go back to the pool' },
    filter: 'owner = me and stage in ("new", "contacting") and keep_until <= TODAY() + 3',
    sort: 'keep_until',
  },
  lead_board: {
    object: 'lead',
    label: { zh: '线索看板', en: 'Lead board' },
    sort: '-created_at',
    as: 'board',
    group: 'stage',
  },
  open_opportunities: {
    object: 'opportunity',
    label: { zh: '在途商机', en: 'Open opportunities' },
    filter: 'stage not in ("won", "lost")',
    sort: 'close_date',
  },
  opportunity_board: {
    object: 'opportunity',
    label: { zh: '商机看板', en: 'Opportunity board' },
    filter: 'stage not in ("won", "lost")',
    sort: '-created_at',
    as: 'board',
    group: 'stage',
  },
  closing_this_month: {
    object: 'opportunity',
    label: { zh: '本月预计成交', en: 'Closing this month' },
    filter:
      'stage not in ("won", "lost") and YEAR(close_date) = YEAR(TODAY()) and MONTH(close_date) = MONTH(TODAY())',
    sort: 'close_date',
  },
  quotes_in_approval: {
    object: 'quote',
    label: { zh: '待审批报价', en: 'Quotes in approval' },
    filter: 'stage = "in_approval"',
    sort: 'stage_since',
  },
  quotes_sent: {
    object: 'quote',
    label: { zh: '待客户确认', en: 'Waiting for the customer' },
    filter: 'stage = "sent"',
    sort: 'valid_until',
  },
  active_contracts: {
    object: 'contract',
    label: { zh: '履行中合同', en: 'Active contracts' },
    filter: 'stage = "active"',
    sort: '-signed_on',
  },
  contracts_ending: {
    object: 'contract',
    label: { zh: '即将到期合同', en: 'Contracts ending soon' },
    filter: 'stage = "active" and ends_on between TODAY() and TODAY() + 60',
    sort: 'ends_on',
  },
  running_projects: {
    object: 'project',
    label: { zh: '进行中项目', en: 'Running projects' },
    filter: 'stage in ("planned", "in_progress", "delivered")',
    sort: 'planned_end',
  },
  milestones_due: {
    object: 'milestone',
    label: { zh: '近期里程碑', en: 'Milestones due soon' },
    filter: 'stage in ("planned", "in_progress") and due_on <= TODAY() + 14',
    sort: 'due_on',
  },
  milestones_to_accept: {
    object: 'milestone',
    label: { zh: '待验收', en: 'To be accepted' },
    filter: 'stage = "completed"',
    sort: 'completed_on',
  },
  invoices_to_issue: {
    object: 'invoice',
    label: { zh: '待开票', en: 'To be issued' },
    filter: 'stage = "draft"',
    sort: 'created_at',
  },
  open_invoices: {
    object: 'invoice',
    label: { zh: '未收发票', en: 'Open invoices' },
    filter: 'stage in ("issued", "partly_paid")',
    sort: 'due_on',
  },
  overdue_invoices: {
    object: 'invoice',
    label: { zh: '逾期发票', en: 'Overdue invoices' },
    filter: 'stage in ("issued", "partly_paid") and due_on < TODAY()',
    sort: 'due_on',
  },
  unallocated_payments: {
    object: 'payment',
    label: { zh: '未核销回款', en: 'Payments to allocate' },
    filter: 'unallocated > 0',
    sort: 'received_on',
  },
  my_tasks: {
    object: 'activity',
    label: { zh: '我的待办', en: 'My tasks' },
    filter: 'owner = me and done_at is empty',
    sort: 'due_at',
  },
}

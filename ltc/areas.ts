// Which groups does the menu have, and what stands in each?
import type { Area } from '#kernel/view/view.ts'

export const areas: Readonly<Record<string, Area>> = {
  analysis: {
    label: { zh: '分析', en: 'Analysis' },
    items: [
      'dashboard/business',
      'dashboard/sales',
      'dashboard/marketing',
      'dashboard/receivables',
    ],
  },
  marketing: {
    label: { zh: '市场', en: 'Marketing' },
    items: ['desk/pool', 'lead', 'desk/forms', 'lead_pool', 'campaign', 'desk/return', 'question'],
  },
  sales: {
    label: { zh: '销售', en: 'Sales' },
    items: [
      'account',
      'contact',
      'opportunity',
      'quote',
      'contract',
      'amendment',
      'obligation',
      'seal_request',
      'solution',
      'product',
      'price_list',
      'price_line',
      'competitor',
      'activity',
    ],
  },
  delivery: {
    label: { zh: '交付', en: 'Delivery' },
    items: ['project', 'shipment', 'milestone', 'task'],
  },
  finance: {
    label: { zh: '财务', en: 'Finance' },
    items: [
      'desk/receivables',
      'desk/bank',
      'invoice',
      'payment',
      'bank_line',
      'statement',
      'allocation',
      'refund',
      'write_off',
      'exchange_rate',
      'journal_entry',
    ],
  },
  settings: {
    label: { zh: '设置', en: 'Settings' },
    items: ['person', 'team', 'company', 'calendar_day', 'obligation_template', 'clause'],
  },
}

// Which rooms does the menu have, and what stands in each?
import type { Area } from '#kernel/view/view.ts'

export const areas: Readonly<Record<string, Area>> = {
  marketing: {
    label: { zh: '市场', en: 'Marketing' },
    objects: ['lead', 'campaign', 'question'],
  },
  sales: {
    label: { zh: '销售', en: 'Sales' },
    objects: [
      'account',
      'contact',
      'opportunity',
      'quote',
      'contract',
      'amendment',
      'solution',
      'product',
      'competitor',
      'activity',
    ],
  },
  delivery: { label: { zh: '交付', en: 'Delivery' }, objects: ['project', 'milestone', 'task'] },
  finance: {
    label: { zh: '财务', en: 'Finance' },
    objects: ['invoice', 'payment', 'allocation', 'refund', 'write_off', 'journal_entry'],
  },
  settings: { label: { zh: '设置', en: 'Settings' }, objects: ['person', 'team', 'company'] },
}

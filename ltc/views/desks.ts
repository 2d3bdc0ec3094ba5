// Which works have a page of their own kind?
import type { Desk } from '#kernel/view/view.ts'

export const desks: Readonly<Record<string, Desk>> = {
  pool: {
    label: { zh: '公海领取', en: 'Claim leads' },
    icon: 'UserAddOutlined',
    objects: ['lead', 'lead_pool'],
  },
  forms: {
    label: { zh: '获客表单', en: 'Lead forms' },
    icon: 'AuditOutlined',
    objects: ['lead', 'lead_form'],
  },
  return: {
    label: { zh: '投入产出', en: 'Campaign return' },
    icon: 'FundOutlined',
    objects: ['campaign', 'lead'],
  },
  receivables: {
    label: { zh: '应收工作台', en: 'Receivables desk' },
    icon: 'wallet',
    objects: ['invoice', 'account'],
  },
  bank: {
    label: { zh: '流水认款', en: 'Bank matching' },
    icon: 'BankOutlined',
    objects: ['bank_line', 'account'],
  },
}

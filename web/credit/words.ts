// Which words does a customer's credit need?
import type { Words } from '#kernel/error.ts'

export const words = {
  credit: { zh: '信用占用', en: 'Credit used' },
  of: { zh: '{used} / {limit}', en: '{used} of {limit}' },
  left: { zh: '可用 {amount}', en: '{amount} left' },
  over: { zh: '超出 {amount}', en: '{amount} beyond' },
  receivable: { zh: '应收', en: 'Owed' },
  unbilled: { zh: '未开票合同', en: 'Not billed yet' },
  prepaid: { zh: '预收', en: 'Paid ahead' },
  missing: {
    zh: '{n} 张外币单据没有汇率，未计入',
    en: '{n} {n:document|documents} without a rate {n:is|are} left out',
  },
  after: { zh: '签署后占用', en: 'Used once signed' },
  told: { zh: '签署时通知财务', en: 'finance is told on signing' },
  asked: { zh: '签署须财务与总经理审批', en: 'finance and manager must approve' },
} as const satisfies Record<string, Words>

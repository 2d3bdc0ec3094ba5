// Who says what a currency is worth?
import type { FieldDef } from '#kernel/field.ts'

export const rateSource = {
  kind: 'choice',
  label: { zh: '汇率来源', en: 'Source of the rate' },
  choices: {
    central_parity: { label: { zh: '人民币汇率中间价', en: 'Central parity' } },
    bank: { label: { zh: '银行牌价', en: 'Bank' } },
    month: { label: { zh: '月初汇率', en: 'Of the month' } },
    agreed: { label: { zh: '合同约定', en: 'Agreed' } },
    other: { label: { zh: '其他', en: 'Other' } },
  },
} as const satisfies FieldDef

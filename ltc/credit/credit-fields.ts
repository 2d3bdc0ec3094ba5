// What stands with a contract or an amendment from its signing on: how much of the customer's credit was used then?
import type { FieldDef } from '#kernel/field.ts'

export const creditFields = {
  credit_used: {
    kind: 'money',
    currency: 'our.currency',
    label: { zh: '签署前信用占用', en: 'Credit used before' },
    help: {
      zh: '签署时客户的应收与未开票合同，减预收',
      en: 'What was owed and not billed yet as it was signed, less what was paid ahead',
    },
    read_only: true,
  },
  credit_over: {
    kind: 'money',
    currency: 'our.currency',
    label: { zh: '超出信用额度', en: 'Beyond the credit limit' },
    read_only: true,
  },
  over_credit: {
    kind: 'yes_no',
    label: { zh: '超额须审批', en: 'Beyond it, to be approved' },
    default: 'false',
    read_only: true,
    shown_if: 'over_credit',
  },
} as const satisfies Readonly<Record<string, FieldDef>>

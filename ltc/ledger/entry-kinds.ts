// Which business events are written into the books?
import type { Choice } from '#kernel/field.ts'

export const entryKinds = {
  invoice: { label: { zh: '开票', en: 'Invoice issued' } },
  void: { label: { zh: '发票作废', en: 'Invoice voided' } },
  credit: { label: { zh: '红冲', en: 'Credit note' } },
  payment: { label: { zh: '到账', en: 'Payment received' } },
  payment_void: { label: { zh: '回款作废', en: 'Payment voided' } },
  allocation: { label: { zh: '核销', en: 'Allocated' } },
  unallocation: { label: { zh: '取消核销', en: 'Allocation taken back' } },
  write_off: { label: { zh: '应收冲减', en: 'Written off' } },
  write_off_taken_back: { label: { zh: '冲减撤回', en: 'Write-off taken back' } },
  refund: { label: { zh: '退款', en: 'Refunded' } },
  conversion: { label: { zh: '补算本位币', en: 'Converted later' } },
} as const satisfies Record<string, Choice>

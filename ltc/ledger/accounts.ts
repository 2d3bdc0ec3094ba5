// Which accounts of the general ledger does the way from lead to cash touch?
import type { Choice } from '#kernel/field.ts'

/** Codes and names follow the Chinese chart of accounts for enterprises. */
export const ledgerAccounts = {
  '1002': { label: { zh: '1002 银行存款', en: '1002 Bank' } },
  '1122': { label: { zh: '1122 应收账款', en: '1122 Receivables' } },
  '2203': { label: { zh: '2203 预收账款', en: '2203 Customer credit' } },
  '2221': { label: { zh: '2221 应交税费（销项税额）', en: '2221 Output tax' } },
  '6001': { label: { zh: '6001 主营业务收入', en: '6001 Revenue' } },
  '6603': { label: { zh: '6603 财务费用（汇兑损益）', en: '6603 Exchange differences' } },
  '6711': { label: { zh: '6711 营业外支出（尾差）', en: '6711 Small differences' } },
  '6701': { label: { zh: '6701 坏账损失', en: '6701 Bad debt' } },
} as const satisfies Record<string, Choice>

export type LedgerAccount = keyof typeof ledgerAccounts

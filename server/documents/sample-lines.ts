// Which lines do the tests of documents print? Invented goods, calculated by the law of money.

import { documentTotals } from '#kernel/money/document.ts'
import { lineAmounts } from '#kernel/money/line.ts'
import type { LineData } from './lines.ts'
import type { Setting } from './parties.ts'

const goods = [
  ['VMC-1160', '五轴加工中心', '台', '2', '780000.00', '12', '0.13'],
  ['LC-08', '柔性物流线', '条', '1', '298000.00', '0', '0.13'],
  ['MES-DC', '数据采集接口', '项', '3', '86000.00', '5', '0.06'],
] as const

/** As many lines as wanted, with their totals in `currency`. */
export function sampleLines(count: number, currency = 'CNY', tax_inclusive = false) {
  const lines: LineData[] = []
  const amounts = []
  for (let i = 0; i < count; i++) {
    const [number, name, unit, quantity, unit_price, discount_percent, tax_rate] = goods[i % 3]!
    const line = { quantity, unit_price, discount_percent, tax_rate }
    const sums = lineAmounts(line, { currency, tax_inclusive })
    amounts.push({ ...sums, tax_rate })
    lines.push({ product: { number, name, unit }, description: `第 ${i + 1} 项`, ...line, ...sums })
  }
  const { net, tax, gross, groups } = documentTotals(amounts, currency)
  return { lines, net, tax, gross, groups, currency, tax_inclusive }
}

export const setting: Setting = {
  language: 'zh',
  company: {
    name: '示例智造有限公司',
    address: '示例市示例路 1 号',
    bank: '示例银行',
    bank_account: '0000 0001',
  },
  customer: { name: '示例客户有限公司', contact: '示例联系人', tax_number: '000000000000000000' },
  made_at: '2026-11-23T08:00:00Z',
}

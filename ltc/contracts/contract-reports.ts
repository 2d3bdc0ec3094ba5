// What does the company ask of its contracts? Who signs how much, and what is earned on each product.
import type { Report } from '#kernel/view/report.ts'

/** In the company's currency; a cost in another currency than the contract's is known only where it is the company's. */
const net = 'base_net'
const cost =
  'IF(product.currency = contract.currency, IN_BASE(quantity * product.cost, contract.currency, contract.rate), IN_BASE(quantity * product.cost, product.currency, empty))'
const margin = `${net} - ${cost}`

export const contractReports: Readonly<Record<string, Report>> = {
  sales_ranking: {
    label: { zh: '销售业绩排名', en: 'Sales ranking' },
    help: { zh: '时段内签署的合同额', en: 'Contracts signed in the period' },
    object: 'contract',
    filter: 'stage in ("signed", "active", "completed")',
    rows: [{ by: 'owner', top: 12 }],
    measures: {
      amount: { label: { zh: '合同额', en: 'Amount' }, of: 'sum(base_amount)' },
      contracts: { label: { zh: '合同', en: 'Contracts' }, of: 'count()' },
      share: { label: { zh: '占比', en: 'Share' }, of: 'sum(base_amount)', show: 'share' },
    },
    period: { by: 'signed_on', is: 'last_12_months' },
    sort: '-amount',
    as: 'row_bar',
  },
  signed_running: {
    label: { zh: '今年签约累计', en: 'Signed so far this year' },
    object: 'contract',
    filter: 'stage in ("signed", "active", "completed")',
    rows: [{ by: 'month(signed_on)' }],
    measures: {
      amount: {
        label: { zh: '累计合同额', en: 'Amount so far' },
        of: 'sum(base_amount)',
        show: 'running',
      },
    },
    period: { by: 'signed_on', is: 'this_year' },
    as: 'line',
  },
  product_margin: {
    label: { zh: '产品毛利', en: 'Product margin' },
    help: {
      zh: '毛利 = 不含税金额 − 数量 × 产品成本；履行中与已完成的合同',
      en: 'Margin = net − quantity × cost of the product, of contracts in force or completed',
    },
    object: 'contract_line',
    filter: 'contract.stage in ("active", "completed")',
    rows: [{ by: 'product', top: 15 }],
    measures: {
      net: { label: { zh: '不含税金额', en: 'Net' }, of: `sum(${net})` },
      margin: { label: { zh: '毛利', en: 'Margin' }, of: `sum(${margin})` },
      rate: {
        label: { zh: '毛利率', en: 'Margin %' },
        of: `100 * sum(${margin}) / sum(${net})`,
        unit: 'percent',
      },
    },
    period: { by: 'contract.signed_on', is: 'last_12_months' },
    sort: '-margin',
    as: 'table',
  },
  renewal_rate: {
    label: { zh: '续签率', en: 'Renewal rate' },
    help: {
      zh: '按到期月：续签商机已赢单的合同 ÷ 到期的合同',
      en: 'By the month in which contracts end: those whose renewal was won ÷ all that end',
    },
    object: 'contract',
    filter: 'stage in ("active", "completed") and ends_on is not empty',
    rows: [{ by: 'month(ends_on)' }],
    measures: {
      due: { label: { zh: '到期', en: 'Ending' }, of: 'count()' },
      renewed: { label: { zh: '已续签', en: 'Renewed' }, of: 'countif(renewal.stage = "won")' },
      rate: {
        label: { zh: '续签率', en: 'Renewal rate' },
        of: '100 * countif(renewal.stage = "won") / count()',
        unit: 'percent',
      },
    },
    period: { by: 'ends_on', is: 'last_12_months' },
    as: 'table',
  },
}

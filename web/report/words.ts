// Which words have reports and their charts?
import type { Words } from '#kernel/error.ts'

export const words = {
  total: { zh: '合计', en: 'Total' },
  subtotal: { zh: '小计', en: 'Subtotal' },
  before: { zh: '对比期', en: 'Before' },
  partial: { zh: '部分数据', en: 'Partial data' },
  partial_help: {
    zh: '只包含您有权查看的记录',
    en: 'Only of records that you may see',
  },
  mixed: { zh: '含多个币种，未换算', en: 'Several currencies, added as they stand' },
  unconverted: {
    zh: '{n} 笔外币单据没有汇率，未计入',
    en: '{n} in other currencies have no rate and are not counted',
  },
  cut: { zh: '只显示前 {n} 格，合计为全部', en: 'The first {n} cells; totals are of all' },
  none: { zh: '这里还没有数据', en: 'Nothing here yet' },
  none_help: { zh: '换一个时段，或放宽筛选。', en: 'Try another period, or fewer filters.' },
  not_yours: { zh: '您没有权限查看这张报表。', en: 'You may not see this report.' },
  as_table: { zh: '看表格', en: 'As a table' },
  as_chart: { zh: '看图', en: 'As a chart' },
  export_xlsx: { zh: '导出为 Excel', en: 'As Excel' },
  export_csv: { zh: '导出为 CSV', en: 'As CSV' },
  more: { zh: '更多', en: 'More' },
  elsewhere: { zh: '不在地图上', en: 'Not on the map' },
  against: { zh: '对比 {figure}（{from} – {to}）', en: 'against {figure} ({from} – {to})' },
  same: { zh: '持平', en: 'no change' },
  chart_of: {
    zh: '{title}，图表；表格见「看表格」',
    en: '{title}, a chart; “As a table” shows its figures',
  },
  report: { zh: '报表', en: 'Report' },
  reports: { zh: '报表', en: 'Reports' },
  period: { zh: '时段', en: 'Period' },
  period_own: { zh: '各报表自己的时段', en: 'As each report says' },
  period_all: { zh: '不限时段', en: 'All time' },
  period_days: { zh: '自选日期', en: 'Days of your own' },
  edit: { zh: '编辑', en: 'Edit' },
  days: { zh: '天', en: 'days' },
} as const satisfies Record<string, Words>

const one: Readonly<Record<string, Words>> = {
  day: { zh: '天', en: 'day' },
  week: { zh: '周', en: 'week' },
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季度', en: 'quarter' },
  year: { zh: '年', en: 'year' },
}
const named: Readonly<Record<string, Words>> = {
  this_day: { zh: '今天', en: 'Today' },
  last_day: { zh: '昨天', en: 'Yesterday' },
  next_day: { zh: '明天', en: 'Tomorrow' },
  this_year: { zh: '今年', en: 'This year' },
  last_year: { zh: '去年', en: 'Last year' },
  next_year: { zh: '明年', en: 'Next year' },
}
const which: Readonly<Record<string, Words>> = {
  this: { zh: '本', en: 'This' },
  last: { zh: '上', en: 'Last' },
  next: { zh: '下', en: 'Next' },
}

/** 本月, Last 12 months, 2026-01-01 – 2026-03-31. */
export function periodWords(name: string): Words {
  if (named[name]) return named[name]
  const single = /^(this|last|next)_(\w+)$/.exec(name)
  if (single && one[single[2]!])
    return {
      zh: `${which[single[1]!]!.zh}${one[single[2]!]!.zh}`,
      en: `${which[single[1]!]!.en} ${one[single[2]!]!.en}`,
    }
  const many = /^(last|next)_(\d+)_(\w+)s$/.exec(name)
  if (many && one[many[3]!]) {
    const counted =
      many[3] === 'month' ? '个月' : many[3] === 'quarter' ? '个季度' : one[many[3]!]!.zh
    return {
      zh: `${many[1] === 'last' ? '最近' : '未来'} ${many[2]} ${counted}`,
      en: `${many[1] === 'last' ? 'Last' : 'Next'} ${many[2]} ${many[3]}s`,
    }
  }
  const days = /^(.+)\.\.(.+)$/.exec(name)
  return days
    ? { zh: `${days[1]} – ${days[2]}`, en: `${days[1]} – ${days[2]}` }
    : { zh: name, en: name }
}

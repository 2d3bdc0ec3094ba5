// Where is the sample company to be found? Its fairs, streams and advertisements of two years, and the leads they bring.
export type Source =
  | 'exhibition'
  | 'website'
  | 'phone'
  | 'livestream'
  | 'referral'
  | 'partner'
  | 'advertisement'
  | 'other'

interface Plan {
  readonly name: string
  readonly channel: string
  readonly source: Source
  /** Days from the beginning, and how long. */
  readonly from: number
  readonly days: number
  /** In 10,000 CNY. */
  readonly budget: number
}
export interface Campaign extends Plan {
  id: string | null
  /** Visitors of its stand fill it in by themselves. */
  form: string | null
}

/** The same rhythm in both years and in the weeks since. */
export const campaignPlans = (): Campaign[] =>
  [0, 364].flatMap((year) => {
    const term = year === 0 ? '第一年' : '第二年'
    const plan = (
      name: string,
      channel: string,
      source: Source,
      from: number,
      days: number,
      budget: number,
    ): Campaign => ({
      name: `${name} ${term}`,
      channel,
      source,
      from: year + from,
      days,
      budget,
      id: null,
      form: null,
    })
    return [
      plan('华东装备展', 'exhibition', 'exhibition', 112, 5, 46),
      plan('华南机床展', 'exhibition', 'exhibition', 203, 4, 38),
      plan('钣金加工展', 'exhibition', 'exhibition', 301, 4, 42),
      plan('官网改版与内容', 'website', 'website', 14, 340, 18),
      plan('搜索推广 上半年', 'search', 'advertisement', 20, 150, 32),
      plan('搜索推广 下半年', 'search', 'advertisement', 190, 170, 36),
      plan('开放日直播 春季', 'livestream', 'livestream', 130, 6, 9),
      plan('开放日直播 秋季', 'livestream', 'livestream', 325, 6, 11),
      plan('行业媒体广告', 'advertisement', 'advertisement', 60, 240, 22),
      plan('渠道代理大会', 'partner', 'partner', 98, 10, 15),
      plan('老客户回访季', 'other', 'referral', 245, 60, 8),
    ]
  })

/** The campaign that a lead of this source and day came from, if any. */
export const campaignOf = (
  campaigns: readonly Campaign[],
  source: Source,
  day_no: number,
): Campaign | null =>
  campaigns.find(
    (one) => one.source === source && day_no >= one.from && day_no <= one.from + one.days + 10,
  ) ?? null

/** How many leads a day brings, relative to others: growth, the quiet weeks of the new year, fairs. */
export function busyness(
  campaigns: readonly Campaign[],
  day_no: number,
  days: number,
  month: number,
): number {
  const growth = 0.75 + (0.5 * day_no) / days
  const season =
    month === 2 ? 0.45 : month === 1 ? 0.8 : [3, 4, 9, 10, 11].includes(month) ? 1.15 : 1
  const fairs = campaigns.filter(
    (one) => one.days < 8 && day_no >= one.from && day_no <= one.from + one.days,
  ).length
  return growth * season * (1 + 2.2 * fairs)
}

/** Where leads come from on that day; a fair brings its own. */
export function sourcesOn(
  campaigns: readonly Campaign[],
  day_no: number,
): Readonly<Record<Source, number>> {
  const on = (source: Source) =>
    campaigns.some(
      (one) =>
        one.source === source &&
        one.days < 15 &&
        day_no >= one.from &&
        day_no <= one.from + one.days,
    )
  return {
    exhibition: on('exhibition') ? 150 : 3,
    website: 30,
    phone: 10,
    livestream: on('livestream') ? 60 : 2,
    referral: 12,
    partner: on('partner') ? 30 : 10,
    advertisement: 24,
    other: 4,
  }
}

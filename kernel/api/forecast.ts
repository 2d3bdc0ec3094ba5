// What does the desk of forecasts say?

/** What a period has brought and may bring, in the company's currency. `weighted`: what is won and, of what is open, its share by probability. */
export interface ForecastFigures {
  won: string
  commit: string
  best: string
  pipeline: string
  weighted: string
}

/** What somebody said in a week. */
export interface ForecastSaid {
  id: string
  amount: string
  note: string | null
  submitted_at: string
  late: boolean
}

/** GET /api/v1/desk/forecast: one row for each person and team that the caller may know of, in the order of the tree. */
export interface ForecastDesk {
  currency: string
  kind: 'month' | 'quarter'
  starts_on: string
  ends_on: string
  today: string
  /** The Monday of the week that is told, and the weeks that can be. */
  week: string
  weeks: string[]
  /** As it is now; else as it was kept with what was said in that week. */
  live: boolean
  /** The last day of that week on which it was said in time. */
  due_on: string
  rows: ForecastRow[]
  /** Of all rows together, where the caller may see everything. */
  total: ForecastFigures | null
  /** Open deals that count nowhere, because their close date lies before the period or is empty. */
  stale: { count: number; amount: string }
  /** Deals in other currencies without a rate: in none of the figures. */
  unrated: number
  /** May the caller say something of this period now? Null: there is nothing to say any more. */
  mine: { person: string; said: ForecastSaid | null; expected: boolean } | null
}
export interface ForecastRow {
  /** Null: deals of nobody, or of people who have left. */
  person: string | null
  name: string
  /** The team that they lead, where the row is of a team. */
  team: string | null
  scope: 'own' | 'team'
  depth: number
  /** Null in a week of the past in which nothing was said. */
  figures: ForecastFigures | null
  /** A row of a leader's own deals says nothing by itself. */
  speaks: boolean
  expected: boolean
  said: ForecastSaid | null
  /** What they said the week before. */
  before: string | null
  /** What those right below have said, and how many of how many; null where nobody is below. */
  reported: { amount: string; said: number; of: number } | null
}

/** GET /api/v1/desk/forecast/deals: the rows of one figure, the largest first. */
export interface ForecastDeals {
  rows: ForecastDealRow[]
  /** Of all of them, also of those that are not told. */
  count: number
  amount: string
}
export interface ForecastDealRow {
  id: string
  name: string
  customer: string | null
  seller: string | null
  stage: string
  category: string
  amount: string
  probability: string | null
  weighted: string
  /** When it should close, or was won. */
  close_date: string | null
}

/** GET /api/v1/desk/forecast/history: what one person said of a period, week by week. */
export interface ForecastHistory {
  rows: (ForecastSaid & {
    week: string
    reported: string | null
    figures: ForecastFigures
    change: ForecastChange
  })[]
}
/** How the open deals came from those of the week before: start and steps give the end. */
export interface ForecastChange {
  /** The week of the forecast before; null where there was none. */
  since: string | null
  start: string
  steps: { step: string; amount: string; deals: { id: string; name: string; amount: string }[] }[]
  end: string
}

/** GET /api/v1/desk/forecast/accuracy: what was said in each week of a period, and what became of it. */
export interface ForecastAccuracy {
  currency: string
  starts_on: string
  ends_on: string
  /** It is over, so what became of it stands. */
  over: boolean
  weeks: string[]
  rows: {
    person: string
    name: string
    scope: 'own' | 'team'
    depth: number
    became: string
    said: (string | null)[]
    wape: string | null
    bias: string | null
  }[]
  /** Over all people who speak for their own deals, week by week. */
  by_week: { week: string; people: number; wape: string | null; bias: string | null }[]
}

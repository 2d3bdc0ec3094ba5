// What do window and machine say to each other of the river, the cockpit and what comes from files?
import type { Words } from './error.ts'
import type { NewKind } from './import/mapping.ts'

/** GET /api/v1/river?months=12&measure=amount&until=2025-12-31 (today where absent): the flow from lead to cash of the chains alive in the period. */
export interface River {
  measure: 'amount' | 'count'
  currency: string
  /** Rights narrow what is summed: the head says 部分数据. */
  partial: boolean
  /** Documents in other currencies, which are not summed. */
  left_out: number
  /** Where nothing flows in either period: the day on which the newest chain began. */
  latest: string | null
  now: RiverPeriod
  before: RiverPeriod
  /** When it was made, if that was not just now: what takes long is shared for a while. */
  as_of: string | null
}

export interface RiverPeriod {
  from: string
  to: string
  reaches: RiverReach[]
  received: { amount: string; count: number }
  /** Median days from lead to last cash of the chains that are wholly received. */
  days_all: number | null
}

/** Identities that hold exactly: on = enter − Σ lost − stay, and on(i) = enter(i+1); the last on = received. */
export interface RiverReach {
  name: 'lead' | 'qualified' | 'opportunity' | 'contract' | 'delivery' | 'cash'
  enter: RiverSum
  stay: RiverSum
  stuck: RiverSum
  on: RiverSum
  lost: (RiverSum & { reason: string; label: Words })[]
  /** Median days from entering this reach to leaving it at the gate. */
  days: number | null
  limit_days: number | null
}

export interface RiverSum {
  amount: string
  count: number
}

/** GET /api/v1/river/open?reach=&part=enter|stay|stuck|lost|on&reason=&months=&measure=&until=&period=&after= → the rows that sum to it. */
export interface RiverOpen {
  object: string
  ids: string[]
  rows: { object: string; id: string; title: string; amount: string }[]
  /** Exact sum of all rows, also of those on further pages. */
  amount: string
  count: number
  /** Goes on after these rows with `after`; null at the end. */
  next: string | null
}

/** GET /api/v1/cockpit: the figures beside the river. A tile is null for whoever may not read its object. */
export interface Cockpit {
  currency: string
  today: string
  /** There is no business in the system yet, so the page teaches. */
  empty: boolean
  collected: CockpitCollected | null
  pipeline: CockpitPipeline | null
  ageing: CockpitAgeing | null
  forecast: CockpitForecast | null
  /** As for the river. */
  as_of: string | null
}

/** Money that came in this month. `filter` is the formula under which the list of payments has the same sum. */
export interface CockpitCollected {
  month: string
  total: string
  /** Sums by day, only days with money. */
  days: { day: string; amount: string }[]
  last_total: string
  last_days: { day: string; amount: string }[]
  /** What came in plus what is due until the end of the month and not yet paid. */
  expected: string
  filter: string
}

/** Open opportunities: amount × chance by stage; amounts are those of the river, so `open` is what stays there. */
export interface CockpitPipeline {
  open: string
  weighted: string
  count: number
  /** Won ÷ (won + lost) by count, of what was closed in the last twelve months; a fraction. */
  win_rate: string | null
  stages: {
    stage: string
    label: Words
    probability: number | null
    amount: string
    weighted: string
    count: number
  }[]
}

/** Open receivables by days past the due date. */
export interface CockpitAgeing {
  total: string
  overdue: string
  count_overdue: number
  /** Receivables ÷ what was invoiced in the last 365 days × 365. */
  dso: number | null
  filter: string
  buckets: {
    name: 'not_due' | 'to_30' | 'to_60' | 'to_90' | 'over_90'
    amount: string
    count: number
    filter: string
  }[]
}

/** Money expected in the next three calendar months: invoices by due date, the plan by due date and payment term. */
export interface CockpitForecast {
  total: string
  months: { month: string; invoiced: string; planned: string; total: string }[]
}

/** POST /api/v1/{object}/import/preview (multipart: file, mapping?) */
/** Rows that would make somebody a second time, by the field that tells. */
export interface ImportRepeat {
  readonly field: string
  readonly rows: number
}

export interface ImportPreview {
  file: string
  columns: { name: string; sample: string[]; guess: { field: string } | { new: string } | null }[]
  mapping: Record<string, unknown>
  read: FileRead
  rows: number | null
  /** `passed`: the mapping does not mean the row. */
  first: {
    line: number
    passed: boolean
    cells: (string | null)[]
    problems: { column: string; says: Words }[]
  }[]
  /** Among the rows that were looked at. */
  repeats: readonly ImportRepeat[]
  summary: ImportSummary | null
}

/** How the file was read, whether that was said or found out. */
export interface FileRead {
  kind: 'csv' | 'xlsx'
  encoding?: string
  delimiter?: string
  /** The visible sheets of a workbook, and the one that is read. */
  sheets?: readonly string[]
  sheet?: string
  header_row: number
}

/** Why rows were refused, and how many of them. */
export interface ImportReason {
  readonly says: Words
  readonly rows: number
}

export interface ImportSummary {
  rows: number
  created: number
  changed: number
  unchanged: number
  refused: number
  errors_file: string | null
  /** The most frequent ones, in the result of a job. */
  reasons?: readonly ImportReason[]
  /** It was told to stop before the end of the file. */
  stopped?: boolean
  /** Columns of the mapping for new fields that the file does not have, if any. */
  missing_columns?: readonly string[]
}

/** POST /api/v1/model/from-table: the sheets of a file with their columns, and what fields they could be. */
export interface TableShape {
  file: string
  /** Those with rows; a file of text is one without a name. */
  sheets: SheetShape[]
}

export interface SheetShape {
  name: string | null
  rows: number
  columns: {
    name: string
    kind: NewKind
    /** Of a choice, in the order in which they appear. */
    choices?: string[]
    digits?: number
    sample: string[]
    /** No row was without it. */
    filled: boolean
    /** No two rows had the same. */
    distinct: boolean
    /** All cells are numbers of one series; the pattern that goes on with it: `FW-{0000}`. */
    series?: string
    /** What a few cells say that the kind cannot read. */
    odd?: string[]
    /** Its texts are names of people of the company; those that nobody has. */
    people?: { unknown: string[] }
    /** The sheet (by its place) whose rows it names: each cell is one of those in a column there. */
    refers?: { sheet: number; column: string }
  }[]
}

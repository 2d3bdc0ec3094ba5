// What do window and machine say to each other? The types of every call that is not plain records.
import type { NewKind } from './import/mapping.ts'
import type { Words } from './error.ts'
import type { FieldDef } from './field.ts'
import type { Deed } from './permission.ts'
import type { ObjectDef } from './object.ts'
import type { Role, AppObject } from './app.ts'
import type { Board } from './view/board.ts'
import type { Report } from './view/report.ts'
import type { Raci } from './lifecycle/lifecycle.ts'
import type { Duration, WorkCalendar } from './time/working-time.ts'
import type { Area, View } from './view/view.ts'

/** GET /api/setup (no sign-in): does the first page have to ask for company and administrator? */
export interface Setup {
  needed: boolean
  company: string | null
}
/** GET /api/auth/ways: what the sign-in page offers beside e-mail and password. */
export interface SignInWays {
  sso: { name: string; label: string }[]
  /** A forgotten password can be replaced by mail. */
  recovery: boolean
}
/** A session as its owner sees it. */
export interface SessionCard {
  id: string
  /** `password`, `passkey`, `sso <name>` */
  way: string
  second: boolean
  user_agent: string
  address: string
  created_at: string
  seen_at: string
  current: boolean
}
/** GET /api/v1/security. */
export interface Security {
  /** When the password was last set; null: there is none. */
  password_at: string | null
  totp: boolean
  recovery_left: number
  passkeys: {
    id: string
    name: string
    synced: boolean
    created_at: string
    last_used_at: string | null
  }[]
  /** Other houses that vouch for this person. */
  sso: { name: string; label: string }[]
  /** A role of theirs needs a second factor. */
  required: boolean
  sessions: SessionCard[]
  lately: SignInEvent[]
}
/** What happened at the door. */
export interface SignInEvent {
  id: string
  at: string
  kind: string
  person: { id: string; name: string } | null
  by: { id: string; name: string } | null
  address: string | null
  user_agent: string | null
  more: Readonly<Record<string, string | number | boolean>> | null
}
/** POST /api/setup, once. `sample: true` fills the company with sample data as a job. */
export interface SetupInput {
  company: string
  name: string
  email: string
  password: string
  sample: boolean
  language: 'zh' | 'en'
}

/** An action as the window needs it: its `run` stays on the server. */
export interface MetaAction {
  label: Words
  help?: Words
  input?: Record<string, FieldDef>
  from?: readonly string[]
  primary?: boolean
  danger?: boolean
  icon?: string
  quiet?: boolean
}

export interface MetaObject extends Omit<ObjectDef, 'derive' | 'allow' | 'fields'> {
  name: string
  /** Only fields that the caller may read; `read_only` is set where they may not write. */
  fields: Record<string, FieldDef>
  /** What the caller may do to at least some rows. */
  deeds: Deed[]
  /** Only actions that the caller's roles may ever do. */
  actions: Record<string, MetaAction>
}

/** GET /api/v1/meta: the application as the caller may know it. ETag = model version + roles. */
export interface Meta {
  version: number
  company: { name: string; currency: string; zone: string; sample: boolean; calendar: WorkCalendar }
  who: {
    id: string
    name: string
    email: string
    roles: string[]
    team: string | null
    language: 'zh' | 'en'
    admin: boolean
  }
  objects: Record<string, MetaObject>
  roles: Record<string, Role>
  /** The menu: groups and items that the caller may open. */
  areas: Record<string, Area>
  views: Record<string, View>
  /** Only those of which the caller may read every field. */
  reports: Readonly<Record<string, Report>>
  dashboards: Record<string, Board>
  pages: Record<string, Board>
  /** Where `/` leads the caller: `cockpit`, `inbox` or an item of the menu. */
  home: string
  /** What can be printed: the templates of the objects that the caller may see. */
  documents: Record<string, { object: string; label: Words }>
  /** Of the objects that the caller may see: when is a yes asked for? */
  approvals: Record<
    string,
    { object: string; label: Words; if?: string; steps: Record<string, { label: Words }> }
  >
}

/** POST /api/v1/model/try: what a formula gives on the newest records. Numbers are decimal text. */
export interface FormulaTry {
  data: { id: string; title: string; value: unknown }[]
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
    /** The sheet (by its place) whose rows it names: each cell is one of those in a column there. */
    refers?: { sheet: number; column: string }
  }[]
}

/** GET /api/v1/{object}/{id}/page: what a record page shows beside the record itself. */
export interface RecordPage {
  can: { change: boolean; remove: boolean }
  stage: {
    name: string
    since: string
    days: number
    limit: Duration | null
    due_at: string | null
    stuck: boolean
    /** What is to be done here, and who stands for what. */
    sop: Words | null
    people: { part: keyof Raci; names: Words[] }[]
  } | null
  /** Days spent in each stage that was visited. */
  visited: Record<string, number>
  moves: {
    name: string
    to: string
    /** Made by this action instead of the action `move`. */
    via: string | null
    allowed: boolean
    open: boolean
    checklist: { says: Words; ok: boolean; giver: string | null; field: string | null }[]
    /** May the caller let it pass with something missing, saying why (`let_pass`)? */
    may_let_pass: boolean
  }[]
  actions: { name: string; open: boolean; why: Words | null }[]
  approval: ApprovalCard | null
}

export interface ApprovalCard {
  id: string
  flow: string
  flow_label: Words
  object: string
  record: string
  title: string
  amount: string | null
  currency: string | null
  asked_by: { id: string; name: string }
  asked_at: string
  reason: Words | null
  facts: { label: Words; value: string }[]
  steps: {
    label: Words
    mode: 'any' | 'all' | 'sequence'
    answers: {
      task: string
      person: { id: string; name: string }
      stage:
        'waiting' | 'approved' | 'rejected' | 'transferred' | 'returned' | 'skipped' | 'withdrawn'
      at: string | null
      comment: string | null
    }[]
  }[]
  /** The caller's open task, if one is theirs to answer. */
  mine: string | null
}

/** GET /api/v1/{object}/{id}/chain, both ways from lead to cash. */
export interface Chain {
  nodes: ChainNode[]
  cash: { currency: string; contract: string; received: string } | null
}
export interface ChainNode {
  object: string
  id: string
  number: string | null
  title: string
  stage: string | null
  stage_label: Words | null
  kind: 'done' | 'current' | 'waiting' | 'lost'
  owner: { id: string; name: string } | null
  since: string | null
  days: number | null
  amount: string | null
  currency: string | null
  created_at: string
  /** Who holds it up, where it waits on someone. */
  waiting_on: string | null
}

/** GET /api/v1/inbox: everything that waits for the caller, most pressing first. */
export interface Inbox {
  items: {
    id: string
    kind: 'approval' | 'task' | 'follow_up' | 'notice' | 'stuck' | 'due'
    title: string
    text: Words
    object: string | null
    record: string | null
    amount: string | null
    currency: string | null
    due: string | null
    since: string
  }[]
}

/** GET /api/v1/work: object → own records that are not yet ended, counted up to 1,000. */
export interface MyWork {
  counts: Record<string, number>
}

/** GET /api/v1/search?q=: over all objects at once, pinyin initials included. */
export interface SearchAnswer {
  hits: {
    object: string
    id: string
    title: string
    number: string | null
    detail: string | null
  }[]
}

/** One event of GET /api/v1/{object}/{id}/history → {"data": HistoryEvent[], "next"}. */
export interface HistoryEvent {
  id: string
  at: string
  who: { id: string; name: string }
  /** create, change, remove, restore, move, or the action's name. */
  deed: string
  action: string | null
  cause: 'person' | 'automation' | 'import' | 'api' | 'system'
  object: string
  record: string
  version: number
  model_version: number
  /** field → [before, after]; only fields that the caller may read. */
  changes: Record<string, [unknown, unknown]>
  comment: string | null
}

/** GET /api/v1/river?months=12&measure=amount: the flow from lead to cash of the chains alive in the period. */
export interface River {
  measure: 'amount' | 'count'
  currency: string
  /** Rights narrow what is summed: the head says 部分数据. */
  partial: boolean
  /** Documents in other currencies, which are not summed. */
  left_out: number
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
/** GET /api/v1/river/open?reach=&part=enter|stay|stuck|lost|on&reason=&months=&measure=&period=&after= → the rows that sum to it. */
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

/** POST /api/v1/{object}/import → a job; GET /api/v1/jobs/{id}. */
export interface JobCard {
  id: string
  kind: string
  label: Words
  stage: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  done: number
  total: number | null
  started_at: string | null
  finished_at: string | null
  result: Record<string, unknown> | null
  error: Words | null
  by: { id: string; name: string }
}

/** POST /api/v1/{object}/import/preview (multipart: file, mapping?) */
export interface ImportPreview {
  file: string
  columns: { name: string; sample: string[]; guess: { field: string } | { new: string } | null }[]
  mapping: Record<string, unknown>
  rows: number | null
  /** `passed`: the mapping does not mean the row. */
  first: {
    line: number
    passed: boolean
    cells: (string | null)[]
    problems: { column: string; says: Words }[]
  }[]
  summary: ImportSummary | null
}
export interface ImportSummary {
  rows: number
  created: number
  changed: number
  unchanged: number
  refused: number
  errors_file: string | null
  /** Columns of the mapping for new fields that the file does not have, if any. */
  missing_columns?: readonly string[]
}

/** GET /api/v1/model/versions?before=: newest first; `next` is the `before` of the next page. */
export interface VersionsPage {
  data: ModelVersion[]
  next: number | null
}
/** A version of the model. */
export interface ModelVersion {
  version: number
  at: string
  who: { id: string; name: string }
  note: string
  diff: readonly ModelDiff[]
}
export interface ModelDiff {
  path: string
  deed: 'added' | 'changed' | 'retired' | 'restored'
  says: Words
}

/** GET /api/v1/model → the model as administrators change it. */
export interface ModelAnswer {
  version: number
  objects: Record<string, Omit<AppObject, 'derive' | 'actions'>>
  changes: Record<string, unknown>
}

/** GET /api/v1/model/drafts: one's own and those that others share. */
export interface DraftCard {
  id: string
  /** "" until somebody names it. */
  name: string
  owner: { id: string; name: string }
  shared: boolean
  /** The version of the model from which it began. */
  base: number
  /** Counts every save; `If-Match` of the next one. */
  version: number
  /** How many single places it changes. */
  places: number
  updated_at: string
  updated_by: { id: string; name: string }
}
export interface WholeDraft extends DraftCard {
  patch: Record<string, unknown>
}
/** POST /api/v1/model/drafts/{id}/rebase: brought onto the newest version, or the places where somebody must choose. */
export interface RebaseAnswer {
  draft: WholeDraft
  clashes: DraftClash[]
}
export interface DraftClash {
  path: string[]
  place: Words
  before: Words
  mine: Words
  theirs: Words
}

/** POST /api/v1/model/effects: what a patch would do to what is there. Nothing is done. */
export interface ModelEffects {
  /** Objects that change, with their living records. */
  rows: { object: string; label: Words; count: number }[]
  /** Fields that change their kind, with values that do not convert. */
  conversions: {
    object: string
    field: string
    place: Words
    from: Words
    to: Words
    total: number
    lost: number
    sample: { id: string; title: string | null; value: string }[]
  }[]
  /** Records that something new would catch; `filter` opens them where the model of today can say it. */
  caught: { object: string; place: Words; says: Words; count: number; filter: string | null }[]
  /** Retired stages with records in them: each needs a stage to move to. */
  stages: {
    object: string
    stage: string
    label: Words
    count: number
    to: { stage: string; label: Words }[]
  }[]
  /** Retired fields and choices with values; they are kept and not shown. */
  kept: { path: string; place: Words; count: number }[]
  /** Retired approval flows with approvals that wait: they are withdrawn, and whoever asked is told. */
  approvals: { flow: string; label: Words; count: number }[]
  uses: ModelUse[]
}
/** A place that uses what is to be retired. */
export interface ModelUse {
  path: string
  place: Words
  /** Path of what is retired. */
  of: string
  what: Words
  /** The change that takes the use away; null where only a person can decide. */
  remove: { path: string[]; value: unknown } | null
}

/** GET /api/v1/model/why?person=&object=&id=&field=&deed=: may this person, and why? */
export interface Why {
  may: boolean
  says: Words
  /** Every line of rights that was asked, with what it came to. */
  lines: WhyLine[]
}
export interface WhyLine {
  role: Words
  /** Null: every record. */
  rule: Words | null
  formula: string | null
  holds: boolean
  /** What the rule read from the record. */
  values: { of: Words; value: Words | null }[]
}
/** GET /api/v1/model/figures/{version}: key figures before and after a version, from the log. */
export interface ModelFigures {
  version: number
  days: number
  before: ModelPeriod
  after: ModelPeriod
}
export interface ModelPeriod {
  from: string
  to: string
  objects: {
    object: string
    label: Words
    /** Records that came to an end in the period. */
    won: number
    lost: number
    /** won ÷ (won + lost) */
    rate: string | null
    /** Stages that were left in the period. */
    stages: {
      stage: string
      label: Words
      count: number
      days: string | null
      onward: string | null
    }[]
  }[]
}

export type { Words }

/** Whether what the company has is safe, for its administrators. */
export interface Safety {
  /** The newest link of the chain over the log and the documents; whoever keeps its hash elsewhere can prove the past. */
  readonly seal: {
    readonly n: number
    readonly at: string
    readonly events: number
    readonly records: number
    readonly hash: string
  } | null
  readonly backup: {
    readonly plan: {
      readonly at: string
      readonly folder: string
      readonly keep: number
      readonly sealed: boolean
    } | null
    readonly last: {
      readonly at: string
      readonly file: string | null
      readonly bytes: number | null
      readonly rows: number | null
      readonly files: number | null
      readonly verified: boolean
      readonly restored_at: string | null
      readonly error: Words | null
    } | null
    /** The job of one that runs now. */
    readonly running: string | null
    readonly passphrase: boolean
  }
  readonly paused: { readonly since: string } | null
  readonly archive: Archiving | null
}

/** The stored log of the embedded database. */
export interface Archiving {
  readonly folder: string
  /** False until PostgreSQL was started again. */
  readonly on: boolean
  readonly stored_at: string | null
  /** Since then it could not be stored. */
  readonly failed_at: string | null
  /** From then on every second can be reached. */
  readonly from: string | null
}

/** POST /api/v1/model/flow/{object}/figures: live figures of each stage, by the limits of the draft. */
export interface StageFigures {
  currency: string | null
  stages: Record<string, { n: number; sum: string | null; stuck: number }>
}
export interface SimulatedGate {
  says: Words
  ok: boolean
  /** It names what only the draft has, so no record has it yet. */
  unknown: boolean
  /** Who can give what is missing. */
  givers: string[]
}
export interface SimulatedRoute {
  flow: string
  label: Words
  /** False where the record needs no approval. */
  asked: boolean
  unknown: boolean
  steps: {
    key: string
    label: Words
    mode: 'any' | 'all' | 'sequence'
    people: string[]
    cc: string[]
    asked: boolean
  }[]
}
export interface SimulatedMove {
  name: string
  to: string
  via: string | null
  allowed: boolean
  gate: SimulatedGate[]
  /** Roles that could let it pass with something missing. */
  exception: Words[]
  approval: SimulatedRoute | null
}
/** POST /api/v1/model/flow/{object}/simulate: what somebody would see on a record; nothing is done. */
export interface Simulation {
  stage: string
  title: string
  person: { id: string; name: string }
  /** Whether they may see the record at all. */
  sees: boolean
  moves: SimulatedMove[]
}

export interface TestEffect {
  kind: 'record' | 'notice' | 'mail' | 'call'
  deed: string
  object: string | null
  label: Words
  record: string | null
  title: string
  changes: { field: string; label: Words; before: Words | null; after: Words | null }[]
  text: string | null
}
/** POST /api/v1/model/automations/{name}/test: each step's effect on a record, without doing it. */
export interface TestRun {
  applies: boolean
  ended: 'done' | 'left' | 'failed'
  steps: {
    path: string
    do: string
    says: Words
    effects: TestEffect[]
    sets_off: { name: string; label: Words; itself: boolean }[]
    error: Words | null
    at: string
  }[]
}
/** GET /api/v1/model/automations/{name}/runs */
export interface AutomationRun {
  id: string
  automation: string
  object: string
  record: string | null
  /** The record's title where it is known. */
  title: string | null
  stage: 'waiting' | 'done' | 'left' | 'failed' | 'stopped'
  step: number
  depth: number
  due_at: string
  awaits: string | null
  log: {
    step: number
    path: string
    do: string
    at: string
    says: Words
    input?: Record<string, unknown>
    output?: Record<string, unknown>
  }[]
  error: Words | null
  created_at: string
  ended_at: string | null
}

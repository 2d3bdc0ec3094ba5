// How is the model told to those who change it: versions, what a formula gives, why somebody may?
import type { AppObject } from '../app.ts'
import type { Words } from '../error.ts'

/** GET /api/v1/model → the model as administrators change it. */
export interface ModelAnswer {
  version: number
  objects: Record<string, Omit<AppObject, 'derive' | 'actions'>>
  changes: Record<string, unknown>
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

/** POST /api/v1/model/try: what a formula gives on the newest records. Numbers are decimal text. */
export interface FormulaTry {
  data: { id: string; title: string; value: unknown }[]
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

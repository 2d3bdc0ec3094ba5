// What does a draft of the model look like, and what would publishing it do?
import type { Words } from '../error.ts'

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
    /** Some that look different afterwards, as people read them. */
    becomes: { before: string; after: string }[]
    sample: { id: string; title: string | null; value: string }[]
  }[]
  /** Records that something new would catch; `filter` opens them where the model of today can say it. */
  caught: { object: string; place: Words; says: Words; count: number; filter: string | null }[]
  /**
   * Fields that get a default, with the records in which they are empty: those stay so, a default is for new records.
   * `fillable`: it can be filled in by `fill` of the bulk change once it is published.
   */
  defaults: { object: string; field: string; place: Words; count: number; fillable: boolean }[]
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
  /** What people made for themselves and could not be opened any more; without a name where its owner shares it with nobody. */
  own: { kind: 'report' | 'dashboard'; name: string | null; owner: string }[]
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

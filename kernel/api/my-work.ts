// What waits for the caller, and what do they find over all objects?
import type { Words } from '../error.ts'

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

/** GET /api/v1/search?q=: over all objects at once, pinyin included, whole or initials. */
export interface SearchAnswer {
  hits: {
    object: string
    id: string
    title: string
    number: string | null
    detail: string | null
  }[]
}

// How does long work tell how far it is?
import type { Words } from '../error.ts'

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

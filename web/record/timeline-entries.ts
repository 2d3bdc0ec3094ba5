// What happened, in which order, on which day? History, comments and follow-ups as one list.
import type { HistoryEvent } from '#kernel/api/record-page.ts'
import type { Row, Values } from '#kernel/object.ts'
import { local } from '#web/format.ts'

export type Entry =
  | {
      readonly kind: 'change'
      readonly at: string
      readonly key: string
      readonly event: HistoryEvent
      readonly changes: HistoryEvent['changes']
      /** What the action was given. */
      readonly given: HistoryEvent['changes']
      readonly move: readonly [unknown, unknown] | null
    }
  | { readonly kind: 'comment'; readonly at: string; readonly key: string; readonly row: Row }
  | {
      readonly kind: 'activity'
      readonly at: string
      readonly key: string
      readonly row: Row
      readonly open: boolean
    }

export interface Day {
  /** YYYY-MM-DD in the company's time zone. */
  readonly day: string
  readonly entries: readonly Entry[]
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * Events of one deed (same instant, person and action) are one entry: an action that moves the record and
 * fills fields is told once. The line that only logs the action is kept where nothing else was logged.
 */
export function changeEntries(events: readonly HistoryEvent[], record: string): Entry[] {
  const deeds = new Map<string, HistoryEvent[]>()
  for (const event of events) {
    const key = `${event.at} ${event.who.id} ${event.action ?? event.id}`
    deeds.set(key, [...(deeds.get(key) ?? []), event])
  }
  return [...deeds.values()].map((group) => {
    const own = group.filter((one) => one.record === record)
    const event =
      own.find((one) => one.deed === 'action') ??
      own.find((one) => one.deed === 'exception') ??
      own.find((one) => one.deed === 'move') ??
      own[0] ??
      group[0]!
    const changes = Object.assign(
      {},
      ...group
        .filter((one) => one.deed !== 'action' && one.record === record)
        .reverse()
        .map((one) => one.changes),
    ) as HistoryEvent['changes']
    // The stage is told apart; when it began and fingerprints say nothing to a reader.
    const { stage, stage_since: _, hash: __, ...rest } = changes
    const comment = group.find((one) => one.comment)?.comment ?? null
    return {
      kind: 'change',
      at: event.at,
      key: `e${event.id}`,
      event: { ...event, comment },
      changes: event.deed === 'create' ? {} : rest,
      given: event.deed === 'action' ? event.changes : {},
      move: event.deed === 'create' || event.deed === 'overdue' ? null : (stage ?? null),
    }
  })
}

/** A follow-up stands where it was done; one that is planned, where it was written down. */
export const activityEntry = (row: Row): Entry => ({
  kind: 'activity',
  key: `a${row.id}`,
  row,
  open: !row.done_at && Boolean(row.due_at),
  at: text(row.done_at) || text(row.created_at),
})

export const commentEntry = (row: Row): Entry => ({
  kind: 'comment',
  key: `c${row.id}`,
  row,
  at: text(row.created_at),
})

/** Newest first, by the day in the time zone. */
export function daysOf(entries: readonly Entry[], zone: string): Day[] {
  const days = new Map<string, Entry[]>()
  for (const entry of entries.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))) {
    const day = local(entry.at, zone).slice(0, 10)
    days.set(day, [...(days.get(day) ?? []), entry])
  }
  return [...days].map(([day, list]) => ({ day, entries: list }))
}

export interface RowChange {
  /** Place of the row, from 1. */
  readonly row: number
  readonly field: string | null
  readonly before: unknown
  readonly after: unknown
  readonly what: 'changed' | 'added' | 'gone'
  readonly values: Values
}

const rows = (value: unknown): Values[] => (Array.isArray(value) ? (value as Values[]) : [])

/** What changed between two lists of child rows. The log keeps no ids of rows, so they are compared by place. */
export function rowChanges(before: unknown, after: unknown): RowChange[] {
  const old = rows(before)
  const now = rows(after)
  const changes: RowChange[] = []
  for (let at = 0; at < Math.max(old.length, now.length); at += 1) {
    const was = old[at]
    const is = now[at]
    if (!was || !is) {
      changes.push({
        row: at + 1,
        field: null,
        before: null,
        after: null,
        what: was ? 'gone' : 'added',
        values: is ?? was ?? {},
      })
      continue
    }
    for (const field of new Set([...Object.keys(was), ...Object.keys(is)])) {
      if (String(was[field] ?? '') === String(is[field] ?? '')) continue
      changes.push({
        row: at + 1,
        field,
        before: was[field] ?? null,
        after: is[field] ?? null,
        what: 'changed',
        values: is,
      })
    }
  }
  return changes
}

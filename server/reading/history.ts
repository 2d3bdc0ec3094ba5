// Who changed this record, what, when and through which action? Only fields that the reader may read.
import { refuse } from '#kernel/error.ts'
import type { HistoryEvent } from '#kernel/api/record-page.ts'
import { seen } from '#kernel/query/plan.ts'
import type { View } from '#kernel/query/view.ts'
import { sql } from '#kernel/sql.ts'
import type { Doing } from '#server/world/world.ts'
import { personalView, rowRights } from '#server/world/rights.ts'

interface EventRow {
  seq: number
  at: string
  who: string
  who_name: string | null
  deed: string
  action: string | null
  cause: HistoryEvent['cause']
  object: string
  record: string
  version: number
  model_version: number
  changes: Record<string, [unknown, unknown]>
  comment: string | null
}

/** A page of the record's log, newest first; records under it (its parts) are in it. */
export async function historyOf(
  doing: Doing,
  name: string,
  id: string,
  query: Readonly<Record<string, string>>,
): Promise<{ data: HistoryEvent[]; next: string | null }> {
  const view = personalView(doing)
  const { object } = seen(view, name)
  const living = await rowRights(doing, view, object, id, ['read'])
  const rights = living ?? (await rowRights(doing, view, object, id, ['remove'], true))
  if (!rights?.[0]) refuse('not-found', { what: object.label })
  const limit = Math.min(200, Math.max(1, Number(query.limit ?? 50) || 50))
  const before = /^\d{1,15}$/.test(query.after ?? '') ? Number(query.after) : null
  const rows = await doing.tx
    .query<EventRow>(sql`select e.*, p.name as who_name from event e left join person p on p.id = e.who
    where (e.record = ${id}::uuid or e.parent = ${id}::uuid)${before === null ? sql`` : sql` and e.seq < ${before}::bigint`} order by e.seq desc limit ${limit + 1}::bigint`)
  const next = rows.length > limit ? String(rows[limit - 1]!.seq) : null
  return {
    data: rows
      .slice(0, limit)
      .filter((row) => view.objects[row.object])
      .map((row) => shown(view, row)),
    next,
  }
}

function shown(view: View, row: EventRow): HistoryEvent {
  return {
    id: String(row.seq),
    at: row.at,
    who: { id: row.who, name: row.who_name ?? '' },
    deed: row.deed,
    action: row.action,
    cause: row.cause,
    object: row.object,
    record: row.record,
    version: row.version,
    model_version: row.model_version,
    changes:
      row.deed === 'action'
        ? inputOf(view, row.object, row.changes)
        : readable(view, row.object, row.changes),
    comment: row.comment,
  }
}

/** What an action was given, but for what is called like a field that the reader may not read. */
const inputOf = (view: View, object: string, changes: EventRow['changes']): EventRow['changes'] =>
  Object.fromEntries(
    Object.entries(changes).filter(
      ([name]) =>
        !Object.hasOwn(view.app.objects[object]!.fields, name) ||
        view.objects[object]?.fields[name],
    ),
  )

/** Leaves out what the reader may not read, inside child rows too. */
export function readable(
  view: View,
  object: string,
  changes: Record<string, [unknown, unknown]>,
): Record<string, [unknown, unknown]> {
  const fields = view.objects[object]?.fields ?? {}
  const result: Record<string, [unknown, unknown]> = {}
  for (const [name, pair] of Object.entries(changes)) {
    const field = Object.hasOwn(fields, name) ? fields[name]! : null
    if (!field) continue
    if (field.kind !== 'lines') result[name] = pair
    else
      result[name] = pair.map((side) => rowsReadable(view, field.object, side)) as [
        unknown,
        unknown,
      ]
  }
  return result
}

const rowsReadable = (view: View, object: string, rows: unknown): unknown =>
  Array.isArray(rows)
    ? rows.map((row: Record<string, unknown>) =>
        Object.fromEntries(
          Object.entries(row).filter(([name]) => view.objects[object]?.fields[name]),
        ),
      )
    : rows

// What of a document is sealed? All that may not change any more: its own columns and its rows, but what the model leaves open.
import { createHash } from 'node:crypto'
import type { App, AppObject } from '#kernel/app.ts'
import { ident, join, type Sql, sql } from '#kernel/sql.ts'

/** Kept as JSON with the seals, so that a later model still reads what was sealed by this one. */
export interface Shape {
  readonly object: string
  /** Stages in which the record stands still; null where rows are only ever added. */
  readonly stages: readonly string[] | null
  readonly except: readonly string[]
  readonly rows: readonly {
    readonly object: string
    readonly by: string
    readonly except: readonly string[]
  }[]
}

/** Neither content nor promise: where it stands, whose it is, how it is found. */
const open = [
  'stage',
  'stage_since',
  'owner',
  'updated_at',
  'updated_by',
  'version',
  'search',
  'grams',
  'same',
]

/** The shapes of every object that freezes or only grows. Rows of a parent are sealed with it. */
export const shapesOf = (app: App): Shape[] =>
  Object.values(app.objects)
    .filter((one) => (one.frozen || one.append_only) && !one.parent)
    .map((one) => shapeOf(app, one))

function shapeOf(app: App, object: AppObject): Shape {
  const loose = [...(object.frozen?.except ?? []), ...(object.frozen?.once ?? [])]
  const column = (of: AppObject, name: string): string => of.fields[name]?.column ?? name
  const rows = Object.entries(object.children)
    .filter(
      ([field, { object: child, by }]) =>
        !loose.includes(field) && app.objects[child]?.parent === by,
    )
    .map(([, field]) => {
      const child = app.objects[field.object]!
      return {
        object: child.name,
        by: column(child, field.by),
        except: sorted([
          ...(child.frozen_with_parent?.except ?? []).map((name) => column(child, name)),
          ...open,
        ]),
      }
    })
  return {
    object: object.name,
    stages: object.frozen ? sorted(object.frozen.stages) : null,
    except: sorted([...loose.map((name) => column(object, name)), ...open]),
    rows: rows.sort((a, b) => (a.object < b.object ? -1 : 1)),
  }
}

const sorted = (list: readonly string[]): string[] => [...new Set(list)].sort()

export const shapeHash = (shape: Shape): string =>
  createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 16)

/** The hash of the record's content; `t` is its row. Empty columns do not count, so that a new field breaks no seal. */
export function contentOf(shape: Shape): Sql {
  const parts = [sql`jsonb_strip_nulls(to_jsonb(t) - ${shape.except}::text[])::text`]
  for (const row of shape.rows)
    parts.push(
      sql`coalesce((select string_agg(jsonb_strip_nulls(to_jsonb(c) - ${row.except}::text[])::text, ',' order by c.id) from ${ident(row.object)} c where c.${ident(row.by)} = t.id and c.removed_at is null), '')`,
    )
  return sql`encode(sha256(convert_to(${join(parts, ' || ')}, 'UTF8')), 'hex')`
}

/** Is the record, as its row `t` says, in a stage in which it stands still? */
export const standsStill = (shape: Shape): Sql =>
  shape.stages === null ? sql`true` : sql`t.stage = any(${shape.stages}::text[])`

/** Has the log, since that place, moved the record out of what stands still? Then its content may be another. */
export const movedOut = (shape: Shape, record: Sql, since: Sql): Sql =>
  shape.stages === null
    ? sql`false`
    : sql`exists (select 1 from event m where m.record = ${record} and m.seq > ${since} and m.changes->'stage'->>0 = any(${shape.stages}::text[]) and not m.changes->'stage'->>1 = any(${shape.stages}::text[]))`

// How is a row or a measure of a report chosen from lists, and how is the same written as a formula?
import type { ChartKind, Report } from '#kernel/view/report.ts'

/** A group as it is chosen: a field and how its values are put together; else it is a formula. */
export type GroupParts =
  | { readonly field: string; readonly bucket: Bucket; readonly edges: string }
  | { readonly formula: string }
export const buckets = ['each', 'day', 'week', 'month', 'quarter', 'year', 'step', 'bins'] as const
export type Bucket = (typeof buckets)[number]

const path = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u
const call =
  /^(day|week|month|quarter|year|step|bins)\(\s*([^,()]+?)\s*(?:,\s*([-\d.,\s]+?)\s*)?\)$/u

export function groupParts(by: string): GroupParts {
  if (path.test(by)) return { field: by, bucket: 'each', edges: '' }
  const found = call.exec(by)
  return found && path.test(found[2]!)
    ? { field: found[2]!, bucket: found[1] as Bucket, edges: found[3] ?? '' }
    : { formula: by }
}

export function groupText(parts: GroupParts): string {
  if ('formula' in parts) return parts.formula
  const { field, bucket, edges } = parts
  if (bucket === 'each') return field
  return bucket === 'step' || bucket === 'bins'
    ? `${bucket}(${field}, ${edges})`
    : `${bucket}(${field})`
}

export const aggregates = ['count', 'sum', 'avg', 'median', 'min', 'max', 'distinct'] as const
export type Aggregate = (typeof aggregates)[number]
export type MeasureParts =
  { readonly aggregate: Aggregate; readonly field: string } | { readonly formula: string }

export function measureParts(of: string): MeasureParts {
  const found = /^(count|sum|avg|median|min|max|distinct)\(\s*([^()]*?)\s*\)$/.exec(of)
  return found && (found[2] === '' ? found[1] === 'count' : path.test(found[2]!))
    ? { aggregate: found[1] as Aggregate, field: found[2]! }
    : { formula: of }
}

export const measureText = (parts: MeasureParts): string =>
  'formula' in parts ? parts.formula : `${parts.aggregate}(${parts.field})`

/** What a kind of chart can't be drawn without; absent: it always can. */
export function lacks(report: Report, as: ChartKind): 'row' | 'two_rows' | 'across' | null {
  const rows = report.rows?.length ?? 0
  const columns = report.columns?.length ?? 0
  if (as === 'sankey') return rows < 2 ? 'two_rows' : null
  if (as === 'heat') return rows < 1 ? 'row' : rows + columns < 2 ? 'across' : null
  if (as === 'number' || as === 'gauge' || as === 'table' || as === 'funnel') return null
  return rows < 1 ? 'row' : null
}

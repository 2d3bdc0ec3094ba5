// How do gathered rows become one statement? Rights, joins, buckets, aggregates and the formulas over them.
import type { Circumstances } from '../formula/to-sql.ts'
import { toSql } from '../formula/to-sql.ts'
import { ident, join, literal, raw, type Sql, sql } from '../sql.ts'
import {
  type PlanAggregate,
  type PlanGroup,
  type PlanMeasure,
  partName,
  type TimeBucket,
} from './gather.ts'
import type { GroupPlan } from './plan.ts'
import { conditions } from './print.ts'
import { param, sourcesOf } from './sources.ts'
import { relation } from './relation.ts'

/** Of one thing to gather by: these values stay, all others become one. */
export type Kept = readonly (string | null)[] | null

/** The cells of a report: which of `by` each set gathers by, and which values stay. */
export interface Cells {
  readonly sets: readonly (readonly number[])[]
  readonly kept: readonly Kept[]
}

/** Groups with their measures: `j` a JSON object per group. */
export function printGroups(plan: GroupPlan, at: Circumstances): Sql {
  const found = gathered(plan, at, null)
  const order = plan.sort.flatMap((one) => {
    const name = [
      ...plan.by.map((it, i) => [it.key, ident(`g${i}`)] as const),
      ...plan.measures.map((it, i) => [it.key, ident(`m${i}`)] as const),
    ].find(([key]) => key === one.key)?.[1]
    return name ? [sql`${name} ${raw(one.descending ? 'desc nulls last' : 'asc nulls first')}`] : []
  })
  plan.by.forEach((_, i) => order.push(sql`${ident(`g${i}`)} asc nulls first`))
  const pairs = join(
    [
      ...plan.by.map((one, i) => sql`${literal(one.key)}, ${groupJson(one, ident(`g${i}`))}`),
      ...plan.measures.map(
        (one, i) => sql`${literal(one.key)}, ${measureJson(one, ident(`m${i}`))}`,
      ),
    ],
    ', ',
  )
  return sql`select json_build_object(${pairs})::text as j from (${found}) y${order.length ? sql` order by ${join(order, ', ')}` : sql``} limit ${plan.limit}::bigint`
}

/**
 * All cells of a report with their totals: `j` is `{s, g, o, m}`: which set (its number), the values gathered by,
 * whether each stands for all others, the measures. Numbers are texts.
 */
export function printCells(plan: GroupPlan, at: Circumstances, cells: Cells): Sql {
  const groups = plan.by.map((one, i) => groupJson(one, ident(`g${i}`)))
  const others = plan.by.map((_, i) => (cells.kept[i] ? ident(`o${i}`) : sql`false`))
  const measures = plan.measures.map((one, i) =>
    one.type.type === 'number' ? sql`(${measureJson(one, ident(`m${i}`))})::text` : ident(`m${i}`),
  )
  const list = (parts: readonly Sql[]): Sql =>
    parts.length ? sql`json_build_array(${join(parts, ', ')})` : sql`'[]'::json`
  return sql`select json_build_object('s', s, 'g', ${list(groups)}, 'o', ${list(others)}, 'm', ${list(measures)})::text as j from (${gathered(plan, at, cells)}) y order by s limit ${plan.limit}::bigint`
}

/** `g0…` the groups, `o0…` whether they stand for all others, `m0…` the measures; with sets also `s`. */
function gathered(plan: GroupPlan, at: Circumstances, cells: Cells | null): Sql {
  const sources = sourcesOf(plan.view.app, plan.view, at)
  const scope = sources.personal(plan.object.name, 't')
  const kept = (i: number): Kept => cells?.kept[i] ?? null
  const groups = plan.by.flatMap((one, i) => {
    const value = groupValue(one, toSql(one.formula, scope, at, 'value'), at.zone)
    const stay = kept(i)
    if (!stay) return [sql`${value} as ${ident(`g${i}`)}`]
    const stays = staying(one, value, stay)
    return [
      sql`(case when ${stays} then ${value} end) as ${ident(`g${i}`)}`,
      sql`not ${stays} as ${ident(`o${i}`)}`,
    ]
  })
  const parts = plan.measures.flatMap((one) => one.parts)
  const inputs = parts.flatMap((one, i) => [
    ...(one.formula ? [sql`${toSql(one.formula, scope, at, 'value')} as ${ident(`i${i}`)}`] : []),
    ...(one.where
      ? [sql`coalesce(${toSql(one.where, scope, at)}, false) as ${ident(`f${i}`)}`]
      : []),
  ])
  const columns = [...groups, ...inputs]
  const where = join(conditions(plan, sources, at), ' and ')
  // The values are named first, so that grouping sets see the same expression wherever it stands.
  const rows = sql`select ${columns.length ? join(columns, ', ') : sql`1 as n`} from ${relation(plan.view.app, plan.object.name)} t ${sources.joins()} where ${where}`
  const names = (i: number): Sql[] =>
    kept(i) ? [ident(`g${i}`), ident(`o${i}`)] : [ident(`g${i}`)]
  const all = plan.by.flatMap((_, i) => names(i))
  const set = cells ? [sql`${setNumber(cells, plan.by.length)} as s`] : []
  const sums = parts.map((one, i) => sql`${aggregateOf(one, i)} as ${ident(`a${i}`)}`)
  const by = cells
    ? sql` group by grouping sets (${join(
        cells.sets.map((indices) => sql`(${join(indices.flatMap(names), ', ')})`),
        ', ',
      )})`
    : all.length
      ? sql` group by ${join(all, ', ')}`
      : sql``
  const summed = sql`select ${join([...all, ...set, ...sums], ', ')} from (${rows}) b${by}`
  if (plan.measures.every((one) => !one.formula)) {
    const named = plan.measures.map((_, i) => sql`${ident(`a${i}`)} as ${ident(`m${i}`)}`)
    return sql`select ${join([...all, ...(cells ? [ident('s')] : []), ...named], ', ')} from (${summed}) x`
  }
  let first = 0
  const measures = plan.measures.map((one, i) => {
    const from = first
    first += one.parts.length
    const value = one.formula
      ? toSql(
          one.formula,
          {
            column: ([name]) =>
              ident(`a${from + one.parts.findIndex((_, n) => partName(n) === name)}`),
            rows: () => sql`null`,
            param,
          },
          at,
          'value',
        )
      : ident(`a${from}`)
    return sql`${value} as ${ident(`m${i}`)}`
  })
  return sql`select ${join([...all, ...(cells ? [ident('s')] : []), ...measures], ', ')} from (${summed}) x`
}

/** Which set a row belongs to: PostgreSQL tells by bits what it did not gather by. */
function setNumber(cells: Cells, n: number): Sql {
  if (n === 0) return sql`0`
  const bits = sql`grouping(${join(
    Array.from({ length: n }, (_, i) => ident(`g${i}`)),
    ', ',
  )})`
  const cases = cells.sets.map((indices, s) => {
    const mask = Array.from({ length: n }, (_, i) =>
      indices.includes(i) ? 0 : 2 ** (n - 1 - i),
    ).reduce((a, b) => a + b, 0)
    return raw(`when ${mask} then ${s}`)
  })
  return sql`(case ${bits} ${join(cases, ' ')} end)`
}

function staying(group: PlanGroup, value: Sql, kept: readonly (string | null)[]): Sql {
  const keys = kept.filter((one): one is string => one !== null)
  const among =
    group.formula.type.type === 'ref' && !group.bucket
      ? sql`${value} = any(${param(keys, 'uuid[]')})`
      : sql`(${groupJson(group, value)})::text = any(${param(keys, 'text[]')})`
  return kept.includes(null) ? sql`(${value} is null or ${among})` : sql`coalesce(${among}, false)`
}

function groupValue(group: PlanGroup, value: Sql, zone: string): Sql {
  const { bucket } = group
  const { type } = group.formula.type
  // Blank and empty are the same to a person, and to `is empty`.
  if (!bucket) return type === 'text' ? sql`nullif(${value}, '')` : value
  if (bucket.of === 'step')
    return sql`(trim_scale(floor(${value} / ${param(bucket.width, 'numeric')}) * ${param(bucket.width, 'numeric')})::text)`
  if (bucket.of === 'bins')
    return sql`(width_bucket(${value}, array[${join(
      bucket.edges.map((edge) => param(edge, 'numeric')),
      ', ',
    )}])::text)`
  // The first day of the unit: names are only written for the groups that come of it, not for each row.
  const local =
    type === 'datetime'
      ? sql`(${value} at time zone ${param(zone, 'text')})`
      : sql`${value}::timestamp`
  return sql`date_trunc(${literal(bucket.of)}, ${local})::date`
}

const formats: Readonly<Record<TimeBucket, string>> = {
  year: 'YYYY',
  quarter: 'YYYY-"Q"Q',
  month: 'YYYY-MM',
  week: 'IYYY-"W"IW',
  day: 'YYYY-MM-DD',
}

function groupJson(group: PlanGroup, value: Sql): Sql {
  const format = formatOf(group)
  if (format) return sql`to_char(${value}::timestamp, ${literal(format)})`
  return group.formula.type.type === 'number' && !group.bucket
    ? sql`trim_scale(${value}::numeric)::text`
    : value
}

const formatOf = ({ bucket }: PlanGroup): string | null =>
  bucket && bucket.of !== 'step' && bucket.of !== 'bins' ? formats[bucket.of] : null

/** Sums of a field keep its digits ("4089696.00"); what is calculated is exact to eight places. */
function measureJson(measure: PlanMeasure, value: Sql): Sql {
  if (measure.type.type !== 'number') return value
  const part = measure.formula ? null : measure.parts[0]!
  if (part && (part.aggregate === 'count' || part.aggregate === 'distinct')) return value
  const plain =
    part &&
    part.aggregate !== 'avg' &&
    part.aggregate !== 'median' &&
    part.formula?.node.node === 'path'
  return plain
    ? sql`${value}::text`
    : sql`trim_scale(round(${value}::numeric, ${raw(part?.aggregate === 'avg' || part?.aggregate === 'median' ? '6' : '8')}))::text`
}

function aggregateOf(part: PlanAggregate, i: number): Sql {
  const value = ident(`i${i}`)
  const only = part.where ? sql` filter (where ${ident(`f${i}`)})` : sql``
  if (part.aggregate === 'count')
    return part.formula ? sql`count(${value})${only}` : sql`count(*)${only}`
  if (part.aggregate === 'distinct') return sql`count(distinct ${value})${only}`
  // The two middle values, halved: exact, where PostgreSQL's own median is a float.
  if (part.aggregate === 'median')
    return sql`((percentile_disc(0.5) within group (order by ${value})${only} + percentile_disc(0.5) within group (order by ${value} desc)${only}) / 2)`
  const found = sql`${raw(part.aggregate)}(${value})${only}`
  // As in the formula language: the sum of nothing is 0, of the others empty.
  return part.aggregate === 'sum' ? sql`coalesce(${found}, 0)` : found
}

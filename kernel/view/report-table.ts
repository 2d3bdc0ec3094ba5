// How do gathered cells become the lines of a report? Sorted, filled, added up and named; all figures stay exact.
import { exact } from '../money/exact.ts'
import { number, ungrouped } from '../money/written.ts'
import type { Words } from '../error.ts'
import type { TimeBucket } from '../query/gather.ts'
import { groupCondition, othersCondition } from './condition-text.ts'
import { bucketRange, bucketsBetween, type Range } from './period.ts'
import type { ReportPlan } from './plan-report.ts'
import type { AnswerMeasure, Figures, ReportKey, ReportLine } from './report.ts'

/** A cell as the database gives it: its set, the values, whether each stands for all others, the measures. */
export interface Cell {
  readonly s: number
  readonly g: readonly (string | boolean | null)[]
  readonly o: readonly boolean[]
  readonly m: Figures
}
/** Values of a group that stay apart, where only the largest do. */
export type KeptKeys = readonly ((string | null)[] | null)[]

export interface Table {
  readonly columns: readonly ReportKey[]
  readonly lines: readonly ReportLine[]
  readonly total: ReportLine
}

/** The sets that a report needs: the whole first, then each depth, alone and across. */
export function setsOf(depth: number, across: boolean): number[][] {
  const rows = Array.from({ length: depth + 1 }, (_, d) => Array.from({ length: d }, (_, i) => i))
  return rows.flatMap((row) => (across ? [row, [...row, depth]] : [row]))
}

interface Node {
  readonly value: string | boolean | null
  readonly others: boolean
  total: Figures | null
  readonly cells: Map<string, Figures>
  readonly below: Map<string, Node>
}
const node = (value: Node['value'], others: boolean): Node => ({
  value,
  others,
  total: null,
  cells: new Map(),
  below: new Map(),
})
/** Two values of a group are the same key, however they are written in JSON. */
const keyText = (value: unknown, others: boolean): string =>
  others ? 'others' : value === null ? 'null' : `=${String(value)}`

/** `titles`: id → what the record is called. `range`: the period, whose days are all shown where rows are time. */
export function tableOf(
  of: ReportPlan,
  cells: readonly Cell[],
  kept: KeptKeys,
  titles: ReadonlyMap<string, string>,
  range: Range | null,
): Table {
  const across = of.groups.length > of.depth
  const sets = setsOf(of.depth, across)
  const root = node(null, false)
  const columns = new Map<string, Node>()
  for (const cell of cells) {
    let at = root
    for (const i of sets[cell.s]!.filter((one) => one < of.depth))
      at = childOf(at.below, cell.g[i]!, cell.o[i]!)
    if (!sets[cell.s]!.includes(of.depth) || !across) at.total = cell.m
    else {
      const column = childOf(columns, cell.g[of.depth]!, cell.o[of.depth]!)
      at.cells.set(keyText(column.value, column.others), cell.m)
      if (at === root) column.total = cell.m
    }
  }
  if (across) fill(columns, of, of.depth, range)
  const shown = across ? sorted(columns, of, of.depth) : []
  const keyOf = (i: number, one: Node): ReportKey => named(of, i, one, kept, titles)
  const nothing = of.measures.map((one) => (one.adds ? '0' : null))
  const figures = (found: Figures | null | undefined): Figures =>
    found ? found.slice(0, of.measures.length) : nothing
  const lines: ReportLine[] = []
  const walk = (at: Node, keys: readonly ReportKey[]): void => {
    const depth = keys.length
    fill(at.below, of, depth, range)
    const siblings: { line: ReportLine; at: number }[] = []
    for (const one of sorted(at.below, of, depth)) {
      const whole = [...keys, keyOf(depth, one)]
      if (depth + 1 < of.depth) walk(one, whole)
      siblings.push({
        at: lines.length,
        line: {
          keys: whole,
          cells: shown.map((column) =>
            figures(one.cells.get(keyText(column.value, column.others))),
          ),
          total: figures(one.total),
          before: null,
        },
      })
      lines.push(siblings.at(-1)!.line)
    }
    for (const { at: place, line } of running(siblings, of.measures)) lines[place] = line
  }
  if (of.depth) walk(root, [])
  const total: ReportLine = {
    keys: [],
    cells: shown.map((column) => figures(column.total)),
    total: figures(root.total),
    before: null,
  }
  const finished = (line: ReportLine): ReportLine => shared(line, of.measures, total.total)
  return {
    columns: shown.map((one) => keyOf(of.depth, one)),
    lines: lines.map(finished),
    total: finished(total),
  }
}

function childOf(map: Map<string, Node>, value: Node['value'], others: boolean): Node {
  const key = keyText(value, others)
  let found = map.get(key)
  if (!found) map.set(key, (found = node(value, others)))
  return found
}

/** Days, months… on which nothing was are shown too, or a line would jump over them. */
function fill(map: Map<string, Node>, of: ReportPlan, i: number, range: Range | null): void {
  const bucket = of.plan.by[i]!.bucket
  if (!bucket || bucket.of === 'step' || bucket.of === 'bins') return
  const unit: TimeBucket = bucket.of
  const days = [...map.values()].flatMap((one) =>
    typeof one.value === 'string' ? (bucketRange(unit, one.value) ?? []) : [],
  )
  if (map.size && [...map.values()].some((one) => one.others)) return
  const of_period = of.report.period && range && sameField(of, i) ? range : null
  const from = of_period?.from ?? Math.min(...days.map((one) => one.from))
  const to = of_period?.to ?? Math.max(...days.map((one) => one.from))
  if (!Number.isFinite(from) || !Number.isFinite(to) || map.size === 0) return
  for (const name of bucketsBetween(unit, from, to, 400)) childOf(map, name, false)
}
const sameField = (of: ReportPlan, i: number): boolean =>
  of.plan.by[i]!.key.replaceAll(' ', '').includes(`(${of.report.period!.by})`)

/** By the measure that is asked for, else in the order in which the values follow each other; blank and others last. */
function sorted(map: ReadonlyMap<string, Node>, of: ReportPlan, i: number): Node[] {
  const { options, head } = of.groups[i]!
  const wish = of.report.sort?.replace(/^-/, '') ?? ''
  const by = of.measures.findIndex((one) => one.name === wish)
  const natural =
    head.kind === 'time' || head.kind === 'bins' || head.kind === 'choice' || head.kind === 'number'
  const measure = by >= 0 && !(i === of.depth && natural) ? by : natural ? -1 : 0
  const down = by < 0 || of.report.sort!.startsWith('-')
  const rank = (one: Node): number => (one.others ? 2 : one.value === null ? 1 : 0)
  const place = (one: Node): number =>
    options?.findIndex((option) => option.value === one.value) ?? -1
  return [...map.values()].sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b)
    if (measure >= 0) {
      const [x, y] = [a.total?.[measure] ?? null, b.total?.[measure] ?? null]
      const found =
        x === y ? 0 : x === null ? 1 : y === null ? -1 : compareFigures(x, y) * (down ? -1 : 1)
      if (found) return found
    }
    if (options) return place(a) - place(b)
    const [x, y] = [String(a.value ?? ''), String(b.value ?? '')]
    return head.kind === 'bins' || head.kind === 'number'
      ? compareFigures(x || '0', y || '0')
      : x < y
        ? -1
        : x > y
          ? 1
          : 0
  })
}

const plain = /^-?\d+(\.\d+)?$/
/** Figures by size; dates, which MIN and MAX may give, by their text. */
const compareFigures = (a: string, b: string): number =>
  plain.test(a) && plain.test(b) ? exact(a).cmp(exact(b)) : a < b ? -1 : 1

/** Adds a measure up along the lines of one group. */
function running(
  siblings: readonly { line: ReportLine; at: number }[],
  measures: readonly AnswerMeasure[],
): { line: ReportLine; at: number }[] {
  if (!measures.some((one) => one.show === 'running')) return [...siblings]
  let sums: (string | null)[] | null = null
  let across: (string | null)[][] | null = null
  const plus = (a: string | null, b: string | null): string | null =>
    a === null ? b : b === null ? a : exact(a).plus(exact(b)).toFixed()
  const step = (before: Figures | null, now: Figures): (string | null)[] =>
    now.map((one, i) => (measures[i]!.show === 'running' && before ? plus(before[i]!, one) : one))
  return siblings.map(({ line, at }) => {
    sums = step(sums, line.total)
    across = line.cells.map((one, c) => step(across?.[c] ?? null, one))
    return { at, line: { ...line, total: sums, cells: across } }
  })
}

/** Parts of the whole, in percent to two places. */
function shared(line: ReportLine, measures: readonly AnswerMeasure[], whole: Figures): ReportLine {
  if (!measures.some((one) => one.show === 'share')) return line
  const share = (figures: Figures): Figures =>
    figures.map((one, i) => {
      const all = whole[i]
      if (measures[i]!.show !== 'share' || one === null) return one
      return !all || exact(all).isZero()
        ? null
        : exact(one).times(100).div(exact(all)).toDecimalPlaces(2).toFixed()
    })
  return { ...line, total: share(line.total), cells: line.cells.map(share) }
}

const blank: Words = { zh: '（空）', en: '(empty)' }
const othersWords: Words = { zh: '其他', en: 'Others' }
const both = (text: string): Words => ({ zh: text, en: text })

function named(
  of: ReportPlan,
  i: number,
  { value, others }: Node,
  kept: KeptKeys,
  titles: ReadonlyMap<string, string>,
): ReportKey {
  const group = of.plan.by[i]!
  if (others)
    return {
      value: null,
      label: othersWords,
      others: true,
      where: othersCondition(group, kept[i] ?? []),
    }
  const where = groupCondition(group, value)
  if (value === null) return { value, label: blank, where }
  return { value, where, label: labelOf(of, i, value, titles) }
}

function labelOf(
  of: ReportPlan,
  i: number,
  value: string | boolean,
  titles: ReadonlyMap<string, string>,
): Words {
  const { head, options, below } = of.groups[i]!
  const { bucket } = of.plan.by[i]!
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' }
  if (head.kind === 'record')
    return titles.has(value)
      ? both(titles.get(value)!)
      : { zh: '（无权查看）', en: '(not yours to see)' }
  const write = head.plain ? ungrouped : number
  if (bucket?.of === 'step')
    return both(`${write(value)} – ${write(exact(value).plus(exact(bucket.width)).toFixed())}`)
  if (bucket?.of === 'bins') {
    const [low, high] = [bucket.edges[Number(value) - 1], bucket.edges[Number(value)]]
    if (low === undefined && below) return below
    // Whole numbers are said with both ends: 1 – 30, 31 – 60.
    if (of.plan.by[i]!.formula.node.width?.fraction === 0) {
      const last = high === undefined ? '' : write(exact(high).minus(1).toFixed())
      return both(
        low === undefined
          ? `≤ ${last}`
          : high === undefined
            ? `≥ ${write(low)}`
            : `${write(low)} – ${last}`,
      )
    }
    return both(
      low === undefined
        ? `< ${write(high!)}`
        : high === undefined
          ? `≥ ${write(low)}`
          : `${write(low)} – ${write(high)}`,
    )
  }
  return (
    options?.find((one) => one.value === value)?.label ??
    both(head.kind === 'number' ? write(value) : value)
  )
}

/** Each line with the figures of the period before: months are matched by their place, everything else by its value. */
export function compared(
  now: Table,
  before: Table,
  of: ReportPlan,
  ranges: { readonly now: Range; readonly before: Range },
): Table {
  const moved = of.groups.map((one, i) =>
    one.head.kind === 'time' && of.report.period && sameField(of, i)
      ? placesOf(of.plan.by[i]!.bucket!.of as TimeBucket, ranges)
      : null,
  )
  const textOf = (line: ReportLine, map: boolean): string =>
    JSON.stringify(
      line.keys.map((key, i) =>
        key.others
          ? 'others'
          : map && moved[i] && typeof key.value === 'string'
            ? (moved[i]!.get(key.value) ?? '')
            : key.value,
      ),
    )
  const found = new Map(before.lines.map((line) => [textOf(line, false), line.total]))
  const nothing = of.measures.map(() => null)
  return {
    ...now,
    lines: now.lines.map((line) => ({ ...line, before: found.get(textOf(line, true)) ?? nothing })),
    total: { ...now.total, before: before.total.total },
  }
}

function placesOf(
  unit: TimeBucket,
  { now, before }: { readonly now: Range; readonly before: Range },
): Map<string, string> {
  const then = bucketsBetween(unit, before.from, before.to, 400)
  return new Map(
    bucketsBetween(unit, now.from, now.to, 400).map((name, i) => [name, then[i] ?? '']),
  )
}

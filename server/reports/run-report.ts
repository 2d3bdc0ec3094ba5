// What does a report show this person now? Asked through their own view, in one statement, labels and totals with it.
import { readDay, writeDay } from '#kernel/formula/calendar.ts'
import type { GroupAsk } from '#kernel/query/ask.ts'
import { planGroup } from '#kernel/query/plan.ts'
import { printCells, printGroups } from '#kernel/query/print-groups.ts'
import { permit, type View } from '#kernel/query/view.ts'
import { earlier, type Range, rangeOf } from '#kernel/view/period.ts'
import { planReport, type ReportPlan } from '#kernel/view/plan-report.ts'
import type { Report, ReportAnswer } from '#kernel/view/report.ts'
import {
  type Cell,
  compared,
  type KeptKeys,
  setsOf,
  type Table,
  tableOf,
} from '#kernel/view/report-table.ts'
import { Problems } from '#kernel/error.ts'
import { rowsOf } from '#server/reading/read.ts'
import { dayIn, type Doing } from '#server/world/world.ts'

export interface ReportWish {
  /** A further condition, as the filters of a dashboard make it. */
  readonly filter?: string | undefined
  /** Instead of the period that the report itself names. */
  readonly period?: string | undefined
}

/** At most so many cells are told; totals are of all. */
const most = 5000

export async function runReport(
  doing: Doing,
  report: Report,
  wish: ReportWish = {},
): Promise<ReportAnswer> {
  const view = permit(doing.app, doing.who)
  const name = wish.period ?? report.period?.is
  const today = readDay(dayIn(doing.at.zone, doing.at.now))!
  const range = report.period && name ? wanted(name, today) : null
  const then = range && report.compare ? likeForLike(range, report.compare, today) : null
  const [now, before] = await Promise.all([
    tableIn(doing, view, report, wish.filter, range),
    then &&
      tableIn(
        doing,
        view,
        { ...report, rows: report.rows?.map(({ top: _, ...one }) => one) ?? [], columns: [] },
        wish.filter,
        then,
      ),
  ])
  const { of, cells, table } = now
  const shown: Table =
    before && range && then
      ? compared(table, before.table, of, { now: range, before: then })
      : table
  const more = cells.find((cell) => cell.s === 0)?.m.slice(of.measures.length) ?? []
  const [low, high] =
    of.currencies === 'own'
      ? [doing.world.company.currency, doing.world.company.currency]
      : of.currencies
        ? more
        : []
  const across = of.groups[of.depth]
  return {
    object: report.object,
    where: of.ask.where ?? '',
    heads: of.groups.slice(0, of.depth).map((one) => one.head),
    across: across?.head ?? null,
    columns: shown.columns,
    measures: of.measures,
    lines: shown.lines,
    total: shown.total,
    period: days(range),
    compared: days(then),
    currency: low && low === high ? low : null,
    mixed: !!low && low !== high,
    unconverted: of.currencies === 'own' ? Number(more[0] ?? 0) : 0,
    partial: of.partial,
    cut: cells.length >= most,
  }
}

/** A period that is not over yet is compared with as many days of the one before. */
function likeForLike(range: Range, how: 'before' | 'year', today: number): Range {
  const whole = earlier(range, how)
  return today >= range.from && today < range.to
    ? { from: whole.from, to: Math.min(whole.to, whole.from + today - range.from) }
    : whole
}

const days = (range: Range | null): { from: string; to: string } | null =>
  range && { from: writeDay(range.from), to: writeDay(range.to) }

function wanted(name: string, today: number): Range {
  const range = rangeOf(name, today)
  const problems = new Problems()
  if (!range)
    problems.add('period', 'wrong-type', {
      expected: 'this_month / last_12_months / 2026-01-01..2026-03-31',
    })
  problems.done()
  return range!
}

async function tableIn(
  doing: Doing,
  view: View,
  report: Report,
  filter: string | undefined,
  range: Range | null,
): Promise<{ of: ReportPlan; cells: Cell[]; table: Table }> {
  const of = planReport(view, report, { filter, range, company: doing.world.company.currency })
  const kept = await Promise.all(
    of.groups.map((one, i) => (one.top === null ? null : largest(doing, view, of, i, one.top))),
  )
  const statement = printCells(of.plan, doing.at, {
    sets: setsOf(of.depth, of.groups.length > of.depth),
    kept,
  })
  const cells = (await doing.tx.query<{ j: string }>(statement, { limitMs: 30_000 })).map(
    (row) => JSON.parse(row.j) as Cell,
  )
  return { of, cells, table: tableOf(of, cells, kept, await titles(doing, view, of, cells), range) }
}

/** The values that stay apart: those with the largest figures of the measure by which the report is sorted. */
async function largest(
  doing: Doing,
  view: View,
  of: ReportPlan,
  i: number,
  top: number,
): Promise<KeptKeys[number]> {
  const key = of.plan.by[i]!.key
  const by = of.report.sort?.replace(/^-/, '') ?? of.measures[0]!.name
  const ask: GroupAsk = {
    from: of.report.object,
    ...(of.ask.where ? { where: of.ask.where } : {}),
    by: [key],
    measure: { [by]: of.ask.measure![by]! },
    sort: `-${by}`,
    limit: top,
  }
  const rows = await doing.tx.query<{ j: string }>(printGroups(planGroup(view, ask), doing.at), {
    limitMs: 30_000,
  })
  return rows.map((row) => {
    const value = (JSON.parse(row.j) as Record<string, unknown>)[key]
    return value === null || value === undefined ? null : String(value)
  })
}

/** What the records by which rows were gathered are called, as far as the person may read them. */
async function titles(
  doing: Doing,
  view: View,
  of: ReportPlan,
  cells: readonly Cell[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  await Promise.all(
    of.groups.map(async ({ head }, i) => {
      const object = head.kind === 'record' ? view.objects[head.object!] : undefined
      if (!object) return
      const title = object.fields[object.object.title]
        ? object.object.title
        : object.fields.number
          ? 'number'
          : null
      const ids = [
        ...new Set(cells.flatMap((cell) => (typeof cell.g[i] === 'string' ? cell.g[i] : []))),
      ]
      for (let from = 0; title && from < ids.length; from += 1000)
        for (const row of await rowsOf(doing.tx, view, doing.at, {
          from: head.object!,
          ids: ids.slice(from, from + 1000),
          select: ['id', title],
          limit: 1000,
        }))
          found.set(row.id, String(row[title] ?? ''))
    }),
  )
  return found
}

// Which addresses do reports have? A named one, one that is being built, and the file of one; each through the caller's own view.
import { PassThrough } from 'node:stream'
import { Problems, refuse } from '#kernel/error.ts'
import { reportShape } from '#kernel/shape/model-shape.ts'
import { seen } from '#kernel/query/plan.ts'
import { viewScope } from '#kernel/query/view.ts'
import { checkReport } from '#kernel/view/check-views.ts'
import type { Report, ReportAnswer } from '#kernel/view/report.ts'
import { writeTable } from '#server/files/write-table.ts'
import { exportFilter, sheetOf } from '#server/reports/report-sheet.ts'
import { runReport, type ReportWish } from '#server/reports/run-report.ts'
import { reportOf } from '#server/reports/seen-reports.ts'
import { doingOf, viewOf } from './calls.ts'
import { tableTypes } from './import-routes.ts'
import type { Call, Route } from './routes.ts'
import { disposition } from './uploads.ts'

export const reportRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/v1/reports/:name',
    gate: 'signed-in',
    says: 'What a report shows the caller now: ?filter= ?period=',
    run: async (call): Promise<ReportAnswer> =>
      runReport(
        doingOf(call, call.machine.world.db),
        reportOf(viewOf(call), call.params.name!),
        wishOf(call.query),
      ),
  },
  {
    method: 'GET',
    url: '/api/v1/reports/:name/export',
    gate: 'signed-in',
    says: 'The table of a report as CSV or XLSX',
    run: exportReport,
  },
  {
    method: 'POST',
    url: '/api/v1/reports/run',
    gate: 'signed-in',
    reads: true,
    says: 'What a report would show, before it is kept',
    run: async (call): Promise<ReportAnswer> => {
      const body = (call.body ?? {}) as Record<string, unknown>
      return runReport(
        doingOf(call, call.machine.world.db),
        reportIn(call, body.report),
        wishOf(body),
      )
    },
  },
]

function wishOf(given: Readonly<Record<string, unknown>>): ReportWish {
  const problems = new Problems()
  const text = (name: string): string | undefined => {
    const value = given[name]
    if (value === undefined || value === null || value === '') return undefined
    if (typeof value === 'string') return value
    problems.add(name, 'wrong-type', { expected: { zh: '文本', en: 'text' } })
    return undefined
  }
  const wish = { filter: text('filter'), period: text('period') }
  problems.done()
  return wish
}

/** A report as it came over the wire: checked as the model checks its own, against what the caller may see. */
function reportIn(call: Call, given: unknown): Report {
  const view = viewOf(call)
  const problems = new Problems()
  const say = (path: string, zh: string, en: string, at?: number): void =>
    problems.add(path, 'model', { says: { zh, en }, ...(at === undefined ? {} : { at: at + 1 }) })
  for (const one of reportShape(given)) say(one.path, one.says.zh, one.says.en)
  problems.done()
  // An object that may not be known of is one that is not there.
  seen(view, (given as Report).object)
  checkReport('report', given as Report, {
    objects: view.objects,
    scopeOf: (object) => viewScope(view, object),
    say,
  })
  problems.done()
  return given as Report
}

async function exportReport(call: Call): Promise<unknown> {
  const format =
    call.query.format === 'csv'
      ? 'csv'
      : call.query.format === undefined || call.query.format === 'xlsx'
        ? 'xlsx'
        : refuse('malformed', { reason: 'format=csv|xlsx' })
  const view = viewOf(call)
  const report = reportOf(view, call.params.name!)
  const wish = wishOf(call.query)
  const answer = await runReport(doingOf(call, call.machine.world.db), report, {
    ...wish,
    filter: exportFilter(view, report.object, wish.filter),
  })
  const { columns, rows } = sheetOf(answer, call.language)
  const out = new PassThrough()
  call.reply
    .header('content-type', tableTypes[format])
    .header(
      'content-disposition',
      disposition('attachment', `${report.label[call.language]}.${format}`),
    )
  void writeTable(format, columns, rows, out, {
    zone: call.machine.world.company.zone,
    sheet: report.label[call.language],
  }).catch((error: Error) => out.destroy(error))
  return call.reply.send(out)
}

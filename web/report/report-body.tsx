// How is the answer of a report shown? As the figure, the chart or the table that it wants to be.
import { lazy, Suspense } from 'react'
import { Link, useNavigate } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import type { Report, ReportAnswer } from '#kernel/view/report.ts'
import { exact } from '#kernel/money/exact.ts'
import { number } from '#kernel/money/written.ts'
import { date } from '#web/format.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { drawn } from '#kernel/chart/chart-option.ts'
import { byProvince } from '#kernel/chart/on-the-map.ts'
import { say } from '#web/words.ts'
import { brief, briefText, full, rowsOf } from './figures.ts'
import { ReportTable } from './report-table.tsx'
import { words } from './words.ts'
import './report.css'

const Chart = lazy(() => import('#web/charts/chart.tsx').then((room) => ({ default: room.Chart })))

export interface ReportBodyProps {
  report: Report
  answer: ReportAnswer
  /** The figures as a table, whatever kind of chart it is. */
  table?: boolean
}

export function ReportBody({ report, answer, table = false }: ReportBodyProps) {
  const navigate = useNavigate()
  const kind = table ? 'table' : report.as
  const empty = !answer.lines.length && answer.heads.length > 0
  if (empty && kind !== 'map')
    return (
      <div className="report-none">
        <p>{say(words.none)}</p>
        <p className="small ink-3">{say(words.none_help)}</p>
      </div>
    )
  if (kind === 'number') return <Figure report={report} answer={answer} />
  if (!drawn.has(kind)) return <ReportTable answer={answer} label={say(report.label)} />
  return (
    <Suspense fallback={<Waiting rows={4} />}>
      <Chart
        report={report}
        answer={answer}
        onOpen={(filter) =>
          void navigate({ to: '/o/$object', params: { object: answer.object }, search: { filter } })
        }
      />
    </Suspense>
  )
}

/** Small true sentences about what is shown. */
export function ReportMarks({ report, answer }: { report: Report; answer: ReportAnswer }) {
  const elsewhere = report.as === 'map' ? byProvince(answer).elsewhere : 0
  return (
    <>
      {answer.partial && (
        <Tooltip title={say(words.partial_help)}>
          <span className="tag">{say(words.partial)}</span>
        </Tooltip>
      )}
      {answer.mixed && <span className="tag warn">{say(words.mixed)}</span>}
      {answer.unconverted > 0 && (
        <Link to="/o/$object" params={{ object: 'exchange_rate' }} className="tag warn">
          {say(words.unconverted, { n: answer.unconverted })}
        </Link>
      )}
      {answer.cut && <span className="tag warn">{say(words.cut, { n: 5000 })}</span>}
      {elsewhere > 0 && (
        <span className="small ink-3">
          {say(words.elsewhere)} {briefText(elsewhere.toFixed(2), answer.measures[0]!.unit)}
        </span>
      )}
    </>
  )
}

/** One large figure, and how it stands to the time before. */
function Figure({ answer }: ReportBodyProps) {
  const measure = answer.measures[0]!
  const value = answer.total.total[0] ?? null
  const before = answer.total.before?.[0] ?? null
  const { figures, unit } = brief(value, measure.unit)
  const where = rowsOf(answer, [], measure)
  const shown = (
    <>
      <b>{figures}</b>
      {unit && <span className="unit">{unit}</span>}
    </>
  )
  return (
    <div className="report-figure">
      <p className="figure" title={full(value, measure.unit, answer.currency)}>
        {where === null ? (
          shown
        ) : (
          <Link to="/o/$object" params={{ object: answer.object }} search={{ filter: where }}>
            {shown}
          </Link>
        )}
      </p>
      {answer.compared && <Trend value={value} before={before} answer={answer} />}
    </div>
  )
}

function Trend({
  value,
  before,
  answer,
}: {
  value: string | null
  before: string | null
  answer: ReportAnswer
}) {
  const { unit } = answer.measures[0]!
  const change =
    before === null || exact(before).isZero()
      ? null
      : exact(value ?? '0')
          .minus(before)
          .times(100)
          .div(exact(before).abs())
  const says = say(words.against, {
    from: date(answer.compared!.from, { today: answer.period!.from }),
    to: date(answer.compared!.to, { today: answer.period!.from }),
    figure: briefText(before ?? '0', unit),
  })
  return (
    <p className="small trend">
      {change === null ? null : change.isZero() ? (
        <span>{say(words.same)}</span>
      ) : (
        <span>
          {change.isNegative() ? '↓' : '↑'} {number(change.abs().toFixed(1))}%
        </span>
      )}{' '}
      <span className="ink-3 unbroken">{says}</span>
    </p>
  )
}

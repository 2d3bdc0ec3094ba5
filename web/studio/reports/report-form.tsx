// Of what is a report made? Its rows, columns, measures, filter and period at the left, what comes of it at the right.
import { Button, Input, Segmented, Select, Tooltip } from 'antd'
import {
  AreaChartOutlined,
  BarChartOutlined,
  DashboardOutlined,
  FunnelPlotOutlined,
  HeatMapOutlined,
  LineChartOutlined,
  NumberOutlined,
  PieChartOutlined,
  PlusOutlined,
  ApartmentOutlined,
  GlobalOutlined,
  MenuOutlined,
  TableOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { MetaObject } from '#kernel/api/meta.ts'
import {
  chartKinds,
  type ChartKind,
  type Report,
  type ReportGroup,
  type ReportMeasure,
} from '#kernel/view/report.ts'
import { CallError } from '#web/call.ts'
import { fieldChoices } from '#web/list/columns.ts'
import { shapeOf } from '#web/list/condition.ts'
import { FilterBar } from '#web/list/filter-bar.tsx'
import { useMeta } from '#web/meta.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { useDraftReport } from '#web/report/ask-report.ts'
import { PeriodPicker } from '#web/report/period-picker.tsx'
import { ReportBody, ReportMarks } from '#web/report/report-body.tsx'
import { words as reportWords } from '#web/report/words.ts'
import { say } from '#web/words.ts'
import { freeName } from '../draft.ts'
import { counted, firstGroup } from '../first-views.ts'
import { GroupField } from './group-field.tsx'
import { MeasureField } from './measure-field.tsx'
import { lacks } from './report-parts.ts'
import { chartWords, words } from './words.ts'
import '#web/list/list.css'
import '#web/report/report.css'

const pictures: Readonly<Record<ChartKind, ReactNode>> = {
  table: <TableOutlined />,
  bar: <BarChartOutlined />,
  row_bar: <MenuOutlined />,
  line: <LineChartOutlined />,
  area: <AreaChartOutlined />,
  pie: <PieChartOutlined />,
  funnel: <FunnelPlotOutlined />,
  sankey: <ApartmentOutlined />,
  heat: <HeatMapOutlined />,
  gauge: <DashboardOutlined />,
  number: <NumberOutlined />,
  map: <GlobalOutlined />,
}

/** Paths of the model that a draft makes, as against those of the one report. */
const draftPart =
  /^(objects|views|reports|dashboards|pages|areas|documents|roles|approvals|automations)\./

export interface ReportFormProps {
  report: Report
  object: MetaObject
  onChange: (report: Report) => void
}

export function ReportForm({ report, object, onChange }: ReportFormProps) {
  const meta = useMeta()
  const preview = useDraftReport(report)
  const problems = preview.error instanceof CallError ? preview.error.errors : []
  const at = (path: string) => problems.find((one) => one.path.startsWith(`report.${path}`))?.detail
  // Of the report itself, but of no part that has a place here; what the draft lacks elsewhere is told at its foot.
  const own = problems.filter((one) => !draftPart.test(one.path))
  const elsewhere = own.filter((one) => !/^report\.(rows|columns|measures)/.test(one.path))
  const dates = fieldChoices(meta, object, (field) => ['day', 'instant'].includes(shapeOf(field)))
  const measures = Object.entries(report.measures).filter(
    (entry): entry is [string, ReportMeasure] => entry[1] !== null,
  )
  const set = (more: Partial<Report>) => onChange(without({ ...report, ...more }))
  const first = firstGroup(object)
  return (
    <div className="report-build">
      <div className="report-parts">
        <Part title={say(words.measures)}>
          {measures.map(([name, measure], i) => (
            <MeasureField
              key={name}
              object={object}
              label={`${say(words.measures)} ${i + 1}`}
              value={measure}
              problem={at(`measures.${name}`)}
              onChange={(next) => set({ measures: { ...report.measures, [name]: next } })}
              onRemove={
                measures.length > 1
                  ? () =>
                      set({
                        measures: Object.fromEntries(measures.filter(([one]) => one !== name)),
                        ...(report.sort?.replace('-', '') === name
                          ? { sort: undefined as never }
                          : {}),
                      })
                  : undefined
              }
            />
          ))}
          {measures.length < 10 && (
            <Add
              label={say(words.add_measure)}
              onAdd={() =>
                set({
                  measures: {
                    ...report.measures,
                    [freeName('', report.measures, 'measure')]: firstMeasure(meta, object),
                  },
                })
              }
            />
          )}
        </Part>
        {(['rows', 'columns'] as const).map((part) => {
          const list = report[part] ?? []
          const put = (next: readonly ReportGroup[]) => set({ [part]: next })
          return (
            <Part key={part} title={say(words[part])}>
              {list.map((group, i) => (
                <GroupField
                  key={`${i} ${group.by}`}
                  object={object}
                  label={`${say(words[part])} ${i + 1}`}
                  value={group}
                  problem={at(`${part}[${i}]`)}
                  onChange={(next) => put(list.map((one, k) => (k === i ? next : one)))}
                  onRemove={() => put(list.filter((_, k) => k !== i))}
                  onUp={
                    i > 0
                      ? () =>
                          put([...list.slice(0, i - 1), group, list[i - 1]!, ...list.slice(i + 1)])
                      : undefined
                  }
                />
              ))}
              {list.length < (part === 'rows' ? 3 : 1) && (
                <Add
                  label={say(part === 'rows' ? words.add_row : words.add_column)}
                  onAdd={() =>
                    put([...list, { by: list.some((one) => one.by === first) ? 'owner' : first }])
                  }
                />
              )}
            </Part>
          )
        })}
        <Part title={say(words.period)}>
          <div className="line">
            <Select
              value={report.period?.by ?? ''}
              aria-label={say(words.period)}
              popupMatchSelectWidth={false}
              showSearch={byLabel}
              options={[
                { value: '', label: say(words.period_none) },
                ...dates.map(({ path, label }) => ({ value: path, label })),
              ]}
              onChange={(by: string) =>
                set(
                  by
                    ? { period: { ...report.period, by } }
                    : { period: undefined as never, compare: undefined as never },
                )
              }
            />
            {report.period && (
              <PeriodPicker
                value={report.period.is ?? ''}
                label={say(words.period_is)}
                none={say(reportWords.period_all)}
                onChange={(is) =>
                  set(
                    is
                      ? { period: { by: report.period!.by, is } }
                      : { period: { by: report.period!.by }, compare: undefined as never },
                  )
                }
              />
            )}
          </div>
          {report.period?.is && (
            <Select
              value={report.compare ?? ''}
              aria-label={say(words.compare)}
              options={[
                { value: '', label: say(words.compare_none) },
                { value: 'before', label: say(words.compare_before) },
                { value: 'year', label: say(words.compare_year) },
              ]}
              onChange={(compare) => set({ compare: (compare || undefined) as never })}
            />
          )}
        </Part>
        <Part title={say(words.sort)}>
          <Select
            value={report.sort ?? ''}
            aria-label={say(words.sort)}
            options={[
              { value: '', label: say(words.sort_natural) },
              ...measures.flatMap(([name, { label }]) => [
                { value: `-${name}`, label: say(words.largest, { measure: say(label) }) },
                { value: name, label: say(words.smallest, { measure: say(label) }) },
              ]),
            ]}
            onChange={(sort: string) => set({ sort: (sort || undefined) as never })}
          />
          {report.as === 'gauge' && (
            <label className="line small ink-3">
              {say(words.goal)}
              <Input
                size="small"
                defaultValue={report.goal ?? ''}
                onBlur={(event) => set({ goal: (event.target.value.trim() || undefined) as never })}
              />
            </label>
          )}
        </Part>
      </div>
      <div className="report-preview">
        <FilterBar
          object={object}
          filter={report.filter ?? ''}
          onFilter={(filter) => set({ filter: (filter || undefined) as never })}
          error={preview.error}
        />
        <Segmented<ChartKind>
          className="chart-kinds"
          value={report.as}
          aria-label={say(words.kind)}
          options={chartKinds.map((kind) => {
            const lack = lacks(report, kind)
            const name = say(chartWords[kind])
            return {
              value: kind,
              disabled: lack !== null,
              label: (
                <Tooltip title={lack ? `${name} · ${say(words[`lacks_${lack}`])}` : name}>
                  <span role="img" aria-label={name}>
                    {pictures[kind]}
                  </span>
                </Tooltip>
              ),
            }
          })}
          onChange={(as) => set({ as })}
        />
        {elsewhere.length > 0 && (
          <p className="form-note bad" role="alert">
            {elsewhere.map((one) => one.detail).join(' ')}
          </p>
        )}
        {preview.error && !own.length && (
          <p className="form-note bad" role="alert">
            {problems.length ? say(words.draft_unsound) : preview.error.message}
          </p>
        )}
        <div className="line small ink-3">
          {say(words.preview)}
          {preview.data && <ReportMarks report={report} answer={preview.data} />}
        </div>
        {preview.data ? (
          <>
            {report.as !== 'table' && lacks(report, report.as) === null && (
              <div className={report.as === 'number' ? 'drawn small' : 'drawn'}>
                <ReportBody report={report} answer={preview.data} />
              </div>
            )}
            <ReportBody report={report} answer={preview.data} table />
          </>
        ) : preview.error ? null : (
          <Waiting rows={6} />
        )}
      </div>
    </div>
  )
}

/** A report without the properties that were set to nothing. */
const without = (report: Report): Report =>
  Object.fromEntries(
    Object.entries(report).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as unknown as Report

function firstMeasure(meta: ReturnType<typeof useMeta>, object: MetaObject): ReportMeasure {
  const [money] = fieldChoices(
    meta,
    object,
    (field) => field.kind === 'money' && !('unit_price' in field && field.unit_price),
  ).filter(({ path }) => !path.includes('.'))
  return money
    ? { label: money.field.label, of: `sum(${money.path})` }
    : { label: counted, of: 'count()' }
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
)

const Add = ({ label, onAdd }: { label: string; onAdd: () => void }) => (
  <Button type="text" size="small" icon={<PlusOutlined />} onClick={onAdd}>
    {label}
  </Button>
)

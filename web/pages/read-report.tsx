// How does one report look by itself? Its drawing above, its table below, a period, and the file to take along.
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { EditOutlined, ExportOutlined } from '@ant-design/icons'
import type { Report } from '#kernel/view/report.ts'
import { may, useMeta } from '#web/meta.ts'
import { OwnActs } from '#web/own/own-acts.tsx'
import { cardOf } from '#web/own/own.ts'
import { words as ownWords } from '#web/own/words.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { reportFile, useReport } from '#web/report/ask-report.ts'
import { PeriodPicker } from '#web/report/period-picker.tsx'
import { ReportBody, ReportMarks } from '#web/report/report-body.tsx'
import { periodWords, words } from '#web/report/words.ts'
import type { Asked } from '#web/asked.ts'
import { say, t } from '#web/words.ts'
import '#web/report/report.css'

export default function ReportPage() {
  const { name = '' } = useParams({ strict: false })
  const meta = useMeta()
  const report = meta.reports[name]
  const unfit = meta.own.reports[name]?.unfit
  if (unfit) return <Unfit name={name} report={unfit} />
  if (!report) return <PageMissing />
  return <Opened key={name} name={name} report={report} />
}

/** One's own that can't be asked as it is: it can be changed, and deleted. */
function Unfit({ name, report }: { name: string; report: Report }) {
  return (
    <>
      <PageHead
        title={say(report.label)}
        actions={<OwnActs kind="report" name={name} thing={report} />}
      />
      <div className="page-note">
        <p>{say(ownWords.unfit)}</p>
        <p>
          <Link to="/r/$name/edit" params={{ name }}>
            {say(ownWords.mend)}
          </Link>
        </p>
      </div>
    </>
  )
}

function Opened({ name, report }: { name: string; report: Report }) {
  const meta = useMeta()
  const asked: Asked = useSearch({ strict: false })
  const navigate = useNavigate()
  const wish = { filter: asked.filter, period: asked.period }
  const { data, error, refetch } = useReport(name, report, wish)
  const own = report.period?.is ? say(periodWords(report.period.is)) : say(words.period_all)
  const file = (format: 'xlsx' | 'csv') => ({
    key: format,
    label: (
      <a href={reportFile(name, format, wish)} download>
        {say(format === 'xlsx' ? words.export_xlsx : words.export_csv)}
      </a>
    ),
  })
  return (
    <>
      <PageHead
        title={say(report.label)}
        actions={
          <>
            {meta.who.admin && !cardOf(meta, 'report', name) && (
              <Link
                to="/studio/$room"
                params={{ room: 'reports' }}
                search={{ report: name }}
                className="plain-link"
              >
                <Button type="text" icon={<EditOutlined />} tabIndex={-1}>
                  {say(words.edit)}
                </Button>
              </Link>
            )}
            {may(meta.objects[report.object], 'export') && (
              <Dropdown
                trigger={['click']}
                placement="bottomRight"
                menu={{ items: [file('xlsx'), file('csv')] }}
              >
                <Button type="text" icon={<ExportOutlined />}>
                  {t('export')}
                </Button>
              </Dropdown>
            )}
            <OwnActs kind="report" name={name} thing={report} />
          </>
        }
      />
      <div className="report-page">
        <div className="head-line">
          {report.period && (
            <PeriodPicker
              value={wish.period ?? ''}
              none={own}
              label={say(words.period)}
              onChange={(period) =>
                void navigate({
                  to: '/r/$name',
                  params: { name },
                  search: { ...asked, period: period || undefined },
                  replace: true,
                })
              }
            />
          )}
          {report.help && <span className="ink-3">{say(report.help)}</span>}
          {data && <ReportMarks report={report} answer={data} />}
        </div>
        {data ? (
          <>
            {report.as !== 'table' && (
              <div className={report.as === 'number' ? 'drawn small' : 'drawn'}>
                <ReportBody report={report} answer={data} />
              </div>
            )}
            <ReportBody report={report} answer={data} table />
          </>
        ) : error ? (
          <div className="report-none" role="alert">
            <p>{error.message}</p>
            <Button onClick={() => void refetch()}>{t('again')}</Button>
          </div>
        ) : (
          <Waiting rows={8} />
        )}
      </div>
    </>
  )
}

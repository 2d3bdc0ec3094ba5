// How does the company stand today? The river from lead to cash, four figures, and what waits for the person.
import { lazy, Suspense, useCallback, useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Cockpit as Figures } from '#kernel/api.ts'
import { answers, keys } from '#web/asks.ts'
import { Calendar } from '#web/fields/calendar.tsx'
import { Ageing } from '#web/cockpit/ageing.tsx'
import { Begin } from '#web/cockpit/begin.tsx'
import { Collected } from '#web/cockpit/collected.tsx'
import { Forecast, monthName } from '#web/cockpit/forecast.tsx'
import { Pipeline } from '#web/cockpit/pipeline.tsx'
import { Today } from '#web/cockpit/today.tsx'
import { words } from '#web/cockpit/words.ts'
import { date, local, todayIn } from '#web/format.ts'
import { useTouched } from '#web/live.ts'
import { useMeta } from '#web/meta.ts'
import { BaseCurrency } from '#web/parts/base-currency.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { askCockpit, askForecast, askPart, type Measure } from '#web/river/ask.ts'
import { River } from '#web/river/river.tsx'
import { words as riverWords } from '#web/river/words.ts'
import { language, say, t } from '#web/words.ts'
import '#web/cockpit/cockpit.css'

const RowsDrawer = lazy(() =>
  import('#web/river/rows.tsx').then((room) => ({ default: room.RowsDrawer })),
)

const lengths = ['3', '6', '12'] as const

export default function Cockpit() {
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const months = lengths.find((one) => one === search.months) ?? '12'
  const measure: Measure = search.measure === 'count' ? 'count' : 'amount'
  const figures = useQuery({
    queryKey: keys.cockpit('figures'),
    queryFn: askCockpit,
    staleTime: 30_000,
  })
  const small = ['phone', 'narrow'].includes(useWidth())
  const { zone } = useMeta().company
  useFresh()
  const today = todayIn(zone)
  const until =
    /^\d{4}-\d{2}-\d{2}$/.test(search.until ?? '') && search.until! < today
      ? search.until
      : undefined
  const look = (next: Record<string, string | undefined>): void =>
    void navigate({ to: '/cockpit', search: { ...search, ...next }, replace: true })
  const lookUntil = (day: string | null): void =>
    look({ until: day && day < today ? day : undefined })
  const looks = figures.data?.empty === false && (
    <>
      <span className="cockpit-until">
        <span className="ink-3">{say(riverWords.until)}</span>
        <Calendar
          what="day"
          value={until ?? today}
          label={say(riverWords.until)}
          onChange={lookUntil}
        />
      </span>
      <Segments
        label={say(riverWords.months)}
        value={months}
        onChange={(next) => look({ months: next === '12' ? undefined : next })}
        options={lengths.map((value) => ({ value, label: say(riverWords.n_months, { n: value }) }))}
      />
      <Segments<Measure>
        label={say(riverWords.measure)}
        value={measure}
        onChange={(next) => look({ measure: next === 'amount' ? undefined : next })}
        options={[
          { value: 'amount', label: say(riverWords.by_amount) },
          { value: 'count', label: say(riverWords.by_count) },
        ]}
      />
    </>
  )
  return (
    <>
      <PageHead
        title={t('cockpit')}
        extra={
          figures.data &&
          !small && (
            <span className="ink-3">
              {date(figures.data.today, { weekday: language(), year: true })}
              {figures.data.as_of &&
                ` · ${say(riverWords.as_of, { at: local(figures.data.as_of, zone).slice(11) })}`}{' '}
              {!figures.data.empty && <BaseCurrency />}
            </span>
          )
        }
        actions={!small && looks}
      />
      <div className="cockpit">
        {small && !figures.data?.empty && (
          <div className="cockpit-look">
            {looks}
            {figures.data && <BaseCurrency />}
          </div>
        )}
        {figures.data?.empty ? (
          <Begin />
        ) : (
          <River months={Number(months)} measure={measure} until={until} onUntil={lookUntil} />
        )}
        <div className="below">
          {figures.data ? (
            !figures.data.empty && <Tiles figures={figures.data} />
          ) : figures.isError ? (
            <p className="river-note" role="alert">
              {figures.error.message}{' '}
              <button type="button" className="bare link" onClick={() => void figures.refetch()}>
                {t('again')}
              </button>
            </p>
          ) : (
            <Waiting rows={6} />
          )}
          {figures.data?.empty === false && <Today />}
        </div>
      </div>
    </>
  )
}

type Opened = { stage: string | null } | { month: string }

function Tiles({ figures }: { figures: Figures }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const { collected, pipeline, ageing, forecast } = figures
  const stage = opened && 'stage' in opened ? opened.stage : null
  const part = {
    reach: 'opportunity',
    part: 'stay',
    period: 'now',
    months: 12,
    measure: 'amount',
    ...(stage === null ? {} : { stage }),
  } as const
  const stageLabel = pipeline?.stages.find((one) => one.stage === stage)?.label
  return (
    <div className="tiles">
      {collected && <Collected tile={collected} today={figures.today} />}
      {pipeline && <Pipeline tile={pipeline} onOpen={(next) => setOpened({ stage: next })} />}
      {ageing && <Ageing tile={ageing} />}
      {forecast && <Forecast tile={forecast} onOpen={(month) => setOpened({ month })} />}
      {opened && (
        <Suspense fallback={null}>
          {'month' in opened ? (
            <RowsDrawer
              title={`${say(words.forecast)} · ${monthName(opened.month)}`}
              queryKey={keys.cockpit('forecast', opened.month)}
              ask={() => askForecast(opened.month)}
              onClose={() => setOpened(null)}
            />
          ) : (
            <RowsDrawer
              title={[
                say(riverWords.opportunity),
                stageLabel ? say(stageLabel) : say(riverWords.stay),
              ].join(' · ')}
              queryKey={keys.cockpit('rows', part)}
              ask={(after) => askPart(part, after)}
              onClose={() => setOpened(null)}
            />
          )}
        </Suspense>
      )}
    </div>
  )
}

const watched = new Set([
  'lead',
  'opportunity',
  'quote',
  'contract',
  'billing_plan_line',
  'invoice',
  'payment',
  'allocation',
  'milestone',
])

/** When business moves the figures are asked again, but not at every single change of an import. */
function useFresh(): void {
  const waiting = useRef(false)
  useTouched(
    useCallback((touched) => {
      if (waiting.current || !touched.some((one) => watched.has(one.object))) return
      waiting.current = true
      setTimeout(() => {
        waiting.current = false
        void answers.invalidateQueries({ queryKey: keys.cockpit() })
      }, 5000)
    }, []),
  )
}

// When is it? The rows of the list on their days, by month or week; on a phone day below day.
import { lazy, Suspense, useMemo, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import { readDay, writeDay } from '#kernel/formula/calendar.ts'
import type { Values } from '#kernel/object.ts'
import { calendarStep } from '#kernel/view/dates.ts'
import { keys } from '#web/asks.ts'
import { call, CallError } from '#web/call.ts'
import { todayIn } from '#web/format.ts'
import { isEditable } from '#web/list/columns.ts'
import type { ListState } from '#web/list/list-state.ts'
import { useMeta } from '#web/meta.ts'
import { say, t } from '#web/words.ts'
import { canMove, onDay, shifted } from './dated.ts'
import type { Dated, Fields } from './dated.ts'
import { DatesBar } from './dates-bar.tsx'
import './dates.css'
import { DayList } from './day-list.tsx'
import { monthName, rangeName } from './day-words.ts'
import { MonthGrid } from './month-grid.tsx'
import { most, useDated } from './use-dated.ts'
import { useReschedule } from './use-reschedule.tsx'
import { dayIn, rangeIn, zoomIn } from './window.ts'
import { words } from './words.ts'

const DayPanel = lazy(() => import('./day-panel.tsx'))

export interface DatesViewProps {
  object: MetaObject
  state: ListState
  dates: Fields
  phone: boolean
  onState: (next: ListState) => void
  /** A new record, with what the place where it was asked for says. */
  onNew: (preset: Values) => void
}

export default function CalendarView(props: DatesViewProps) {
  const { object, state, dates, phone, onState } = props
  const { company } = useMeta()
  const today = readDay(todayIn(company.zone))!
  const at = dayIn(state, today)
  const zoom = zoomIn('calendar', state)
  const [opened, setOpened] = useState<number | null>(null)
  const { from, to } = rangeIn('calendar', state, today, phone)
  const range = useMemo(() => ({ from, to }), [from, to])
  const rows = useDated({ object, filter: state.filter, search: state.search, dates, range })
  const counts = useCounts(object, dates, state.search, rows.filter, rows.cut)
  const reschedule = useReschedule()
  const movable = canMove(object, dates)

  const goTo = (day: number) => onState({ ...state, at: day === today ? null : writeDay(day) })
  const step = (pages: -1 | 0 | 1) => goTo(pages ? calendarStep(zoom, at, pages) : today)
  const move = (one: Dated, days: number) =>
    void reschedule(object, one.row, shifted(object, one, dates, 'move', days, company))

  return (
    <>
      <DatesBar
        object={object}
        state={state}
        dates={dates}
        onState={onState}
        title={zoom === 'month' ? monthName(at) : rangeName(range)}
        zoom={zoom}
        zooms={['week', 'month']}
        onStep={step}
        phone={phone}
      />
      <Trouble error={rows.error} cut={rows.cut} onAgain={() => void rows.refetch()} />
      {phone ? (
        <DayList
          object={object}
          range={range}
          list={rows.list}
          today={today}
          loading={rows.isFetching}
          onOpen={setOpened}
        />
      ) : (
        <MonthGrid
          object={object}
          range={range}
          list={rows.list}
          counts={counts}
          at={at}
          today={today}
          movable={movable}
          onAt={goTo}
          onStep={step}
          onOpen={setOpened}
          onMove={move}
        />
      )}
      {opened !== null && (
        <Suspense fallback={null}>
          <DayPanel
            object={object}
            day={opened}
            filter={state.filter}
            search={state.search}
            dates={dates}
            today={today}
            movable={movable}
            onMove={move}
            onNew={(day) => {
              setOpened(null)
              props.onNew(dayValues(object, dates, day, company.zone))
            }}
            onClose={() => setOpened(null)}
          />
        </Suspense>
      )}
    </>
  )
}

/** A new record on the day: whole days on that day, instants in its morning. */
const dayValues = (object: MetaObject, { starts }: Fields, day: number, zone: string): Values =>
  isEditable(object, starts) ? { [starts]: onDay(null, object.fields[starts], day, { zone }) } : {}

/** Where more is in the window than is loaded, each day is at least counted. */
function useCounts(
  object: MetaObject,
  { starts }: Fields,
  search: string,
  filter: string,
  enabled: boolean,
): ReadonlyMap<number, number> | null {
  const by = `day(${starts})`
  const { data } = useQuery({
    queryKey: keys.sum(object.name, 'days', by, filter, search),
    queryFn: async ({ signal }) => {
      const { data } = await call.query(
        {
          from: object.name,
          by: [by],
          measure: { n: 'count()' },
          where: filter,
          ...(search ? { search } : {}),
        },
        signal,
      )
      return new Map(
        data.flatMap((row) => {
          const day = readDay(String(row[by] ?? ''))
          return day === undefined ? [] : [[day, Number(row.n)] as const]
        }),
      )
    },
    enabled,
    retry: false,
  })
  return enabled ? (data ?? null) : null
}

/** What went wrong, and where not all is drawn. */
export function Trouble({
  error,
  cut,
  onAgain,
}: {
  error: Error | null
  cut: boolean
  onAgain: () => void
}) {
  // A wrong formula is told at the formula.
  if (error instanceof CallError && error.errors.some((one) => one.code === 'formula')) return null
  if (error)
    return (
      <div className="list-empty" role="alert">
        <p>{error.message}</p>
        <Button onClick={onAgain}>{t('again')}</Button>
      </div>
    )
  return cut ? (
    <p className="dates-note" role="status">
      {say(words.too_many, { n: most })}
    </p>
  ) : null
}

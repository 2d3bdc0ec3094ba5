// What will the month or quarter bring? What is won and open by person and team, what each of them says, and how near they were.
import { useCallback, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import type { ForecastDesk } from '#kernel/api/forecast.ts'
import type { Asked } from '#web/asked.ts'
import { answers } from '#web/asks.ts'
import { Accuracy } from '#web/forecasts/accuracy.tsx'
import { askDesk, beside, deskKey, periodName, weekName } from '#web/forecasts/ask.ts'
import { Deals } from '#web/forecasts/deals.tsx'
import { History } from '#web/forecasts/history.tsx'
import { Mine } from '#web/forecasts/mine.tsx'
import { ForecastList, ForecastTable, nameOf, type Opened } from '#web/forecasts/table.tsx'
import { words } from '#web/forecasts/words.ts'
import { useTouched } from '#web/live.ts'
import { useMeta } from '#web/meta.ts'
import { BaseCurrency } from '#web/parts/base-currency.tsx'
import { NoAnswer } from '#web/parts/no-answer.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say } from '#web/words.ts'
import '#web/forecasts/forecasts.css'

export default function ForecastPage() {
  return useMeta().desks.forecast ? <Desk /> : <PageMissing />
}

const day = /^\d{4}-\d{2}-\d{2}$/
const dayIn = (text: string | undefined): string | null => (text && day.test(text) ? text : null)

function Desk() {
  const asked = useSearch({ strict: false }) as Asked
  const navigate = useNavigate()
  const small = useWidth() !== 'wide'
  const [on, week] = [dayIn(asked.on), dayIn(asked.week)]
  const looks = asked.what === 'accuracy' ? 'accuracy' : 'desk'
  const look = (next: Asked, replace = true) =>
    void navigate({ to: '/desk/forecast', search: { ...asked, ...next }, replace })
  const { data, error, refetch } = useQuery({
    queryKey: deskKey('desk', on, week),
    queryFn: () => askDesk(on, week),
    placeholderData: (before) => before,
  })
  useFresh()
  const controls = data && (
    <>
      <span className="cast-period">
        <Button
          aria-label={say(words.earlier)}
          icon={<LeftOutlined />}
          onClick={() => look({ on: beside(data.kind, data.starts_on, -1), week: undefined })}
        />
        <b>{periodName(data.kind, data.starts_on)}</b>
        <Button
          aria-label={say(words.later)}
          icon={<RightOutlined />}
          onClick={() => look({ on: beside(data.kind, data.starts_on, 1), week: undefined })}
        />
      </span>
      {looks === 'desk' && (
        <Select
          aria-label={say(words.week)}
          value={data.week}
          popupMatchSelectWidth={false}
          options={data.weeks.map((one, i) => ({
            value: one,
            label:
              i === 0 && data.today <= data.ends_on && one <= data.today && isThisWeek(one, data)
                ? say(words.this_week)
                : weekName(one),
          }))}
          onChange={(next: string) => look({ week: next })}
        />
      )}
      <Segments
        label={say(words.what)}
        value={looks}
        options={[
          { value: 'desk', label: say(words.desk) },
          { value: 'accuracy', label: say(words.accuracy) },
        ]}
        onChange={(what) => look({ what: what === 'desk' ? undefined : what })}
      />
    </>
  )
  return (
    <>
      <PageHead
        title={say(words.title)}
        extra={!small && <BaseCurrency />}
        actions={!small && controls}
      />
      <div className="cast">
        {small && controls && (
          <div className="cast-controls">
            {controls}
            <BaseCurrency />
          </div>
        )}
        {error && !data ? (
          <NoAnswer error={error} refetch={refetch} />
        ) : !data ? (
          <Waiting />
        ) : (
          <Told desk={data} asked={asked} accuracy={looks === 'accuracy'} look={look} />
        )}
      </div>
    </>
  )
}

const dayMs = 86_400_000
const isThisWeek = (week: string, desk: ForecastDesk): boolean =>
  Date.parse(desk.today) - Date.parse(week) < 7 * dayMs

interface ToldProps {
  desk: ForecastDesk
  asked: Asked
  accuracy: boolean
  look: (next: Asked, replace?: boolean) => void
}

function Told({ desk, asked, accuracy, look }: ToldProps) {
  const phone = useWidth() === 'phone'
  const [opened, setOpened] = useState<Opened | 'stale' | null>(null)
  const person = asked.person ?? null
  const row = desk.rows.find((one) => one.speaks && one.person === person)
  const openPerson = (id: string | null) => look({ person: id ?? undefined }, id === null)
  const mine = desk.mine && (desk.mine.expected || desk.mine.said) ? desk.mine : null
  const none = desk.rows.length === 0
  return (
    <>
      {accuracy ? (
        <Accuracy on={desk.starts_on} onPerson={openPerson} />
      ) : (
        <>
          {mine && (
            <Mine
              desk={desk}
              mine={mine}
              row={desk.rows.find((one) => one.speaks && one.person === mine.person)}
              onSaid={() => void answers.invalidateQueries({ queryKey: deskKey() })}
            />
          )}
          {!desk.live && !none && (
            <p className="small ink-3">{say(words.frozen, { week: weekName(desk.week) })}</p>
          )}
          {none ? (
            <div className="cast-none" role="status">
              <p>{say(words.empty)}</p>
              <p className="ink-3">{say(words.empty_help)}</p>
            </div>
          ) : phone ? (
            <ForecastList
              desk={desk}
              onFigure={setOpened}
              onPerson={(one) => openPerson(one.person)}
            />
          ) : (
            <ForecastTable
              desk={desk}
              chosen={person}
              onFigure={setOpened}
              onPerson={(one) => openPerson(one.person)}
            />
          )}
          <Notes desk={desk} onStale={() => setOpened('stale')} />
        </>
      )}
      {opened === 'stale' ? (
        <Deals
          desk={desk}
          title={say(words.stale)}
          whose={{ person: null, scope: 'team' }}
          part="stale"
          kept={null}
          onClose={() => setOpened(null)}
        />
      ) : (
        opened && (
          <Deals
            desk={desk}
            title={`${opened.row ? titleOf(opened.row) : say(words.total)} · ${say(words[opened.figure])}`}
            whose={{
              person: opened.row ? (opened.row.person ?? 'nobody') : null,
              scope: opened.row?.scope ?? 'team',
            }}
            part={opened.figure}
            kept={desk.live ? null : (opened.row?.said?.id ?? null)}
            onClose={() => setOpened(null)}
          />
        )
      )}
      {person !== null && (
        <History
          key={person}
          desk={desk}
          person={person}
          name={row?.name ?? ''}
          onClose={() => openPerson(null)}
        />
      )}
    </>
  )
}

const titleOf = (row: ForecastDesk['rows'][number]): string =>
  row.person === null ? nameOf(row) : row.team ? `${row.name} ${row.team}` : row.name

function Notes({ desk, onStale }: { desk: ForecastDesk; onStale: () => void }) {
  if (!desk.live || (desk.stale.count === 0 && desk.unrated === 0)) return null
  return (
    <ul className="cast-notes small ink-3">
      {desk.stale.count > 0 && (
        <li>
          <button type="button" className="bare link" onClick={onStale}>
            {say(words.stale_n, { n: desk.stale.count })}
          </button>
        </li>
      )}
      {desk.unrated > 0 && <li>{say(words.unrated, { n: desk.unrated })}</li>}
    </ul>
  )
}

/** What others say, win or judge is seen here without asking. */
function useFresh(): void {
  useTouched(
    useCallback((touched) => {
      if (touched.some((one) => one.object === 'forecast'))
        void answers.invalidateQueries({ queryKey: deskKey() })
    }, []),
  )
}

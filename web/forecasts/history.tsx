// What did this person say week by week, and how did the deals beneath move in between?
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import type { ForecastChange, ForecastDesk, ForecastHistory } from '#kernel/api/forecast.ts'
import { exact } from '#kernel/money/exact.ts'
import { money } from '#kernel/money/written.ts'
import { instant } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { NoAnswer } from '#web/parts/no-answer.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { say } from '#web/words.ts'
import { askHistory, deskKey, weekName } from './ask.ts'
import { words } from './words.ts'

interface HistoryProps {
  desk: ForecastDesk
  person: string
  name: string
  onClose: () => void
}

export function History({ desk, person, name, onClose }: HistoryProps) {
  const { data, error, refetch } = useQuery({
    queryKey: deskKey('history', desk.starts_on, person),
    queryFn: () => askHistory(desk.starts_on, person),
  })
  return (
    <Drawer open title={say(words.history, { name })} size={640} onClose={onClose}>
      {error && !data ? (
        <NoAnswer error={error} refetch={refetch} />
      ) : !data ? (
        <Waiting rows={6} />
      ) : data.rows.length === 0 ? (
        <p className="ink-3">{say(words.none_said)}</p>
      ) : (
        <Weeks desk={desk} rows={data.rows} />
      )}
    </Drawer>
  )
}

type Said = ForecastHistory['rows'][number]
const parts = ['won', 'commit', 'best', 'pipeline'] as const

function Weeks({ desk, rows }: { desk: ForecastDesk; rows: readonly Said[] }) {
  const { zone } = useMeta().company
  const [open, setOpen] = useState<string | null>(
    rows.find((row) => row.week === desk.week)?.id ?? rows[0]!.id,
  )
  const { currency, today } = desk
  const written = (amount: string): string => money(amount, currency, currency)
  return (
    <ol className="desk-list cast-weeks">
      {rows.map((row) => (
        <li key={row.id} className={row.id === open ? 'open' : ''}>
          <button
            type="button"
            className="bare desk-line"
            aria-expanded={row.id === open}
            onClick={() => setOpen(row.id === open ? null : row.id)}
          >
            <span>
              <b>{weekName(row.week)}</b>{' '}
              <span className="small ink-3">
                {instant(row.submitted_at, zone, today)}
                {row.late && <span className="tag warn">{say(words.late)}</span>}
              </span>
            </span>
            <b className="num">{written(row.amount)}</b>
          </button>
          {row.id === open && (
            <div className="cast-week">
              {row.note && <p className="cast-note">{row.note}</p>}
              <dl className="desk-figures">
                {parts.map((part) => (
                  <div key={part}>
                    <dt>{say(words[part])}</dt>
                    <dd>{written(row.figures[part])}</dd>
                  </div>
                ))}
                {row.reported !== null && (
                  <div>
                    <dt>{say(words.reported)}</dt>
                    <dd>{written(row.reported)}</dd>
                  </div>
                )}
              </dl>
              <Change change={row.change} currency={currency} />
              <Link
                to="/o/$object/$id"
                params={{ object: 'forecast', id: row.id }}
                className="small"
              >
                {say(words.record)}
              </Link>
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

const tones = { won: '', less: 'bad', more: 'good' } as const

/** What is won is open no more, and nothing bad. */
const toneOf = (step: string, less: boolean): keyof typeof tones =>
  step === 'won' ? 'won' : less ? 'less' : 'more'

/** Start, each step and end: the bars are drawn, the figures are exact. A step opens its deals. */
function Change({ change, currency }: { change: ForecastChange; currency: string }) {
  const [open, setOpen] = useState<string | null>(null)
  const steps = change.steps.filter((step) => step.deals.length > 0)
  const written = (amount: string): string => money(amount, currency, currency)
  let at = exact(change.start)
  const spans = steps.map((step) => {
    const from = at
    at = at.plus(step.amount)
    return { from, to: at }
  })
  const most = [change.start, change.end, ...spans.map(({ to }) => to.toFixed())]
    .map((one) => Number(one))
    .reduce((a, b) => Math.max(a, b), 1)
  // A little room before the figures.
  const share = (value: number): string => `${(94 * value) / most}%`
  const whole = (label: string, amount: string) => (
    <tr className="whole">
      <th scope="row">{label}</th>
      <td className="cast-bar" aria-hidden="true">
        <i style={{ left: 0, width: share(Number(amount)) }} />
      </td>
      <td className="num">{written(amount)}</td>
    </tr>
  )
  return (
    <table className="cast-fall" aria-label={say(words.change)}>
      <tbody>
        {whole(
          change.since === null
            ? say(words.since_none)
            : say(words.since, { week: weekName(change.since) }),
          change.start,
        )}
        {steps.flatMap((step, i) => {
          const { from, to } = spans[i]!
          const less = exact(step.amount).isNegative()
          const low = Number((less ? to : from).toFixed())
          const name = say(words[`step_${step.step}` as keyof typeof words])
          return [
            <tr key={step.step}>
              <th scope="row">
                <button
                  type="button"
                  className="bare link"
                  aria-expanded={open === step.step}
                  onClick={() => setOpen(open === step.step ? null : step.step)}
                >
                  {name} <span className="ink-3">{step.deals.length}</span>
                </button>
              </th>
              <td className="cast-bar" aria-hidden="true">
                <i
                  className={toneOf(step.step, less)}
                  style={{ left: share(low), width: share(Math.abs(Number(step.amount))) }}
                />
              </td>
              <td className={`num ${tones[toneOf(step.step, less)]}`}>
                {less ? '' : '+'}
                {written(step.amount)}
              </td>
            </tr>,
            ...(open === step.step
              ? step.deals.map((deal) => (
                  <tr key={`${step.step} ${deal.id}`} className="deal">
                    <th scope="row" colSpan={2}>
                      <Link
                        to="/o/$object/$id"
                        params={{ object: 'opportunity', id: deal.id }}
                        className="ellipsis"
                      >
                        {deal.name}
                      </Link>
                    </th>
                    <td className="num">{written(deal.amount)}</td>
                  </tr>
                ))
              : []),
          ]
        })}
        {whole(say(words.end), change.end)}
      </tbody>
    </table>
  )
}

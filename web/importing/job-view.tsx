// How far is the job, and what came out? A bar, a cancel, and the sums when it is done.
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Progress } from 'antd'
import { DownloadOutlined } from '@ant-design/icons'
import type { JobCard } from '#kernel/api/job.ts'
import { answers, keys } from '#web/asks.ts'
import { call, messageOf } from '#web/call.ts'
import { number } from '#kernel/money/written.ts'
import { Answer } from '#web/admin/answer.tsx'
import { say, t } from '#web/words.ts'
import { resultOf } from './import-calls.ts'
import type { ImportResult } from './import-calls.ts'
import { words } from './words.ts'
import './importing.css'

const over = (card: JobCard | undefined): boolean =>
  card !== undefined && card.stage !== 'waiting' && card.stage !== 'running'

/** A job, asked again until it is over. */
export const useJob = (id: string) =>
  useQuery({
    queryKey: ['jobs', id],
    queryFn: () => call.job(id),
    refetchInterval: ({ state }) => (over(state.data) ? false : 600),
    staleTime: 0,
  })

export interface JobViewProps {
  id: string
  /** Nothing is written by it. */
  trial: boolean
  /** What one can do once it is over. */
  next: (card: JobCard, result: ImportResult | null) => ReactNode
}

export function JobView({ id, trial, next }: JobViewProps) {
  const job = useJob(id)
  return <Answer of={job}>{(card) => <Card card={card} trial={trial} next={next} />}</Answer>
}

function Card({ card, next, ...rest }: { card: JobCard } & Omit<JobViewProps, 'id'>) {
  const { message } = App.useApp()
  const result = resultOf(card)
  const trial = result?.dry_run ?? rest.trial
  const ended = card.stage === 'done' && !trial
  const object = result?.object
  useEffect(() => {
    if (!ended || !object) return
    // New rows, and perhaps new fields: the window knows them at once.
    void answers.invalidateQueries({ queryKey: ['records', object] })
    void answers.invalidateQueries({ queryKey: ['model'] })
    void answers.invalidateQueries({ queryKey: keys.meta })
  }, [ended, object])
  const tell = async (what: (id: string) => Promise<JobCard>) => {
    try {
      await what(card.id)
      await answers.invalidateQueries({ queryKey: ['jobs'] })
    } catch (error) {
      void message.error(messageOf(error))
    }
  }
  const title =
    card.stage === 'done'
      ? say(trial ? words.trial_result : words.done)
      : card.stage === 'failed'
        ? say(words.failed)
        : card.stage === 'cancelled'
          ? say(words.cancelled)
          : card.stage === 'waiting'
            ? say(words.waiting)
            : say(trial ? words.trial : words.running)
  return (
    <section className="job" aria-live="polite">
      <h2>{title}</h2>
      <p className="ink-2">{say(card.label)}</p>
      {!over(card) && (
        <>
          <Progress
            percent={card.total ? Math.floor((card.done / card.total) * 100) : 0}
            status="active"
            format={() =>
              card.total
                ? `${number(String(card.done))} / ${number(String(card.total))}`
                : number(String(card.done))
            }
          />
          <p className="adm-row">
            <span className="ink-3">{say(words.away)}</span>
            <Button size="small" onClick={() => void tell(call.cancelJob)}>
              {t('cancel')}
            </Button>
          </p>
        </>
      )}
      {card.error && (
        <p
          className={card.stage === 'cancelled' ? 'ink-2' : 'form-note bad'}
          role={card.stage === 'cancelled' ? 'status' : 'alert'}
        >
          {say(card.error)}
        </p>
      )}
      {result && over(card) && <Sums result={result} job={card.id} />}
      {over(card) && (
        <p className="adm-row">
          {card.stage === 'cancelled' && result && !trial && (
            <Button type="primary" onClick={() => void tell(call.goOnJob)}>
              {say(words.go_on)}
            </Button>
          )}
          {next(card, result)}
        </p>
      )}
    </section>
  )
}

function Sums({ result, job }: { result: ImportResult; job: string }) {
  const parts = ['created', 'changed', 'unchanged', 'refused'] as const
  return (
    <>
      <dl className="job-sums">
        {parts.map((part) => (
          <div key={part}>
            <dt>{say(words[part])}</dt>
            <dd className={part === 'refused' && result.refused ? 'bad' : ''}>
              {number(String(result[part]))}
            </dd>
          </div>
        ))}
      </dl>
      {result.reasons && result.reasons.length > 0 && (
        <ul className="sums-why">
          {result.reasons.map((one) => (
            <li key={one.says.en}>
              <span className="num ink-3">{say(words.rows, { n: number(String(one.rows)) })}</span>{' '}
              {say(one.says)}
            </li>
          ))}
        </ul>
      )}
      {result.errors_file && (
        <p>
          <Button icon={<DownloadOutlined />} href={`/api/v1/jobs/${job}/file`} download>
            {say(words.download)}
          </Button>
        </p>
      )}
    </>
  )
}

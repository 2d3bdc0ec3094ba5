// What does the cockpit say before there is any business? One sentence and where to begin; and how far the sample is, where it is being made.
import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import type { JobCard } from '#kernel/api/job.ts'
import { answers } from '#web/asks.ts'
import { messageOf, send } from '#web/call.ts'
import { importCalls } from '#web/importing/import-calls.ts'
import { may, useMeta } from '#web/meta.ts'
import { companyPlace } from '#web/shell/place-of-item.ts'
import { say } from '#web/words.ts'
import { words } from './words.ts'

/** The job that makes the sample company, from its beginning on. */
function useSampleJob(): JobCard | undefined {
  const { data } = useQuery({
    queryKey: ['jobs', 'sample'],
    queryFn: importCalls.jobs,
    select: ({ data: cards }) => cards.find((card) => card.kind === 'sample'),
    refetchInterval: ({ state }) =>
      state.data?.data.some((card) => card.kind === 'sample' && isOn(card)) ? 1000 : false,
    staleTime: 0,
  })
  return data
}
const isOn = (card: JobCard): boolean => card.stage === 'waiting' || card.stage === 'running'

export function Begin() {
  const meta = useMeta()
  const navigate = useNavigate()
  const [note, setNote] = useState<string | null>(null)
  const lead = meta.objects.lead
  const sample = useSampleJob()
  const done = sample?.stage === 'done'
  useEffect(() => {
    // All of it is there at once: figures, lists, and that it is sample data.
    if (done) void answers.invalidateQueries()
  }, [done])
  const fill = async (): Promise<void> => {
    try {
      await send('POST', '/api/v1/sample', {})
      await answers.invalidateQueries({ queryKey: ['jobs'] })
    } catch (error) {
      setNote(messageOf(error))
    }
  }
  if (sample && isOn(sample))
    return (
      <section className="begin" aria-live="polite">
        <h2>{say(words.filling)}</h2>
        <p className="ink-2">{say(words.filling_help)}</p>
        <Progress
          percent={sample.total ? Math.floor((sample.done / sample.total) * 100) : 0}
          status="active"
          style={{ width: 'min(420px, 100%)' }}
        />
      </section>
    )
  const failed = sample?.stage === 'failed' && sample.error ? say(sample.error) : null
  return (
    <section className="begin">
      <h2>{say(words.empty_title)}</h2>
      <p className="ink-2">{say(words.empty_text)}</p>
      <p className="begin-acts">
        {may(lead, 'create') && (
          <Button
            type="primary"
            onClick={() => void navigate({ to: '/o/$object/new', params: { object: 'lead' } })}
          >
            {say(words.new_lead)}
          </Button>
        )}
        {may(lead, 'create') && (
          <Link to="/import/$object" params={{ object: 'lead' }}>
            {say(words.import_leads)}
          </Link>
        )}
        {meta.who.admin && (
          <button type="button" className="bare link" onClick={() => void fill()}>
            {say(words.fill_sample)}
          </button>
        )}
      </p>
      {(note ?? failed) && (
        <p role="alert" className="warn">
          {note ?? failed}
        </p>
      )}
      {meta.who.admin && (
        <>
          <h3>{say(words.others)}</h3>
          <dl className="begin-ways">
            {(
              [
                [companyPlace(meta), 'company'],
                ['/admin/users', 'people'],
                ['/o/product', 'products'],
              ] as const
            ).map(([to, name]) => (
              <div key={name}>
                <dt>
                  <Link to={to as '/'}>{say(words[name])}</Link>
                </dt>
                <dd>{say(words[`${name}_help`])}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  )
}

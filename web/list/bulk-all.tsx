// What can be done to all records that fit, also those that are not loaded? One value for all, or the recycle bin; as a job.
import { useRef, useState } from 'react'
import { App, Button, Drawer, Progress } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Words } from '#kernel/error.ts'
import { answers, keys } from '#web/asks.ts'
import { call, send, messageOf } from '#web/call.ts'
import { number } from '#kernel/money/written.ts'
import { useJob } from '#web/importing/job-view.tsx'
import { useHands } from '#web/parts/hands.ts'
import { say, t } from '#web/words.ts'
import type { ListState } from './list-state.ts'
import { NewValue } from './new-value.tsx'
import { words } from './words.ts'

export interface BulkAllProps {
  object: MetaObject
  state: Pick<ListState, 'filter' | 'search'>
  /** So many fit; the server does it for exactly so many, or not at all. */
  count: number
  what: 'change' | 'remove'
  onClose: () => void
  onDone: () => void
}

interface Result {
  done: number
  same: number
  refused: number
  told: { id: string; title: string; says: Words }[]
}

export default function BulkAll(props: BulkAllProps) {
  const { object, state, count, what, onClose, onDone } = props
  const { message } = App.useApp()
  const [name, setName] = useState('')
  const [value, setValue] = useState<unknown>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [job, setJob] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  useHands(box)
  const field = object.fields[name]
  const n = number(String(count))
  const deed = say(what === 'change' ? words.apply : words.remove_all_n, { n })

  const go = async () => {
    setBusy(true)
    setRefusal(null)
    try {
      const { job } = await send<{ job: string }>(
        'POST',
        `/api/v1/${encodeURIComponent(object.name)}/bulk`,
        {
          filter: state.filter,
          search: state.search,
          count,
          ...(what === 'change'
            ? { change: { [name]: value === '' ? null : value } }
            : { remove: true }),
        },
      )
      setJob(job)
    } catch (error) {
      setRefusal(messageOf(error))
      void answers.invalidateQueries({ queryKey: keys.sum(object.name) })
    } finally {
      setBusy(false)
    }
  }
  const close = () => {
    if (job) onDone()
    onClose()
  }

  return (
    <Drawer
      open
      onClose={close}
      size={440}
      title={say(what === 'change' ? words.change_all_n : words.remove_all_n, { n })}
      footer={
        <div className="drawer-foot">
          <span />
          {job ? (
            <Button type="primary" onClick={close}>
              {t('close')}
            </Button>
          ) : (
            <>
              <Button onClick={close}>{t('cancel')}</Button>
              <Button
                type="primary"
                danger={what === 'remove'}
                loading={busy}
                disabled={what === 'change' && !field}
                onClick={() => void go()}
              >
                {deed}
              </Button>
            </>
          )}
        </div>
      }
    >
      <div className="drawer-stack" ref={box}>
        {!job && (
          <p className="ink-2">{say(what === 'change' ? words.all_help : words.remove_help)}</p>
        )}
        {!job && what === 'change' && (
          <NewValue object={object} name={name} onName={setName} value={value} onValue={setValue} />
        )}
        {refusal && (
          <p className="form-note bad" role="alert">
            {refusal}
          </p>
        )}
        {job && (
          <Running
            id={job}
            onCancel={() =>
              void call.cancelJob(job).catch((error: Error) => message.error(error.message))
            }
          />
        )}
      </div>
    </Drawer>
  )
}

/** How far it is, and at the end every "no" with its record. */
function Running({ id, onCancel }: { id: string; onCancel: () => void }) {
  const { data: card, error } = useJob(id)
  if (error)
    return (
      <p className="bad" role="alert">
        {error.message}
      </p>
    )
  if (!card) return null
  const result = card.result as unknown as Result | null
  const runs = card.stage === 'waiting' || card.stage === 'running'
  return (
    <>
      <Progress
        percent={card.total ? Math.round((card.done / card.total) * 100) : runs ? 0 : 100}
        {...(card.stage === 'failed' ? { status: 'exception' as const } : {})}
      />
      <p role="status">
        {say(words.act_ok, { n: number(String(result?.done ?? 0)) })}
        {result && result.same > 0 && ` · ${say(words.preview_same, { n: result.same })}`}
      </p>
      {runs && <Button onClick={onCancel}>{t('cancel')}</Button>}
      {card.error && (
        <p className="bad" role="alert">
          {say(card.error)}
        </p>
      )}
      {result && result.refused > 0 && (
        <>
          <h3>{say(words.act_refused, { n: number(String(result.refused)) })}</h3>
          <table className="preview-table">
            <tbody>
              {result.told.map((one) => (
                <tr key={one.id}>
                  <td className="ellipsis">{one.title}</td>
                  <td className="bad">{say(one.says)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  )
}

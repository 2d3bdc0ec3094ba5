// How does one do an action to many rows? One by one, with a bar; what is not open for it is told before, each "no" with its row.
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { App, Button, Drawer, Progress } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { money } from '#kernel/money/written.ts'
import { call, messageOf } from '#web/call.ts'
import { inputFields } from '#web/form/input-fields.ts'
import { titleOf } from '#web/meta.ts'
import { useHands } from '#web/parts/hands.ts'
import { say, t } from '#web/words.ts'
import { isOpenIn } from './bulk-open.ts'
import { words } from './words.ts'

const ActionForm = lazy(() => import('#web/form/action-form.tsx'))

export interface BulkActProps {
  object: MetaObject
  rows: readonly Row[]
  name: string
  onClose: () => void
  onDone: (ids: readonly string[]) => void
}

interface Outcome {
  row: Row
  refused: string | null
}

export default function BulkAct({ object, rows, name, onClose, onDone }: BulkActProps) {
  const action = object.actions[name]
  // The rows as they were chosen: what happens to them must not change the list of what to do.
  const [todo] = useState(() => rows.filter((row) => isOpenIn(action, row)))
  const [shut] = useState(() => rows.filter((row) => !isOpenIn(action, row)))
  const { message } = App.useApp()
  const [input, setInput] = useState<Values | null>(null)
  const [outcomes, setOutcomes] = useState<Outcome[] | null>(null)
  const stopped = useRef(false)
  useHands()
  useEffect(() => () => void (stopped.current = true), [])
  if (!action) return null

  if (inputFields(action).length && !input) {
    return (
      <Suspense fallback={null}>
        <ActionForm
          object={object.name}
          name={name}
          action={action}
          onClose={onClose}
          onInput={setInput}
          next
        />
      </Suspense>
    )
  }

  const go = async () => {
    stopped.current = false
    const done: Outcome[] = []
    setOutcomes(done)
    for (const row of todo) {
      if (stopped.current) break
      const refused = await call.act(object.name, row.id, name, input ?? {}).then(
        () => null,
        (error: unknown) => messageOf(error),
      )
      done.push({ row, refused })
      setOutcomes([...done])
    }
    onDone(done.filter((one) => !one.refused).map((one) => one.row.id))
    // Where there is nothing to read, nobody has to close it.
    if (done.length < rows.length || done.some((one) => one.refused)) return
    void message.success(say(words.act_ok, { n: done.length }))
    onClose()
  }

  const refused = outcomes?.filter((one) => one.refused) ?? []
  const running = outcomes !== null && outcomes.length < todo.length
  return (
    <Drawer
      open
      onClose={onClose}
      size={440}
      title={say(words.apply_action, { action: say(action.label), n: todo.length })}
      footer={
        <div className="drawer-foot">
          <span />
          <Button onClick={onClose}>{outcomes ? t('close') : t('cancel')}</Button>
          {!outcomes && (
            <Button
              type="primary"
              danger={action.danger ?? false}
              disabled={!todo.length}
              onClick={() => void go()}
            >
              {say(words.apply_action, { action: say(action.label), n: todo.length })}
            </Button>
          )}
        </div>
      }
    >
      <div className="drawer-stack">
        {action.help && <p className="ink-2">{say(action.help)}</p>}
        {outcomes && (
          <Progress
            percent={Math.round((outcomes.length / todo.length) * 100)}
            {...(refused.length && !running ? { status: 'exception' as const } : {})}
          />
        )}
        {outcomes && (
          <p role="status">{say(words.act_ok, { n: outcomes.length - refused.length })}</p>
        )}
        {refused.length > 0 && <h3>{say(words.act_refused, { n: refused.length })}</h3>}
        <Told
          object={object}
          rows={outcomes ? refused : todo.map((row): Outcome => ({ row, refused: null }))}
        />
        {shut.length > 0 && (
          <>
            <h3>{say(words.act_shut, { n: shut.length })}</h3>
            <Told
              object={object}
              rows={shut.map((row) => ({ row, refused: stageOf(object, row) }))}
              muted
            />
          </>
        )}
      </div>
    </Drawer>
  )
}

function stageOf(object: MetaObject, row: Row): string {
  const stage = object.lifecycle?.stages[String(row.stage)]
  return stage ? say(stage.label) : ''
}

interface ToldProps {
  object: MetaObject
  rows: readonly Outcome[]
  /** No failure, only left out. */
  muted?: boolean
}

function Told({ object, rows, muted = false }: ToldProps) {
  return (
    <table className="preview-table">
      <tbody>
        {rows.slice(0, 200).map(({ row, refused }) => (
          <tr key={row.id}>
            <td className={refused && !muted ? '' : 'ellipsis'}>
              {titleOf(object, row)}
              {refused && (
                <span className={muted ? 'ink-3 small' : 'told bad small'}>
                  {muted ? ` ${refused}` : refused}
                </span>
              )}
            </td>
            <td className="num">{worthOf(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Drafts without a number are told apart by what they come to. */
function worthOf(row: Row): string {
  const amount = row.gross ?? row.amount
  if (typeof amount !== 'string') return ''
  return money(amount, typeof row.currency === 'string' ? row.currency : null)
}

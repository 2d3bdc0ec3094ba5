// How is an action done from the page? Its form or a question first, then onward to what it made.
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { App } from 'antd'
import type { ReactNode, RefObject } from 'react'
import type { MetaAction, MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { call, CallError } from '#web/call.ts'
import ActionForm from '#web/form/action-form.tsx'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { leadOn } from './lead-on.ts'
import type { PageMove } from './stages.ts'
import { askAgain } from './use-record.ts'
import { words } from './words.ts'

export interface Acting {
  readonly busy: string | null
  readonly act: (name: string) => void
  /** `letPass`: the reason for which the gate is passed with something missing. */
  readonly move: (move: PageMove, letPass?: string) => void
  /** The form that is open, if any. */
  readonly form: ReactNode
}

/** `before` writes what is not written yet; where that fails nothing is done. */
export function useAct(
  object: MetaObject,
  row: Row,
  before: RefObject<() => Promise<boolean>>,
): Acting {
  const meta = useMeta()
  const { message, modal } = App.useApp()
  const navigate = useNavigate()
  const [busy, setBusy] = useState<string | null>(null)
  const [open, setOpen] = useState<string | null>(null)

  const onward = (action: MetaAction | null, answer: Record<string, unknown>) => {
    askAgain()
    const next = leadOn(meta, { object: object.name, id: row.id }, answer)
    if (next?.to === 'record')
      void navigate({ to: '/o/$object/$id', params: { object: next.object, id: next.id } })
    else if (next?.to === 'list')
      void navigate({
        to: '/o/$object',
        params: { object: next.object },
        search: { filter: `id in (${next.ids.map((id) => `"${id}"`).join(', ')})` },
      })
    else if (next?.to === 'none')
      void message.info(say(words.made_none, { object: say(meta.objects[next.object]!.label) }))
    else if (action) void message.success(say(words.done_action, { action: say(action.label) }))
  }

  const attempt = async (name: string, work: () => Promise<void>) => {
    setBusy(name)
    try {
      if (await before.current()) await work()
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      void message.error([error.message, ...error.errors.map((one) => one.detail)].join(' · '), 6)
      askAgain()
    } finally {
      setBusy(null)
    }
  }

  const run = (name: string, action: MetaAction) =>
    attempt(name, async () => onward(action, await call.act(object.name, row.id, name, {})))

  const act = (name: string) => {
    const action = object.actions[name]
    if (!action || busy) return
    if (Object.keys(action.input ?? {}).length) return setOpen(name)
    if (!action.danger) return void run(name, action)
    modal.confirm({
      title: say(action.label),
      content: action.help ? say(action.help) : null,
      okText: say(action.label),
      okButtonProps: { danger: true },
      onOk: () => run(name, action),
    })
  }

  const move = (one: PageMove, letPass?: string) => {
    if (busy) return
    void attempt(one.name, async () => {
      await call.act(object.name, row.id, 'move', {
        to: one.to,
        ...(letPass && { let_pass: letPass }),
      })
      onward(null, {})
    })
  }

  const action = open === null ? undefined : object.actions[open]
  const form =
    open !== null && action ? (
      <ActionForm
        key={open}
        object={object.name}
        record={row}
        name={open}
        action={action}
        onClose={() => setOpen(null)}
        onDone={(answer) => onward(action, answer)}
      />
    ) : null
  return { busy, act, move, form }
}

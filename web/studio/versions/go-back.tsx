// An earlier version is to be live again: what changes, what that does to the records, and what has to be decided first?
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { App, Input } from 'antd'
import { admin, adminKeys } from '#web/admin/admin-calls.ts'
import { Answer } from '#web/admin/answer.tsx'
import { SideForm } from '#web/admin/side-form.tsx'
import { modelMoved } from '#web/asks.ts'
import { CallError } from '#web/call.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say } from '#web/words.ts'
import { DiffList } from './diff-list.tsx'
import { EffectsList, undecided, undecidedIn } from './effects-list.tsx'
import { fillDefaults } from './fill-defaults.ts'

const words = {
  title: { zh: '回到 v{n}', en: 'Go back to v{n}' },
  help: {
    zh: '将发布一个新版本，内容与 v{n} 相同。中间的版本仍在列表里，可以再回来。数据不会丢失。',
    en: 'A new version is published that equals v{n}. Those between stay in the list, and no data is lost.',
  },
  do: { zh: '发布', en: 'Publish' },
  done: { zh: '已回到 v{n}，现在是 v{now}', en: 'Back to v{n}; it is now v{now}' },
  same: { zh: '没有差异。', en: 'No difference.' },
  changes: { zh: '会改变 {n} 处', en: '{n} {n:change|changes}' },
  note: { zh: '为什么（给以后看的人）', en: 'Why (for whoever reads it later)' },
  moved: {
    zh: '别人刚发布了新版本。已重新比较，请再看一遍后发布。',
    en: 'Somebody published a version meanwhile. Look at it again, then publish.',
  },
} as const

export interface GoBackProps {
  /** The version that is live. */
  from: number
  to: number
  onClose: () => void
}

export function GoBack({ from, to, onClose }: GoBackProps) {
  const { message } = App.useApp()
  const [decisions, setDecisions] = useState(undecided)
  const [note, setNote] = useState('')
  const difference = useQuery({
    queryKey: adminKeys.difference(from, to),
    queryFn: () => admin.difference(from, to),
  })
  const effects = useQuery({
    queryKey: ['model', 'effects', 'back', from, to],
    queryFn: ({ signal }) => admin.effects({ to }, signal),
    retry: false,
    staleTime: 0,
  })
  const rollBack = async () => {
    try {
      const { version } = await admin.rollBack(to, {
        if_version: from,
        note: note.trim(),
        keep_unconverted: decisions.keep,
        move_to: decisions.moves,
      })
      await modelMoved()
      void message.success(say(words.done, { n: to, now: version }))
      const unfilled = await fillDefaults(version, effects.data, decisions)
      if (unfilled) void message.error(unfilled)
      onClose()
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== 'model-moved') throw error
      await modelMoved()
      throw new CallError(error.code, error.status, say(words.moved))
    }
  }
  return (
    <SideForm
      title={say(words.title, { n: to })}
      onClose={onClose}
      width={640}
      onSave={rollBack}
      saveLabel={say(words.do)}
      disabled={!effects.data || undecidedIn(effects.data, decisions) > 0}
    >
      {() => (
        <>
          <p className="form-note warn">{say(words.help, { n: to })}</p>
          <Answer of={effects}>
            {(data) => (
              <EffectsList
                effects={data}
                lostOf={(object, field) => admin.unconverted({ to }, object, field)}
                decisions={decisions}
                onDecide={setDecisions}
              />
            )}
          </Answer>
          <Answer of={difference}>
            {({ data }) =>
              data.length ? (
                <section>
                  <h3>{say(words.changes, { n: data.length })}</h3>
                  <DiffList diff={data} first={12} />
                </section>
              ) : (
                <p>{say(words.same)}</p>
              )
            }
          </Answer>
          <FormField label={say(words.note)}>
            {({ id }) => (
              <Input
                id={id}
                value={note}
                maxLength={480}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </FormField>
        </>
      )}
    </SideForm>
  )
}

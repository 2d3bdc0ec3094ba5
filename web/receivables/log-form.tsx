// What came of asking for the money, what was promised, and when is it asked again? One form, one or two follow-ups.
import { useState } from 'react'
import { App, Button, Input, Select } from 'antd'
import { call } from '#web/call.ts'
import { Calendar } from '#web/fields/calendar.tsx'
import { useKeptText } from '#web/form/drafts.ts'
import { ExactInput } from '#web/fields/exact-input.tsx'
import { instantOf } from '#web/fields/zoned.ts'
import { refusalBeside, useSendOnce } from '#web/form/send-once.ts'
import { useMeta } from '#web/meta.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say, t } from '#web/words.ts'
import { useKindChoices, useLevelChoices } from './use-levels.ts'
import { words } from './words.ts'
import '#web/parts/form.css'

interface LogFormProps {
  account: string
  /** The oldest that is late: what was said was about it. */
  invoice: string | null
  onDone: () => void
}

export function LogForm({ account, invoice, onDone }: LogFormProps) {
  const { zone } = useMeta().company
  const { message } = App.useApp()
  const levels = useLevelChoices()
  const kinds = useKindChoices()
  const [subject, setSubject] = useKeptText(`log.${account}`)
  const [kind, setKind] = useState('call')
  const [level, setLevel] = useState('reminder')
  const [promisedOn, setPromisedOn] = useState('')
  const [promised, setPromised] = useState<string | null>(null)
  const [next, setNext] = useState('')
  /** One notes while one speaks; the same again is the same also a minute later. */
  const [spoken] = useState(() => new Date().toISOString())
  const once = useSendOnce()
  const problem = once.problems.subject ?? refusalBeside(once, ['subject'])?.says
  const keep = async () => {
    if (!subject.trim()) return once.tell({ subject: t('required') })
    const about = { account, dunning: level, ...(invoice ? { invoice } : {}), kind }
    const said = {
      ...about,
      subject: subject.trim(),
      done_at: spoken,
      ...(promisedOn ? { promised_on: promisedOn } : {}),
      ...(promised ? { promised_amount: promised } : {}),
    }
    const planned = next && {
      ...about,
      subject: say(words.next_subject),
      due_at: instantOf(`${next} 09:00`, zone),
    }
    const create = planned ? [said, planned] : [said]
    const kept = await once.send((options) => call.batch('activity', { create }, options))
    if (!kept) return
    void message.success(say(words.kept))
    setSubject('')
    onDone()
  }
  return (
    <form
      className="owed-form"
      onSubmit={(event) => {
        event.preventDefault()
        void keep()
      }}
    >
      <FormField label={say(words.said)} required {...(problem ? { problem } : {})}>
        {({ id }) => (
          <Input.TextArea
            id={id}
            autoFocus
            autoSize={{ minRows: 2, maxRows: 5 }}
            maxLength={300}
            value={subject}
            onChange={(event) => setSubject(event.target.value)}
          />
        )}
      </FormField>
      <div className="owed-pairs">
        <FormField label={say(words.kind)}>
          {({ id }) => <Select id={id} value={kind} options={[...kinds]} onChange={setKind} />}
        </FormField>
        <FormField label={say(words.level)}>
          {({ id }) => <Select id={id} value={level} options={[...levels]} onChange={setLevel} />}
        </FormField>
        <FormField label={say(words.promise_on)}>
          {({ id }) => (
            <Calendar
              id={id}
              what="day"
              value={promisedOn}
              onChange={(day) => setPromisedOn(day ?? '')}
            />
          )}
        </FormField>
        <FormField label={say(words.promise_amount)}>
          {({ id }) => (
            <ExactInput
              id={id}
              name="promised_amount"
              object="activity"
              row={{}}
              value={promised}
              onChange={(value) => setPromised(value === null ? null : String(value))}
            />
          )}
        </FormField>
        <FormField label={say(words.next_on)}>
          {({ id }) => (
            <Calendar id={id} what="day" value={next} onChange={(day) => setNext(day ?? '')} />
          )}
        </FormField>
      </div>
      <Button type="primary" htmlType="submit" loading={once.busy}>
        {say(words.keep)}
      </Button>
    </form>
  )
}

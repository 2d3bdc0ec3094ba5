// Who answers approvals for me while I am away, and from when to when?
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import type { Words } from '#kernel/error.ts'
import type { Row } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { call, messageOf } from '#web/call.ts'
import { Calendar } from '#web/fields/calendar.tsx'
import { RefSelect } from '#web/fields/ref-select.tsx'
import { problemsOf } from '#web/form/problems.ts'
import type { FieldProblems } from '#web/form/problems.ts'
import { todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say, t } from '#web/words.ts'

const words = {
  away: { zh: '不在时谁代我审批', en: 'Who approves while I am away' },
  help: {
    zh: '这几天提交的审批改由代理人处理；已经在等您的仍由您处理。',
    en: 'What is submitted on these days goes to your deputy; what waits for you already stays yours.',
  },
  person: { zh: '代理人', en: 'Deputy' },
  from: { zh: '从', en: 'From' },
  until: { zh: '到', en: 'Until' },
  open_end: { zh: '不填表示一直有效', en: 'Empty: until you take it back' },
  order: { zh: '不能早于开始那天', en: 'This is before the first day' },
  over: { zh: '这些天已经过了', en: 'These days are over' },
  stop: { zh: '取消代理', en: 'Take it back' },
} as const satisfies Record<string, Words>

const names = ['delegate', 'delegate_from', 'delegate_until'] as const

export function Away() {
  const { who } = useMeta()
  const { data } = useQuery({
    queryKey: keys.one('person', who.id, 'away'),
    queryFn: () => call.get('person', who.id, ['id', 'version', ...names]),
  })
  return data ? <Form key={data.version} row={data} /> : null
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function Form({ row }: { row: Row }) {
  const { company } = useMeta()
  const { message } = App.useApp()
  const [person, setPerson] = useState(text(row.delegate))
  const [from, setFrom] = useState(text(row.delegate_from))
  const [until, setUntil] = useState(text(row.delegate_until))
  const [problems, setProblems] = useState<FieldProblems>({})
  const [busy, setBusy] = useState(false)
  const set = Boolean(row.delegate)
  const changed =
    person !== text(row.delegate) ||
    from !== text(row.delegate_from) ||
    until !== text(row.delegate_until)
  const write = async (values: Record<(typeof names)[number], string | null>) => {
    setBusy(true)
    setProblems({})
    try {
      await call.change('person', row.id, values)
      await answers.invalidateQueries({ queryKey: keys.one('person', row.id) })
      void message.success(t('saved'))
    } catch (error) {
      const found = problemsOf(error)
      setProblems(found)
      if (!names.some((name) => found[name])) void message.error(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    const today = todayIn(company.zone)
    if (from && until && until < from) return setProblems({ delegate_until: say(words.order) })
    if (until && until < today) return setProblems({ delegate_until: say(words.over) })
    void write({
      delegate: person || null,
      delegate_from: from || null,
      delegate_until: until || null,
    })
  }
  return (
    <section>
      <h2>{say(words.away)}</h2>
      <p className="ink-2">{say(words.help)}</p>
      <form onSubmit={save} style={{ display: 'contents' }} noValidate>
        <FormField label={say(words.person)} problem={problems.delegate}>
          {(ids) => (
            <RefSelect
              living
              target="person"
              {...ids}
              value={person ? [person] : []}
              onChange={([next]) => setPerson(next ?? '')}
            />
          )}
        </FormField>
        <FormField label={say(words.from)} problem={problems.delegate_from}>
          {(ids) => (
            <Calendar what="day" value={from} onChange={(next) => setFrom(text(next))} {...ids} />
          )}
        </FormField>
        <FormField
          label={say(words.until)}
          help={say(words.open_end)}
          problem={problems.delegate_until}
        >
          {(ids) => (
            <Calendar what="day" value={until} onChange={(next) => setUntil(text(next))} {...ids} />
          )}
        </FormField>
        <div className="settings-buttons">
          <Button htmlType="submit" loading={busy} disabled={!changed || (!person && !set)}>
            {t('save')}
          </Button>
          {set && (
            <Button
              type="link"
              disabled={busy}
              onClick={() =>
                void write({ delegate: null, delegate_from: null, delegate_until: null })
              }
            >
              {say(words.stop)}
            </Button>
          )}
        </div>
      </form>
    </section>
  )
}

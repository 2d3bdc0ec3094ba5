// What does one want to say or to plan about the record? A comment, or a follow-up that was or is to be done.
import { useEffect, useRef, useState } from 'react'
import { App, Button, DatePicker, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import dayjs from 'dayjs'
import type { MetaObject } from '#kernel/api/meta.ts'
import { answers, keys } from '#web/asks.ts'
import { call, CallError, newKey, send as post } from '#web/call.ts'
import { choiceOptions } from '#web/fields/choice.tsx'
import { instantOf } from '#web/fields/zoned.ts'
import { draftOf, keepDraft } from '#web/form/drafts.ts'
import { local } from '#web/format.ts'
import { may, useMeta } from '#web/meta.ts'
import { Segments } from '#web/parts/segments.tsx'
import { say, t } from '#web/words.ts'
import { activityRef } from './activity-ref.ts'
import { words } from './words.ts'

interface Draft {
  kind: string
  text: string
  due: string | null
}
const fresh: Draft = { kind: 'comment', text: '', due: null }

export function Composer({
  object,
  id,
  focusKey,
}: {
  object: MetaObject
  id: string
  focusKey: number
}) {
  const meta = useMeta()
  const { message } = App.useApp()
  const kept = `say.${object.name}.${id}`
  const [draft, setDraft] = useState<Draft>(() => ({ ...fresh, ...draftOf(meta.who.id, kept) }))
  const [busy, setBusy] = useState(false)
  const [lit, setLit] = useState(false)
  const area = useRef<TextAreaRef>(null)
  const key = useRef(newKey())
  const { activity } = meta.objects
  const by = activityRef(activity, object.name)
  const kinds =
    activity?.fields.kind?.kind === 'choice' && by && may(activity, 'create')
      ? choiceOptions(activity.fields.kind.choices).filter((one) => one.value !== 'note')
      : []
  useEffect(
    () => keepDraft(meta.who.id, kept, draft.text.trim() ? { ...draft } : null),
    [meta.who.id, kept, draft],
  )
  useEffect(() => {
    if (focusKey) area.current?.focus()
  }, [focusKey])
  const kind = draft.kind
  const isComment = kind === 'comment'
  const planned = kind === 'task' || draft.due !== null

  const send = async () => {
    const text = draft.text.trim()
    if (!text || busy) return
    setBusy(true)
    try {
      if (isComment) {
        await post(
          'POST',
          `/api/v1/${object.name}/${encodeURIComponent(id)}/comments`,
          { text },
          { key: key.current },
        )
      } else {
        const [subject = '', ...rest] = text.split('\n')
        const result = [subject.length > 300 ? subject.slice(300) : '', ...rest].join('\n').trim()
        const due = draft.due ?? (kind === 'task' ? tomorrow(meta.company.zone) : null)
        await call.create(
          'activity',
          {
            kind,
            subject: subject.slice(0, 300),
            [by!]: id,
            ...(result ? { result } : {}),
            ...(planned ? { due_at: due } : { done_at: new Date().toISOString() }),
          },
          { key: key.current },
        )
      }
      setDraft({ ...fresh, kind: draft.kind })
      await answers.invalidateQueries({ queryKey: keys.sum(isComment ? 'comment' : 'activity') })
      void answers.invalidateQueries({ queryKey: keys.inbox })
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      void message.error([error.message, ...error.errors.map((one) => one.detail)].join(' · '))
    } finally {
      key.current = newKey()
      setBusy(false)
    }
  }

  return (
    <div className={lit || draft.text ? 'composer lit' : 'composer'}>
      <Input.TextArea
        ref={area}
        variant="borderless"
        autoSize={{ minRows: lit || draft.text ? 2 : 1, maxRows: 10 }}
        value={draft.text}
        maxLength={5000}
        placeholder={say(
          isComment ? words.write_comment : kind === 'task' ? words.write_task : words.write_call,
        )}
        aria-label={say(isComment ? words.write_comment : words.follow_up)}
        onFocus={() => setLit(true)}
        onBlur={() => setLit(false)}
        onChange={(event) => setDraft({ ...draft, text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
          if (event.key === 'Escape') area.current?.blur()
        }}
      />
      <div className="composer-tools">
        <Segments
          label={say(words.follow_up)}
          value={kind}
          options={[{ value: 'comment', label: say(words.comment) }, ...kinds]}
          onChange={(next) =>
            setDraft({ ...draft, kind: next, due: next === 'comment' ? null : draft.due })
          }
        />
        {!isComment && (
          <DatePicker
            size="small"
            className="composer-due"
            showTime={{ format: 'HH:mm', minuteStep: 15 }}
            format="MM-DD HH:mm"
            value={draft.due ? dayjs(local(draft.due, meta.company.zone)) : null}
            onChange={(day) =>
              setDraft({
                ...draft,
                due: day ? instantOf(day.format('YYYY-MM-DD HH:mm'), meta.company.zone) : null,
              })
            }
            placeholder={say(words.when_due)}
            aria-label={say(words.when_due)}
          />
        )}
        <span className="grow" />
        {draft.text.trim() && <span className="ink-3 small">{say(words.draft_kept)}</span>}
        <Button
          size="small"
          type={draft.text.trim() ? 'primary' : 'default'}
          disabled={!draft.text.trim()}
          loading={busy}
          onClick={() => void send()}
        >
          {isComment ? say(words.send) : say(planned ? words.plan : words.keep)}
        </Button>
      </div>
      <span className="only-read-aloud">{t('save')}: Ctrl Enter</span>
    </div>
  )
}

/** A task without a time is due tomorrow at the end of the day. */
const tomorrow = (zone: string): string =>
  instantOf(
    `${local(new Date(Date.now() + 86_400_000).toISOString(), zone).slice(0, 10)} 18:00`,
    zone,
  )

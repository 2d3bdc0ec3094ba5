// What does one want to say or to plan about the record? A comment, or a follow-up that was or is to be done.
import { useEffect, useRef, useState } from 'react'
import { Button, DatePicker, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import dayjs, { type Dayjs } from 'dayjs'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Values } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { call, send as post } from '#web/call.ts'
import { choiceOptions } from '#web/fields/choice.tsx'
import { instantOf } from '#web/fields/zoned.ts'
import { draftOf, keepDraft } from '#web/form/drafts.ts'
import { refusalBeside, useSendOnce } from '#web/form/send-once.ts'
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
  /** When the last word was written: what is noted was done then. */
  at: string
}
/** A note is a comment; an inquiry is what others said. */
const unwritten: ReadonlySet<string> = new Set(['note', 'inquiry'])
const fresh: Draft = { kind: 'comment', text: '', due: null, at: '' }

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
  const kept = `say.${object.name}.${id}`
  const address = `/api/v1/${object.name}/${encodeURIComponent(id)}`
  const [draft, setDraft] = useState<Draft>(() => ({ ...fresh, ...draftOf(meta.who.id, kept) }))
  const latest = useRef(draft)
  latest.current = draft
  const once = useSendOnce(kept)
  const [lit, setLit] = useState(false)
  const area = useRef<TextAreaRef>(null)
  const { activity } = meta.objects
  const by = activityRef(activity, object.name)
  const kinds =
    activity?.fields.kind?.kind === 'choice' && by && may(activity, 'create')
      ? choiceOptions(activity.fields.kind.choices).filter(({ value }) => !unwritten.has(value))
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
  const problem =
    once.problems[isComment ? 'text' : 'subject'] ?? refusalBeside(once, ['text', 'subject'])?.says

  const send = async () => {
    if (!draft.text.trim()) return
    // A day that was typed comes in only when its field is left.
    await new Promise((left) => setTimeout(left, 50))
    const draftNow = latest.current
    const done = await once.send((options) =>
      isComment
        ? post('POST', `${address}/comments`, { text: draftNow.text.trim() }, options)
        : call.create(
            'activity',
            { ...activityOf(draftNow, meta.company.zone), [by!]: id },
            options,
          ),
    )
    if (!done) return
    setDraft({ ...fresh, kind })
    await answers.invalidateQueries({ queryKey: keys.sum(isComment ? 'comment' : 'activity') })
    void answers.invalidateQueries({ queryKey: keys.inbox })
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
        onChange={(event) => {
          setDraft({ ...draft, text: event.target.value, at: new Date().toISOString() })
          once.tell({})
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
          if (event.key === 'Escape') area.current?.blur()
        }}
      />
      {problem && (
        <p className="small bad composer-problem" role="alert">
          {problem}
        </p>
      )}
      <ComposerTools
        draft={draft}
        kinds={kinds}
        busy={once.busy}
        onDraft={setDraft}
        onKind={(next) => {
          setDraft({ ...draft, kind: next, due: next === 'comment' ? null : draft.due })
          area.current?.focus()
        }}
        onSend={() => void send()}
      />
      <span className="only-read-aloud">{t('save')}: Ctrl Enter</span>
    </div>
  )
}

interface ComposerToolsProps {
  draft: Draft
  /** What may be said beside a comment. */
  kinds: readonly { value: string; label: string }[]
  busy: boolean
  onDraft: (draft: Draft) => void
  /** Says what it is to be; the next key goes into the words. */
  onKind: (kind: string) => void
  onSend: () => void
}

function ComposerTools({ draft, kinds, busy, onDraft, onKind, onSend }: ComposerToolsProps) {
  const { zone } = useMeta().company
  const { kind } = draft
  const isComment = kind === 'comment'
  const isPlanned = kind === 'task' || draft.due !== null
  return (
    <div className="composer-tools">
      <Segments
        label={say(words.follow_up)}
        value={kind}
        options={[{ value: 'comment', label: say(words.comment) }, ...kinds]}
        onChange={onKind}
      />
      {!isComment && (
        <DatePicker
          size="small"
          className="composer-due"
          showTime={{ format: 'HH:mm', minuteStep: 15, defaultOpenValue: dayjs(endOfDay, 'HH:mm') }}
          format={[...dueFormats]}
          // What was typed counts as soon as the field is left.
          needConfirm={false}
          value={draft.due ? dayjs(local(draft.due, zone)) : null}
          onChange={(day) =>
            onDraft({
              ...draft,
              due: day ? instantOf(dueOf(day), zone) : null,
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
        onClick={onSend}
      >
        {isComment ? say(words.send) : say(isPlanned ? words.plan : words.keep)}
      </Button>
    </div>
  )
}

const endOfDay = '18:00'
/** What people type; the first is how it is shown. */
const dueFormats = ['YYYY-MM-DD HH:mm', 'YYYY-MM-DD', 'YYYY/M/D H:mm', 'YYYY/M/D'] as const

/** A day without a time is meant as a whole: up to its end. */
const dueOf = (day: Dayjs): string =>
  day.format(day.hour() || day.minute() ? 'YYYY-MM-DD HH:mm' : `YYYY-MM-DD ${endOfDay}`)

/** What was done a moment ago, or is to be done; of many words the first line says what. */
function activityOf({ kind, text, due, at }: Draft, zone: string): Values {
  const [subject = '', ...rest] = text.trim().split('\n')
  const result = [subject.length > 300 ? subject.slice(300) : '', ...rest].join('\n').trim()
  const isPlanned = kind === 'task' || due !== null
  return {
    kind,
    subject: subject.slice(0, 300),
    ...(result && { result }),
    ...(isPlanned ? { due_at: due ?? tomorrow(zone) } : { done_at: at }),
  }
}

/** A task without a time is due tomorrow at the end of the day. */
const tomorrow = (zone: string): string =>
  instantOf(
    `${local(new Date(Date.now() + 86_400_000).toISOString(), zone).slice(0, 10)} ${endOfDay}`,
    zone,
  )

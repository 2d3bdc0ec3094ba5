// How is one thing that happened told? Who, what, when; changed fields in words with old → new.
import { useState } from 'react'
import { App, Button, Checkbox } from 'antd'
import {
  CarOutlined,
  CarryOutOutlined,
  DeleteOutlined,
  EditOutlined,
  FileTextOutlined,
  MailOutlined,
  MessageOutlined,
  PhoneOutlined,
  PlusOutlined,
  RightOutlined,
  RollbackOutlined,
  ThunderboltOutlined,
} from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { call, CallError } from '#web/call.ts'
import { instant, local, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { Initial } from '#web/parts/initial.tsx'
import { say } from '#web/words.ts'
import { ChangedFields } from './changed-fields.tsx'
import type { Entry } from './timeline-entries.ts'
import { words } from './words.ts'

export function TimelineEntry({ entry, object }: { entry: Entry; object: MetaObject }) {
  if (entry.kind === 'comment') return <CommentEntry row={entry.row} />
  if (entry.kind === 'activity')
    return entry.open ? <PlannedEntry row={entry.row} /> : <DoneEntry row={entry.row} />
  return <ChangeEntry entry={entry} object={object} />
}

const nameOf = (row: Row): string =>
  typeof row['owner.name'] === 'string' ? row['owner.name'] : ''

function Clock({ at }: { at: unknown }) {
  const { zone } = useMeta().company
  const text = local(at, zone)
  return (
    <time className="ink-3 small" dateTime={String(at)} title={text}>
      {text.slice(11)}
    </time>
  )
}

function CommentEntry({ row }: { row: Row }) {
  const me = useMeta().who.id
  const name = nameOf(row)
  return (
    <li className="entry">
      <Initial name={name} accent={row.owner === me} />
      <div>
        <p className="entry-head">
          <span>
            <b>{name}</b> {say(words.did_comment)}
          </span>
          <Clock at={row.created_at} />
        </p>
        <p className="entry-text">{String(row.text ?? '')}</p>
      </div>
    </li>
  )
}

const activityIcons: Readonly<Record<string, typeof PhoneOutlined>> = {
  call: PhoneOutlined,
  visit: CarOutlined,
  mail: MailOutlined,
  task: CarryOutOutlined,
  note: FileTextOutlined,
  inquiry: MessageOutlined,
}

function kindWord(activity: MetaObject | undefined, kind: unknown): string {
  const field = activity?.fields.kind
  const choice = field?.kind === 'choice' ? field.choices[String(kind)] : null
  return choice ? say(choice.label) : ''
}

function DoneEntry({ row }: { row: Row }) {
  const activity = useMeta().objects.activity
  const Icon = activityIcons[String(row.kind)] ?? PhoneOutlined
  return (
    <li className="entry">
      <span className="entry-icon">
        <Icon />
      </span>
      <div>
        <p className="entry-head">
          <span>
            <b>{nameOf(row)}</b> {kindWord(activity, row.kind)}
          </span>
          <Clock at={row.done_at ?? row.created_at} />
        </p>
        <p className="entry-text">{String(row.subject ?? '')}</p>
        {typeof row.result === 'string' && row.result && (
          <p className="entry-text ink-2">{row.result}</p>
        )}
      </div>
    </li>
  )
}

function PlannedEntry({ row }: { row: Row }) {
  const meta = useMeta()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const { zone } = meta.company
  const late = String(row.due_at) < new Date().toISOString()
  const finish = async () => {
    setBusy(true)
    try {
      await call.act('activity', row.id, 'complete', {})
      await answers.invalidateQueries({ queryKey: keys.sum('activity') })
      void answers.invalidateQueries({ queryKey: keys.inbox })
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      void message.error(error.message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <li className="entry">
      <Checkbox
        checked={busy}
        disabled={busy || !meta.objects.activity?.actions.complete}
        onChange={() => void finish()}
        aria-label={`${say(words.mark_done)}: ${String(row.subject ?? '')}`}
      />
      <div>
        <p className="entry-head">
          <span>{String(row.subject ?? '')}</span>
          <span className={late ? 'warn small' : 'ink-3 small'}>
            {instant(row.due_at, zone, todayIn(zone))}
            {late ? ` ${say(words.overdue)}` : ''}
          </span>
        </p>
        <p className="small ink-3">
          {kindWord(meta.objects.activity, row.kind)} · {nameOf(row)}
        </p>
      </div>
    </li>
  )
}

const deedIcons: Readonly<Record<string, typeof PhoneOutlined>> = {
  create: PlusOutlined,
  change: EditOutlined,
  remove: DeleteOutlined,
  restore: RollbackOutlined,
  move: RightOutlined,
}

function ChangeEntry({
  entry,
  object,
}: {
  entry: Extract<Entry, { kind: 'change' }>
  object: MetaObject
}) {
  const meta = useMeta()
  const [all, setAll] = useState(false)
  const { event, move, changes, given } = entry
  const of = meta.objects[event.object] ?? object
  const Icon = deedIcons[event.deed] ?? ThunderboltOutlined
  const stage = (name: unknown) =>
    say(of.lifecycle?.stages[String(name)]?.label ?? { zh: String(name), en: String(name) })
  const action = event.action && event.action !== 'move' ? of.actions[event.action] : undefined
  // Moments that the deed itself stamps are the entry's own time; words that were said stand above already.
  const names = Object.keys(changes).filter(
    (name) =>
      !(of.fields[name]?.read_only && of.fields[name]?.kind === 'datetime') &&
      changes[name]?.[1] !== (event.comment ?? undefined),
  )
  // Where all that happened is that a moment was noted, the name of the moment says what it was.
  const stamped =
    event.deed === 'change' && names.length === 0
      ? Object.keys(changes).flatMap((name) => of.fields[name] ?? [])[0]
      : undefined
  // To whom it was handed shows in no field of the record.
  const input = action?.input ?? {}
  const people = Object.keys(input).filter(
    (name) => input[name]?.kind === 'person' && given[name] && !changes[name],
  )
  const shown = all ? names : names.slice(0, 4)
  return (
    <li className="entry">
      <span className="entry-icon">
        <Icon />
      </span>
      <div>
        <p className="entry-head">
          <span>
            <b>{event.cause === 'link' ? say(words.customer) : event.who.name}</b>{' '}
            {action ? say(action.label) : stamped ? say(stamped.label) : deedWords(event.deed)}
            {of !== object && ` ${say(of.label)}`}
            {move && !action && event.deed === 'move' && <b> {stage(move[1])}</b>}
            {event.cause === 'automation' && (
              <span className="tag">{say(words.by_automation)}</span>
            )}
            {event.cause === 'api' && <span className="tag">{say(words.by_api)}</span>}
            {event.cause === 'form' && <span className="tag">{say(words.by_form)}</span>}
            {event.cause === 'link' && <span className="tag">{say(words.by_link)}</span>}
            {event.cause === 'import' && <span className="tag">{say(words.did_import)}</span>}
          </span>
          <Clock at={event.at} />
        </p>
        {move && move[0] !== null && (
          <p className="small ink-2">
            {stage(move[0])} → <b>{stage(move[1])}</b>
          </p>
        )}
        {event.comment && <p className="entry-text ink-2">{event.comment}</p>}
        <ChangedFields object={{ ...of, fields: input }} changes={given} names={people} />
        <ChangedFields object={of} changes={changes} names={shown} />
        {names.length > shown.length && (
          <Button type="link" size="small" onClick={() => setAll(true)}>
            {say(words.more_changes, { n: names.length - shown.length })}
          </Button>
        )}
      </div>
    </li>
  )
}

const deedWords = (deed: string): string =>
  deed === 'create'
    ? say(words.did_create)
    : deed === 'remove'
      ? say(words.did_remove)
      : deed === 'restore'
        ? say(words.did_restore)
        : deed === 'move'
          ? say(words.did_move)
          : deed === 'merge'
            ? say(words.did_merge)
            : deed === 'exception'
              ? say(words.did_exception)
              : deed === 'overdue'
                ? say(words.did_overdue)
                : say(words.did_change)

// One record, whole: where it stands, what is missing, what is known, what belongs to it, what happened.
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Link, useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import type { MenuProps } from 'antd'
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import type { MetaObject, RecordPage } from '#kernel/api.ts'
import { ApprovalCard, ApprovalState } from '#web/approval/approval-card.tsx'
import { answers, keys } from '#web/asks.ts'
import { call, CallError } from '#web/call.ts'
import { local } from '#web/format.ts'
import { pluralOf, titleOf, useMeta } from '#web/meta.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import { ActionBar } from './action-bar.tsx'
import { buttonsOf } from './buttons.ts'
import { ChainLine } from './chain-line.tsx'
import { ConflictNote } from './conflict-note.tsx'
import { Duplicates } from './duplicates.tsx'
import { Facts } from './facts.tsx'
import { GateChecklist } from './gate-checklist.tsx'
import { LinesGrid } from './lines-grid.tsx'
import { neighboursOf } from './neighbours.ts'
import { RecordHead } from './record-head.tsx'
import { RelatedLists } from './related-lists.tsx'
import { isEditable } from './sections.ts'
import { StagePath } from './stage-path.tsx'
import { nextMove } from './stages.ts'
import { Timeline } from './timeline.tsx'
import { useAct } from './use-act.tsx'
import type { Acting } from './use-act.tsx'
import { useEdit } from './use-edit.ts'
import type { Editing } from './use-edit.ts'
import { isOwn, useRecordPage } from './use-record.ts'
import type { Loaded } from './use-record.ts'
import { useRecordKeys } from './use-record-keys.ts'
import { words } from './words.ts'

const QuoteEditor = lazy(() => import('#web/quote/quote-editor.tsx'))
const printable = new Set(['quote', 'contract', 'invoice'])

export function RecordView({ object, loaded }: { object: MetaObject; loaded: Loaded }) {
  const { row } = loaded
  const page = useRecordPage(object, row.id).data
  const editing = useEdit(object, loaded)
  // What an editor on the page has not written yet is written before an action runs.
  const flush = useRef<() => Promise<boolean>>(async () => true)
  const onFlush = useCallback((work: () => Promise<boolean>) => void (flush.current = work), [])
  const acting = useAct(object, row, flush)
  const [aim, setAim] = useState<string | null>(null)
  const [focusKey, setFocusKey] = useState(0)
  const gate = useRef<HTMLDivElement>(null)
  const near = neighboursOf(object.name, row.id)
  const go = useGo(object, editing)
  useRecordKeys({
    edit: () => page && editing.begin(),
    save: () => void editing.save(),
    cancel: editing.cancel,
    editing: editing.all || editing.open.size > 0,
    before: near?.before ? () => go(near.before!) : null,
    after: near?.after ? () => go(near.after!) : null,
    comment: () => setFocusKey(Date.now()),
  })
  const onMissing = (stage: string) => {
    setAim(stage)
    gate.current?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }
  const width = useWidth()
  const buttons = page
    ? buttonsOf(object, page, width === 'wide' ? 2 : width === 'middle' ? 1 : 0)
    : null
  const more = useMore(object, row, page, acting)
  const drafting = object.name === 'quote' && row.stage === 'draft' && page?.can.change === true
  const bar = (part: 'bar' | 'buttons' | 'menu') =>
    buttons && <ActionBar {...{ object, buttons, acting, onMissing, more, part }} />
  const head = <Crumbs object={object} loaded={loaded} go={go} />

  if (drafting)
    return (
      <>
        <ChainLine object={object.name} id={row.id} />
        <Suspense fallback={<Waiting />}>
          <QuoteEditor
            object={object}
            loaded={loaded}
            page={page}
            editing={editing}
            onFlush={onFlush}
            crumbs={head}
            bar={bar(width === 'phone' ? 'menu' : 'bar')}
            buttons={width === 'phone' ? bar('buttons') : null}
            timeline={<Timeline object={object} id={row.id} focusKey={focusKey} />}
          />
        </Suspense>
        <SaveBar object={object} editing={editing} />
        {acting.form}
      </>
    )
  return (
    <>
      <PageHead
        title={head}
        tab={titleOf(object, row)}
        actions={bar(width === 'phone' ? 'menu' : 'bar')}
      />
      <ChainLine object={object.name} id={row.id} />
      <div className="record">
        <RecordHead object={object} row={row} page={page} editing={editing} />
        <div className="record-main">
          {width === 'phone' && buttons && (buttons.primary || buttons.beside.length > 0) && (
            <div className="record-buttons">{bar('buttons')}</div>
          )}
          {page && <StagePath object={object} page={page} aim={aim} onAim={setAim} />}
          {page?.approval &&
            (page.approval.mine ? (
              <ApprovalCard card={page.approval} inside />
            ) : (
              <ApprovalState card={page.approval} />
            ))}
          <div ref={gate}>
            {page && <Gate object={object} page={page} aim={aim} editing={editing} />}
          </div>
          <Duplicates object={object} id={row.id} acting={acting} />
          <Facts object={object} row={row} page={page} editing={editing} />
          {Object.entries(object.fields).map(([name, field]) =>
            field.kind === 'lines' ? (
              <OwnRows key={name} {...{ object, name, field, loaded, page }} />
            ) : null,
          )}
          <RelatedLists object={object} row={row} />
          <Trail object={object} row={row} />
        </div>
        <aside className="record-side" aria-label={say(words.timeline)}>
          <Timeline object={object} id={row.id} focusKey={focusKey} />
        </aside>
      </div>
      <SaveBar object={object} editing={editing} />
      {acting.form}
    </>
  )
}

function Gate({
  object,
  page,
  aim,
  editing,
}: {
  object: MetaObject
  page: RecordPage
  aim: string | null
  editing: Editing
}) {
  const move =
    (aim
      ? page.moves
          .filter((one) => one.to === aim)
          .toSorted((a, b) => b.checklist.length - a.checklist.length)[0]
      : null) ?? nextMove(object, page)
  if (!move) return null
  const focus = (field: string) => {
    if (isEditable(object, page, field)) editing.begin(field)
    document
      .getElementById(`fact-${field}`)
      ?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }
  return <GateChecklist object={object} move={move} onField={page.can.change ? focus : null} />
}

function OwnRows({
  object,
  name,
  field,
  loaded,
  page,
}: {
  object: MetaObject
  name: string
  field: Extract<MetaObject['fields'][string], { kind: 'lines' }>
  loaded: Loaded
  page: RecordPage | undefined
}) {
  const child = useMeta().objects[field.object]
  if (!child || !isOwn(child, field.by)) return null
  const editable = isEditable(object, page, name)
  const rows = loaded.row[name]
  if (!editable && !(Array.isArray(rows) && rows.length)) return null
  return <LinesGrid object={object} name={name} field={field} loaded={loaded} editable={editable} />
}

/** Going to another record asks nothing: what was typed is kept with the record it belongs to. */
function useGo(object: MetaObject, editing: Editing): (id: string) => void {
  const navigate = useNavigate()
  const { saving } = editing
  return useCallback(
    (id: string) => {
      if (!saving) void navigate({ to: '/o/$object/$id', params: { object: object.name, id } })
    },
    [navigate, object.name, saving],
  )
}

function Crumbs({
  object,
  loaded,
  go,
}: {
  object: MetaObject
  loaded: Loaded
  go: (id: string) => void
}) {
  const { row } = loaded
  const near = neighboursOf(object.name, row.id)
  const number = typeof row.number === 'string' && row.number ? row.number : titleOf(object, row)
  return (
    <div className="crumbs">
      <Link to="/o/$object" params={{ object: object.name }} className="ink-2">
        {pluralOf(object)}
      </Link>
      <span className="ink-3" aria-hidden="true">
        /
      </span>
      <span className="ellipsis crumb-here">{number}</span>
      {near && (
        <span className="crumb-place ink-3">
          <Button
            type="text"
            size="small"
            icon={<LeftOutlined />}
            disabled={!near.before}
            aria-label={say(words.previous)}
            title={`${say(words.previous)} K`}
            onClick={() => near.before && go(near.before)}
          />
          {say(words.place, { n: near.place, all: near.all })}
          <Button
            type="text"
            size="small"
            icon={<RightOutlined />}
            disabled={!near.after}
            aria-label={say(words.next)}
            title={`${say(words.next)} J`}
            onClick={() => near.after && go(near.after)}
          />
        </span>
      )}
    </div>
  )
}

/** The page's own entries of the menu: PDF, link, remove. */
function useMore(
  object: MetaObject,
  row: Loaded['row'],
  page: RecordPage | undefined,
  acting: Acting,
): NonNullable<MenuProps['items']> {
  const { message, modal, notification } = App.useApp()
  const navigate = useNavigate()
  const title = titleOf(object, row)
  return useMemo(() => {
    const pdf = (language: 'zh' | 'en') =>
      open(`/api/v1/${object.name}/${row.id}/pdf?language=${language}`, '_blank', 'noopener')
    const undo = async () => {
      notification.destroy(row.id)
      await call.restore(object.name, row.id)
      void answers.invalidateQueries({ queryKey: ['records', object.name] })
      void message.success(say(words.restored))
      void navigate({ to: '/o/$object/$id', params: { object: object.name, id: row.id } })
    }
    const remove = async () => {
      try {
        await call.remove(object.name, row.id)
      } catch (error) {
        if (!(error instanceof CallError)) throw error
        void message.error(error.message, 6)
        return
      }
      answers.removeQueries({ queryKey: keys.one(object.name, row.id) })
      void answers.invalidateQueries({ queryKey: ['records', object.name] })
      void navigate({ to: '/o/$object', params: { object: object.name } })
      notification.info({
        key: row.id,
        title: say(words.removed, { title }),
        placement: 'bottom',
        duration: 10,
        actions: (
          <Button size="small" onClick={() => void undo()}>
            {t('undo')}
          </Button>
        ),
      })
    }
    return [
      ...(printable.has(object.name)
        ? [
            { key: 'pdf-zh', label: say(words.pdf_zh), onClick: () => void pdf('zh') },
            { key: 'pdf-en', label: say(words.pdf_en), onClick: () => void pdf('en') },
          ]
        : []),
      {
        key: 'link',
        label: say(words.copy_link),
        onClick: () =>
          void navigator.clipboard
            ?.writeText(location.href)
            .then(() => message.success(say(words.copied))),
      },
      ...(page?.can.remove
        ? [
            {
              key: 'remove',
              danger: true,
              label: t('remove'),
              onClick: () =>
                void modal.confirm({
                  title: say(words.remove_ask, { title }),
                  content: say(words.remove_help),
                  okText: t('remove'),
                  okButtonProps: { danger: true },
                  onOk: remove,
                }),
            },
          ]
        : []),
    ]
    // `acting` is here so that the menu closes with what it did.
  }, [object, row.id, page?.can.remove, title, message, modal, notification, navigate, acting.busy])
}

function SaveBar({ object, editing }: { object: MetaObject; editing: Editing }) {
  const { all, open, dirty, says, conflict, saving } = editing
  const shown = all || open.size > 1 || says !== null || conflict !== null
  useEffect(() => {
    if (!dirty.length) return
    const ask = (event: BeforeUnloadEvent) => {
      if (saving) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [dirty.length, saving])
  if (!shown) return null
  return (
    <div className="save-bar" role="region" aria-label={t('save')}>
      {conflict ? (
        <ConflictNote
          object={object}
          mine={editing.draft}
          theirs={conflict.theirs}
          fields={conflict.fields}
          busy={saving}
          onDecide={(choice) => void editing.decide(choice)}
          onCancel={editing.cancel}
        />
      ) : (
        <>
          <span className={says ? 'bad' : 'ink-2'} role={says ? 'alert' : undefined}>
            {says ??
              (dirty.length ? say(words.changes_n, { n: dirty.length }) : say(words.keys_help))}
          </span>
          <span className="grow" />
          <Button onClick={editing.cancel}>{t('cancel')}</Button>
          <Button type="primary" loading={saving} onClick={() => void editing.save()}>
            {t('save')}
          </Button>
        </>
      )}
    </div>
  )
}

/** Who made it and who touched it last, in one quiet line. */
function Trail({ object, row }: { object: MetaObject; row: Loaded['row'] }) {
  const text = (name: string) => (typeof row[name] === 'string' ? row[name] : '')
  const { zone } = useMeta().company
  const one = (at: string, by: string) =>
    [
      say(object.fields[at]?.label ?? { zh: '', en: '' }),
      local(text(at), zone).slice(0, 10),
      text(`${by}.name`),
    ]
      .filter(Boolean)
      .join(' ')
  return (
    <p className="record-trail small ink-3">
      {[one('created_at', 'created_by'), one('updated_at', 'updated_by'), text('external_id')]
        .filter(Boolean)
        .join(' · ')}
    </p>
  )
}

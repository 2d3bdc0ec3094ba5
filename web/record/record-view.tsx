// What is there to see of one record? Where it stands, what is missing, what is known, what belongs to it, what happened.
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import type { Row } from '#kernel/object.ts'
import { ApprovalCard } from '#web/approval/approval-card.tsx'
import { titleOf, useMeta } from '#web/meta.ts'
import { usePageKey } from '#web/parts/page-key.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say } from '#web/words.ts'
import { ActionBar, nextStep } from './action-bar.tsx'
import { type Buttons, buttonsOf, isOnlyInMenu } from './buttons.ts'
import { BuyingMap } from './buying-map.tsx'
import { ChainLine } from './chain-line.tsx'
import { Duplicates } from './duplicates.tsx'
import { Facts } from './facts.tsx'
import { GateChecklist } from './gate-checklist.tsx'
import { LinesGrid } from './lines-grid.tsx'
import { neighboursOf } from './neighbours.ts'
import { RecordHead } from './record-head.tsx'
import { RelatedLists } from './related-lists.tsx'
import { isEditable } from './sections.ts'
import { StageGuide } from './stage-guide.tsx'
import { StagePath } from './stage-path.tsx'
import { nextMove } from './stages.ts'
import { Timeline } from './timeline.tsx'
import { type Acting, useAct } from './use-act.tsx'
import { useEdit } from './use-edit.ts'
import type { Editing } from './use-edit.ts'
import { isOwn, useRecordPage } from './use-record.ts'
import type { Loaded } from './use-record.ts'
import { handsAreFree, handsOnPage } from '#web/parts/hands.ts'
import { useRecordKeys } from './use-record-keys.ts'
import { WhoMay } from './who-may.tsx'
import { words } from './words.ts'
import { ApprovalState } from '#web/approval/approval-state.tsx'
import { Crumbs, useGo } from './crumbs.tsx'
import { SaveBar } from './save-bar.tsx'
import { Trail } from './trail.tsx'
import { useMenu, usePdf } from './use-menu.tsx'

const QuoteEditor = lazy(() => import('#web/quote/quote-editor.tsx'))
const OfferPanel = lazy(() => import('#web/offers/offer-panel.tsx'))

/** Keys go on where the hands were: on the page, in the first field while all is edited, on the page again. */
function useHandsOfRecord(id: string, all: boolean): void {
  useEffect(() => {
    if (all && handsAreFree() && matchMedia('(pointer: fine)').matches)
      document
        .querySelector<HTMLElement>('.record .fact.open :is(input, textarea)')
        ?.focus({ preventScroll: true })
    else if (!all) handsOnPage()
  }, [id, all])
}

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
  useHandsOfRecord(row.id, editing.all)
  usePageKey('a', () => document.getElementById(nextStep)?.focus())
  const onMissing = (stage: string) => {
    setAim(stage)
    gate.current?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }
  const width = useWidth()
  const buttons = page
    ? buttonsOf(object, page, width === 'wide' ? 2 : width === 'middle' ? 1 : 0)
    : null
  const more = useMenu(object, row, page, acting)
  const pdf = usePdf(object, row)
  const drafting = object.name === 'quote' && row.stage === 'draft' && page?.can.change === true
  const bar = (part: 'bar' | 'buttons' | 'menu') =>
    buttons && (
      <ActionBar
        {...{ object, buttons, acting, onMissing, more, part }}
        // The editor has it beside the lines.
        onPdf={drafting ? null : pdf}
      />
    )
  const head = <Crumbs object={object} loaded={loaded} go={go} />

  if (drafting)
    return (
      <>
        <ChainLine object={object.name} id={row.id} />
        <Suspense
          fallback={
            <>
              <PageHead title={head} tab={titleOf(object, row)} />
              <Waiting />
            </>
          }
        >
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
          {page?.stage && <StageGuide stage={page.stage} />}
          {page?.approval &&
            (page.approval.mine ? (
              <ApprovalCard card={page.approval} inside />
            ) : (
              <ApprovalState card={page.approval} since={page.stage?.since} />
            ))}
          <div ref={gate}>
            {page && <Gate {...{ object, page, aim, buttons, editing, acting }} />}
          </div>
          {object.name === 'quote' && page && (
            <Suspense>
              <OfferPanel quote={row} page={page} />
            </Suspense>
          )}
          <Duplicates object={object} row={row} />
          <Facts object={object} row={row} page={page} editing={editing} />
          {Object.entries(object.fields).map(([name, field]) =>
            field.kind === 'lines' ? (
              <OwnRows key={name} {...{ object, name, field, loaded, page }} />
            ) : null,
          )}
          <RelatedLists {...{ object, row, page, acting }} />
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
  buttons,
  editing,
  acting,
}: {
  object: MetaObject
  page: RecordPage
  aim: string | null
  buttons: Buttons | null
  editing: Editing
  acting: Acting
}) {
  const move =
    (aim
      ? page.moves
          .filter((one) => one.to === aim)
          .toSorted((a, b) => b.checklist.length - a.checklist.length)[0]
      : null) ?? nextMove(object, page)
  if (!move) return null
  const focus = (field: string) => {
    // Rows are written in their own grid.
    const isRows = object.fields[field]?.kind === 'lines'
    if (!isRows && isEditable(object, page, field)) editing.begin(field)
    document
      .getElementById(`fact-${field}`)
      ?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }
  return (
    <>
      <GateChecklist
        object={object}
        move={move}
        onField={page.can.change ? focus : null}
        onGo={buttons && isOnlyInMenu(buttons, move) ? () => acting.move(move) : null}
        onLetPass={
          move.may_let_pass && move.allowed && !move.open && move.via === null
            ? (why) => acting.move(move, why)
            : null
        }
      />
      <WhoMay object={object} move={move} />
    </>
  )
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
  const grid = (
    <LinesGrid object={object} name={name} field={field} loaded={loaded} editable={editable} />
  )
  if (child.name !== 'opportunity_buyer' || !Array.isArray(rows) || !rows.length) return grid
  return (
    <>
      {grid}
      <BuyingMap object={child} rows={rows as Row[]} />
    </>
  )
}

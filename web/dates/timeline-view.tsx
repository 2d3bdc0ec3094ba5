// From when to when? The rows of the list as bars on a time axis; drawn along to move, at an end to stretch.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Link, useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import { readDay, writeDay } from '#kernel/formula/calendar.ts'
import { timelineStep } from '#kernel/view/dates.ts'
import type { Range } from '#kernel/view/period.ts'
import { zooms } from '#kernel/view/view.ts'
import { todayIn } from '#web/format.ts'
import { useWindow } from '#web/list/use-window.ts'
import { pluralOf, titleOf, useMeta } from '#web/meta.ts'
import { isComposing } from '#web/parts/composing.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { say } from '#web/words.ts'
import { Trouble } from './calendar-view.tsx'
import type { DatesViewProps } from './calendar-view.tsx'
import { canMove, shifted } from './dated.ts'
import type { Dated, Drag, Fields } from './dated.ts'
import { DatesBar } from './dates-bar.tsx'
import './dates.css'
import { monthsName, rangeName } from './day-words.ts'
import { entryWords } from './entry.tsx'
import { Bar } from './timeline-bar.tsx'
import { dayWidth, TimelineGround, TimelineHead } from './timeline-head.tsx'
import { linesOf, partsOfRecord, timelineGroups } from './timeline-rows.ts'
import type { Line } from './timeline-rows.ts'
import { useDated } from './use-dated.ts'
import { useMarks, useOpened } from './use-parts.ts'
import { useReschedule } from './use-reschedule.tsx'
import { dayIn, rangeIn, zoomIn } from './window.ts'
import { words } from './words.ts'

const rowHeight = 32
const headHeight = 44
const never = () => undefined

export default function TimelineView(props: DatesViewProps) {
  const { object, state, dates, phone, onState } = props
  const meta = useMeta()
  const { company } = meta
  const navigate = useNavigate()
  const today = readDay(todayIn(company.zone))!
  const at = dayIn(state, today)
  const zoom = zoomIn('timeline', state)
  const px = dayWidth[zoom]
  const range = useMemo(
    () => rangeIn('timeline', { at: writeDay(at), zoom }, today, false),
    [zoom, at, today],
  )
  const groups = timelineGroups(object)
  const wanted = state.group ?? object.dates?.group ?? null
  const group = wanted && groups.includes(wanted) ? wanted : null
  const rows = useDated({
    object,
    filter: state.filter,
    search: state.search,
    dates,
    range,
    fields: group ? [group] : [],
  })
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [openedIds, setOpenedIds] = useState<readonly string[]>([])
  const parts = useMemo(() => partsOfRecord(meta, object), [meta, object])
  const opened = useOpened(parts, openedIds)
  const lines = useMemo(
    () =>
      linesOf({
        meta,
        object,
        dates,
        list: rows.list,
        group,
        closed,
        opened,
        hasParts: parts.length > 0,
      }),
    [meta, object, dates, rows.list, group, closed, opened, parts],
  )
  const box = useRef<HTMLDivElement>(null)
  const { from, to } = useWindow(box, lines.length, rowHeight, never)
  const shown = lines.slice(from, to)
  const marks = useMarks(
    parts,
    shown.flatMap((line) => (line.kind === 'row' && line.level === 0 ? [line.key] : [])),
    range,
  )
  const [row, setRow] = useState(0)
  const current = Math.min(row, Math.max(0, lines.length - 1))

  // A new window begins with its day a quarter in from the left.
  useLayoutEffect(() => {
    const node = box.current
    if (!node) return
    const names = node.querySelector('.tl-corner')?.clientWidth ?? 0
    const seen = node.clientWidth - names
    node.scrollLeft = Math.max(0, (at - range.from) * px - seen / 4)
  }, [range, px, at])
  // And with the records of that time in sight: those that were over before are above.
  const seenAt = useRef<string | null>(null)
  useLayoutEffect(() => {
    const node = box.current
    const window = `${range.from} ${at} ${group} ${rows.filter}`
    if (!node || !lines.length || rows.isPlaceholderData || seenAt.current === window) return
    seenAt.current = window
    const left = range.from + node.scrollLeft / px
    const first = lines.findIndex(
      (line) => (line.kind === 'group' ? line.to : line.dated.to) >= left,
    )
    node.scrollTop = Math.max(0, first) * rowHeight
    setRow(Math.max(0, first))
  }, [range, px, at, group, lines, rows.filter, rows.isPlaceholderData])
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus({ preventScroll: true })
  }, [])

  const reschedule = useReschedule()
  const putting = useRef(
    (_of: MetaObject, _by: Fields, _dated: Dated, _drag: Drag, _days: number) => {},
  )
  putting.current = (of, by, dated, drag, days) =>
    void reschedule(of, dated.row, shifted(of, dated, by, drag, days, company))
  const onDrag = useCallback(
    (of: MetaObject, by: Fields, dated: Dated, drag: Drag, days: number) =>
      putting.current(of, by, dated, drag, days),
    [],
  )

  const goTo = (day: number) => onState({ ...state, at: day === today ? null : writeDay(day) })
  const open = (line: Line | undefined) => {
    if (line?.kind === 'row')
      void navigate({ to: '/o/$object/$id', params: { object: line.object.name, id: line.key } })
    else if (line) toggle(line)
  }
  const toggle = (line: Line) => {
    if (line.kind === 'group') {
      const key = line.key.slice('group '.length)
      const next = new Set(closed)
      if (!next.delete(key)) next.add(key)
      setClosed(next)
    } else if (line.open !== null)
      setOpenedIds(line.open ? openedIds.filter((id) => id !== line.key) : [...openedIds, line.key])
  }
  const moveTo = (next: number) => {
    const safe = Math.max(0, Math.min(lines.length - 1, next))
    setRow(safe)
    const node = box.current
    if (!node) return
    const top = safe * rowHeight
    const seen = node.clientHeight - headHeight
    if (top < node.scrollTop) node.scrollTop = top
    else if (top + rowHeight > node.scrollTop + seen) node.scrollTop = top + rowHeight - seen
    const line = lines[safe]
    const names = node.querySelector('.tl-corner')?.clientWidth ?? 0
    const left = line?.kind === 'row' ? (line.dated.from - range.from) * px : null
    if (
      left !== null &&
      (left < node.scrollLeft || left > node.scrollLeft + node.clientWidth - names)
    )
      node.scrollLeft = Math.max(0, left - 40)
  }
  const step = zoom === 'day' || zoom === 'week' ? 1 : 7
  const press = (event: KeyboardEvent) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.target !== box.current) return
    const line = lines[current]
    const shift = (days: number) => {
      if (line?.kind !== 'row' || !canMove(line.object, line.dates)) return
      onDrag(
        line.object,
        line.dates,
        line.dated,
        event.shiftKey && line.dates.ends ? 'ends' : 'move',
        days,
      )
    }
    const unfold = (wish: boolean) => line && line.open === !wish && toggle(line)
    const actions: Record<string, () => void> = event.altKey
      ? { ArrowLeft: () => shift(-step), ArrowRight: () => shift(step) }
      : {
          j: () => moveTo(current + 1),
          ArrowDown: () => moveTo(current + 1),
          k: () => moveTo(current - 1),
          ArrowUp: () => moveTo(current - 1),
          ArrowRight: () => unfold(true),
          ArrowLeft: () => unfold(false),
          PageDown: () => moveTo(current + 10),
          PageUp: () => moveTo(current - 10),
          Home: () => moveTo(0),
          End: () => moveTo(lines.length - 1),
          t: () => goTo(today),
          Enter: () => open(line),
        }
    const done = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!done) return
    event.preventDefault()
    done()
  }

  const width = (range.to - range.from + 1) * px
  return (
    <>
      <DatesBar
        object={object}
        state={{ ...state, group }}
        dates={dates}
        onState={onState}
        title={zoom === 'day' || zoom === 'week' ? rangeName(range) : monthsName(range)}
        zoom={zoom}
        zooms={zooms}
        onStep={(pages) => goTo(pages ? timelineStep(zoom, at, pages) : today)}
        phone={phone}
      >
        <Select
          size={phone ? 'middle' : 'small'}
          value={group ?? none}
          aria-label={say(words.group)}
          popupMatchSelectWidth={false}
          onChange={(next) => onState({ ...state, group: next })}
          options={[
            { value: none, label: say(words.no_group) },
            ...groups.map((name) => ({
              value: name,
              label: say(object.fields[name]?.label ?? { zh: name, en: name }),
            })),
          ]}
        />
      </DatesBar>
      <Trouble error={rows.error} cut={rows.cut} onAgain={() => void rows.refetch()} />
      <div
        ref={box}
        className={`gantt zoom-${zoom}`}
        role="treegrid"
        tabIndex={0}
        aria-label={pluralOf(object)}
        aria-rowcount={lines.length}
        aria-activedescendant={lines[current] ? `line-${current}` : undefined}
        aria-description={say(words.keys_timeline)}
        onKeyDown={press}
      >
        <div className="tl-inner" style={{ '--tl-width': `${width}px` } as object}>
          <div className="tl-head" role="presentation">
            <div className="tl-corner">{pluralOf(object)}</div>
            <TimelineHead zoom={zoom} range={range} today={today} />
          </div>
          <div
            className="tl-body"
            role="rowgroup"
            style={{ height: Math.max(lines.length * rowHeight, rowHeight * 3) }}
          >
            <TimelineGround zoom={zoom} range={range} today={today} />
            {shown.map((line, offset) => {
              const index = from + offset
              const point = () => {
                setRow(index)
                box.current?.focus({ preventScroll: true })
              }
              return (
                <div
                  key={line.key}
                  id={`line-${index}`}
                  role="row"
                  aria-level={line.kind === 'group' ? 1 : line.level + 2}
                  aria-rowindex={index + 1}
                  {...(line.open === null ? {} : { 'aria-expanded': line.open })}
                  className={`tl-row ${line.kind}${index === current ? ' at' : ''}`}
                  style={{ top: index * rowHeight }}
                >
                  <div
                    className={`tl-name level-${line.kind === 'row' ? line.level : 0}`}
                    role="rowheader"
                    onMouseDown={point}
                  >
                    <Fold line={line} onToggle={() => toggle(line)} />
                    {line.kind === 'group' ? (
                      <>
                        <b className="ellipsis" title={line.label}>
                          {line.label}
                        </b>
                        <span className="ink-3">{line.count}</span>
                      </>
                    ) : (
                      <Link
                        to="/o/$object/$id"
                        params={{ object: line.object.name, id: line.key }}
                        tabIndex={-1}
                        className="ellipsis"
                        title={entryWords(line.object, line.dated)}
                      >
                        {titleOf(line.object, line.dated.row)}
                      </Link>
                    )}
                  </div>
                  <div
                    className="tl-track"
                    role="gridcell"
                    aria-label={
                      line.kind === 'row' ? entryWords(line.object, line.dated) : line.label
                    }
                  >
                    {line.kind === 'group' && (
                      <span
                        className="tl-sum"
                        style={{
                          left: Math.max(0, (line.from - range.from) * px),
                          width:
                            (Math.min(range.to, line.to) - Math.max(range.from, line.from) + 1) *
                            px,
                        }}
                      />
                    )}
                    {line.kind === 'row' && <Where dated={line.dated} range={range} px={px} />}
                    {line.kind === 'row' && (
                      <Bar
                        object={line.object}
                        dates={line.dates}
                        dated={line.dated}
                        range={range}
                        px={px}
                        today={today}
                        named={!marks.has(line.key)}
                        onDrag={onDrag}
                        onPoint={point}
                        onOpen={() => open(line)}
                      />
                    )}
                    {line.kind === 'row' &&
                      marks.get(line.key)?.map((mark) => (
                        <Bar
                          key={mark.dated.row.id}
                          object={mark.object}
                          dates={mark.part.dates}
                          dated={mark.dated}
                          range={range}
                          px={px}
                          today={today}
                          onDrag={onDrag}
                          onPoint={point}
                          onOpen={() =>
                            void navigate({
                              to: '/o/$object/$id',
                              params: { object: mark.object.name, id: mark.dated.row.id },
                            })
                          }
                        />
                      ))}
                  </div>
                </div>
              )
            })}
          </div>
        </div>
        {rows.isPending && <Waiting rows={8} />}
        {!rows.isPending && !rows.error && !lines.length && (
          <p className="tl-nothing" role="status">
            {say(words.nothing, { objects: pluralOf(object) })}
          </p>
        )}
      </div>
    </>
  )
}

/** At the edge towards which a bar lies that is out of sight; behind the bar where it is in sight. */
function Where({ dated, range, px }: { dated: Dated; range: Range; px: number }) {
  const middle = (Math.max(range.from, dated.from) + Math.min(range.to, dated.to) + 1) / 2
  return <i className="tl-where" style={{ marginLeft: (middle - range.from) * px - 3 }} />
}

/** In the address: no groups, where the object has some at first. */
const none = 'none'

function Fold({ line, onToggle }: { line: Line; onToggle: () => void }) {
  if (line.open === null) return <span className="tl-fold" />
  const title = line.kind === 'group' ? line.label : titleOf(line.object, line.dated.row)
  return (
    <button
      type="button"
      tabIndex={-1}
      className="tl-fold"
      aria-label={say(line.open ? words.collapse : words.expand, { title })}
      onClick={onToggle}
    >
      {line.open ? <CaretDownOutlined /> : <CaretRightOutlined />}
    </button>
  )
}

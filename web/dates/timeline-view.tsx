// From when to when? The rows of the list as bars on a time axis; drawn along to move, at an end to stretch.
import { useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import { readDay, writeDay } from '#kernel/formula/calendar.ts'
import { timelineStep } from '#kernel/view/dates.ts'
import { zooms } from '#kernel/view/view.ts'
import { todayIn } from '#web/format.ts'
import { useWindow } from '#web/list/use-window.ts'
import { pluralOf, useMeta } from '#web/meta.ts'
import { isComposing } from '#web/parts/composing.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { say } from '#web/words.ts'
import { handsAreFree } from '#web/parts/hands.ts'
import { Trouble } from './calendar-view.tsx'
import type { DatesViewProps } from './calendar-view.tsx'
import { canMove, shifted } from './dated.ts'
import { DatesBar } from './dates-bar.tsx'
import './dates.css'
import { monthsName, rangeName } from './day-words.ts'
import type { BarProps } from './timeline-bar.tsx'
import { dayWidth, TimelineGround, TimelineHead } from './timeline-head.tsx'
import { rowHeight, TimelineLine } from './timeline-line.tsx'
import { linesOf, partsOfRecord, timelineGroups } from './timeline-rows.ts'
import type { Line } from './timeline-rows.ts'
import { useDated } from './use-dated.ts'
import { useMarks, useOpened } from './use-parts.ts'
import type { Mark } from './use-parts.ts'
import { useReschedule } from './use-reschedule.tsx'
import { useTimelineScroll } from './use-timeline-scroll.ts'
import { dayIn, rangeIn, zoomIn } from './window.ts'
import { words } from './words.ts'

const never = () => undefined
const noMarks: readonly Mark[] = []

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
  const of = rows.isPlaceholderData ? null : `${group} ${rows.filter}`
  const reveal = useTimelineScroll(box, { range, at, px, of }, lines, setRow)
  useEffect(() => {
    if (handsAreFree()) box.current?.focus({ preventScroll: true })
  }, [])

  const reschedule = useReschedule()
  const onDrag: BarProps['onDrag'] = (of, by, dated, drag, days) =>
    void reschedule(of, dated.row, shifted(of, dated, by, drag, days, company))

  const goTo = (day: number) => onState({ ...state, at: day === today ? null : writeDay(day) })
  const openRecord = (of: MetaObject, id: string) =>
    void navigate({ to: '/o/$object/$id', params: { object: of.name, id } })
  const open = (line: Line | undefined) => {
    if (line?.kind === 'row') openRecord(line.object, line.key)
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
    reveal(safe)
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
  const days = { range, px, today }
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
              return (
                <TimelineLine
                  key={line.key}
                  line={line}
                  index={index}
                  current={index === current}
                  marks={marks.get(line.key) ?? noMarks}
                  days={days}
                  onDrag={onDrag}
                  onPoint={() => {
                    setRow(index)
                    box.current?.focus({ preventScroll: true })
                  }}
                  onToggle={() => toggle(line)}
                  onOpen={openRecord}
                />
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

/** In the address: no groups, where the object has some at first. */
const none = 'none'

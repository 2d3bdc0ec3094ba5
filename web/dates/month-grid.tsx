// How do days stand on a desk? Weeks from Monday, each day with its records; worked by keyboard, records by dragging.
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import {
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import type { MetaObject } from '#kernel/api/meta.ts'
import { dayOf } from '#kernel/formula/calendar.ts'
import { fitted, laid } from '#kernel/view/lanes.ts'
import type { Range } from '#kernel/view/period.ts'
import { pluralOf, useMeta } from '#web/meta.ts'
import { isComposing } from '#web/parts/composing.ts'
import { say } from '#web/words.ts'
import { handsAreFree } from '#web/parts/hands.ts'
import { exceptionOf, inOrder, isOff } from './dated.ts'
import type { Dated } from './dated.ts'
import { dayName, shortDay, weekdayName } from './day-words.ts'
import { Entry } from './entry.tsx'
import type { Dragged } from './entry.tsx'
import { words } from './words.ts'

export interface MonthGridProps {
  object: MetaObject
  range: Range
  list: readonly Dated[]
  /** Records of each day, where not all of them are loaded. */
  counts: ReadonlyMap<number, number> | null
  /** The day the keys stand on; its month is the one that is meant. */
  at: number
  today: number
  movable: boolean
  onAt: (day: number) => void
  /** So many pages on, 0 = today. */
  onStep: (pages: -1 | 0 | 1) => void
  onOpen: (day: number) => void
  onMove: (dated: Dated, days: number) => void
}

const headHeight = 25
const lineHeight = 21

export function MonthGrid(props: MonthGridProps) {
  const { object, range, list, at, onAt, onOpen } = props
  const box = useRef<HTMLDivElement>(null)
  const weeks = Math.round((range.to - range.from + 1) / 7)
  const lines = useLines(box, weeks)

  const moving = useRef(props.onMove)
  useEffect(() => {
    moving.current = props.onMove
  })
  useEffect(
    () =>
      monitorForElements({
        onDrop: ({ source, location }) => {
          const day = location.current.dropTargets[0]?.data.day
          const { dated, grabbed } = source.data as unknown as Partial<Dragged>
          if (typeof day === 'number' && dated && grabbed !== undefined && day !== grabbed)
            moving.current(dated, day - grabbed)
        },
      }),
    [],
  )
  useEffect(() => {
    if (handsAreFree()) box.current?.focus({ preventScroll: true })
  }, [])

  const press = (event: KeyboardEvent) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target !== box.current) return
    const weekday = (at - range.from) % 7
    const actions: Record<string, () => void> = {
      ArrowLeft: () => onAt(at - 1),
      ArrowRight: () => onAt(at + 1),
      ArrowUp: () => onAt(at - 7),
      ArrowDown: () => onAt(at + 7),
      Home: () => onAt(at - weekday),
      End: () => onAt(at + 6 - weekday),
      PageUp: () => props.onStep(-1),
      PageDown: () => props.onStep(1),
      t: () => props.onStep(0),
      Enter: () => onOpen(at),
      ' ': () => onOpen(at),
    }
    const done = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!done) return
    event.preventDefault()
    done()
  }

  return (
    <div
      ref={box}
      className="cal-grid"
      role="grid"
      tabIndex={0}
      aria-label={pluralOf(object)}
      aria-activedescendant={`day-${at}`}
      aria-description={say(words.keys_calendar)}
      onKeyDown={press}
    >
      <div className="cal-head" role="row">
        {Array.from({ length: 7 }, (_, i) => (
          <span key={i} role="columnheader">
            {weekdayName(range.from + i)}
          </span>
        ))}
      </div>
      {Array.from({ length: weeks }, (_, week) => (
        <Week
          key={range.from + week * 7}
          {...props}
          first={range.from + week * 7}
          list={list}
          lines={lines}
          onPoint={(day) => {
            onAt(day)
            box.current?.focus({ preventScroll: true })
          }}
        />
      ))}
    </div>
  )
}

/** How many records fit into a day, measured. */
function useLines(box: React.RefObject<HTMLElement | null>, weeks: number): number {
  const [lines, setLines] = useState(3)
  useLayoutEffect(() => {
    const node = box.current
    if (!node) return
    const look = () => {
      const room = (node.clientHeight - 26) / weeks - headHeight - 2
      setLines(Math.max(2, Math.floor(room / lineHeight)))
    }
    look()
    const sized = new ResizeObserver(look)
    sized.observe(node)
    return () => sized.disconnect()
  }, [box, weeks])
  return lines
}

interface WeekProps extends MonthGridProps {
  first: number
  lines: number
  onPoint: (day: number) => void
}

function Week({ first, lines, onPoint, ...props }: WeekProps) {
  const { object, list, counts, at, today, onOpen } = props
  const { calendar } = useMeta().company
  const row = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState<number | null>(null)
  const last = first + 6
  const all = laid(
    list
      .filter((one) => one.from <= last && one.to >= first)
      .sort(inOrder)
      .map((one) => ({ dated: one, from: Math.max(first, one.from), to: Math.min(last, one.to) })),
  )
  const { shown, more } = fitted(all, { from: first, to: last }, lines)

  useEffect(() => {
    const element = row.current
    if (!element) return
    const dayAt = (clientX: number): number => {
      const { left, width } = element.getBoundingClientRect()
      return first + Math.max(0, Math.min(6, Math.floor(((clientX - left) / width) * 7)))
    }
    return dropTargetForElements({
      element,
      getData: ({ input }) => ({ day: dayAt(input.clientX) }),
      canDrop: ({ source }) => 'dated' in source.data,
      onDrag: ({ self }) => setOver(self.data.day as number),
      onDragLeave: () => setOver(null),
      onDrop: () => setOver(null),
    })
  }, [first])

  // "October" is told by the days that are not of the month in sight.
  const month = dayOf(at).month
  return (
    <div ref={row} className="cal-week" role="row">
      {Array.from({ length: 7 }, (_, i) => {
        const day = first + i
        const here = shown.filter((one) => one.span.from === day)
        const exception = exceptionOf(calendar, day)
        const on = all.filter((one) => one.span.from <= day && day <= one.span.to).length
        const n = counts ? Math.max(on, counts.get(day) ?? 0) : on
        const hiddenHere = more[i]! + (n - on)
        return (
          <div
            key={day}
            id={`day-${day}`}
            role="gridcell"
            aria-selected={day === at}
            aria-current={day === today ? 'date' : undefined}
            aria-label={[
              dayName(day),
              exception && say(exception === 'off' ? words.off_day : words.work_day),
              say(words.n_records, { n }),
            ]
              .filter(Boolean)
              .join(' · ')}
            className={[
              'cal-day',
              isOff(calendar, day) ? 'off' : '',
              day === today ? 'today' : '',
              day === at ? 'at' : '',
              day === over ? 'over' : '',
              dayOf(day).month === month || props.range.to - props.range.from < 7 ? '' : 'other',
            ].join(' ')}
            onMouseDown={(event) => {
              if (event.target === event.currentTarget) onPoint(day)
            }}
            onDoubleClick={(event) => {
              if (event.target === event.currentTarget) onOpen(day)
            }}
          >
            <button
              type="button"
              tabIndex={-1}
              className="day-number"
              aria-label={say(words.open_day, { day: dayName(day) })}
              onClick={() => onOpen(day)}
            >
              <b>{dayOf(day).day === 1 ? shortDay(day) : dayOf(day).day}</b>
            </button>
            {exception && <span className={`day-mark ${exception}`}>{say(words[exception])}</span>}
            {here.map((one) => (
              <Entry
                key={one.span.dated.row.id}
                object={object}
                dated={one.span.dated}
                from={one.span.from}
                to={one.span.to}
                lane={one.lane}
                today={today}
                movable={props.movable}
              />
            ))}
            {hiddenHere > 0 && (
              <button
                type="button"
                tabIndex={-1}
                className="day-more"
                style={{ top: `calc(var(--day-head) + ${lines - 1} * var(--entry))` }}
                onClick={() => onOpen(day)}
              >
                {say(words.more, { n: hiddenHere })}
              </button>
            )}
          </div>
        )
      })}
    </div>
  )
}

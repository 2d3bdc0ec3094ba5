// How does a record lie on the timeline? A bar from its first to its last day, a diamond where it is one day; both can be drawn along.
import { useRef, useState } from 'react'
import type { PointerEvent } from 'react'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Range } from '#kernel/view/period.ts'
import { titleOf } from '#web/meta.ts'
import { canMove, toneOf } from './dated.ts'
import type { Dated, Drag, Fields } from './dated.ts'
import { entryWords } from './entry.tsx'
import { shortDay } from './day-words.ts'

export interface BarProps {
  object: MetaObject
  dates: Fields
  dated: Dated
  range: Range
  /** Pixels of a day. */
  px: number
  today: number
  /** Whether its name stands on the bar. */
  named?: boolean
  onDrag: (object: MetaObject, dates: Fields, dated: Dated, drag: Drag, days: number) => void
  onPoint: () => void
  onOpen: () => void
}

/** Less than this is a click. */
const slack = 4

export function Bar(props: BarProps) {
  const { object, dates, dated, range, px, today, named = true, onDrag, onPoint, onOpen } = props
  const [drag, setDrag] = useState<{ what: Drag; days: number } | null>(null)
  const start = useRef<{ x: number; what: Drag } | null>(null)
  const movable = canMove(object, dates)
  const single = dates.ends === undefined || (px < 3 && dated.from === dated.to)

  const days = drag?.days ?? 0
  const from =
    drag?.what === 'ends'
      ? dated.from
      : drag?.what === 'starts'
        ? Math.min(dated.from + days, dated.to)
        : dated.from + days
  const to =
    drag?.what === 'starts'
      ? dated.to
      : drag?.what === 'ends'
        ? Math.max(dated.to + days, dated.from)
        : dated.to + days

  const down = (event: PointerEvent<HTMLElement>) => {
    onPoint()
    if (!movable || event.button !== 0 || event.pointerType === 'touch') return
    const grip = event.target instanceof HTMLElement ? event.target.dataset.grip : undefined
    start.current = { x: event.clientX, what: (grip as Drag | undefined) ?? 'move' }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    const begun = start.current
    if (!begun) return
    const by = event.clientX - begun.x
    if (!drag && Math.abs(by) < slack) return
    setDrag({ what: begun.what, days: Math.round(by / px) })
  }
  const stop = (event: PointerEvent<HTMLElement>, done: boolean) => {
    const begun = start.current
    start.current = null
    if (!begun) return
    event.currentTarget.releasePointerCapture(event.pointerId)
    setDrag(null)
    if (done && drag?.days) onDrag(object, dates, dated, drag.what, drag.days)
  }

  const tone = toneOf(object, dated, today)
  const shared = {
    title: entryWords(object, dated),
    'data-record': dated.row.id,
    onPointerDown: down,
    onPointerMove: move,
    onPointerUp: (event: PointerEvent<HTMLElement>) => stop(event, true),
    onPointerCancel: (event: PointerEvent<HTMLElement>) => stop(event, false),
    onDoubleClick: onOpen,
  }
  const tip = drag && (
    <span className="tl-tip">
      {from === to ? shortDay(from) : `${shortDay(from)} – ${shortDay(to)}`}
    </span>
  )
  if (single)
    return (
      <span
        {...shared}
        className={`tl-diamond ${tone}${movable ? ' movable' : ''}${drag ? ' dragged' : ''}`}
        style={{ left: (from - range.from + 0.5) * px }}
      >
        {tip}
      </span>
    )
  // What begins before the window or goes on after it is cut there.
  const left = Math.max(0, (from - range.from) * px)
  const right = Math.min((range.to - range.from + 1) * px, (to - range.from + 1) * px)
  const width = Math.max(4, right - left)
  return (
    <span
      {...shared}
      className={`tl-bar ${tone}${movable ? ' movable' : ''}${drag ? ' dragged' : ''}${from < range.from ? ' begun' : ''}${to > range.to ? ' goes-on' : ''}`}
      style={{ left, width }}
    >
      {movable && from >= range.from && <i data-grip="starts" />}
      {named && width > 48 && <span className="ellipsis">{titleOf(object, dated.row)}</span>}
      {movable && to <= range.to && <i data-grip="ends" />}
      {tip}
    </span>
  )
}

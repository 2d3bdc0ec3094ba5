// What does one record look like on a day? A line with its name, coloured by how far it is, that can be dragged.
import { useEffect, useRef, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import type { MetaObject } from '#kernel/api/meta.ts'
import { titleOf } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { toneOf } from './dated.ts'
import type { Dated } from './dated.ts'
import { shortDay } from './day-words.ts'
import { words } from './words.ts'

/** What is dragged: the record, and the day at which it was taken. */
export interface Dragged {
  dated: Dated
  grabbed: number
}

export interface EntryProps {
  object: MetaObject
  dated: Dated
  /** The days of the piece that is drawn here. */
  from: number
  to: number
  lane: number
  today: number
  movable: boolean
}

export function Entry({ object, dated, from, to, lane, today, movable }: EntryProps) {
  const node = useRef<HTMLAnchorElement>(null)
  const [dragged, setDragged] = useState(false)
  const days = to - from + 1
  useEffect(() => {
    const element = node.current
    if (!element || !movable) return
    return draggable({
      element,
      getInitialData: ({ input }): { [key: string]: unknown } => {
        const { left, width } = element.getBoundingClientRect()
        const at = Math.floor(((input.clientX - left) / Math.max(1, width)) * days)
        return { dated, grabbed: from + Math.max(0, Math.min(days - 1, at)) } satisfies Dragged
      },
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    })
  }, [dated, from, days, movable])
  const tone = toneOf(object, dated, today)
  const title = titleOf(object, dated.row)
  const says = entryWords(object, dated)
  return (
    <Link
      ref={node}
      to="/o/$object/$id"
      params={{ object: object.name, id: dated.row.id }}
      tabIndex={-1}
      title={says}
      className={`day-entry ${tone}${dragged ? ' dragged' : ''}${from > dated.from ? ' begun' : ''}${to < dated.to ? ' goes-on' : ''}`}
      style={{ top: `calc(var(--day-head) + ${lane} * var(--entry))`, '--days': days } as object}
    >
      {dated.time && <span className="day-hour">{dated.time}</span>}
      <span className="ellipsis">{title}</span>
    </Link>
  )
}

/** The record in one sentence: its name, its stage, its days. */
export function entryWords(object: MetaObject, dated: Dated): string {
  const stage = object.lifecycle?.stages[String(dated.row.stage)]
  const when =
    dated.from === dated.to
      ? [shortDay(dated.from), dated.time].filter(Boolean).join(' ')
      : say(words.from_to, { from: shortDay(dated.from), to: shortDay(dated.to) })
  return [titleOf(object, dated.row), stage && say(stage.label), when].filter(Boolean).join(' · ')
}

// How do days stand on a phone? One below the other, each with what stands on it.
import { useEffect, useRef } from 'react'
import { Link } from '@tanstack/react-router'
import { RightOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Range } from '#kernel/view/period.ts'
import { pluralOf, titleOf, useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { exceptionOf, inOrder, isOff, toneOf } from './dated.ts'
import type { Dated } from './dated.ts'
import { dayName, shortDay } from './day-words.ts'
import { words } from './words.ts'

export interface DayListProps {
  object: MetaObject
  range: Range
  list: readonly Dated[]
  today: number
  loading: boolean
  onOpen: (day: number) => void
}

export function DayList({ object, range, list, today, loading, onOpen }: DayListProps) {
  const { calendar } = useMeta().company
  const now = useRef<HTMLElement>(null)
  const days = Array.from({ length: range.to - range.from + 1 }, (_, i) => range.from + i)
    .map((day) => ({
      day,
      entries: list.filter((one) => one.from <= day && day <= one.to).sort(inOrder),
    }))
    .filter(({ day, entries }) => entries.length > 0 || day === today)
  const first = days[0]?.day
  useEffect(() => {
    now.current?.scrollIntoView({ block: 'start' })
  }, [first, range.from])
  if (!days.length && !loading)
    return (
      <p className="list-empty" role="status">
        {say(words.nothing, { objects: pluralOf(object) })}
      </p>
    )
  return (
    <div className="day-list">
      {days.map(({ day, entries }) => {
        const exception = exceptionOf(calendar, day)
        return (
          <section
            key={day}
            ref={day === today ? now : null}
            aria-label={dayName(day)}
            className={day === today ? 'today' : ''}
          >
            <h3 className={isOff(calendar, day) ? 'off' : ''}>
              <button type="button" onClick={() => onOpen(day)}>
                {dayName(day)}
                {day === today && <span className="day-today">{say(words.today)}</span>}
                {exception && (
                  <span className={`day-mark ${exception}`}>{say(words[exception])}</span>
                )}
                <span className="ink-3 num">{entries.length || ''}</span>
                <RightOutlined className="ink-3" />
              </button>
            </h3>
            <ul>
              {entries.map((one) => (
                <li key={one.row.id}>
                  <Link
                    to="/o/$object/$id"
                    params={{ object: object.name, id: one.row.id }}
                    className={`day-row ${toneOf(object, one, today)}`}
                  >
                    <span className="day-time num">{one.time}</span>
                    <span className="day-title">{titleOf(object, one.row)}</span>
                    <span className="ink-3 small">
                      {one.from === one.to
                        ? stageWord(object, one)
                        : `${shortDay(one.from)} – ${shortDay(one.to)}`}
                    </span>
                  </Link>
                </li>
              ))}
              {!entries.length && !loading && (
                <li className="day-none ink-3">
                  {say(words.nothing_day, { objects: pluralOf(object) })}
                </li>
              )}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

export function stageWord(object: MetaObject, one: Dated): string {
  const stage = object.lifecycle?.stages[String(one.row.stage)]
  return stage ? say(stage.label) : ''
}

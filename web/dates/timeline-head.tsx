// What stands above a timeline? Two lines of units, and behind the bars the days off and today.
import { dayOf } from '#kernel/formula/calendar.ts'
import { ticks } from '#kernel/view/dates.ts'
import type { Range } from '#kernel/view/period.ts'
import type { Zoom } from '#kernel/view/view.ts'
import { useMeta } from '#web/meta.ts'
import { language, say } from '#web/words.ts'
import { exceptionOf, isOff } from './dated.ts'
import { monthName, quarterName, shortMonth, weekdayName, yearName } from './day-words.ts'
import { words } from './words.ts'

/** Pixels of a day. */
export const dayWidth: Readonly<Record<Zoom, number>> = {
  day: 36,
  week: 12,
  month: 4,
  quarter: 1.4,
}

const upperUnit = { day: 'month', week: 'month', month: 'year', quarter: 'year' } as const
const upperName = { day: monthName, week: monthName, month: yearName, quarter: yearName }

function lowerName(zoom: Zoom, day: number): string {
  if (zoom === 'day') return String(dayOf(day).day)
  if (zoom === 'week') return `${dayOf(day).month}/${dayOf(day).day}`
  return zoom === 'month' ? shortMonth(day) : quarterName(day)
}

interface ScaleProps {
  zoom: Zoom
  range: Range
  today: number
}

export function TimelineHead({ zoom, range, today }: ScaleProps) {
  const { calendar } = useMeta().company
  const px = dayWidth[zoom]
  const spans = (unit: Zoom | 'year') => {
    const marks = ticks(unit, range)
    return marks.map((mark, i) => {
      const from = Math.max(range.from, mark)
      const to = (marks[i + 1] ?? range.to + 1) - 1
      return {
        mark,
        left: (from - range.from) * px,
        width: (Math.min(to, range.to) - from + 1) * px,
      }
    })
  }
  return (
    <div className="tl-scale" aria-hidden="true">
      <div className="tl-upper">
        {spans(upperUnit[zoom]).map((one) => (
          <span key={one.mark} style={{ left: one.left, width: one.width }}>
            <b>{upperName[zoom](one.mark)}</b>
          </span>
        ))}
      </div>
      <div className="tl-lower">
        {spans(zoom).map((one) => {
          const exception = zoom === 'day' ? exceptionOf(calendar, one.mark) : null
          const off = zoom === 'day' && isOff(calendar, one.mark)
          return (
            <span
              key={one.mark}
              style={{ left: one.left, width: one.width }}
              className={`${off ? 'off' : ''}${one.mark === today && zoom === 'day' ? ' today' : ''}`}
            >
              {zoom === 'day' && (
                <small>
                  {exception
                    ? say(words[exception])
                    : weekdayName(one.mark)
                        .replace('周', '')
                        .slice(0, language() === 'zh' ? 1 : 2)}
                </small>
              )}
              {lowerName(zoom, one.mark)}
            </span>
          )
        })}
      </div>
    </div>
  )
}

/** Lines between units, days off, and the line of today, behind all bars. */
export function TimelineGround({ zoom, range, today }: ScaleProps) {
  const { calendar } = useMeta().company
  const px = dayWidth[zoom]
  const days =
    zoom === 'day' || zoom === 'week'
      ? ticks('day', range).filter((day) => isOff(calendar, day))
      : []
  return (
    <div className="tl-ground" aria-hidden="true">
      {days.map((day) => (
        <i key={day} className="off" style={{ left: (day - range.from) * px, width: px }} />
      ))}
      {ticks(zoom === 'day' ? 'week' : zoom, range).map((mark) =>
        mark > range.from ? (
          <i key={`t${mark}`} className="tick-line" style={{ left: (mark - range.from) * px }} />
        ) : null,
      )}
      {today >= range.from && today <= range.to && (
        <i className="today-line" style={{ left: (today - range.from + 0.5) * px }} />
      )}
    </div>
  )
}

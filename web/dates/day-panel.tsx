// What stands on one day? All of it, each to be opened or put on another day without dragging, and a new one to be added.
import { useState } from 'react'
import { Link } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import { readDay, writeDay } from '#kernel/formula/calendar.ts'
import { Calendar } from '#web/fields/calendar.tsx'
import { mayMake, pluralOf, titleOf } from '#web/meta.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import { inOrder, toneOf } from './dated.ts'
import type { Dated, Fields } from './dated.ts'
import { stageWord } from './day-list.tsx'
import { dayName, shortDay } from './day-words.ts'
import { useDated } from './use-dated.ts'
import { words } from './words.ts'

export interface DayPanelProps {
  object: MetaObject
  day: number
  filter: string
  search: string
  dates: Fields
  today: number
  movable: boolean
  onMove: (dated: Dated, days: number) => void
  onNew: (day: number) => void
  onClose: () => void
}

export default function DayPanel(props: DayPanelProps) {
  const { object, day, dates, today, movable, onClose } = props
  const phone = useWidth() === 'phone'
  const [moving, setMoving] = useState<string | null>(null)
  const { list, isPending, error, cut } = useDated({
    object,
    filter: props.filter,
    search: props.search,
    dates,
    range: { from: day, to: day },
    limit: 500,
  })
  const canCreate = mayMake(object)
  return (
    <Drawer
      open
      onClose={onClose}
      title={dayName(day)}
      {...(phone ? { placement: 'bottom' as const, size: '80%' } : { size: 420 })}
      footer={
        canCreate ? (
          <div className="drawer-foot">
            <span />
            <Button type="primary" icon={<PlusOutlined />} onClick={() => props.onNew(day)}>
              {t('new_of', { object: say(object.label) })}
            </Button>
          </div>
        ) : null
      }
    >
      {isPending && <Waiting rows={4} />}
      {error && (
        <p className="bad" role="alert">
          {error.message}
        </p>
      )}
      {!isPending && !error && !list.length && (
        <p className="ink-3" role="status">
          {say(words.nothing_day, { objects: pluralOf(object) })}
        </p>
      )}
      <ul className="day-panel">
        {[...list].sort(inOrder).map((one) => {
          const title = titleOf(object, one.row)
          return (
            <li key={one.row.id} className={`day-row ${toneOf(object, one, today)}`}>
              <span className="day-time num">{one.time}</span>
              <span className="day-title">
                <Link to="/o/$object/$id" params={{ object: object.name, id: one.row.id }}>
                  {title}
                </Link>
                <span className="ink-3 small">
                  {[
                    stageWord(object, one),
                    one.from === one.to ? '' : `${shortDay(one.from)} – ${shortDay(one.to)}`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              {movable &&
                (moving === one.row.id ? (
                  <span className="day-pick">
                    <Calendar
                      what="day"
                      small
                      autoFocus
                      label={`${say(words.move_to_day)} ${title}`}
                      value={writeDay(one.from)}
                      onChange={(next) => {
                        setMoving(null)
                        const to = next ? readDay(next) : undefined
                        if (to !== undefined && to !== one.from) props.onMove(one, to - one.from)
                      }}
                    />
                  </span>
                ) : (
                  <Button
                    type="text"
                    size={phone ? 'middle' : 'small'}
                    aria-label={`${say(words.move_to_day)} ${title}`}
                    onClick={() => setMoving(one.row.id)}
                  >
                    {say(words.move_to_day)}
                  </Button>
                ))}
            </li>
          )
        })}
      </ul>
      {cut && <p className="ink-3 small">{say(words.too_many, { n: 500 })}</p>}
    </Drawer>
  )
}

// When does it run by the clock? A rhythm and a time; who knows how may write it out.
import { useState } from 'react'
import { Input, InputNumber } from 'antd'
import { say } from '#web/words.ts'
import { ChoiceRow } from '../flow/boxes.tsx'
import { HeldText } from '../flow/held.tsx'
import { Row } from '../flow/row.tsx'
import { clockOf, cronOf, type Clock, type Rhythm } from './clock.ts'
import { cronWords } from './step-words.ts'

const words = {
  when: { zh: '时间', en: 'Time' },
  which: { zh: '哪一天', en: 'Which day' },
  every: { zh: '隔几分钟', en: 'Minutes between' },
  at: { zh: '几点', en: 'At' },
  zone: { zh: '按公司时区', en: 'In the company’s time zone' },
  cron: { zh: '写法', en: 'Written as' },
  cron_help: {
    zh: '{said}（分 时 日 月 周，公司时区）',
    en: '{said} (minute hour day month weekday, in the company’s time zone)',
  },
  short_month: { zh: '没有这一天的月份不运行', en: 'Not in months that have no such day' },
} as const

const rhythms: Readonly<Record<Rhythm, { zh: string; en: string }>> = {
  minutes: { zh: '每隔几分钟', en: 'Every few minutes' },
  day: { zh: '每天', en: 'Every day' },
  workdays: { zh: '周一至周五', en: 'Monday to Friday' },
  week: { zh: '每周', en: 'Every week' },
  month: { zh: '每月', en: 'Every month' },
  other: { zh: '自己写', en: 'As written' },
}
const weekdays = [
  { zh: '周日', en: 'Sunday' },
  { zh: '周一', en: 'Monday' },
  { zh: '周二', en: 'Tuesday' },
  { zh: '周三', en: 'Wednesday' },
  { zh: '周四', en: 'Thursday' },
  { zh: '周五', en: 'Friday' },
  { zh: '周六', en: 'Saturday' },
] as const

export function ClockRow({ cron, onChange }: { cron: string; onChange: (cron: string) => void }) {
  const clock = clockOf(cron)
  const [written, setWritten] = useState(clock.rhythm === 'other')
  const rhythm = written ? 'other' : clock.rhythm
  const put = (more: Partial<Clock>) => onChange(cronOf({ ...clock, ...more }))
  return (
    <>
      <ChoiceRow<Rhythm>
        label={say(words.when)}
        value={rhythm}
        options={(Object.keys(rhythms) as Rhythm[]).map((value) => ({
          value,
          label: say(rhythms[value]),
        }))}
        onChange={(next) => {
          setWritten(next === 'other')
          if (next !== 'other') put({ rhythm: next })
        }}
      />
      {rhythm === 'minutes' && (
        <Row label={say(words.every)}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={59}
              precision={0}
              value={clock.every}
              onChange={(every) => every && put({ every })}
            />
          )}
        </Row>
      )}
      {rhythm === 'week' && (
        <ChoiceRow
          label={say(words.which)}
          value={String(clock.weekday)}
          options={[1, 2, 3, 4, 5, 6, 0].map((day) => ({
            value: String(day),
            label: say(weekdays[day]!),
          }))}
          onChange={(day) => put({ weekday: Number(day) })}
        />
      )}
      {rhythm === 'month' && (
        <ChoiceRow
          label={say(words.which)}
          value={String(clock.monthday)}
          options={Array.from({ length: 31 }, (_, at) => ({
            value: String(at + 1),
            label: say({ zh: '{n} 日', en: 'Day {n}' }, { n: at + 1 }),
          }))}
          onChange={(day) => put({ monthday: Number(day) })}
          {...(clock.monthday > 28 && { help: say(words.short_month) })}
        />
      )}
      {rhythm !== 'minutes' && rhythm !== 'other' && (
        <Row label={say(words.at)} help={say(words.zone)}>
          {(id) => (
            <Input
              id={id}
              type="time"
              value={clock.time}
              onChange={(event) =>
                /^\d\d:\d\d$/.test(event.target.value) && put({ time: event.target.value })
              }
            />
          )}
        </Row>
      )}
      {rhythm === 'other' && (
        <Row label={say(words.cron)} help={say(words.cron_help, { said: cronWords(cron) })}>
          {(id) => (
            <HeldText
              id={id}
              value={cron}
              onChange={(next) => next.trim() && onChange(next.trim())}
            />
          )}
        </Row>
      )}
    </>
  )
}

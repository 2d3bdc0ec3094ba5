// Which days? A period by its name, or days of one's own.
import { Button, DatePicker, Popover, Select } from 'antd'
import { useState } from 'react'
import dayjs from 'dayjs'
import { periodNames } from '#kernel/view/period.ts'
import { say } from '#web/words.ts'
import { periodWords, words } from './words.ts'

export interface PeriodPickerProps {
  value: string
  onChange: (value: string) => void
  /** What it means when nothing is chosen. */
  none: string
  label: string
  /** Among other small things. */
  small?: boolean
}

const own = 'own'

export function PeriodPicker({ value, onChange, none, label, small = false }: PeriodPickerProps) {
  const [picking, setPicking] = useState(false)
  const named = (periodNames as readonly string[]).includes(value) || value === ''
  const options = [
    { value: '', label: none },
    ...periodNames.map((name) => ({ value: name as string, label: say(periodWords(name)) })),
    ...(named ? [] : [{ value, label: say(periodWords(value)) }]),
    { value: own, label: `${say(words.period_days)}…` },
  ]
  return (
    <Popover
      open={picking}
      onOpenChange={(open) => !open && setPicking(false)}
      trigger="click"
      placement="bottomLeft"
      content={
        <Days
          value={value}
          onDone={(days) => {
            setPicking(false)
            onChange(days)
          }}
        />
      }
    >
      <Select
        size={small ? 'small' : 'middle'}
        style={{ minWidth: 148 }}
        value={value}
        aria-label={label}
        options={options}
        popupMatchSelectWidth={false}
        listHeight={420}
        onChange={(next: string) => (next === own ? setPicking(true) : onChange(next))}
      />
    </Popover>
  )
}

function Days({ value, onDone }: { value: string; onDone: (days: string) => void }) {
  const [from, to] = value.includes('..') ? value.split('..') : []
  const [days, setDays] = useState<[string, string] | null>(from && to ? [from, to] : null)
  return (
    <div style={{ display: 'flex', gap: 8 }}>
      <DatePicker.RangePicker
        autoFocus
        {...(days ? { defaultValue: [dayjs(days[0]), dayjs(days[1])] as const } : {})}
        onChange={(_, texts) =>
          setDays(texts && texts[0] && texts[1] ? [texts[0], texts[1]] : null)
        }
      />
      <Button type="primary" disabled={!days} onClick={() => days && onDone(days.join('..'))}>
        {say({ zh: '确定', en: 'OK' })}
      </Button>
    </div>
  )
}

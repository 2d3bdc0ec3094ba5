// How long may it take? A number, and whether nights and weekends count.
import { InputNumber, Select, Space } from 'antd'
import type { Duration } from '#kernel/time/working-time.ts'
import { say } from '#web/words.ts'

const units = {
  working_hours: { zh: '工作小时', en: 'working hours' },
  working_days: { zh: '工作日', en: 'working days' },
  days: { zh: '天', en: 'days' },
} as const
type Unit = keyof typeof units

export function DurationField({
  id,
  value,
  onChange,
  label,
}: {
  id?: string | undefined
  value: Duration | null
  onChange: (value: Duration | null) => void
  label: string
}) {
  const unit = ((value && Object.keys(value)[0]) ?? 'working_days') as Unit
  const count = value?.[unit] ?? null
  return (
    <Space.Compact style={{ width: '100%' }}>
      <InputNumber
        id={id}
        min={0.5}
        max={3650}
        value={count}
        aria-label={label}
        style={{ width: '45%' }}
        onChange={(next) => onChange(next ? { [unit]: next } : null)}
      />
      <Select
        value={unit}
        aria-label={`${label} ${say({ zh: '单位', en: 'unit' })}`}
        style={{ width: '55%' }}
        options={Object.entries(units).map(([key, words]) => ({ value: key, label: say(words) }))}
        onChange={(next) => onChange({ [next]: count ?? 1 })}
      />
    </Space.Compact>
  )
}

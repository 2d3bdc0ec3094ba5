// How are days shown, chosen and asked for?
import { DatePicker, InputNumber } from 'antd'
import dayjs from 'dayjs'
import { date as dateText, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { language, say } from '#web/words.ts'
import type { CellProps, FieldParts, FilterProps, InputProps, Operator } from './field-parts.ts'

export const dateOperators: readonly Operator[] = [
  'is',
  'at_least',
  'at_most',
  'between',
  'within_days',
  'next_days',
  'older_days',
  'empty',
  'filled',
]

const asDay = (value: unknown) => {
  const day = typeof value === 'string' && value ? dayjs(value) : null
  return day?.isValid() ? day : null
}

function DateCell({ value, place }: Pick<CellProps, 'value' | 'place'>) {
  const { zone } = useMeta().company
  return (
    <>
      {dateText(value, {
        today: todayIn(zone),
        ...(place === 'page' ? { weekday: language(), year: true } : {}),
      })}
    </>
  )
}

function DateInput({
  value,
  onChange,
  id,
  invalid,
  describedBy,
  autoFocus,
  disabled,
  small,
  label,
}: Omit<InputProps, 'field'>) {
  return (
    <DatePicker
      id={id}
      value={asDay(value)}
      onChange={(day) => onChange(day?.format('YYYY-MM-DD') ?? null)}
      format={['YYYY-MM-DD', 'YYYY/M/D', 'YYYY.M.D', 'YYYYMMDD', 'M-D', 'M/D']}
      status={invalid ? 'error' : ''}
      size={small ? 'small' : 'middle'}
      aria-label={label}
      aria-describedby={describedBy}
      autoFocus={autoFocus}
      disabled={disabled}
      placeholder=""
      style={{ width: '100%' }}
    />
  )
}

/** Days are given as dates; `within_days` and its like as a number of days. */
export function DateFilter({ operator, values, onChange, autoFocus }: Omit<FilterProps, 'field'>) {
  const [from = '', to = ''] = values
  if (operator === 'within_days' || operator === 'older_days' || operator === 'next_days') {
    return (
      <InputNumber
        min={0}
        max={9999}
        precision={0}
        value={from === '' ? null : Number(from)}
        onChange={(days) => onChange([days === null ? '' : String(days)])}
        suffix={say({ zh: '天', en: 'days' })}
        autoFocus={autoFocus}
        style={{ width: '100%' }}
      />
    )
  }
  if (operator === 'between') {
    return (
      <DatePicker.RangePicker
        value={from && to ? [asDay(from), asDay(to)] : null}
        onChange={(range) =>
          onChange([range?.[0]?.format('YYYY-MM-DD') ?? '', range?.[1]?.format('YYYY-MM-DD') ?? ''])
        }
        autoFocus={autoFocus}
        style={{ width: '100%' }}
      />
    )
  }
  return (
    <DatePicker
      value={asDay(from)}
      onChange={(day) => onChange([day?.format('YYYY-MM-DD') ?? ''])}
      autoFocus={autoFocus}
      style={{ width: '100%' }}
    />
  )
}

export const date: FieldParts<'date'> = {
  Cell: DateCell,
  Input: ({ field: _, ...props }) => <DateInput {...props} />,
  Filter: ({ field: _, ...props }) => <DateFilter {...props} />,
  right: true,
  width: 96,
  operators: dateOperators,
}

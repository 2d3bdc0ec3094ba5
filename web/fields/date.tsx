// How are days shown, chosen and asked for?
import { Input } from 'antd'
import { date as dateText, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { language, say } from '#web/words.ts'
import { plainNumber } from './plain-number.ts'
import { Calendar } from './calendar.tsx'
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

const dayOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What a calendar is told of the place it stands in. */
export const placeOf = ({
  id,
  invalid,
  describedBy,
  autoFocus,
  disabled,
  small,
  label,
}: Omit<InputProps, 'field'>) => ({ id, invalid, describedBy, autoFocus, disabled, small, label })

const DateInput = (props: Omit<InputProps, 'field'>) => (
  <Calendar what="day" value={dayOf(props.value)} onChange={props.onChange} {...placeOf(props)} />
)

/** Days are given as dates; `within_days` and its like as a number of days. */
export function DateFilter({ operator, values, onChange, autoFocus }: Omit<FilterProps, 'field'>) {
  const [from = '', to = ''] = values
  if (operator === 'within_days' || operator === 'older_days' || operator === 'next_days') {
    return (
      <Input
        value={from}
        inputMode="numeric"
        maxLength={4}
        onChange={(event) => onChange([plainNumber(event.target.value).replace(/\D/g, '')])}
        suffix={say({ zh: '天', en: 'days' })}
        autoFocus={autoFocus}
      />
    )
  }
  if (operator === 'between') {
    return (
      <Calendar
        what="span"
        value={[from, to]}
        onChange={(span) => onChange([...span])}
        autoFocus={autoFocus}
      />
    )
  }
  return (
    <Calendar
      what="day"
      value={from}
      onChange={(day) => onChange([day ?? ''])}
      autoFocus={autoFocus}
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

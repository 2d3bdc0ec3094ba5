// How are instants shown, chosen and asked for? In the company's time zone, sent as UTC.
import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { instant, local, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { DateFilter, dateOperators } from './date.tsx'
import type { CellProps, FieldParts, InputProps } from './field-parts.ts'
import { instantOf } from './zoned.ts'

export function DatetimeCell({ value, place }: Pick<CellProps, 'value' | 'place'>) {
  const { zone } = useMeta().company
  return <>{place === 'page' ? local(value, zone) : instant(value, zone, todayIn(zone))}</>
}

function DatetimeInput({
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
  const { zone } = useMeta().company
  const shown = local(value, zone)
  return (
    <DatePicker
      id={id}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      value={shown ? dayjs(shown) : null}
      onChange={(day) => onChange(day ? instantOf(day.format('YYYY-MM-DD HH:mm'), zone) : null)}
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

export const datetime: FieldParts<'datetime'> = {
  Cell: DatetimeCell,
  Input: ({ field: _, ...props }) => <DatetimeInput {...props} />,
  Filter: ({ field: _, ...props }) => <DateFilter {...props} />,
  right: true,
  width: 112,
  operators: dateOperators,
}

// How are instants shown, chosen and asked for? In the company's time zone, sent as UTC.
import { instant, local, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { Calendar } from './calendar.tsx'
import { DateFilter, dateOperators, placeOf } from './date.tsx'
import type { CellProps, FieldParts, InputProps } from './field-parts.ts'
import { instantOf } from './zoned.ts'

function DatetimeCell({ value, place }: Pick<CellProps, 'value' | 'place'>) {
  const { zone } = useMeta().company
  return <>{place === 'page' ? local(value, zone) : instant(value, zone, todayIn(zone))}</>
}

function DatetimeInput(props: Omit<InputProps, 'field'>) {
  const { zone } = useMeta().company
  return (
    <Calendar
      what="minute"
      value={local(props.value, zone)}
      onChange={(minute) => props.onChange(minute && instantOf(minute, zone))}
      {...placeOf(props)}
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

// How is a day, an instant or a span of days chosen? The calendars, loaded when the first one is opened.
import { DatePicker } from 'antd'
import dayjs from 'dayjs'

interface Shared {
  id?: string | undefined
  invalid?: boolean | undefined
  describedBy?: string | undefined
  autoFocus?: boolean | undefined
  disabled?: boolean | undefined
  small?: boolean | undefined
  label?: string | undefined
}

export type DayPickerProps = Shared &
  (
    | { what: 'day'; value: string; onChange: (day: string | null) => void }
    /** Day and minute on the wall clock, "2026-11-23 09:00". */
    | { what: 'minute'; value: string; onChange: (minute: string | null) => void }
    | { what: 'span'; value: readonly [string, string]; onChange: (span: [string, string]) => void }
  )

const asDay = (value: string) => {
  const day = value ? dayjs(value) : null
  return day?.isValid() ? day : null
}

/** What people type: with the year or without, with any of the usual signs. */
const dayFormats = ['YYYY-MM-DD', 'YYYY/M/D', 'YYYY.M.D', 'YYYYMMDD', 'M-D', 'M/D']

const minuteFormats = ['YYYY-MM-DD HH:mm', 'YYYY-MM-DD', 'YYYY/M/D H:mm', 'YYYY/M/D']

export default function DayPicker(props: DayPickerProps) {
  const shared = {
    status: props.invalid ? ('error' as const) : ('' as const),
    size: props.small ? ('small' as const) : ('middle' as const),
    'aria-label': props.label,
    'aria-describedby': props.describedBy,
    autoFocus: props.autoFocus,
    disabled: props.disabled,
    style: { width: '100%' },
  }
  if (props.what === 'span') {
    const [from, to] = props.value
    return (
      <DatePicker.RangePicker
        {...shared}
        {...(props.id ? { id: { start: props.id } } : {})}
        value={from && to ? [asDay(from), asDay(to)] : null}
        onChange={(range) =>
          props.onChange([
            range?.[0]?.format('YYYY-MM-DD') ?? '',
            range?.[1]?.format('YYYY-MM-DD') ?? '',
          ])
        }
      />
    )
  }
  const minute = props.what === 'minute'
  return (
    <DatePicker
      {...shared}
      id={props.id}
      placeholder=""
      {...(minute
        ? { showTime: { format: 'HH:mm' }, format: minuteFormats, needConfirm: false }
        : { format: dayFormats })}
      value={asDay(props.value)}
      onChange={(day) =>
        props.onChange(day?.format(minute ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD') ?? null)
      }
    />
  )
}

// What stands there until the calendars have come? A field of the same size.
import { lazy, Suspense } from 'react'
import { Input } from 'antd'
import type { DayPickerProps } from './day-picker.tsx'

const DayPicker = lazy(() => import('./day-picker.tsx'))

export const Calendar = (props: DayPickerProps) => (
  <Suspense fallback={<Input disabled htmlSize={12} size={props.small ? 'small' : 'middle'} />}>
    <DayPicker {...props} />
  </Suspense>
)

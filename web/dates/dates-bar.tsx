// Which days are in sight, at which zoom and by which fields? The bar over a calendar and a timeline.
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Button, Popover, Select } from 'antd'
import { CalendarOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import { allOf } from '#kernel/view/condition-text.ts'
import { datelessFilter, dayFields } from '#kernel/view/dates.ts'
import type { Zoom } from '#kernel/view/view.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { number } from '#kernel/money/written.ts'
import type { ListState } from '#web/list/list-state.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { say } from '#web/words.ts'
import type { Fields } from './dated.ts'
import { words } from './words.ts'

export interface DatesBarProps {
  object: MetaObject
  state: ListState
  dates: Fields
  onState: (next: ListState) => void
  /** What is in sight, in words. */
  title: string
  zoom: Zoom
  zooms: readonly Zoom[]
  /** So many pages on; 0 = to today. */
  onStep: (pages: -1 | 0 | 1) => void
  phone: boolean
  children?: ReactNode
}

export function DatesBar(props: DatesBarProps) {
  const { object, state, dates, onState, phone } = props
  return (
    <div className="filter-bar dates-bar">
      <span className="dates-step">
        <Button
          type="text"
          size={phone ? 'middle' : 'small'}
          icon={<LeftOutlined />}
          aria-label={say(words.earlier)}
          onClick={() => props.onStep(-1)}
        />
        <Button size={phone ? 'middle' : 'small'} onClick={() => props.onStep(0)}>
          {say(words.today)}
        </Button>
        <Button
          type="text"
          size={phone ? 'middle' : 'small'}
          icon={<RightOutlined />}
          aria-label={say(words.later)}
          onClick={() => props.onStep(1)}
        />
      </span>
      <h2 className="dates-title" aria-live="polite">
        {props.title}
      </h2>
      <Dateless object={object} state={state} dates={dates} onState={onState} />
      <span className="dates-tools">
        {props.children}
        <FieldsButton object={object} state={state} dates={dates} onState={onState} phone={phone} />
        {props.zooms.length > 1 && (
          <Segments
            label={say(words.zoom)}
            value={props.zoom}
            onChange={(zoom) => onState({ ...state, zoom })}
            options={props.zooms.map((zoom) => ({ value: zoom, label: say(words[zoom]) }))}
          />
        )}
      </span>
    </div>
  )
}

type FieldsProps = Pick<DatesBarProps, 'object' | 'state' | 'dates' | 'onState'>

/** Records without a day stand in no window: how many there are, and the way to them. */
function Dateless({ object, state, dates, onState }: FieldsProps) {
  const filter = allOf([state.filter, datelessFilter(dates)])
  const { data } = useQuery({
    queryKey: keys.sum(object.name, 'dateless', filter, state.search),
    queryFn: async ({ signal }) => {
      const { data } = await call.query(
        {
          from: object.name,
          measure: { n: 'count()' },
          where: filter,
          ...(state.search ? { search: state.search } : {}),
        },
        signal,
      )
      return Number(data[0]?.n ?? 0)
    },
    retry: false,
  })
  if (!data) return null
  return (
    <button
      type="button"
      className="live-note"
      onClick={() => onState({ ...state, as: 'table', filter })}
    >
      {say(words.dateless, { n: number(String(data)) })}
    </button>
  )
}

/** By which dates the records stand here. */
function FieldsButton({ object, state, dates, onState, phone }: FieldsProps & { phone: boolean }) {
  const [open, setOpen] = useState(false)
  const names = dayFields(object.fields)
  if (names.length < 2) return null
  const label = (name: string) => say(object.fields[name]?.label ?? { zh: name, en: name })
  const shown = [dates.starts, dates.ends].filter((one) => one !== undefined).map(label)
  const put = (starts: string, ends: string | null) => onState({ ...state, starts, ends })
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={
        <div className="chip-editor">
          <FormField label={say(words.starts)}>
            {({ id }) => (
              <Select
                id={id}
                value={dates.starts}
                options={names.map((name) => ({ value: name, label: label(name) }))}
                onChange={(name) => put(name, dates.ends === name ? null : (dates.ends ?? null))}
                style={{ width: '100%' }}
              />
            )}
          </FormField>
          <FormField label={say(words.ends)}>
            {({ id }) => (
              <Select
                id={id}
                value={dates.ends ?? ''}
                options={[
                  { value: '', label: say(words.no_end) },
                  ...names
                    .filter((name) => name !== dates.starts)
                    .map((name) => ({ value: name, label: label(name) })),
                ]}
                onChange={(name) => put(dates.starts, name || null)}
                style={{ width: '100%' }}
              />
            )}
          </FormField>
        </div>
      }
    >
      <Button
        type="text"
        size={phone ? 'middle' : 'small'}
        icon={<CalendarOutlined />}
        aria-label={`${say(words.dates)} ${shown.join(' – ')}`}
      >
        {phone ? null : shown.join(' – ')}
      </Button>
    </Popover>
  )
}

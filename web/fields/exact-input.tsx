// How is an exact number typed? As text from first to last, so that no digit passes through a float.
import { useLayoutEffect, useRef, useState } from 'react'
import { Input } from 'antd'
import type { InputRef } from 'antd'
import { number } from '#kernel/money/written.ts'
import type { FilterProps, InputProps, Operator } from './field-parts.ts'
import { plainNumber } from './plain-number.ts'
import './fields.css'

export const numberOperators: readonly Operator[] = [
  'is',
  'is_not',
  'at_least',
  'more',
  'at_most',
  'less',
  'between',
  'empty',
  'filled',
]

type ExactInputProps = Omit<InputProps, 'field'> & {
  suffix?: string | undefined
  prefix?: string | undefined
  whole?: boolean
  /** How it stands there while nobody types. */
  shown?: (text: string) => string
}

/** While typing the text stands as typed; afterwards with a comma per three digits. */
export function ExactInput({
  value,
  onChange,
  id,
  invalid,
  describedBy,
  autoFocus,
  disabled,
  small,
  label,
  suffix,
  prefix,
  whole,
  shown = number,
}: ExactInputProps) {
  const [typing, setTyping] = useState<string | null>(null)
  const text = value === null || value === undefined ? '' : String(value)
  const box = useRef<InputRef>(null)
  const isTyping = typing !== null
  // All of it is chosen in the same breath, before a key can come: what is typed takes its place, whole.
  useLayoutEffect(() => {
    if (isTyping) box.current?.select()
  }, [isTyping])
  return (
    <Input
      ref={box}
      id={id}
      className="exact-input"
      value={typing ?? shown(text)}
      inputMode={whole ? 'numeric' : 'decimal'}
      prefix={prefix}
      suffix={suffix}
      onFocus={(event) => {
        setTyping(text)
        const { target } = event
        // A press of the mouse puts the caret somewhere afterwards. Whoever has typed by then is left alone.
        requestAnimationFrame(() => {
          if (target.value === text) target.select()
        })
      }}
      onBlur={() => setTyping(null)}
      onChange={(event) => {
        setTyping(event.target.value)
        onChange(event.target.value.trim() === '' ? null : plainNumber(event.target.value))
      }}
      status={invalid ? 'error' : ''}
      size={small ? 'small' : 'middle'}
      aria-label={label}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      autoFocus={autoFocus}
      disabled={disabled}
      autoComplete="off"
    />
  )
}

export function ExactFilter({
  operator,
  values,
  onChange,
  autoFocus,
  suffix,
}: Omit<FilterProps, 'field'> & { suffix?: string }) {
  const [from = '', to = ''] = values
  const one = (value: string, change: (text: string) => void, focus?: boolean) => (
    <Input
      className="exact-input"
      value={value}
      inputMode="decimal"
      suffix={suffix}
      autoFocus={focus}
      onChange={(event) => change(plainNumber(event.target.value))}
    />
  )
  if (operator !== 'between') return one(from, (text) => onChange([text]), autoFocus)
  return (
    <span className="filter-pair">
      {one(from, (text) => onChange([text, to]), autoFocus)}
      <span>–</span>
      {one(to, (text) => onChange([from, text]))}
    </span>
  )
}

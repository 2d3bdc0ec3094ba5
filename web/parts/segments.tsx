// Which one of a few? A row of words in one outline, gone through by the arrow keys.
import type { KeyboardEvent, ReactNode } from 'react'
import './segments.css'

export interface SegmentsProps<T extends string> {
  value: T
  options: readonly { value: T; label: ReactNode; name?: string }[]
  onChange: (value: T) => void
  label: string
}

const steps: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
}

export function Segments<T extends string>({ value, options, onChange, label }: SegmentsProps<T>) {
  const chosen = options.findIndex((option) => option.value === value)
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    // The page has arrow keys of its own.
    event.stopPropagation()
    const at = (Math.max(chosen, 0) + step + options.length) % options.length
    event.currentTarget.querySelectorAll('button')[at]?.focus()
    onChange(options[at]!.value)
  }
  return (
    <div className="segments slides" role="radiogroup" aria-label={label} onKeyDown={walk}>
      {options.map((option, at) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          aria-label={option.name}
          title={option.name}
          // One stop for all of them: who passes by with Tab has not to pass each.
          tabIndex={at === Math.max(chosen, 0) ? 0 : -1}
          className={option.value === value ? 'on' : ''}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}

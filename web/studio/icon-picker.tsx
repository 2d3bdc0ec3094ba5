// Which picture stands in the menu? One is chosen from those that there are, by its look or by its name.
import { useRef, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { Button, Input, Popover } from 'antd'
import { Icon } from '#web/parts/icon.tsx'
import { language, say } from '#web/words.ts'
import { iconWords } from './icon-words.ts'

const words = {
  find: { zh: '找图标', en: 'Find an icon' },
  none: { zh: '没有这样的图标', en: 'There is no such icon' },
  chosen: { zh: '{label}：{icon}', en: '{label}: {icon}' },
} as const

const all = Object.entries(iconWords)
const across = 8

export interface IconPickerProps {
  /** What it is the icon of. */
  label: string
  value: string | undefined
  /** Shown where none was chosen. */
  fallback: string
  onChange: (icon: string) => void
  small?: boolean
}

export function IconPicker({ label, value, fallback, onChange, small = false }: IconPickerProps) {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const name = value ?? fallback
  const known = Object.hasOwn(iconWords, name) ? say(iconWords[name as keyof typeof iconWords]) : ''
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      // The button that opens it would keep the hands.
      afterOpenChange={(shown) => shown && box.current?.querySelector('input')?.focus()}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={
        <Choices
          box={box}
          label={label}
          value={name}
          onChange={(icon) => {
            setOpen(false)
            button.current?.focus()
            onChange(icon)
          }}
        />
      }
    >
      <Button
        ref={button}
        size={small ? 'small' : 'middle'}
        type={small ? 'text' : 'default'}
        className="icon-button"
        icon={<Icon name={value} fallback={fallback} />}
        aria-label={known ? say(words.chosen, { label, icon: known }) : label}
        title={label}
      />
    </Popover>
  )
}

function Choices({
  box,
  label,
  value,
  onChange,
}: {
  box: RefObject<HTMLDivElement | null>
  label: string
  value: string
  onChange: (icon: string) => void
}) {
  const [wish, setWish] = useState('')
  const grid = useRef<HTMLDivElement>(null)
  const found = all.filter(([name, { zh, en }]) =>
    `${name} ${zh} ${en}`.toLowerCase().includes(wish.trim().toLowerCase()),
  )
  const first = Math.max(
    0,
    found.findIndex(([name]) => name === value),
  )
  const press = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const buttons = [...(grid.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus()
  }
  return (
    <div className="icon-picker" ref={box}>
      <Input
        allowClear
        value={wish}
        placeholder={say(words.find)}
        aria-label={say(words.find)}
        onChange={(event) => setWish(event.target.value)}
        onPressEnter={() => found[0] && onChange(found[0][0])}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          grid.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus()
        }}
      />
      {found.length ? (
        <div
          ref={grid}
          className="icon-grid"
          role="radiogroup"
          aria-label={label}
          onKeyDown={press}
        >
          {found.map(([name, text], i) => (
            <button
              key={name}
              type="button"
              role="radio"
              aria-checked={name === value}
              aria-label={text[language()]}
              title={text[language()]}
              tabIndex={i === first ? 0 : -1}
              onClick={() => onChange(name)}
            >
              <Icon name={name} />
            </button>
          ))}
        </div>
      ) : (
        <p className="small ink-3">{say(words.none)}</p>
      )}
    </div>
  )
}

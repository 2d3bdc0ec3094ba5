// How is a formula of a report written? With the labels that people know, and with fields put in from a tree.
import { useRef } from 'react'
import { Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import type { MetaObject } from '#kernel/api/meta.ts'
import { inNames } from '#kernel/formula-words.ts'
import { shownFormula } from '#web/list/filter-bar.tsx'
import { useMeta } from '#web/meta.ts'
import { isComposing } from '#web/parts/composing.ts'
import { say } from '#web/words.ts'
import { PathPicker } from '../formula/path-picker.tsx'
import { words } from './words.ts'

export interface FormulaLineProps {
  object: MetaObject
  label: string
  value: string
  /** What such a formula is like, in names. */
  example: string
  help: string
  onChange: (formula: string) => void
}

export function FormulaLine({ object, label, value, example, help, onChange }: FormulaLineProps) {
  const { objects } = useMeta()
  const box = useRef<TextAreaRef>(null)
  const area = () => box.current?.resizableTextArea?.textArea
  const shown = shownFormula(value, object.name, objects)
  const keep = () => {
    const text = area()?.value.trim() ?? shown
    if (text !== shown) onChange(inNames(text, object.name, objects).text)
  }
  const insert = (path: string) => {
    const text = area()?.value ?? shown
    const [from, to] = [area()?.selectionStart ?? text.length, area()?.selectionEnd ?? text.length]
    const field = shownFormula(path, object.name, objects)
    const put = text.slice(0, from) + field + text.slice(to)
    onChange(inNames(put, object.name, objects).text)
    const next = from + field.length
    requestAnimationFrame(() => {
      box.current?.focus()
      area()?.setSelectionRange(next, next)
    })
  }
  return (
    <div className="report-formula">
      <Input.TextArea
        ref={box}
        key={shown}
        className="mono"
        autoSize={{ minRows: 1, maxRows: 6 }}
        defaultValue={shown}
        spellCheck={false}
        aria-label={label}
        placeholder={shownFormula(example, object.name, objects)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
          event.preventDefault()
          keep()
        }}
      />
      <span className="small ink-3">{help}</span>
      <PathPicker model={{ objects }} object={object.name} onPick={insert}>
        <Button type="text" size="small">
          {say(words.insert)}
        </Button>
      </PathPicker>
    </div>
  )
}

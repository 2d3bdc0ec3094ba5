// How is a value typed without each letter becoming a change of the draft? It is handed on when the box is left.
import { useEffect, useRef, useState } from 'react'
import { Button, Input } from 'antd'
import type { InputRef } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { PlusOutlined } from '@ant-design/icons'
import type { Type } from '#kernel/formula/type.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { say } from '#web/words.ts'
import { FormulaField } from '../formula-field.tsx'
import { PathPicker } from '../path-picker.tsx'

const words = {
  insert: { zh: '插入字段', en: 'Insert a field' },
  insert_into: { zh: '插入字段 {box}', en: 'Insert a field {box}' },
} as const

function useHeld(value: string, onChange: (value: string) => void) {
  const [held, setHeld] = useState(value)
  useEffect(() => setHeld(value), [value])
  return { held, setHeld, leave: () => held !== value && onChange(held) }
}

interface HeldProps {
  id?: string | undefined
  value: string
  onChange: (value: string) => void
  label?: string
  placeholder?: string
  lines?: boolean
}

/** Whose record the braces of a text are read on. */
export interface ReadOn {
  model: WholeModel
  object: string
}

/** With `on` a field of the record is put in where one types, from the tree of its paths. */
export function HeldText(props: HeldProps & { on?: ReadOn | undefined }) {
  const { id, value, onChange, label, placeholder, lines, on } = props
  const { held, setHeld, leave } = useHeld(value, onChange)
  const area = useRef<TextAreaRef>(null)
  const line = useRef<InputRef>(null)
  const insert = (path: string) => {
    const box = lines ? area.current?.resizableTextArea?.textArea : line.current?.input
    const from = box?.selectionStart ?? held.length
    const next = `${held.slice(0, from)}{${path}}${held.slice(box?.selectionEnd ?? from)}`
    setHeld(next)
    onChange(next)
  }
  const common = {
    id,
    value: held,
    placeholder,
    'aria-label': label,
    autoComplete: 'off',
    onBlur: leave,
  }
  const box = lines ? (
    <Input.TextArea
      ref={area}
      {...common}
      autoSize={{ minRows: 2, maxRows: 8 }}
      maxLength={2000}
      onChange={(event) => setHeld(event.target.value)}
    />
  ) : (
    <Input
      ref={line}
      {...common}
      maxLength={200}
      onPressEnter={leave}
      onChange={(event) => setHeld(event.target.value)}
    />
  )
  return on ? (
    <div className="flow-filled">
      {box}
      <PathPicker model={on.model} object={on.object} onPick={insert}>
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined />}
          aria-label={say(words.insert_into, { box: label ?? placeholder ?? '' })}
        >
          {say(words.insert)}
        </Button>
      </PathPicker>
    </div>
  ) : (
    box
  )
}

interface HeldFormulaProps extends HeldProps {
  model: WholeModel
  object: string
  want?: Type
}

export function HeldFormula({ value, onChange, lines: _, ...rest }: HeldFormulaProps) {
  const { held, setHeld, leave } = useHeld(value, onChange)
  return (
    <div onBlur={leave} style={{ width: '100%' }}>
      <FormulaField
        model={rest.model}
        object={rest.object}
        value={held}
        onChange={setHeld}
        {...(rest.want && { want: rest.want })}
        {...(rest.id && { id: rest.id })}
        {...(rest.label && { label: rest.label })}
        {...(rest.placeholder && { placeholder: rest.placeholder })}
      />
    </div>
  )
}

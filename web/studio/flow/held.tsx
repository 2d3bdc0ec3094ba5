// How is a value typed without each letter becoming a change of the draft? It is handed on when the box is left.
import { useEffect, useState } from 'react'
import { Input } from 'antd'
import type { FieldDef } from '#kernel/field.ts'
import type { Type } from '#kernel/formula/type.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { FormulaField } from '../formula/formula-field.tsx'

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

export function HeldText({ id, value, onChange, label, placeholder, lines }: HeldProps) {
  const { held, setHeld, leave } = useHeld(value, onChange)
  const common = {
    id,
    value: held,
    placeholder,
    'aria-label': label,
    autoComplete: 'off',
    onBlur: leave,
  }
  return lines ? (
    <Input.TextArea
      {...common}
      autoSize={{ minRows: 2, maxRows: 8 }}
      maxLength={2000}
      onChange={(event) => setHeld(event.target.value)}
    />
  ) : (
    <Input
      {...common}
      maxLength={200}
      onPressEnter={leave}
      onChange={(event) => setHeld(event.target.value)}
    />
  )
}

interface HeldFormulaProps extends HeldProps {
  model: WholeModel
  object: string
  want?: Type
  /** The field whose value it gives. */
  into?: FieldDef | undefined
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
        onChosen={(next) => {
          setHeld(next)
          onChange(next)
        }}
        {...(rest.want && { want: rest.want })}
        into={rest.into}
        {...(rest.id && { id: rest.id })}
        {...(rest.label && { label: rest.label })}
        {...(rest.placeholder && { placeholder: rest.placeholder })}
      />
    </div>
  )
}

// Which field? A list that narrows as one types, by either language or the name in formulas.
import { useState } from 'react'
import { Input } from 'antd'
import { isComposing } from '#web/parts/composing.ts'
import { say } from '#web/words.ts'
import type { FieldChoice } from './columns.ts'
import { words } from './words.ts'

export function FieldPicker({
  choices,
  onPick,
}: {
  choices: readonly FieldChoice[]
  onPick: (choice: FieldChoice) => void
}) {
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const shown = choices.filter(({ label, path, field }) =>
    `${label} ${path} ${field.label.zh} ${field.label.en}`.toLowerCase().includes(wanted),
  )
  return (
    <div className="field-picker">
      <Input
        autoFocus
        allowClear
        value={typed}
        placeholder={say(words.find_field)}
        aria-label={say(words.find_field)}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          const first = shown[0]
          if (event.key === 'Enter' && first && !isComposing(event)) onPick(first)
        }}
      />
      <ul>
        {shown.slice(0, 200).map((choice) => (
          <li key={choice.path}>
            <button type="button" onClick={() => onPick(choice)}>
              <span className="ellipsis">{choice.label}</span>
              <span className="mono ink-3 ellipsis">{choice.path}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

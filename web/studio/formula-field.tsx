// How is a formula written? In a box that knows the fields, tells at once what is wrong and where, and completes names.
import { useRef, useState } from 'react'
import { Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { fullScope } from '#kernel/formula-in.ts'
import { check } from '#kernel/formula/check.ts'
import type { Type } from '#kernel/formula/type.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { isComposing } from '#web/parts/composing.ts'
import { say } from '#web/words.ts'

export interface FormulaFieldProps {
  model: WholeModel
  object: string
  value: string
  onChange: (value: string) => void
  /** What it has to give, e.g. true or false. */
  want?: Type
  id?: string
  label?: string
  placeholder?: string
  autoFocus?: boolean
}

/** The first problem of a formula, or null; an empty one has none. */
export function formulaProblem(
  model: WholeModel,
  object: string,
  text: string,
  want?: Type,
): { from: number; to: number; says: string } | null {
  if (!text.trim()) return null
  const answer = check(text, fullScope(model.objects, object), want)
  const [first] = 'problems' in answer ? answer.problems : []
  return first
    ? { from: first.from, to: Math.max(first.to, first.from + 1), says: say(first.says) }
    : null
}

export function FormulaField(props: FormulaFieldProps) {
  const { model, object, value, onChange, want } = props
  const box = useRef<TextAreaRef>(null)
  const [caret, setCaret] = useState<number | null>(null)
  const problem = formulaProblem(model, object, value, want)
  const word = caret === null ? '' : (/[\p{L}\w.]*$/u.exec(value.slice(0, caret))?.[0] ?? '')
  const offered = word ? completions(model, object, word) : []

  const take = (name: string) => {
    const at = caret ?? value.length
    const start = at - word.length
    onChange(value.slice(0, start) + name + value.slice(at))
    const next = start + name.length
    setCaret(null)
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.resizableTextArea?.textArea.setSelectionRange(next, next)
    })
  }
  return (
    <div className="formula-field">
      <Input.TextArea
        ref={box}
        id={props.id}
        className="mono"
        value={value}
        autoSize={{ minRows: 2, maxRows: 8 }}
        spellCheck={false}
        autoFocus={props.autoFocus ?? false}
        placeholder={props.placeholder}
        aria-label={props.label}
        aria-invalid={problem !== null}
        status={problem ? 'error' : ''}
        onChange={(event) => {
          onChange(event.target.value)
          setCaret(event.target.selectionStart)
        }}
        onBlur={() => setTimeout(() => setCaret(null), 150)}
        onKeyDown={(event) => {
          const [first] = offered
          if (event.key === 'Tab' && first && !event.shiftKey && !isComposing(event)) {
            event.preventDefault()
            take(first.name)
          }
        }}
      />
      {offered.length > 0 && (
        <div className="completions" role="listbox" aria-label={say({ zh: '字段', en: 'Fields' })}>
          {offered.map((one, at) => (
            <button
              key={one.name}
              type="button"
              role="option"
              aria-selected={at === 0}
              tabIndex={-1}
              onMouseDown={(event) => {
                event.preventDefault()
                take(one.name)
              }}
            >
              <code>{one.name}</code> <span className="ink-3">{one.label}</span>
              {at === 0 && <kbd>Tab</kbd>}
            </button>
          ))}
        </div>
      )}
      {problem && (
        <p className="formula-wrong" role="alert">
          <code>
            {value.slice(0, problem.from)}
            <mark>{value.slice(problem.from, problem.to) || ' '}</mark>
            {value.slice(problem.to)}
          </code>
          {problem.says}
        </p>
      )}
    </div>
  )
}

/** Fields whose name or label begins with or contains the word, along paths such as `account.owner`. */
function completions(
  model: WholeModel,
  object: string,
  word: string,
): { name: string; label: string }[] {
  const steps = word.split('.')
  const last = (steps.pop() ?? '').toLowerCase()
  let at = object
  for (const step of steps) {
    const field = model.objects[at]?.fields[step]
    if (!field) return []
    if (field.kind === 'ref' || field.kind === 'lines') at = field.object
    else if (field.kind === 'person' || field.kind === 'team') at = field.kind
    else return []
  }
  const before = steps.length ? `${steps.join('.')}.` : ''
  const found = Object.entries(model.objects[at]?.fields ?? {}).filter(
    ([name, field]) =>
      name !== last && (name.includes(last) || say(field.label).toLowerCase().includes(last)),
  )
  return found
    .sort(([a], [b]) => Number(b.startsWith(last)) - Number(a.startsWith(last)))
    .slice(0, 6)
    .map(([name, field]) => ({ name: before + name, label: say(field.label) }))
}

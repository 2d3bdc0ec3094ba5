// How is a formula written? In a box that knows fields and functions, tells its type or what is wrong, and its results.
import { useId, useRef, useState } from 'react'
import { Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { fullScope } from '#kernel/formula-in.ts'
import type { FieldDef } from '#kernel/field.ts'
import { choicesIn, inLabels, inNames } from '#kernel/formula-words.ts'
import { check } from '#kernel/formula/check.ts'
import { typeWords } from '#kernel/formula/type.ts'
import type { Type } from '#kernel/formula/type.ts'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { ConditionChips, useShapeAt } from '#web/list/condition-chips.tsx'
import { conditionsOf } from '#web/list/condition.ts'
import { useMeta } from '#web/meta.ts'
import '#web/list/list.css'
import { isComposing } from '#web/parts/composing.ts'
import { language, say } from '#web/words.ts'
import { offersFor } from './completions.ts'
import { FormulaHelp } from './formula-help.tsx'
import { FormulaTry } from './formula-try.tsx'
import { PathPicker } from './path-picker.tsx'

export interface FormulaFieldProps {
  model: WholeModel
  object: string
  value: string
  onChange: (value: string) => void
  /** What it has to give, e.g. true or false. */
  want?: Type
  /** The field whose value it gives: its choices are read and written by their labels. */
  into?: FieldDef | undefined
  id?: string
  label?: string
  placeholder?: string
  autoFocus?: boolean
  /** Without the line below for functions, fields and results, where there is no room. */
  plain?: boolean
  /** The text is shown once there is one, or once somebody wants to write it. */
  folded?: boolean
  /** Told of a formula that was put together by choosing, which is finished at once. */
  onChosen?: (value: string) => void
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
  const { model, object, value, want } = props
  const choices = props.into && choicesIn(props.into)
  const box = useRef<TextAreaRef>(null)
  const [caret, setCaret] = useState<number | null>(null)
  // People read and write labels, the model keeps names. What is being typed stays as it is typed.
  const [typed, setTyped] = useState<string | null>(null)
  const labelled = (names: string) =>
    inLabels(names, object, model.objects, language(), choices).text
  const names = (text: string) => inNames(text, object, model.objects, choices)
  const wished = typed !== null && names(typed).text === value ? typed : labelled(value)
  const shown = names(wished).text === value ? wished : value
  const onChange = (text: string) => {
    setTyped(text)
    props.onChange(names(text).text)
  }
  const wrong = formulaProblem(model, object, value, want)
  const { back } = names(shown)
  const problem = wrong && { ...wrong, from: back(wrong.from), to: back(wrong.to) }
  const list = useId()
  /** Which of the offers is on; null while nobody has gone to one. */
  const [gone, setGone] = useState<number | null>(null)
  const offers = caret === null ? null : offersFor(model, object, shown.slice(0, caret), choices)
  const offered = offers?.list ?? []
  const on = Math.min(gone ?? 0, offered.length - 1)
  const [trying, setTrying] = useState(false)
  const [written, setWritten] = useState(false)
  const folded = Boolean(props.folded) && !value && !written
  const type = problem || !value.trim() ? null : typeOf(model, object, value)

  // An example that names what the object does not have teaches nothing.
  const example =
    props.placeholder && !formulaProblem(model, object, props.placeholder) ? props.placeholder : ''

  const take = (name: string) => {
    const at = caret ?? shown.length
    put(at - (offers?.typed ?? 0), at, labelled(name))
  }
  /** Writes a text in place of a part; a function leaves the caret between its brackets. */
  const put = (from: number, to: number, text: string) => {
    onChange(shown.slice(0, from) + text + shown.slice(to))
    const next = from + text.length - (text.endsWith('()') ? 1 : 0)
    setCaret(null)
    setGone(null)
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.resizableTextArea?.textArea.setSelectionRange(next, next)
    })
  }
  const insert = (text: string) => {
    const area = box.current?.resizableTextArea?.textArea
    put(area?.selectionStart ?? shown.length, area?.selectionEnd ?? shown.length, labelled(text))
  }
  return (
    <div className="formula-field">
      {want?.type === 'boolean' && (
        <Chosen
          object={object}
          value={value}
          onChange={(next) => {
            props.onChange(next)
            props.onChosen?.(next)
          }}
          {...(folded && { onWrite: () => setWritten(true) })}
        />
      )}
      {!folded && (
        <Input.TextArea
          ref={box}
          id={props.id}
          className="mono"
          value={shown}
          autoSize={{ minRows: want?.type === 'boolean' ? 1 : 2, maxRows: 8 }}
          spellCheck={false}
          autoFocus={(props.autoFocus ?? false) || written}
          placeholder={example && labelled(example)}
          aria-label={props.label}
          aria-invalid={problem !== null}
          status={problem ? 'error' : ''}
          onChange={(event) => {
            onChange(event.target.value)
            setCaret(event.target.selectionStart)
            setGone(null)
          }}
          {...(offered.length > 0 && {
            'aria-autocomplete': 'list',
            'aria-controls': list,
            'aria-activedescendant': `${list}-${on}`,
          })}
          onBlur={() => {
            setTyped(null)
            setTimeout(() => setCaret(null), 150)
          }}
          onKeyDown={(event) => {
            const one = offered[on]
            if (!one || event.shiftKey || isComposing(event)) return
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
            // A line break stays one unless somebody has gone to an offer.
            const takes =
              gone === null
                ? event.key === 'Tab' && !offers?.complete
                : event.key === 'Tab' || event.key === 'Enter'
            if (step === undefined && !takes && event.key !== 'Escape') return
            event.preventDefault()
            event.stopPropagation()
            if (step !== undefined) setGone((on + step + offered.length) % offered.length)
            else if (takes) take(one.name)
            else setCaret(null)
          }}
        />
      )}
      {offered.length > 0 && (
        <div
          id={list}
          className="completions"
          role="listbox"
          aria-label={say({ zh: '可以接着写', en: 'What may follow' })}
        >
          {offered.map((one, at) => (
            <button
              key={one.name}
              id={`${list}-${at}`}
              type="button"
              role="option"
              aria-selected={at === on && (gone !== null || !offers?.complete)}
              tabIndex={-1}
              onMouseDown={(event) => {
                event.preventDefault()
                take(one.name)
              }}
            >
              <b>{one.says}</b> <span className="ink-3 ellipsis">{one.more}</span>
              {at === on && (gone !== null || !offers?.complete) && <kbd>Tab</kbd>}
            </button>
          ))}
        </div>
      )}
      {problem && (
        <p className="formula-wrong" role="alert">
          <code>
            {shown.slice(0, problem.from)}
            <mark>{shown.slice(problem.from, problem.to) || ' '}</mark>
            {shown.slice(problem.to)}
          </code>
          {problem.says}
        </p>
      )}
      {!props.plain && !folded && (
        <div className="formula-foot">
          {type && (
            <span className="small ink-3">
              {say(words.gives)} {type}
            </span>
          )}
          <span className="grow" />
          {type && (
            <Button
              type="text"
              size="small"
              aria-pressed={trying}
              onClick={() => setTrying(!trying)}
            >
              {say(words.try)}
            </Button>
          )}
          <PathPicker model={model} object={object} onPick={insert}>
            <Button type="text" size="small">
              {say(words.fields)}
            </Button>
          </PathPicker>
          <FormulaHelp onTake={(name) => insert(`${name}()`)} />
        </div>
      )}
      {trying && type && <FormulaTry model={model} object={object} formula={value} />}
    </div>
  )
}

/** A condition by choosing, as long as it is one that can be chosen; a longer formula is only text. */
function Chosen({ object, ...rest }: Omit<ChipsProps, 'object'> & { object: string }) {
  const known = useMeta().objects[object]
  return known ? <Chips object={known} {...rest} /> : null
}

interface ChipsProps {
  object: MetaObject
  value: string
  onChange: (value: string) => void
  /** Offered beside the chips where the text is folded away. */
  onWrite?: () => void
}

function Chips({ object, value, onChange, onWrite }: ChipsProps) {
  const shapeAt = useShapeAt(object)
  if (conditionsOf(value, shapeAt) === null) return null
  return (
    <div className="formula-chips">
      <ConditionChips
        object={object}
        formula={value}
        onFormula={onChange}
        add={say(words.choose)}
      />
      {onWrite && (
        <Button type="text" size="small" className="write" onClick={onWrite}>
          {say(words.write)}
        </Button>
      )}
    </div>
  )
}

const words = {
  gives: { zh: '结果类型', en: 'Gives' },
  try: { zh: '试算', en: 'Try it' },
  fields: { zh: '字段', en: 'Fields' },
  write: { zh: '写公式', en: 'Write a formula' },
  choose: { zh: '选一个条件', en: 'Choose a condition' },
} as const

function typeOf(model: WholeModel, object: string, text: string): string | null {
  const answer = check(text, fullScope(model.objects, object))
  return 'checked' in answer ? say(typeWords(answer.checked.type)) : null
}

// How is a text with fields written? In both languages, with fields put in from a tree, each brace checked as one types.
import { useId, useRef, useState } from 'react'
import { Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { PlusOutlined } from '@ant-design/icons'
import type { Words } from '#kernel/error.ts'
import { bracesOf, formats, ours } from '#kernel/view/document.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { language, say } from '#web/words.ts'
import { formulaProblem } from '../formula-field.tsx'
import { PathPicker } from '../path-picker.tsx'
import { words } from './words.ts'

export interface TemplateTextProps {
  label: string
  model: WholeModel
  object: string
  value: Words | undefined
  onChange: (value: Words) => void
  /** Of a record alone: without the company’s own fields and ways of writing a value. */
  plain?: boolean
}

const other = { zh: 'en', en: 'zh' } as const

/** What is wrong with the first brace that is wrong. */
function problemOf(model: WholeModel, object: string, text: string): string | null {
  for (const part of bracesOf(text)) {
    if (typeof part === 'string' || part.formula === '#') continue
    if (part.format !== undefined && !formats.includes(part.format))
      return `${part.format}: ${formats.join(' ')}`
    const own = part.formula.startsWith(ours.prefix)
    const problem = formulaProblem(
      model,
      own ? ours.object : object,
      own ? part.formula.slice(ours.prefix.length) : part.formula,
    )
    if (problem) return `{${part.formula}} ${problem.says}`
  }
  return null
}

/** The language in use first; the other one follows as long as it says the same. */
export function TemplateText(props: TemplateTextProps) {
  const { label, model, object, value, onChange, plain = false } = props
  const id = useId()
  const here = language()
  const there = other[here]
  const text = value ?? { zh: '', en: '' }
  const [both, setBoth] = useState(text[here] !== text[there])
  const box = useRef<TextAreaRef>(null)
  const problem = problemOf(model, object, text[here]) ?? problemOf(model, object, text[there])
  const write = (next: string) =>
    onChange({ ...text, [here]: next, ...(both ? {} : { [there]: next }) })
  const insert = (path: string) => {
    const area = box.current?.resizableTextArea?.textArea
    const at = area?.selectionStart ?? text[here].length
    write(`${text[here].slice(0, at)}{${path}}${text[here].slice(area?.selectionEnd ?? at)}`)
  }
  return (
    <div className="form-field doc-text">
      <div className="doc-text-head">
        <label htmlFor={id}>{label}</label>
        <span className="grow" />
        <Button
          type="text"
          size="small"
          aria-pressed={both}
          onClick={() => setBoth(!both || text[here] !== text[there])}
        >
          {here === 'zh' ? 'English' : '中文'}
        </Button>
        <PathPicker
          model={model}
          object={object}
          onPick={insert}
          also={plain ? [] : [{ name: 'our', label: say(words.our), object: ours.object }]}
        >
          <Button type="text" size="small" icon={<PlusOutlined />}>
            {say(words.insert)}
          </Button>
        </PathPicker>
      </div>
      <Input.TextArea
        ref={box}
        id={id}
        value={text[here]}
        autoSize={{ minRows: 1, maxRows: 10 }}
        status={problem ? 'error' : ''}
        spellCheck={false}
        onChange={(event) => write(event.target.value)}
      />
      {both && (
        <Input.TextArea
          value={text[there]}
          aria-label={`${label} ${there === 'zh' ? '中文' : 'English'}`}
          placeholder={there === 'zh' ? '中文' : 'English'}
          autoSize={{ minRows: 1, maxRows: 10 }}
          spellCheck={false}
          onChange={(event) => onChange({ ...text, [there]: event.target.value })}
        />
      )}
      {problem && (
        <p className="small bad" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

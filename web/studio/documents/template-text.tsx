// How is a text with fields written? In both languages, with fields put in from a tree, each brace checked as one types.
import { useId, useRef, useState } from 'react'
import { Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { PlusOutlined } from '@ant-design/icons'
import type { Words } from '#kernel/error.ts'
import { bracesOf, formats, ours } from '#kernel/view/document.ts'
import { templateInLabels, templateInNames } from '#kernel/view/template-words.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { language, say } from '#web/words.ts'
import { formulaProblem } from '../formula/formula-field.tsx'
import { PathPicker } from '../formula/path-picker.tsx'
import { words } from './words.ts'

export interface TemplateTextProps {
  label: string
  model: WholeModel
  object: string
  value: Words | undefined
  onChange: (value: Words) => void
  /** Of a record alone: without the company’s own fields and ways of writing a value. */
  plain?: boolean
  /** Of an address and the like, which is no word of a language. */
  one?: boolean
  placeholder?: string
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
  const { label, model, object, value, onChange, plain = false, one = false } = props
  const id = useId()
  const here = language()
  const there = other[here]
  const text = value ?? { zh: '', en: '' }
  const [both, setBoth] = useState(text[here] !== text[there])
  const box = useRef<TextAreaRef>(null)
  const problem = problemOf(model, object, text[here]) ?? problemOf(model, object, text[there])
  // People read and write labels, the model keeps names. What is being typed stays as it is typed.
  const [typed, setTyped] = useState<Words | null>(null)
  const names = (said: string) => templateInNames(said, object, model.objects)
  const shownIn = (which: 'zh' | 'en'): string => {
    const kept = text[which]
    const labelled = templateInLabels(kept, object, model.objects, here)
    return [typed?.[which] ?? labelled, labelled].find((said) => names(said) === kept) ?? kept
  }
  const shown = shownIn(here)
  const put = (which: 'zh' | 'en', said: string, also: boolean) => {
    const added = { [which]: said, ...(also ? { [other[which]]: said } : {}) }
    setTyped({ zh: shownIn('zh'), en: shownIn('en'), ...added })
    onChange({
      ...text,
      ...Object.fromEntries(Object.entries(added).map(([key, one]) => [key, names(one)])),
    })
  }
  const write = (next: string) => put(here, next, !both)
  const insert = (path: string) => {
    const area = box.current?.resizableTextArea?.textArea
    const at = area?.selectionStart ?? shown.length
    const said = templateInLabels(`{${path}}`, object, model.objects, here)
    write(`${shown.slice(0, at)}${said}${shown.slice(area?.selectionEnd ?? at)}`)
  }
  return (
    <div className="form-field doc-text">
      <div className="doc-text-head">
        <label htmlFor={id}>{label}</label>
        <span className="grow" />
        {!one && (
          <Button
            type="text"
            size="small"
            aria-pressed={both}
            onClick={() => setBoth(!both || text[here] !== text[there])}
          >
            {here === 'zh' ? 'English' : '中文'}
          </Button>
        )}
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
        value={shown}
        placeholder={props.placeholder}
        autoSize={{ minRows: 1, maxRows: 10 }}
        status={problem ? 'error' : ''}
        spellCheck={false}
        onChange={(event) => write(event.target.value)}
        onBlur={() => setTyped(null)}
      />
      {both && (
        <Input.TextArea
          style={{ marginTop: 4 }}
          value={shownIn(there)}
          aria-label={`${label} ${there === 'zh' ? '中文' : 'English'}`}
          placeholder={there === 'zh' ? '中文' : 'English'}
          autoSize={{ minRows: 1, maxRows: 10 }}
          spellCheck={false}
          onChange={(event) => put(there, event.target.value, false)}
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

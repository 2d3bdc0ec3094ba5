// Which fields of the lead does the form ask, in which order, and in which words?
import { byLabel } from '#web/parts/by-label.ts'
import { useState } from 'react'
import { Button, Checkbox, Input, Select } from 'antd'
import { EditOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import { isAskable } from '#kernel/view/public-form.ts'
import { OrderButtons } from '#web/studio/order-buttons.tsx'
import { fieldName, fieldOptions } from '#web/studio/field-options.ts'
import { say } from '#web/words.ts'
import type { EditedQuestion } from './form-values.ts'
import { words } from './words.ts'

interface QuestionRowsProps {
  lead: MetaObject
  questions: readonly EditedQuestion[]
  problems: Readonly<Record<string, string>>
  disabled: boolean
  onChange: (questions: readonly EditedQuestion[]) => void
}

const fresh = (field: string): EditedQuestion => ({
  field,
  required: false,
  label_zh: null,
  label_en: null,
  help_zh: null,
  help_en: null,
})

export function QuestionRows({ lead, questions, problems, disabled, onChange }: QuestionRowsProps) {
  const [worded, setWorded] = useState<string | null>(null)
  const asked = new Set(questions.map(({ field }) => field))
  const free = fieldOptions(lead, (name, field) => isAskable(field) && !asked.has(name))
  const put = (at: number, more: Partial<EditedQuestion>) =>
    onChange(questions.map((one, i) => (i === at ? { ...one, ...more } : one)))
  const move = (from: number, to: number) => {
    const rest = questions.filter((_, i) => i !== from)
    onChange([...rest.slice(0, to), questions[from]!, ...rest.slice(to)])
  }
  return (
    <>
      <ol className="lf-questions">
        {questions.map((question, at) => {
          const field = lead.fields[question.field]
          const name = fieldName(lead, question.field)
          const problem = problems[`questions[${at}].field`]
          const isOpen = worded === question.field
          const own = [question.label_zh, question.label_en].filter(Boolean).join(' / ')
          return (
            <li key={question.field} className={isOpen ? 'open' : ''}>
              <div className="lf-question">
                <span className="lf-question-name ellipsis">
                  {name}
                  {own && own !== name && <span className="ink-3"> · {own}</span>}
                </span>
                <Checkbox
                  checked={question.required || field?.required === true}
                  disabled={disabled || field?.required === true}
                  onChange={(event) => put(at, { required: event.target.checked })}
                >
                  {say(words.required)}
                </Checkbox>
                <Button
                  type="text"
                  size="small"
                  icon={<EditOutlined />}
                  aria-label={`${say(words.reword)} ${name}`}
                  title={say(words.reword)}
                  aria-expanded={isOpen}
                  onClick={() => setWorded(isOpen ? null : question.field)}
                />
                {!disabled && (
                  <OrderButtons
                    at={at}
                    last={questions.length - 1}
                    onMove={(to) => move(at, to)}
                    onRemove={() => onChange(questions.filter((_, i) => i !== at))}
                    remove={`${say(words.remove)} ${name}`}
                  />
                )}
              </div>
              {(problem ?? (field ? null : say(words.gone))) && (
                <p className="small bad" role="alert">
                  {problem ?? say(words.gone)}
                </p>
              )}
              {isOpen && (
                <div className="lf-wording">
                  {(['label', 'help'] as const).map((part) =>
                    (['zh', 'en'] as const).map((language) => {
                      const key = `${part}_${language}` as const
                      const label = `${say(part === 'label' ? words.own_label : words.hint)} ${language === 'zh' ? '中文' : 'English'}`
                      return (
                        <label key={key}>
                          <span className="small ink-3">{label}</span>
                          <Input
                            value={question[key] ?? ''}
                            maxLength={part === 'label' ? 100 : 200}
                            placeholder={part === 'label' ? field?.label[language] : ''}
                            disabled={disabled}
                            onChange={(event) => put(at, { [key]: event.target.value || null })}
                          />
                        </label>
                      )
                    }),
                  )}
                </div>
              )}
            </li>
          )
        })}
      </ol>
      {problems.questions && (
        <p className="small bad" role="alert">
          {problems.questions}
        </p>
      )}
      {!disabled && free.length > 0 && (
        <Select
          className="lf-add"
          value={null}
          placeholder={`+ ${say(words.add_question)}`}
          aria-label={say(words.add_question)}
          showSearch={byLabel}
          options={free}
          onChange={(field: string | null) => field && onChange([...questions, fresh(field)])}
        />
      )}
    </>
  )
}

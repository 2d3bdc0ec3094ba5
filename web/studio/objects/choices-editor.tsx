// Which choices does the field offer? Added, renamed, ordered; one that is in use is retired, never lost.
import { Button, Input } from 'antd'
import { ArrowUpOutlined, PlusOutlined, RollbackOutlined, StopOutlined } from '@ant-design/icons'
import type { Choice } from '#kernel/field.ts'
import { living } from '#kernel/merge.ts'
import { isComposing } from '#web/parts/composing.ts'
import { say } from '#web/words.ts'
import { freeName } from '../draft.ts'
import { withPart } from '../part.ts'
import { nameFor } from '../pinyin-name.ts'
import type { Choices } from './finished-choices.ts'

const words = {
  add: { zh: '选项', en: 'Choice' },
  zh: { zh: '选项中文名', en: 'Choice in Chinese' },
  en: { zh: '选项英文名', en: 'Choice in English' },
  up: { zh: '上移', en: 'Move up' },
  retire: {
    zh: '停用：旧记录仍显示，新记录不能再选',
    en: 'Retire: old records keep it, new ones can’t have it',
  },
  drop: { zh: '去掉', en: 'Take away' },
  back: { zh: '恢复', en: 'Bring back' },
  many: {
    zh: '回车加下一个；一次粘贴多行，每行一个选项',
    en: 'Enter adds the next; paste several lines for several choices',
  },
  say_zh: { zh: '中文', en: 'Chinese' },
  say_en: { zh: '英文', en: 'English' },
} as const

export interface ChoicesEditorProps {
  value: Choices
  /** Choices that are live already: they are retired, the others just go. */
  published: Choices
  onChange: (choices: Choices) => void
}

export function ChoicesEditor({ value, published, onChange }: ChoicesEditorProps) {
  const list = Object.entries<Choice>(living(value))
  const put = (name: string, choice: Choice) => onChange({ ...value, [name]: choice })
  const add = (labels: readonly string[]) => {
    const next: Record<string, Choice | null> = { ...value }
    for (const label of labels) {
      const both = { zh: label, en: label }
      next[freeName(nameFor(label), next, 'choice')] = { label: both }
    }
    onChange(next)
  }
  const drop = (name: string) => onChange(withPart(value, name, undefined))
  const up = (at: number) => {
    const order = [...list]
    const [one] = order.splice(at, 1)
    if (one) order.splice(at - 1, 0, one)
    onChange(Object.fromEntries(order))
  }
  return (
    <div className="choice-lines">
      {list.map(([name, choice], at) => (
        <div key={name} className={choice.retired ? 'choice-line off' : 'choice-line'}>
          {(['zh', 'en'] as const).map((language) => (
            <Input
              key={language}
              size="small"
              value={choice.label[language]}
              placeholder={say(language === 'zh' ? words.say_zh : words.say_en)}
              // One that is added by Enter is written at once.
              autoFocus={language === 'zh' && at > 0 && choice.label.zh === ''}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || isComposing(event)) return
                event.preventDefault()
                if (list.every(([, one]) => one.label.zh || one.label.en)) add([''])
              }}
              disabled={choice.retired ?? false}
              aria-label={`${say(words[language])} ${at + 1}`}
              onChange={(event) =>
                put(name, {
                  ...choice,
                  label:
                    // Until English says something of its own it follows the Chinese.
                    language === 'zh' && choice.label.en === choice.label.zh
                      ? { zh: event.target.value, en: event.target.value }
                      : { ...choice.label, [language]: event.target.value },
                })
              }
              onPaste={(event) => {
                const lines = pasted(event.clipboardData.getData('text'))
                if (lines.length < 2 || choice.label.zh) return
                event.preventDefault()
                const { [name]: _empty, ...rest } = value
                const next: Record<string, Choice | null> = { ...rest }
                for (const label of lines)
                  next[freeName(nameFor(label), next, 'choice')] = {
                    label: { zh: label, en: label },
                  }
                onChange(next)
              }}
            />
          ))}
          <span>
            <Button
              type="text"
              size="small"
              disabled={at === 0 || published[name] !== undefined}
              icon={<ArrowUpOutlined />}
              title={say(words.up)}
              aria-label={`${say(words.up)} ${choice.label.zh}`}
              onClick={() => up(at)}
            />
            <Button
              type="text"
              size="small"
              icon={choice.retired ? <RollbackOutlined /> : <StopOutlined />}
              title={say(choice.retired ? words.back : published[name] ? words.retire : words.drop)}
              aria-label={`${say(choice.retired ? words.back : words.drop)} ${choice.label.zh}`}
              onClick={() => {
                if (choice.retired) {
                  const { retired: _retired, ...living } = choice
                  put(name, living)
                } else if (published[name]) put(name, { ...choice, retired: true })
                else drop(name)
              }}
            />
          </span>
        </div>
      ))}
      <span className="adm-row">
        <Button size="small" icon={<PlusOutlined />} onClick={() => add([''])}>
          {say(words.add)}
        </Button>
        <span className="small ink-3">{say(words.many)}</span>
      </span>
    </div>
  )
}

const pasted = (text: string): string[] =>
  text
    .split(/\r?\n|\t/)
    .map((line) => line.trim())
    .filter(Boolean)

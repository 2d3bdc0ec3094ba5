// How is a name given in both languages? Two boxes; the one left empty takes over what the other says.
import { useId, useState } from 'react'
import { Input } from 'antd'
import type { Words } from '#kernel/error.ts'
import { say } from '#web/words.ts'
import '#web/studio/studio.css'
import '#web/parts/form.css'

export interface WordsFieldProps {
  label: string
  value: Words
  onChange: (value: Words) => void
  required?: boolean
  problem?: string | undefined
  help?: string
  autoFocus?: boolean
}

export function WordsField(props: WordsFieldProps) {
  const { label, value, onChange, required = true, problem, help, autoFocus = false } = props
  const id = useId()
  const note = problem ?? help
  // What says the same in both languages was not translated: it goes on saying the same when the Chinese is changed.
  const [apart, setApart] = useState(false)
  const same = !apart && value.en === value.zh
  const put = (language: 'zh' | 'en', text: string) => {
    if (language === 'zh') return onChange(same ? { zh: text, en: text } : { ...value, zh: text })
    setApart(text !== '')
    onChange({ ...value, en: text || value.zh })
  }
  return (
    <div className="form-field">
      <div className="words-pair">
        {(['zh', 'en'] as const).map((language) => (
          <div key={language} className="form-field">
            <label htmlFor={`${id}-${language}`}>
              {label} <span className="ink-3">{language === 'zh' ? '中文' : 'English'}</span>
              {required && language === 'zh' && (
                <span className="bad" aria-hidden="true">
                  {' '}
                  *
                </span>
              )}
            </label>
            <Input
              id={`${id}-${language}`}
              value={language === 'en' && same ? '' : value[language]}
              status={problem ? 'error' : ''}
              aria-describedby={note ? `${id}-note` : undefined}
              autoComplete="off"
              maxLength={200}
              autoFocus={autoFocus && language === 'zh'}
              placeholder={
                language === 'en' && value.zh
                  ? say({ zh: '留空则同中文', en: 'As in Chinese' })
                  : ''
              }
              onChange={(event) => put(language, event.target.value)}
            />
          </div>
        ))}
      </div>
      {note && (
        <p id={`${id}-note`} className={problem ? 'small bad' : 'small ink-3'}>
          {note}
        </p>
      )}
    </div>
  )
}

/** Both languages filled, one from the other where it is empty. */
export const bothWords = (value: Words): Words => ({
  zh: value.zh.trim() || value.en.trim(),
  en: value.en.trim() || value.zh.trim(),
})

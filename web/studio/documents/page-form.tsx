// What is true of the whole document: its name, title, number and paper, its Word file, and which records have it?
import { useRef, useState } from 'react'
import { Button, Select } from 'antd'
import { type DocumentTemplate, papers } from '#kernel/view/document.ts'
import { WordsField } from '#web/admin/words-field.tsx'
import { messageOf } from '#web/call.ts'
import { upload } from '#web/fields/file.tsx'
import { FormField } from '#web/parts/form-field.tsx'
import { say } from '#web/words.ts'
import { withPart } from '../part.ts'
import type { Draft } from '../use-draft.ts'
import { MaybeFormula } from './block-form.tsx'
import { PartList } from './part-list.tsx'
import { TemplateText } from './template-text.tsx'
import { words } from './words.ts'

type Mark = NonNullable<DocumentTemplate['marks']>[number]

interface PageFormProps {
  draft: Draft
  template: DocumentTemplate
  onChange: (template: DocumentTemplate) => void
}

export function PageForm({ draft, template, onChange }: PageFormProps) {
  const model = draft.shown
  const text = (key: 'title' | 'number' | 'subtitle') => (
    <TemplateText
      label={say(words[key])}
      model={model}
      object={template.object}
      value={template[key]}
      onChange={(value) => onChange({ ...template, [key]: value })}
    />
  )
  const [problem, setProblem] = useState<string | null>(null)
  const file = useRef<HTMLInputElement>(null)
  const take = async (given: File | undefined) => {
    if (!given) return
    setProblem(null)
    try {
      const { id } = await upload(given, given.name)
      onChange({ ...template, word: id })
    } catch (error) {
      setProblem(messageOf(error))
    }
  }
  return (
    <>
      <WordsField
        label={say(words.name)}
        value={template.label}
        onChange={(label) => onChange({ ...template, label })}
      />
      {text('title')}
      {text('number')}
      {text('subtitle')}
      {template.word === undefined && (
        <PartList<Mark>
          title={say(words.marks)}
          items={template.marks ?? []}
          onChange={(marks) =>
            onChange(withPart(template, 'marks', marks.length ? marks : undefined))
          }
          fresh={() => ({ if: 'true', says: { zh: '草稿', en: 'Draft' } })}
          nameOf={(mark) => say(mark.says)}
        >
          {(mark, put) => (
            <>
              <WordsField
                label={say(words.mark)}
                value={mark.says}
                onChange={(says) => put({ ...mark, says })}
              />
              <MaybeFormula
                label={say(words.shown_if)}
                model={model}
                object={template.object}
                value={mark.if}
                onChange={(formula = 'true') => put({ ...mark, if: formula })}
              />
            </>
          )}
        </PartList>
      )}
      {template.word === undefined && (
        <FormField label={say(words.paper)}>
          {({ id }) => (
            <Select
              id={id}
              value={template.paper ?? 'a4'}
              options={papers.map((value) => ({ value, label: say(words[value]) }))}
              onChange={(paper) => onChange({ ...template, paper })}
            />
          )}
        </FormField>
      )}
      <FormField label={say(words.word)} help={say(words.word_help)} problem={problem ?? undefined}>
        {({ id }) => (
          <span className="doc-checks">
            <input
              ref={file}
              type="file"
              accept=".docx"
              hidden
              onChange={(event) => void take(event.target.files?.[0])}
            />
            <Button id={id} size="small" onClick={() => file.current?.click()}>
              {say(template.word ? words.word_other : words.word_upload)}
            </Button>
            {template.word && (
              <>
                <a href={`/api/v1/files/${template.word}`}>{say(words.word_get)}</a>
                <Button
                  type="text"
                  size="small"
                  danger
                  onClick={() => onChange(withPart(template, 'word', undefined))}
                >
                  {say(words.word_drop)}
                </Button>
              </>
            )}
          </span>
        )}
      </FormField>
      <MaybeFormula
        label={say(words.for_if)}
        help={say(words.shown_help)}
        model={model}
        object={template.object}
        value={template.if}
        onChange={(formula) => onChange(withPart(template, 'if', formula))}
      />
    </>
  )
}

// Which object gets a new document? One that begins with its key fields and the rows it has.
import { useState } from 'react'
import { Select } from 'antd'
import type { Words } from '#kernel/error.ts'
import type { DocumentTemplate, TemplateBlock } from '#kernel/view/document.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { SideForm } from '#web/admin/side-form.tsx'
import { bothWords, WordsField } from '#web/admin/words-field.tsx'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say } from '#web/words.ts'
import { freeName } from '../draft.ts'
import { nameFor } from '../pinyin-name.ts'
import { systemNames } from '../kind-help.ts'
import { addedUp, freshTotals, isOpen } from './fresh-block.ts'
import { words } from './words.ts'

export interface NewTemplateProps {
  model: WholeModel
  onMake: (name: string, template: DocumentTemplate) => void
  onClose: () => void
}

const brace = (name: string): Words => ({ zh: `{${name}}`, en: `{${name}}` })

/** A first draft of a document: key fields as facts, each child field as a table. */
function firstDocument(model: WholeModel, object: string, label: Words): DocumentTemplate {
  const { fields, key_fields, title } = model.objects[object]!
  const plain = Object.entries(fields).filter(
    ([name, field]) =>
      field.kind !== 'lines' && field.kind !== 'file' && isOpen(field) && !systemNames.has(name),
  )
  const keys = (key_fields ?? plain.slice(0, 8).map(([name]) => name)).filter(
    (name) => fields[name] && isOpen(fields[name]),
  )
  if (title !== 'number' && !keys.includes(title)) keys.unshift(title)
  const facts = keys.map((name) => ({ label: fields[name]!.label, value: brace(name) }))
  const added = addedUp(model, object)
  const half = Math.ceil(facts.length / 2)
  const tables = Object.entries(fields).flatMap(([name, field]): TemplateBlock[] => {
    const child = field.kind === 'lines' ? model.objects[field.object] : undefined
    // Rows of its own, and those that the company lets refer to it.
    if (field.kind !== 'lines' || !child || (child.parent !== field.by && !child.custom)) return []
    const all = Object.entries(child.fields).filter(
      ([key, one]) =>
        key !== field.by && one.kind !== 'lines' && isOpen(one) && !systemNames.has(key),
    )
    // What is added up below is the last column.
    const sum = all.find(([key]) => key === added.at(-1))
    const columns = sum ? [...all.filter((one) => one !== sum).slice(0, 5), sum] : all.slice(0, 6)
    return [
      {
        kind: 'table',
        title: field.label,
        of: name,
        columns: [
          { label: { zh: '#', en: '#' }, value: { zh: '{#}', en: '{#}' } },
          ...columns.map(([key, one], at) => ({
            label: one.label,
            value: brace(key),
            ...(at === 0 ? { wide: true } : {}),
            ...(['money', 'decimal', 'integer', 'percent'].includes(one.kind)
              ? { align: 'right' as const }
              : {}),
          })),
        ],
      },
    ]
  })
  return {
    object,
    label,
    title: label,
    number: brace(fields.number ? 'number' : title),
    blocks: [
      { kind: 'facts', left: facts.slice(0, half), right: facts.slice(half) },
      ...tables,
      ...(added.length ? [freshTotals(model, object)] : []),
    ],
  }
}

export function NewTemplate({ model, onMake, onClose }: NewTemplateProps) {
  const [object, setObject] = useState<string | null>(null)
  const [label, setLabel] = useState<Words>({ zh: '', en: '' })
  const objects = Object.values(model.objects)
    .filter((one) => !one.parent)
    .map((one) => ({ value: one.name, label: say(one.label) }))
  return (
    <SideForm
      title={say(words.new)}
      saveLabel={say(words.draft)}
      disabled={!object || !(label.zh.trim() || label.en.trim())}
      onClose={onClose}
      onSave={() => {
        const said = bothWords(label)
        const name = freeName(nameFor(say(said)), model.documents, 'document')
        onMake(name, firstDocument(model, object!, said))
      }}
    >
      {() => (
        <>
          <FormField label={say(words.object)} required>
            {({ id }) => (
              <Select
                id={id}
                value={object}
                options={objects}
                showSearch={byLabel}
                onChange={(next: string) => setObject(next)}
              />
            )}
          </FormField>
          <WordsField label={say(words.name)} value={label} onChange={setLabel} />
        </>
      )}
    </SideForm>
  )
}

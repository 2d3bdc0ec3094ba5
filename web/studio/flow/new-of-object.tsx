// Of which object is the new flow or automation, and what is it called? Asked before it is made, so that no default is wrong.
import { useState } from 'react'
import { Select } from 'antd'
import type { AppObject } from '#kernel/app.ts'
import type { Words } from '#kernel/error.ts'
import { SideForm } from '#web/admin/side-form.tsx'
import { bothWords, WordsField } from '#web/admin/words-field.tsx'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say } from '#web/words.ts'

const words = {
  name: { zh: '名称', en: 'Name' },
  object: { zh: '对象', en: 'Object' },
  draft: { zh: '加入草稿', en: 'Add to the draft' },
} as const

export interface NewOfObjectProps {
  title: string
  objects: readonly AppObject[]
  help?: string
  onMake: (object: AppObject, label: Words) => void
  onClose: () => void
}

export function NewOfObject({ title, objects, help, onMake, onClose }: NewOfObjectProps) {
  const [label, setLabel] = useState({ zh: '', en: '' })
  const [name, setName] = useState<string | null>(null)
  const object = objects.find((one) => one.name === name)
  return (
    <SideForm
      title={title}
      onClose={onClose}
      onSave={() => object && onMake(object, bothWords(label))}
      saveLabel={say(words.draft)}
      disabled={!object || !(label.zh.trim() || label.en.trim())}
    >
      {() => (
        <>
          <WordsField label={say(words.name)} value={label} onChange={setLabel} autoFocus />
          <FormField label={say(words.object)} required help={help}>
            {(ids) => (
              <Select
                id={ids.id}
                value={name}
                showSearch={byLabel}
                style={{ width: '100%' }}
                options={objects.map((one) => ({ value: one.name, label: say(one.label) }))}
                onChange={setName}
              />
            )}
          </FormField>
        </>
      )}
    </SideForm>
  )
}

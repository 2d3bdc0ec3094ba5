// How is an object called, and which field names its records?
import { useState } from 'react'
import { Select } from 'antd'
import type { AppObject } from '#kernel/app.ts'
import { SideForm } from '#web/admin/side-form.tsx'
import { bothWords, WordsField } from '#web/admin/words-field.tsx'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say } from '#web/words.ts'
import { IconPicker } from '../icon-picker.tsx'
import type { Draft } from '../use-draft.ts'
import { fieldOptions } from '../field-options.ts'

const words = {
  label: { zh: '名称', en: 'Name' },
  plural: { zh: '菜单里叫', en: 'In the menu' },
  help: { zh: '说明', en: 'Help' },
  help_help: {
    zh: '列表还空着时，用一两句话告诉大家这里放什么',
    en: 'Told in an empty list: what belongs here',
  },
  icon: { zh: '图标', en: 'Icon' },
  title: { zh: '用哪个字段称呼一条记录', en: 'Which field names a record' },
  list: { zh: '标准列表的列', en: 'Columns of the standard list' },
  draft: { zh: '加入草稿', en: 'Add to the draft' },
} as const

export interface ObjectFormProps {
  draft: Draft
  object: AppObject
  onClose: () => void
}

export function ObjectForm({ draft, object, onClose }: ObjectFormProps) {
  const [label, setLabel] = useState(object.label)
  const [plural, setPlural] = useState(object.plural ?? object.label)
  const [help, setHelp] = useState(object.help ?? { zh: '', en: '' })
  const [icon, setIcon] = useState(object.icon)
  const [title, setTitle] = useState(object.title)
  const [list, setList] = useState<readonly string[]>(object.list ?? [object.title])
  const options = fieldOptions(object, (_, field) => field.kind !== 'lines')
  const save = () => {
    const path = ['objects', object.name]
    draft.put(
      [[...path, 'label'], bothWords(label)],
      [[...path, 'plural'], bothWords(plural)],
      [[...path, 'help'], help.zh.trim() || help.en.trim() ? bothWords(help) : null],
      [[...path, 'icon'], icon],
      [[...path, 'title'], title],
      [[...path, 'list'], list],
    )
    onClose()
  }
  return (
    <SideForm
      title={say(object.label)}
      onClose={onClose}
      onSave={save}
      saveLabel={say(words.draft)}
      disabled={!(label.zh.trim() || label.en.trim()) || !list.length}
    >
      {() => (
        <>
          <WordsField label={say(words.label)} value={label} onChange={setLabel} autoFocus />
          <WordsField
            label={say(words.plural)}
            value={plural}
            onChange={setPlural}
            required={false}
          />
          <WordsField
            label={say(words.help)}
            value={help}
            onChange={setHelp}
            required={false}
            help={say(words.help_help)}
          />
          <FormField label={say(words.icon)}>
            {() => (
              <IconPicker
                label={say(words.icon)}
                value={icon}
                fallback={object.name}
                onChange={setIcon}
              />
            )}
          </FormField>
          <FormField label={say(words.title)}>
            {(ids) => (
              <Select
                id={ids.id}
                value={title}
                onChange={setTitle}
                showSearch={byLabel}
                style={{ width: '100%' }}
                options={options.filter(({ value }) =>
                  ['text', 'auto_number', 'email', 'phone', 'long_text'].includes(
                    object.fields[value]?.kind ?? '',
                  ),
                )}
              />
            )}
          </FormField>
          <FormField label={say(words.list)}>
            {(ids) => (
              <Select
                id={ids.id}
                mode="multiple"
                value={[...list]}
                onChange={setList}
                showSearch={byLabel}
                style={{ width: '100%' }}
                options={options}
              />
            )}
          </FormField>
        </>
      )}
    </SideForm>
  )
}

// How is a role made? A name, what it is for, and the rights of another one to begin with.
import { useState } from 'react'
import { Select } from 'antd'
import type { Role } from '#kernel/app.ts'
import type { Draft } from '#web/studio/use-draft.ts'
import { freeName } from '#web/studio/draft.ts'
import { nameFor } from '#web/studio/pinyin-name.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { TextLine } from '#web/parts/text-line.tsx'
import { say } from '#web/words.ts'
import { copiedRights } from './rights.ts'
import { SideForm } from './side-form.tsx'
import { bothWords, WordsField } from './words-field.tsx'

const words = {
  title: { zh: '新角色', en: 'New role' },
  edit: { zh: '角色', en: 'Role' },
  name: { zh: '名称', en: 'Name' },
  help: { zh: '用途（一句话）', en: 'What it is for, in a sentence' },
  like: { zh: '权限先照此复制', en: 'Begin with the rights of' },
  nothing: { zh: '从零开始', en: 'Nothing' },
  add: { zh: '加入草稿', en: 'Add to the draft' },
} as const

const labelPath = ['objects', 'person', 'fields', 'roles', 'choices'] as const

export interface NewRoleProps {
  draft: Draft
  /** A role to be renamed; absent = a new one. */
  name?: string
  onClose: () => void
  onMade: (name: string) => void
}

export function NewRole({ draft, name, onClose, onMade }: NewRoleProps) {
  const before: Role | undefined = name === undefined ? undefined : draft.shown.roles[name]
  const [label, setLabel] = useState(before?.label ?? { zh: '', en: '' })
  const [help, setHelp] = useState(before?.help ? say(before.help) : '')
  const [like, setLike] = useState<string | null>(null)
  const save = () => {
    const both = bothWords(label)
    const key = name ?? freeName(nameFor(both.en), draft.shown.roles, 'role')
    // A role that was itself made after another acts as that one.
    const actsAs = like ? (draft.shown.roles[like]?.acts_as ?? like) : before?.acts_as
    const role = {
      label: both,
      ...(help.trim() ? { help: { zh: help.trim(), en: help.trim() } } : {}),
      ...(before?.home === undefined ? {} : { home: before.home }),
      ...(actsAs === undefined ? {} : { acts_as: actsAs }),
    }
    const copied = like ? copiedRights(draft.shown.objects, like, key) : []
    draft.put(
      [['roles', key], role],
      // People are given roles by this choice; without it nobody could have the new one.
      [[...labelPath, key], { label: both }],
      ...copied,
    )
    onMade(key)
    onClose()
  }
  return (
    <SideForm
      title={say(name === undefined ? words.title : words.edit)}
      onClose={onClose}
      onSave={save}
      saveLabel={say(words.add)}
      disabled={!label.zh.trim() && !label.en.trim()}
    >
      {() => (
        <>
          <WordsField label={say(words.name)} value={label} onChange={setLabel} autoFocus />
          <TextLine label={say(words.help)} value={help} maxLength={200} onChange={setHelp} />
          {name === undefined && (
            <FormField label={say(words.like)}>
              {(ids) => (
                <Select
                  id={ids.id}
                  value={like}
                  allowClear
                  placeholder={say(words.nothing)}
                  onChange={(next) => setLike(next ?? null)}
                  style={{ width: '100%' }}
                  options={Object.entries(draft.shown.roles).flatMap(([value, role]) =>
                    value === 'admin' ? [] : [{ value, label: say(role.label) }],
                  )}
                />
              )}
            </FormField>
          )}
        </>
      )}
    </SideForm>
  )
}

// How does the company get a noun of its own? A name, where it stands in the menu, with or without stages.
import { useState } from 'react'
import { Checkbox } from 'antd'
import { isName } from '#kernel/compile/names.ts'
import { SideForm } from '#web/admin/side-form.tsx'
import { bothWords, WordsField } from '#web/admin/words-field.tsx'
import { say } from '#web/words.ts'
import { TextLine } from '#web/parts/text-line.tsx'
import { AreaField, likelyArea, placedIn } from '../area-field.tsx'
import { freeName } from '../draft.ts'
import { nameFor } from '../pinyin-name.ts'
import type { Draft } from '../use-draft.ts'

const words = {
  title: { zh: '新对象', en: 'New object' },
  help: {
    zh: '一个对象就是一种要登记的东西，例如「样机」「拜访」。它会有自己的列表、表单、权限和接口。',
    en: 'An object is a kind of thing to be kept, such as a sample machine or a visit. It gets its own list, form, rights and API.',
  },
  label: { zh: '名称', en: 'Name' },
  key: { zh: '接口名', en: 'Name in formulas and API' },
  key_help: { zh: '小写英文单数，发布后不变', en: 'Lower case, singular; stays once published' },
  key_wrong: {
    zh: '只用小写字母、数字、下划线，字母开头',
    en: 'Lower-case letters, digits and _, a letter first',
  },
  key_taken: { zh: '已有这个对象', en: 'There is such an object already' },
  stages: { zh: '有阶段（未开始 → 进行中 → 完成）', en: 'With stages (new → in progress → done)' },
  all: {
    zh: '所有登录的人可用；可在「角色与权限」里收紧。',
    en: 'Open to everybody signed in; narrow it under “Roles and rights”.',
  },
  draft: { zh: '加入草稿', en: 'Add to the draft' },
} as const

const threeStages = {
  first: 'new',
  stages: {
    new: { label: { zh: '未开始', en: 'New' } },
    in_progress: { label: { zh: '进行中', en: 'In progress' } },
    done: { label: { zh: '完成', en: 'Done' }, kind: 'won' },
  },
  moves: {
    begin: { from: ['new'], to: 'in_progress' },
    finish: { from: ['new', 'in_progress'], to: 'done' },
    reopen: { from: ['done'], to: 'in_progress' },
  },
}

export interface NewObjectProps {
  draft: Draft
  onMade: (name: string) => void
  onClose: () => void
}

export function NewObject({ draft, onMade, onClose }: NewObjectProps) {
  const { objects } = draft.shown
  const [label, setLabel] = useState({ zh: '', en: '' })
  const [typed, setTyped] = useState<string | null>(null)
  const [area, setArea] = useState(() => likelyArea(draft))
  const [staged, setStaged] = useState(false)
  const key = typed ?? freeName(nameFor(label.en) || nameFor(label.zh), objects, 'object')
  const problem = !isName(key)
    ? say(words.key_wrong)
    : objects[key]
      ? say(words.key_taken)
      : undefined
  const save = () => {
    const both = bothWords(label)
    const place = placedIn(draft, area, both, [key])
    const object = {
      label: both,
      plural: both,
      area: place.area,
      icon: 'table',
      title: 'name',
      fields: {
        name: { kind: 'text', label: { zh: '名称', en: 'Name' }, required: true, search: true },
        note: { kind: 'long_text', label: { zh: '备注', en: 'Note' } },
      },
      allow: [{ role: '*', deeds: ['read', 'create', 'change', 'remove', 'export', 'import'] }],
      list: ['name', ...(staged ? ['stage'] : []), 'owner', 'created_at'],
      ...(staged ? { lifecycle: threeStages } : {}),
      custom: true,
    }
    draft.put([['objects', key], object], ...place.changes)
    onMade(key)
    onClose()
  }
  return (
    <SideForm
      title={say(words.title)}
      onClose={onClose}
      onSave={save}
      saveLabel={say(words.draft)}
      disabled={problem !== undefined || !(label.zh.trim() || label.en.trim())}
    >
      {() => (
        <>
          <p className="ink-2">{say(words.help)}</p>
          <WordsField label={say(words.label)} value={label} onChange={setLabel} autoFocus />
          <TextLine
            label={say(words.key)}
            problem={label.zh || label.en || typed !== null ? problem : undefined}
            help={say(words.key_help)}
            className="mono"
            value={key}
            onChange={setTyped}
          />
          <AreaField draft={draft} value={area} onChange={setArea} own={bothWords(label)} />
          <Checkbox checked={staged} onChange={(event) => setStaged(event.target.checked)}>
            {say(words.stages)}
          </Checkbox>
          <p className="small ink-3">{say(words.all)}</p>
        </>
      )}
    </SideForm>
  )
}

// Which fields has the object? What it holds, of which kind, and what the company changed.
import { useState } from 'react'
import { Button, Input } from 'antd'
import { PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { type FieldDef, kindNames } from '#kernel/field.ts'
import { say } from '#web/words.ts'
import { marks } from '../draft.ts'
import { FieldForm } from './field-form.tsx'
import { systemNames } from '../kind-help.ts'
import { useAsked } from '../use-asked.ts'
import type { Draft } from '../use-draft.ts'

const words = {
  new_field: { zh: '新字段', en: 'New field' },
  find: { zh: '查找字段', en: 'Find a field' },
  label: { zh: '名称', en: 'Label' },
  name: { zh: '接口名', en: 'Name' },
  kind: { zh: '类型', en: 'Kind' },
  facts: { zh: '要求', en: 'Says' },
  what_to_do: { zh: '操作', en: 'What can be done' },
  required: { zh: '必填', en: 'Required' },
  unique: { zh: '不重复', en: 'Unique' },
  read_only: { zh: '系统写入', en: 'By the system' },
  own: { zh: '自建', en: 'Own' },
  added: { zh: '新增', en: 'New' },
  changed: { zh: '改', en: 'Changed' },
  retired: { zh: '将停用', en: 'To be retired' },
  undo: { zh: '不停用了', en: 'Keep it' },
  choices: { zh: '{n} 个选项', en: '{n} {n:choice|choices}' },
  none: { zh: '没有匹配的字段。', en: 'No field fits.' },
} as const

export function FieldsTab({ draft, object }: { draft: Draft; object: string }) {
  const [open, setOpen] = useState<string | 'new' | null>(null)
  const [find, setFind] = useState('')
  const path = ['objects', object, 'fields']
  const marked = marks(draft.published, draft.patch, path)
  const own = ownFields(draft, object)
  const fields = draft.shown.objects[object]?.fields ?? {}
  useAsked(({ field }) => {
    if (field && fields[field]) setOpen(field)
  })
  const gone = Object.entries(draft.published.objects[object]?.fields ?? {}).filter(
    ([name]) => marked.get(name) === 'retired',
  )
  const wanted = find.trim().toLowerCase()
  const shown = [...Object.entries(fields), ...gone].filter(
    ([name, field]) =>
      !systemNames.has(name) &&
      (!wanted || `${name} ${field.label.zh} ${field.label.en}`.toLowerCase().includes(wanted)),
  )
  return (
    <>
      <div className="adm-tools">
        <Input
          style={{ flex: '0 1 200px' }}
          prefix={<SearchOutlined />}
          allowClear
          value={find}
          placeholder={say(words.find)}
          aria-label={say(words.find)}
          onChange={(event) => setFind(event.target.value)}
        />
        <span className="grow" />
        <Button icon={<PlusOutlined />} onClick={() => setOpen('new')}>
          {say(words.new_field)}
        </Button>
      </div>
      {wanted && shown.length === 0 && <p className="adm-empty">{say(words.none)}</p>}
      {shown.length > 0 && (
        <table className="adm-table fold">
          <thead>
            <tr>
              <th scope="col">{say(words.label)}</th>
              <th scope="col">{say(words.name)}</th>
              <th scope="col">{say(words.kind)}</th>
              <th scope="col">{say(words.facts)}</th>
              <th scope="col">
                <span className="only-read-aloud">{say(words.what_to_do)}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(([name, field]) => {
              const mark = marked.get(name)
              if (mark === 'retired')
                return (
                  <tr key={name} className="off">
                    <td>
                      <s>{say(field.label)}</s>
                    </td>
                    <td className="mono">{name}</td>
                    <td>{say(kindNames[field.kind])}</td>
                    <td>
                      <span className="tag warn">{say(words.retired)}</span>
                    </td>
                    <td className="num">
                      <Button
                        type="link"
                        size="small"
                        onClick={() => draft.put([[...path, name], field])}
                      >
                        {say(words.undo)}
                      </Button>
                    </td>
                  </tr>
                )
              return (
                <tr key={name} className="press" onClick={() => setOpen(name)}>
                  <td>
                    <button type="button" className="bare">
                      {say(field.label)}
                    </button>
                  </td>
                  <td className="mono ink-2">{name}</td>
                  <td>
                    {say(kindNames[field.kind])}{' '}
                    <span className="ink-3">{detailOf(field, draft)}</span>
                  </td>
                  <td>
                    <span className="tags">
                      {field.required && <span className="tag">{say(words.required)}</span>}
                      {field.unique && <span className="tag">{say(words.unique)}</span>}
                      {field.read_only && <span className="tag">{say(words.read_only)}</span>}
                    </span>
                  </td>
                  <td className="num">
                    {mark ? (
                      <span className="tag warn">{say(words[mark])}</span>
                    ) : (
                      own.has(name) && <span className="tag accent">{say(words.own)}</span>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      {open !== null && (
        <FieldForm
          key={open}
          draft={draft}
          object={object}
          name={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

function detailOf(field: FieldDef, draft: Draft): string {
  if (field.kind === 'choice' || field.kind === 'multi_choice') {
    const living = Object.values(field.choices).filter((one) => one && !one.retired)
    return say(words.choices, { n: living.length })
  }
  if (field.kind === 'ref' || field.kind === 'lines') {
    const target = draft.shown.objects[field.object]
    return target ? say(target.label) : field.object
  }
  return ''
}

/** Fields that the company has added itself: its changes name their kind. */
function ownFields(draft: Draft, object: string): ReadonlySet<string> {
  const at = (map: unknown, key: string): unknown =>
    typeof map === 'object' && map !== null ? (map as Record<string, unknown>)[key] : undefined
  const fields = at(at(at(draft.published.changes, 'objects'), object), 'fields')
  return new Set(
    Object.entries(fields ?? {}).flatMap(([name, field]) =>
      at(field, 'kind') !== undefined ? [name] : [],
    ),
  )
}

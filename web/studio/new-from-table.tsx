// How does a spreadsheet become an object? Drop it, look at what each column would be, and its rows wait for the publish.
import { useState } from 'react'
import { App, Button, Checkbox, Drawer, Input, Select } from 'antd'
import type { TableShape } from '#kernel/api.ts'
import { kinds } from '#kernel/fields/index.ts'
import { newKinds } from '#kernel/import/mapping.ts'
import { admin } from '#web/admin/admin-calls.ts'
import { bothWords, WordsField } from '#web/admin/words-field.tsx'
import { DropFile } from '#web/importing/drop-file.tsx'
import { FormField } from '#web/parts/form-field.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import { freeName } from './draft.ts'
import { nameFor } from './pinyin-name.ts'
import { firstWishes, objectOf, titleColumns } from './table-object.ts'
import type { ColumnWish } from './table-object.ts'
import type { Draft } from './use-draft.ts'
import { letWait } from './waiting-rows.ts'

const words = {
  title: { zh: '从 Excel 新建对象', en: 'New object from Excel' },
  help: {
    zh: '第一行是列名。类型按内容猜好，可以改；发布后再把行导入。',
    en: 'The first row has the heads. Kinds are guessed from the cells and can be changed; rows come in after the publish.',
  },
  rows: { zh: '{file}：{n} 行，{c} 列', en: '{file}: {n} rows, {c} columns' },
  label: { zh: '对象名称', en: 'Name of the object' },
  area: { zh: '放在菜单的', en: 'Stands in the menu under' },
  names: { zh: '用哪一列当标题', en: 'Which column names a record' },
  column: { zh: '列', en: 'Column' },
  field: { zh: '字段名称', en: 'Field' },
  kind: { zh: '类型', en: 'Kind' },
  required: { zh: '必填', en: 'Required' },
  sample: { zh: '例子', en: 'Examples' },
  use: { zh: '使用「{column}」', en: 'Use “{column}”' },
  refers: { zh: '关联：{object}', en: 'Refers to {object}' },
  draft: { zh: '加入草稿', en: 'Add to the draft' },
  other: { zh: '换一个文件', en: 'Another file' },
  no_title: {
    zh: '至少要有一列文本，用来当标题。',
    en: 'At least one column has to be text, to name the records.',
  },
} as const

export interface NewFromTableProps {
  draft: Draft
  onMade: (object: string) => void
  onClose: () => void
}

export function NewFromTable({ draft, onMade, onClose }: NewFromTableProps) {
  const { message } = App.useApp()
  const width = useWidth()
  const { objects, areas } = draft.shown
  const [file, setFile] = useState<File | null>(null)
  const [shape, setShape] = useState<TableShape | null>(null)
  const [wishes, setWishes] = useState<readonly ColumnWish[]>([])
  const [label, setLabel] = useState({ zh: '', en: '' })
  const [area, setArea] = useState(Object.keys(areas)[0] ?? '')
  const [title, setTitle] = useState('')
  const take = async (given: File) => {
    setFile(given)
    try {
      const seen = await admin.shapeOf(given)
      const first = firstWishes(seen, objects)
      const plain = given.name.replace(/\.\w+$/, '')
      setShape(seen)
      setWishes(first)
      setTitle(titleColumns(first)[0]?.column ?? '')
      setLabel({ zh: plain, en: plain })
    } catch (error) {
      setFile(null)
      void message.error(error instanceof Error ? error.message : String(error), 8)
    }
  }
  const titles = titleColumns(wishes)
  const named = titles.some((one) => one.column === title) ? title : titles[0]?.column
  const ready = named !== undefined && Boolean(label.zh.trim() || label.en.trim())
  const save = () => {
    if (!file || !shape || !named) return
    const said = bothWords(label)
    const name = freeName(nameFor(said.en) || nameFor(said.zh), objects, 'object')
    const { def, mapping } = objectOf(said, area, wishes, named)
    draft.put(
      [['objects', name], def],
      [
        ['areas', area, 'items'],
        [...(areas[area]?.items ?? []), name],
      ],
    )
    letWait({ object: name, file, rows: shape.rows, mapping })
    onMade(name)
    onClose()
  }
  const put = (column: string, more: Partial<ColumnWish>) =>
    setWishes(wishes.map((one) => (one.column === column ? { ...one, ...more } : one)))
  const kindOptions = [
    {
      label: say(words.kind),
      options: newKinds.map((value) => ({ value, label: say(kinds[value].label) })),
    },
    {
      label: say(kinds.ref.label),
      options: Object.values(objects)
        .filter((one) => !one.parent)
        .map((one) => ({
          value: `ref:${one.name}`,
          label: say(words.refers, { object: say(one.label) }),
        })),
    },
  ]
  return (
    <Drawer
      open
      onClose={onClose}
      size={width === 'phone' ? '100%' : 860}
      title={say(words.title)}
      footer={
        shape && (
          <div className="drawer-foot">
            <span>
              <Button
                type="text"
                onClick={() => {
                  setShape(null)
                  setFile(null)
                }}
              >
                {say(words.other)}
              </Button>
            </span>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button type="primary" disabled={!ready} onClick={save}>
              {say(words.draft)}
            </Button>
          </div>
        )
      }
    >
      <div className="drawer-stack">
        <p className="ink-2">{say(words.help)}</p>
        {!file && <DropFile onFile={(given) => void take(given)} />}
        {file && !shape && <Waiting rows={4} />}
        {shape && (
          <>
            <p>
              <b>{say(words.rows, { file: shape.file, n: shape.rows, c: shape.columns.length })}</b>
            </p>
            <WordsField label={say(words.label)} value={label} onChange={setLabel} />
            <div className="words-pair">
              <FormField label={say(words.area)}>
                {({ id }) => (
                  <Select
                    id={id}
                    value={area}
                    style={{ width: '100%' }}
                    options={Object.entries(areas).map(([value, one]) => ({
                      value,
                      label: say(one.label),
                    }))}
                    onChange={setArea}
                  />
                )}
              </FormField>
              <FormField
                label={say(words.names)}
                problem={titles.length ? undefined : say(words.no_title)}
              >
                {({ id }) => (
                  <Select
                    id={id}
                    value={named ?? null}
                    style={{ width: '100%' }}
                    options={titles.map((one) => ({ value: one.column, label: one.label }))}
                    onChange={setTitle}
                  />
                )}
              </FormField>
            </div>
            <table className="adm-table">
              <thead>
                <tr>
                  <th />
                  <th scope="col">{say(words.field)}</th>
                  <th scope="col">{say(words.kind)}</th>
                  <th scope="col">{say(words.required)}</th>
                  <th scope="col">{say(words.sample)}</th>
                </tr>
              </thead>
              <tbody>
                {wishes.map((wish, at) => (
                  <tr key={wish.column} className={wish.used ? '' : 'off'}>
                    <td>
                      <Checkbox
                        checked={wish.used}
                        aria-label={say(words.use, { column: wish.column })}
                        onChange={(event) => put(wish.column, { used: event.target.checked })}
                      />
                    </td>
                    <td>
                      <Input
                        value={wish.label}
                        disabled={!wish.used}
                        aria-label={`${say(words.field)} ${wish.column}`}
                        onChange={(event) => put(wish.column, { label: event.target.value })}
                      />
                    </td>
                    <td>
                      <Select
                        value={wish.kind}
                        disabled={!wish.used}
                        style={{ width: 170 }}
                        aria-label={`${say(words.kind)} ${wish.column}`}
                        showSearch={{ optionFilterProp: 'label' }}
                        options={kindOptions}
                        onChange={(kind: ColumnWish['kind']) => put(wish.column, { kind })}
                      />
                    </td>
                    <td>
                      <Checkbox
                        checked={wish.required}
                        disabled={!wish.used}
                        aria-label={`${say(words.required)} ${wish.column}`}
                        onChange={(event) => put(wish.column, { required: event.target.checked })}
                      />
                    </td>
                    <td className="ink-3 small">{shape.columns[at]?.sample.join('、')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </div>
    </Drawer>
  )
}

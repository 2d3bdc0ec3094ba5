// How is a field added or changed? First its kind, then its name, then what that kind needs; the rest is folded away.
import { useState } from 'react'
import { Button, Checkbox, Collapse, Popconfirm } from 'antd'
import type { Words } from '#kernel/error.ts'
import { isGrouped } from '#kernel/fields/grouping.ts'
import { kindNames, madeKinds, type FieldDef, type Kind } from '#kernel/field.ts'
import { bothWords, WordsField } from '#web/admin/words-field.tsx'
import { SideForm } from '#web/admin/side-form.tsx'
import { FormField } from '#web/parts/form-field.tsx'
import { TextLine } from '#web/parts/text-line.tsx'
import { say, t } from '#web/words.ts'
import { childTable, columnsOf } from './child-table.ts'
import { finishedChoices } from './choices-editor.tsx'
import { freeName } from './draft.ts'
import { saidWords } from './part.ts'
import { nameFor } from './pinyin-name.ts'
import { FormulaField, formulaProblem } from './formula-field.tsx'
import { KindFields, type Loose } from './kind-fields.tsx'
import { kindHelp } from './kind-help.ts'
import type { Draft } from './use-draft.ts'

const words = {
  new_field: { zh: '新字段', en: 'New field' },
  which: { zh: '它装什么？', en: 'What does it hold?' },
  kind: { zh: '类型', en: 'Kind' },
  kind_fixed: {
    zh: '标准字段不能改类型；需要时另建一个字段。',
    en: 'The kind of a standard field stays; add another field instead.',
  },
  other_kind: { zh: '换一种', en: 'Another kind' },
  label: { zh: '名称', en: 'Label' },
  name: { zh: '接口名', en: 'Name in formulas and API' },
  name_help: {
    zh: '小写字母、数字、下划线；发布后不变',
    en: 'Lower-case letters, digits and _; stays once published',
  },
  name_taken: { zh: '已有这个字段', en: 'There is such a field already' },
  name_wrong: {
    zh: '只用小写字母、数字、下划线，字母开头',
    en: 'Lower-case letters, digits and _, a letter first',
  },
  help: { zh: '填写提示', en: 'Hint for whoever fills it in' },
  required: { zh: '必填', en: 'Required' },
  unique: { zh: '不能重复', en: 'No two alike' },
  grouping: { zh: '千分位（12,000）', en: 'Comma per three digits (12,000)' },
  search: { zh: '可被搜索到', en: 'Found by search' },
  read_only: { zh: '只由系统和业务操作写入', en: 'Only written by actions and the system' },
  more: { zh: '默认值与条件', en: 'Default and conditions' },
  default: { zh: '默认值（公式）', en: 'Default, as formula' },
  shown_if: { zh: '满足时才显示（公式）', en: 'Shown only if (formula)' },
  required_if: { zh: '满足时必填（公式）', en: 'Required if (formula)' },
  read_only_if: { zh: '满足时只读（公式）', en: 'Read only if (formula)' },
  retire: { zh: '停用', en: 'Retire' },
  retire_sure: {
    zh: '停用后页面和接口都不再有它；已有的值保留，可用「版本」恢复。',
    en: 'Pages and API no longer have it. Its values are kept; “Versions” brings it back.',
  },
  standard: { zh: '标准字段', en: 'Standard field' },
  draft: { zh: '加入草稿', en: 'Add to the draft' },
} as const

const given: ReadonlySet<Kind> = new Set<Kind>([...madeKinds, 'lines'])
const texts: ReadonlySet<Kind> = new Set<Kind>(['text', 'phone', 'email', 'url', 'long_text'])

export interface FieldFormProps {
  draft: Draft
  object: string
  /** null = a new field. */
  name: string | null
  onClose: () => void
  /** The kind of a new field, where it was chosen already. */
  begin?: Kind
  /** Told the name of the field once it is in the draft; otherwise the form closes. */
  onSaved?: (name: string) => void
}

export function FieldForm({ draft, object, name, onClose, begin, onSaved }: FieldFormProps) {
  const model = draft.shown
  const fields = model.objects[object]?.fields ?? {}
  const before = name === null ? undefined : fields[name]
  const live = name === null ? undefined : draft.published.objects[object]?.fields[name]
  const [kind, setKind] = useState<Kind | null>(before?.kind ?? begin ?? null)
  const [field, setField] = useState<Loose>(() => (begin ? firstOf(begin, fields) : { ...before }))
  const [label, setLabel] = useState(before?.label ?? { zh: '', en: '' })
  const [typedKey, setTypedKey] = useState<string | null>(null)
  const put = (more: Loose) => setField({ ...field, ...more })

  const suggested = freeName(nameFor(label.en) || nameFor(label.zh), fields, 'field')
  const key = name ?? typedKey ?? suggested
  const keyProblem =
    name !== null
      ? undefined
      : !/^[a-z][a-z0-9_]{0,48}$/.test(key)
        ? say(words.name_wrong)
        : fields[key]
          ? say(words.name_taken)
          : undefined
  const formulas = [
    ['default', undefined],
    ['shown_if', { type: 'boolean' }],
    ['required_if', { type: 'boolean' }],
    ['read_only_if', { type: 'boolean' }],
  ] as const
  const text = (property: string): string => {
    const value = field[property]
    return typeof value === 'string' ? value : ''
  }
  const wrong =
    formulas.some(([property, want]) => formulaProblem(model, object, text(property), want)) ||
    (kind === 'formula' || kind === 'rollup'
      ? !text('formula').trim() || formulaProblem(model, object, text('formula')) !== null
      : kind === 'lines' && !field.object && typeof field.columns !== 'string')

  const liveChoices = live && 'choices' in live ? live.choices : {}
  const save = () => {
    if (!kind) return
    const { columns, ...said } = field
    const whole: Loose = { ...said, kind, label: bothWords(label) }
    const child =
      kind === 'lines' && typeof columns === 'string'
        ? childTable(model.objects[object]!, bothWords(label), columnsOf(columns), model.objects)
        : null
    if (child) Object.assign(whole, { object: child.name, by: object })
    if ('choices' in whole && whole.choices)
      whole.choices = finishedChoices(whole.choices as never, liveChoices)
    // What was emptied is gone, not an empty text.
    for (const [property, value] of Object.entries(whole))
      if (value === '' || value === null || value === false) delete whole[property]
    draft.put(...(child ? [[['objects', child.name], child.def] as const] : []), [
      ['objects', object, 'fields', key],
      whole,
    ])
    ;(onSaved ?? onClose)(key)
  }
  const title = name === null ? say(words.new_field) : say(before?.label ?? { zh: name, en: name })
  if (!kind)
    return (
      <SideForm title={title} onClose={onClose} width={560}>
        {() => (
          <>
            <p className="ink-2">{say(words.which)}</p>
            <div className="kind-list">
              {kindHelp.map(([one, help], at) => (
                <button
                  key={one}
                  type="button"
                  autoFocus={at === 0}
                  onClick={() => {
                    setKind(one)
                    // Of a field that is there its hints, conditions and place stay; what belongs to the old kind goes.
                    setField({ ...firstOf(one, fields), ...commonOf(before) })
                  }}
                >
                  {say(kindNames[one])}
                  <small>{say(help)}</small>
                </button>
              ))}
            </div>
          </>
        )}
      </SideForm>
    )
  return (
    <SideForm
      title={title}
      onClose={onClose}
      onSave={save}
      saveLabel={say(words.draft)}
      width={560}
      disabled={(!label.zh.trim() && !label.en.trim()) || keyProblem !== undefined || wrong}
      left={
        name !== null && (
          <Popconfirm
            title={say(words.retire_sure)}
            okText={say(words.retire)}
            cancelText={t('cancel')}
            okButtonProps={{ danger: true }}
            onConfirm={() => {
              draft.put([['objects', object, 'fields', name], live ? null : undefined])
              onClose()
            }}
          >
            <Button danger>{say(words.retire)}</Button>
          </Popconfirm>
        )
      }
    >
      {() => (
        <>
          <p>
            <span className="ink-3">{say(words.kind)}</span> <b>{say(kindNames[kind])}</b>{' '}
            {name === null || (ownField(draft, object, name) && !fixed.has(kind)) ? (
              <Button type="link" size="small" onClick={() => setKind(null)}>
                {say(words.other_kind)}
              </Button>
            ) : (
              live && <span className="ink-3 small">{say(words.kind_fixed)}</span>
            )}
          </p>
          <WordsField label={say(words.label)} value={label} onChange={setLabel} autoFocus />
          <TextLine
            label={say(words.name)}
            problem={keyProblem}
            help={name === null ? say(words.name_help) : undefined}
            className="mono"
            value={key}
            disabled={name !== null}
            onChange={setTypedKey}
          />
          <KindFields
            draft={draft}
            object={object}
            kind={kind}
            field={field}
            live={liveChoices}
            put={put}
          />
          <WordsField
            label={say(words.help)}
            required={false}
            value={(field.help as Words | null | undefined) ?? { zh: '', en: '' }}
            onChange={(help) => put({ help: saidWords(help) ?? null })}
          />
          <span className="adm-row">
            {!given.has(kind) && (
              <Checkbox
                checked={field.required === true}
                onChange={(event) => put({ required: event.target.checked })}
              >
                {say(words.required)}
              </Checkbox>
            )}
            {(texts.has(kind) || kind === 'integer') && kind !== 'long_text' && (
              <Checkbox
                checked={field.unique === true}
                onChange={(event) => put({ unique: event.target.checked })}
              >
                {say(words.unique)}
              </Checkbox>
            )}
            {(kind === 'integer' || field.gives === 'integer') && (
              <Checkbox
                checked={isGrouped({ ...field, kind, label: bothWords(label) } as FieldDef)}
                onChange={(event) => put({ grouping: event.target.checked })}
              >
                {say(words.grouping)}
              </Checkbox>
            )}
            {(texts.has(kind) || kind === 'auto_number') && (
              <Checkbox
                checked={field.search === true}
                onChange={(event) => put({ search: event.target.checked })}
              >
                {say(words.search)}
              </Checkbox>
            )}
            {!given.has(kind) && (
              <Checkbox
                checked={field.read_only === true}
                onChange={(event) => put({ read_only: event.target.checked })}
              >
                {say(words.read_only)}
              </Checkbox>
            )}
          </span>
          {!given.has(kind) && (
            <Collapse
              ghost
              size="small"
              defaultActiveKey={
                field.default || field.shown_if || field.required_if || field.read_only_if
                  ? ['more']
                  : []
              }
              items={[
                {
                  key: 'more',
                  label: say(words.more),
                  children: (
                    <div className="drawer-stack">
                      {formulas.map(([property, want]) => (
                        <FormField key={property} label={say(words[property])}>
                          {(ids) => (
                            <FormulaField
                              id={ids.id}
                              model={model}
                              object={object}
                              value={text(property)}
                              {...(want ? { want } : { into: { ...field, kind } as FieldDef })}
                              onChange={(value) => put({ [property]: value })}
                            />
                          )}
                        </FormField>
                      ))}
                    </div>
                  ),
                },
              ]}
            />
          )}
        </>
      )}
    </SideForm>
  )
}

/** Made by the company: its kind is one of its changes over the standard. */
function ownField(draft: Draft, object: string, name: string): boolean {
  const path = ['objects', object, 'fields', name, 'kind']
  const at = (whole: unknown): unknown =>
    path.reduce<unknown>(
      (map, key) => (map as Record<string, unknown> | null | undefined)?.[key],
      whole,
    )
  return at(draft.published.changes) !== undefined || at(draft.published) === undefined
}

/** Kinds whose values can become no other kind. */
const fixed = new Set<Kind>([
  'ref',
  'lines',
  'person',
  'team',
  'file',
  'image',
  'address',
  'auto_number',
  'formula',
  'rollup',
  'stage',
])
const common = [
  'help',
  'required',
  'required_if',
  'shown_if',
  'read_only_if',
  'read',
  'write',
  'section',
  'custom',
  'search',
  'index',
] as const

const commonOf = (field: FieldDef | undefined): Loose =>
  Object.fromEntries(
    common.flatMap((key) => (field && key in field ? [[key, field[key as keyof FieldDef]]] : [])),
  )

/** What a new field of a kind begins with. */
function firstOf(kind: Kind, fields: Readonly<Record<string, FieldDef>>): Loose {
  if (kind === 'choice' || kind === 'multi_choice')
    return { choices: { '': { label: { zh: '', en: '' } } } }
  if (kind === 'money' && fields.currency) return { currency: 'currency' }
  if (kind === 'auto_number') return { pattern: 'NO{YYYY}-{0000}' }
  if (kind === 'formula' || kind === 'rollup') return { formula: '' }
  if (kind === 'lines') return { columns: '' }
  return {}
}

// How is a field added or changed? First its kind, then its name, then what that kind needs; the rest is folded away.
import { useState } from 'react'
import { Button, Popconfirm } from 'antd'
import { isName } from '#kernel/compile/names.ts'
import type { Words } from '#kernel/error.ts'
import { kindNames, type Kind } from '#kernel/field.ts'
import { bothWords, WordsField } from '#web/admin/words-field.tsx'
import { SideForm } from '#web/admin/side-form.tsx'
import { TextLine } from '#web/parts/text-line.tsx'
import { say, t } from '#web/words.ts'
import { childTable, columnsOf } from './child-table.ts'
import { freeName } from '../draft.ts'
import { FieldConditions, isConditionWrong } from './field-conditions.tsx'
import { choicesOf, commonOf, finished, firstOf, isGiven, mayTakeKind } from './field-draft.ts'
import { FieldMarks } from './field-marks.tsx'
import { formulaProblem } from '../formula/formula-field.tsx'
import { KindFields, type Loose, textOf } from './kind-fields.tsx'
import { KindList } from './kind-list.tsx'
import { saidWords } from '../part.ts'
import { nameFor } from '../pinyin-name.ts'
import type { Draft } from '../use-draft.ts'

const words = {
  new_field: { zh: '新字段', en: 'New field' },
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
  retire: { zh: '停用', en: 'Retire' },
  retire_sure: {
    zh: '停用后页面和接口都不再有它；已有的值保留，可用「版本」恢复。',
    en: 'Pages and API no longer have it. Its values are kept; “Versions” brings it back.',
  },
  draft: { zh: '加入草稿', en: 'Add to the draft' },
} as const

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
      : !isName(key)
        ? say(words.name_wrong)
        : fields[key]
          ? say(words.name_taken)
          : undefined
  const formula = textOf(field, 'formula')
  const wrong =
    isConditionWrong(model, object, field) ||
    (kind === 'formula' || kind === 'rollup'
      ? !formula.trim() || formulaProblem(model, object, formula) !== null
      : kind === 'lines' && !field.object && typeof field.columns !== 'string')

  const save = () => {
    if (!kind) return
    const { columns, ...said } = field
    const child =
      kind === 'lines' && typeof columns === 'string'
        ? childTable(model.objects[object]!, bothWords(label), columnsOf(columns), model.objects)
        : null
    const link = child && { object: child.name, by: object }
    const whole = finished({ ...said, kind, label: bothWords(label), ...link }, live)
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
          <KindList
            onPick={(one) => {
              setKind(one)
              setField({ ...firstOf(one, fields), ...commonOf(before) })
            }}
          />
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
            {name === null || mayTakeKind(draft, object, name, kind) ? (
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
            live={choicesOf(live)}
            put={put}
          />
          <WordsField
            label={say(words.help)}
            required={false}
            value={(field.help as Words | null | undefined) ?? { zh: '', en: '' }}
            onChange={(help) => put({ help: saidWords(help) ?? null })}
          />
          <FieldMarks kind={kind} field={{ ...field, label: bothWords(label) }} put={put} />
          {!isGiven(kind) && <FieldConditions {...{ model, object, kind, field, live, put }} />}
        </>
      )}
    </SideForm>
  )
}

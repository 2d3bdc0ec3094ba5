// How is one condition shown and changed? A chip of three words; pressed, it opens with operator and value.
import { useRef, useState } from 'react'
import { Button, Popover } from 'antd'
import { CloseOutlined } from '@ant-design/icons'
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import { type FieldDef, targetOf } from '#kernel/field.ts'
import type { Operator } from '#web/fields/field-parts.ts'
import { operatorsOf, partsOf } from '#web/fields/registry.ts'
import { choiceWord, stageChoices } from '#web/fields/choice-word.ts'
import { Picker } from '#web/fields/picker.tsx'
import { useTitles } from '#web/fields/ref-select.tsx'
import { whole } from '#web/fields/integer.tsx'
import { fieldAt, useMeta } from '#web/meta.ts'
import { language, say, t } from '#web/words.ts'
import { isComplete, shapeOf } from './condition.ts'
import type { Condition } from './condition.ts'
import { words } from './words.ts'

/** The operator's word; days are spoken of differently from numbers. */
function operatorWord(operator: Operator, field: FieldDef): string {
  const day = ['day', 'instant'].includes(shapeOf(field))
  if (day && operator === 'at_least') return say(words.op_from_day)
  if (day && operator === 'at_most') return say(words.op_until_day)
  return say(words[`op_${operator}`])
}

/** What it is compared with, in words. References are looked up. */
function useValueWords(
  meta: Meta,
  object: MetaObject,
  field: FieldDef,
  condition: Condition,
): string {
  const target = targetOf(field)
  const ids = target
    ? condition.values.filter((value) => value !== 'me' && value !== 'me.team')
    : []
  const titles = useTitles(target ?? '', ids)
  const { operator, values } = condition
  if (operator === 'empty' || operator === 'filled') return ''
  if (operator === 'within_days' || operator === 'next_days')
    return say(words.n_days, { n: values[0] ?? '' })
  if (operator === 'older_days') return say(words.n_days_ago, { n: values[0] ?? '' })
  const one = (value: string): string => {
    if (target)
      return value === 'me'
        ? say({ zh: '我', en: 'me' })
        : value === 'me.team'
          ? say({ zh: '我的团队', en: 'my team' })
          : (titles[value] ?? '…')
    if (field.kind === 'choice' || field.kind === 'multi_choice')
      return choiceWord(field.choices, value)
    if (field.kind === 'stage') return choiceWord(stageChoices(meta, object.name), value)
    if (shapeOf(field) === 'flag') return value === 'true' ? t('yes') : t('no')
    return shapeOf(field) === 'number' ? whole(field, value) : value
  }
  const zh = language() === 'zh'
  return values.map(one).join(operator === 'between' ? ' – ' : zh ? '、' : ', ')
}

/** The condition in words, as far as it can be said without asking the server; null where it names records. */
export function wordsOfCondition(
  meta: Meta,
  object: MetaObject,
  condition: Condition,
): string | null {
  const found = fieldAt(meta, object.name, condition.path)
  if (!found || (targetOf(found.field) && condition.values.length)) return null
  const { field } = found
  const values = condition.values.map((value) =>
    field.kind === 'choice' || field.kind === 'multi_choice'
      ? choiceWord(field.choices, value)
      : field.kind === 'stage'
        ? choiceWord(stageChoices(meta, found.object.name), value)
        : shapeOf(field) === 'flag'
          ? t(value === 'true' ? 'yes' : 'no')
          : shapeOf(field) === 'number'
            ? whole(field, value)
            : value,
  )
  const zh = language() === 'zh'
  const operator = operatorWord(condition.operator, field)
  return [found.label, operator, values.join(zh ? '、' : ', ')].filter(Boolean).join(zh ? '' : ' ')
}

export interface ChipProps {
  object: MetaObject
  condition: Condition
  onChange: (condition: Condition) => void
  onRemove: () => void
  /** A chip just added opens by itself. */
  fresh?: boolean
}

export function Chip({ object, condition, onChange, onRemove, fresh = false }: ChipProps) {
  const meta = useMeta()
  const [open, setOpen] = useState(fresh)
  const found = fieldAt(meta, object.name, condition.path)
  const field: FieldDef = found?.field ?? {
    kind: 'text',
    label: { zh: condition.path, en: condition.path },
  }
  const value = useValueWords(meta, found?.object ?? object, field, condition)
  const label = found?.label ?? condition.path
  const operator = operatorWord(condition.operator, field)
  /** What stands in the editor: whoever looks away from a finished condition means it. */
  const typed = useRef(condition)
  const openOrLeave = (next: boolean) => {
    if (next) typed.current = condition
    else if (typed.current !== condition && isComplete(typed.current, shapeOf(field)))
      onChange(typed.current)
    setOpen(next)
  }
  const plain = condition.operator === 'any_of' || condition.operator === 'is'
  return (
    <span className={isComplete(condition, shapeOf(field)) ? 'chip' : 'chip broken'}>
      <Popover
        open={open}
        onOpenChange={openOrLeave}
        trigger="click"
        placement="bottomLeft"
        destroyOnHidden
        content={
          <ChipEditor
            object={found?.object ?? object}
            field={field}
            condition={condition}
            onChange={onChange}
            onType={(next) => (typed.current = next)}
            onDone={() => setOpen(false)}
          />
        }
      >
        <button type="button" className="ellipsis">
          <span className="chip-label">
            {label} <span className={plain ? 'only-read-aloud' : ''}>{operator}</span>
          </span>{' '}
          {value}
        </button>
      </Popover>
      <button type="button" aria-label={`${t('remove')} ${label}`} onClick={onRemove}>
        <CloseOutlined />
      </button>
    </span>
  )
}

interface ChipEditorProps {
  object: MetaObject
  field: FieldDef
  condition: Condition
  onChange: (condition: Condition) => void
  onType: (condition: Condition) => void
  onDone: () => void
}

/** Changes are kept here until they are done, so that half a word asks nothing of the server. */
function ChipEditor({ object, field, condition, onChange, onType, onDone }: ChipEditorProps) {
  const [draft, keepDraft] = useState(condition)
  const setDraft = (next: Condition) => {
    keepDraft(next)
    onType(next)
  }
  const { Filter } = partsOf(field)
  const needsValue = draft.operator !== 'empty' && draft.operator !== 'filled'
  const done = () => {
    onChange(draft)
    onDone()
  }
  return (
    <form
      className="chip-editor"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        onType(condition)
        onDone()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        done()
      }}
    >
      <Picker
        value={draft.operator}
        aria-label={say(words.condition)}
        options={operatorsOf(field).map((operator) => ({
          value: operator,
          label: operatorWord(operator, field),
        }))}
        onChange={(operator: Operator) =>
          setDraft({
            ...draft,
            operator,
            values: sameValues(draft.operator, operator) ? draft.values : [],
          })
        }
      />
      {needsValue && (
        <Filter
          key={draft.operator}
          field={field}
          name={draft.path}
          object={object.name}
          operator={draft.operator}
          values={draft.values}
          onChange={(values) => setDraft({ ...draft, values })}
          autoFocus
        />
      )}
      <Button
        type="primary"
        htmlType="submit"
        size="small"
        disabled={!isComplete(draft, shapeOf(field))}
      >
        {t('ok')}
      </Button>
    </form>
  )
}

/** May the values stay when the operator changes? Days are no dates, and "between" has two. */
const sameValues = (before: Operator, after: Operator): boolean =>
  groupOf(before) === groupOf(after)
const groupOf = (operator: Operator): string =>
  operator.endsWith('_days')
    ? 'days'
    : operator === 'between'
      ? 'two'
      : operator === 'empty' || operator === 'filled'
        ? 'none'
        : 'one'

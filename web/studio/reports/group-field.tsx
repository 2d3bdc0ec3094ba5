// By what are the rows of a report gathered? A field and how its values are put together, or a formula.
import { useState } from 'react'
import { Button, Input, InputNumber, Select } from 'antd'
import { ArrowUpOutlined, CloseOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { ReportGroup } from '#kernel/view/report.ts'
import { fieldChoices } from '#web/list/columns.ts'
import { shapeOf, type Shape } from '#web/list/condition.ts'
import { useMeta } from '#web/meta.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { say, t } from '#web/words.ts'
import { WordsField } from '#web/admin/words-field.tsx'
import { FormulaLine } from './formula-line.tsx'
import { type Bucket, groupParts, groupText, type GroupParts } from './report-parts.ts'
import { bucketWords, words } from './words.ts'

export interface GroupFieldProps {
  object: MetaObject
  label: string
  value: ReportGroup
  onChange: (value: ReportGroup) => void
  onRemove: () => void
  onUp?: (() => void) | undefined
  problem?: string | undefined
}

const bins = /^\s*bins\s*\(/
const byFormula = '\0formula'
const times: readonly Bucket[] = ['month', 'quarter', 'year', 'week', 'day']
const bucketsFor = (shape: Shape | undefined): readonly Bucket[] =>
  shape === 'day'
    ? [...times, 'each']
    : shape === 'instant'
      ? times
      : shape === 'number'
        ? ['each', 'step', 'bins']
        : ['each']

export function GroupField(props: GroupFieldProps) {
  const { object, label, value, onChange, onRemove, onUp, problem } = props
  const meta = useMeta()
  const found = groupParts(value.by)
  // What can be chosen may be written, too.
  const [writing, setWriting] = useState(false)
  const parts: GroupParts = writing ? { formula: value.by } : found
  const choices = fieldChoices(meta, object, (field) => !['many', 'blob'].includes(shapeOf(field)))
  const shapeAt = (path: string) => {
    const choice = choices.find((one) => one.path === path)
    return choice && shapeOf(choice.field)
  }
  const put = (next: GroupParts) => onChange({ ...value, by: groupText(next) })
  const pick = (path: string) => {
    setWriting(path === byFormula)
    if (path === byFormula) return
    const [bucket = 'each'] = bucketsFor(shapeAt(path))
    put({ field: path, bucket, edges: '' })
  }
  const dated = choices.find(({ field }) => shapeOf(field) === 'day')?.path ?? 'created_at'
  const offered = 'field' in parts ? bucketsFor(shapeAt(parts.field)) : []
  return (
    <div className="report-part" role="group" aria-label={label}>
      <div className="line">
        <Select
          showSearch={byLabel}
          value={'field' in parts ? parts.field : byFormula}
          aria-label={`${label} ${say(words.field)}`}
          popupMatchSelectWidth={false}
          options={[
            ...choices.map(({ path, label: name }) => ({ value: path, label: name })),
            { value: byFormula, label: say(words.by_formula) },
          ]}
          onChange={pick}
        />
        {offered.length > 1 && 'field' in parts && (
          <Select
            value={parts.bucket}
            aria-label={say(words.group_by)}
            popupMatchSelectWidth={false}
            options={offered.map((bucket) => ({ value: bucket, label: say(bucketWords[bucket]) }))}
            onChange={(bucket: Bucket) =>
              put({
                ...parts,
                bucket,
                edges: bucket === 'step' ? '1000' : bucket === 'bins' ? '0, 10000, 100000' : '',
              })
            }
          />
        )}
        {onUp && (
          <Button
            type="text"
            size="small"
            icon={<ArrowUpOutlined />}
            aria-label={say(words.move_up)}
            onClick={onUp}
          />
        )}
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={`${t('remove')} ${label}`}
          onClick={onRemove}
        />
      </div>
      {'formula' in parts && (
        <FormulaLine
          object={object}
          label={`${label} ${say(words.formula)}`}
          value={parts.formula}
          example={`year(${dated})`}
          help={say(words.group_help)}
          onChange={(formula) => put({ formula })}
        />
      )}
      {'field' in parts && (parts.bucket === 'step' || parts.bucket === 'bins') && (
        <Input
          size="small"
          key={parts.bucket}
          defaultValue={parts.edges}
          aria-label={say(parts.bucket === 'step' ? words.width : words.edges)}
          placeholder={say(parts.bucket === 'step' ? words.width : words.edges)}
          onBlur={(event) => put({ ...parts, edges: event.target.value.trim() })}
        />
      )}
      {bins.test(value.by) && (
        <WordsField
          required={false}
          label={say(words.below)}
          value={value.below ?? { zh: '', en: '' }}
          onChange={(said) => {
            const { below: _, ...rest } = value
            onChange(said.zh || said.en ? { ...rest, below: said } : rest)
          }}
        />
      )}
      {'field' in parts && parts.bucket === 'each' && (
        <label className="line small ink-3">
          {say(words.top)}
          <InputNumber
            size="small"
            min={1}
            max={50}
            style={{ width: 64 }}
            value={value.top ?? null}
            onChange={(top) => {
              const { top: _, ...rest } = value
              onChange(top ? { ...rest, top } : rest)
            }}
          />
          {say(words.top_help)}
        </label>
      )}
      {problem && (
        <p className="small bad" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

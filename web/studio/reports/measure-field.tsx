// What is measured? A field and how it is added up, or a formula over such sums.
import { useState } from 'react'
import { Button, Input, Select } from 'antd'
import { CloseOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Words } from '#kernel/error.ts'
import type { ReportMeasure } from '#kernel/view/report.ts'
import { fieldChoices } from '#web/list/columns.ts'
import { shapeOf } from '#web/list/condition.ts'
import { useMeta } from '#web/meta.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { language, say, t } from '#web/words.ts'
import { counted } from '../first-views.ts'
import { FormulaLine } from './formula-line.tsx'
import {
  aggregates,
  measureParts,
  measureText,
  type Aggregate,
  type MeasureParts,
} from './report-parts.ts'
import { aggregateWords, words } from './words.ts'

export interface MeasureFieldProps {
  object: MetaObject
  label: string
  value: ReportMeasure
  onChange: (value: ReportMeasure) => void
  onRemove?: (() => void) | undefined
  problem?: string | undefined
}

const byFormula = 'formula'
const shows = ['value', 'share', 'running'] as const
const units = ['auto', 'number', 'money', 'percent', 'days'] as const

/** A quotient that could be asked of this very object. */
const exampleOf = ({ lifecycle, fields }: MetaObject): string => {
  const [stage] = Object.keys(lifecycle?.stages ?? {}).slice(-1)
  const money = Object.entries(fields).find(([, field]) => field.kind === 'money')?.[0]
  return stage
    ? `100 * countif(stage = "${stage}") / count()`
    : money
      ? `sum(${money}) / count()`
      : '100 * countif(owner = me) / count()'
}

export function MeasureField({
  object,
  label,
  value,
  onChange,
  onRemove,
  problem,
}: MeasureFieldProps) {
  const meta = useMeta()
  // What can be chosen may be written, too.
  const [writing, setWriting] = useState(false)
  const parts: MeasureParts = writing ? { formula: value.of } : measureParts(value.of)
  const choices = fieldChoices(meta, object, (field) =>
    'aggregate' in parts && (parts.aggregate === 'distinct' || parts.aggregate === 'count')
      ? !['many', 'blob'].includes(shapeOf(field))
      : shapeOf(field) === 'number',
  )
  const numbers = fieldChoices(meta, object, (field) => shapeOf(field) === 'number')
  /** What a measure is called that nobody has named. */
  const unnamed = (one: MeasureParts): Words =>
    ('field' in one && numbers.find(({ path }) => path === one.field)?.field.label) || counted
  const put = (next: MeasureParts) => {
    const before = unnamed(measureParts(value.of))
    const own = value.label.zh !== before.zh || value.label.en !== before.en
    onChange({ ...value, ...(own ? {} : { label: unnamed(next) }), of: measureText(next) })
  }
  const aggregate = (next: string) => {
    setWriting(next === byFormula)
    if (next === byFormula) return
    const before = measureParts(value.of)
    const field = 'field' in before ? before.field : ''
    const one = next as Aggregate
    if (one === 'count') return put({ aggregate: one, field: '' })
    const kept =
      one === 'distinct' ? field : numbers.some(({ path }) => path === field) ? field : ''
    put({
      aggregate: one,
      field: kept || (one === 'distinct' ? object.title : (numbers[0]?.path ?? '')),
    })
  }
  const unset = <K extends 'show' | 'unit'>(key: K, next: ReportMeasure[K] | undefined) => {
    const { [key]: _, ...rest } = value
    onChange((next === undefined ? rest : { ...rest, [key]: next }) as ReportMeasure)
  }
  return (
    <div className="report-part" role="group" aria-label={label}>
      <div className="line">
        <Input
          value={value.label[language()]}
          aria-label={`${label} ${say(words.name)}`}
          onChange={(event) => {
            const text = event.target.value
            const { zh, en } = value.label
            // A name in one language serves both until the other one gets its own.
            onChange({
              ...value,
              label: zh === en ? { zh: text, en: text } : { ...value.label, [language()]: text },
            })
          }}
        />
        {onRemove && (
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={`${t('remove')} ${label}`}
            onClick={onRemove}
          />
        )}
      </div>
      <div className="line">
        <Select
          value={'formula' in parts ? byFormula : parts.aggregate}
          aria-label={`${label} ${say(words.measures)}`}
          popupMatchSelectWidth={false}
          options={[
            ...aggregates.map((one) => ({ value: one as string, label: say(aggregateWords[one]) })),
            { value: byFormula, label: say(words.by_formula) },
          ]}
          onChange={aggregate}
        />
        {'aggregate' in parts && parts.aggregate !== 'count' && (
          <Select
            showSearch={byLabel}
            value={parts.field || null}
            aria-label={`${label} ${say(words.field)}`}
            popupMatchSelectWidth={false}
            options={choices.map(({ path, label: name }) => ({ value: path, label: name }))}
            onChange={(field: string) => put({ ...parts, field })}
          />
        )}
      </div>
      {'formula' in parts && (
        <FormulaLine
          object={object}
          label={`${label} ${say(words.formula)}`}
          value={parts.formula}
          example={exampleOf(object)}
          help={say(words.measure_help)}
          onChange={(formula) => put({ formula })}
        />
      )}
      <div className="line">
        <Select
          size="small"
          value={value.show ?? 'value'}
          aria-label={say(words.show)}
          popupMatchSelectWidth={false}
          options={shows.map((one) => ({ value: one, label: say(words[`show_${one}`]) }))}
          onChange={(next: (typeof shows)[number]) =>
            unset('show', next === 'value' ? undefined : next)
          }
        />
        <Select
          size="small"
          value={value.unit ?? 'auto'}
          aria-label={say(words.unit)}
          popupMatchSelectWidth={false}
          options={units.map((one) => ({ value: one, label: say(words[`unit_${one}`]) }))}
          onChange={(next: (typeof units)[number]) =>
            unset('unit', next === 'auto' ? undefined : next)
          }
        />
      </div>
      {problem && (
        <p className="small bad" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

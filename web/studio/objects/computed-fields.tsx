// How is a field calculated? Rows to be summed up by choosing, anything else as a formula; what it gives follows from it.
import { useState } from 'react'
import { Select } from 'antd'
import { fullScope } from '#kernel/formula-in.ts'
import { check } from '#kernel/formula/check.ts'
import type { FieldDef } from '#kernel/field.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say } from '#web/words.ts'
import { FormulaField } from '../formula/formula-field.tsx'
import { systemNames } from '../kind-help.ts'

type Loose = Record<string, unknown>

const words = {
  formula: { zh: '公式', en: 'Formula' },
  formula_help: {
    zh: '像 Excel 一样写；输入时会提示字段、函数和选项，↑↓ 挑选，Tab 选用',
    en: 'As in Excel; fields, functions and choices are offered as you type, ↑↓ go to one, Tab takes it',
  },
  gives: { zh: '结果是', en: 'Gives' },
  rows: { zh: '哪些行', en: 'Which rows' },
  how: { zh: '怎么算', en: 'How' },
  what: { zh: '哪个字段', en: 'Which field' },
  no_rows: {
    zh: '还没有子表。先让另一个对象关联到这里，再加一个「子表」字段。',
    en: 'There are no rows yet: let another object refer to this one, then add a field “Child rows”.',
  },
} as const
const ways = {
  SUM: { zh: '求和', en: 'Sum' },
  COUNT: { zh: '个数', en: 'Count' },
  AVERAGE: { zh: '平均', en: 'Average' },
  MAX: { zh: '最大', en: 'Largest' },
  MIN: { zh: '最小', en: 'Smallest' },
} as const
type Way = keyof typeof ways

const gives = {
  decimal: { zh: '数字', en: 'A number' },
  money: { zh: '金额', en: 'Money' },
  integer: { zh: '整数', en: 'A whole number' },
  percent: { zh: '百分比', en: 'Percent' },
  text: { zh: '文字', en: 'Text' },
  date: { zh: '日期', en: 'A date' },
  datetime: { zh: '日期时间', en: 'Date and time' },
  yes_no: { zh: '是或否', en: 'Yes or no' },
} as const
type Gives = keyof typeof gives
const rollupGives = ['decimal', 'money', 'integer', 'date', 'datetime'] as const
const numbers: ReadonlySet<string> = new Set(['decimal', 'money', 'integer', 'percent'])

/** What a formula gives by its type; a number stays the kind of number that was chosen, money first makes it money. */
function givenBy(model: WholeModel, object: string, formula: string, chosen: Gives | null): Gives {
  const now = chosen ?? 'decimal'
  const answer = check(formula, fullScope(model.objects, object))
  if (!('checked' in answer)) return now
  const { type } = answer.checked.type
  const money = answer.checked.reads.some(
    (read) =>
      read.path.length === 1 && model.objects[object]?.fields[read.path[0]!]?.kind === 'money',
  )
  if (type === 'number') return chosen && numbers.has(chosen) ? chosen : money ? 'money' : 'decimal'
  if (type === 'text') return 'text'
  if (type === 'boolean') return 'yes_no'
  if (type === 'date') return 'date'
  return type === 'datetime' ? 'datetime' : now
}

export interface ComputedFieldsProps {
  model: WholeModel
  object: string
  kind: 'formula' | 'rollup'
  field: Loose
  put: (more: Loose) => void
}

export function ComputedFields({ model, object, kind, field, put }: ComputedFieldsProps) {
  const now = (field.gives ?? 'decimal') as Gives
  /** What it gives follows from the formula until somebody chooses. */
  const [chosen, setChosen] = useState<Gives | null>((field.gives as Gives | undefined) ?? null)
  const write = (formula: string) =>
    put({ formula, gives: givenBy(model, object, formula, chosen) })
  return (
    <>
      {kind === 'rollup' && (
        <Rows
          model={model}
          object={object}
          formula={String(field.formula ?? '')}
          onChange={(formula, as) =>
            put({ formula, gives: as ?? givenBy(model, object, formula, chosen) })
          }
        />
      )}
      <FormField label={say(words.formula)} required help={say(words.formula_help)}>
        {(ids) => (
          <FormulaField
            id={ids.id}
            model={model}
            object={object}
            value={String(field.formula ?? '')}
            placeholder={exampleOf(model, object, kind)}
            onChange={write}
          />
        )}
      </FormField>
      <FormField label={say(words.gives)}>
        {(ids) => (
          <Select
            id={ids.id}
            value={now}
            onChange={(next: Gives) => {
              setChosen(next)
              put({ gives: next })
            }}
            style={{ width: '100%' }}
            options={(kind === 'rollup' ? rollupGives : (Object.keys(gives) as Gives[])).map(
              (value) => ({ value, label: say(gives[value]) }),
            )}
          />
        )}
      </FormField>
    </>
  )
}

const plain = /^(SUM|COUNT|AVERAGE|MAX|MIN)\((\w+)(?:\.(\w+))?\)$/i

const kindsFor = (way: Way): ReadonlySet<string> =>
  way === 'MAX' || way === 'MIN' ? new Set([...numbers, 'date', 'datetime']) : numbers

const givesOf = (field: FieldDef | undefined): Gives | undefined =>
  field && ('gives' in field ? (field.gives as Gives | undefined) : (field.kind as Gives))

interface RowsProps {
  model: WholeModel
  object: string
  formula: string
  onChange: (formula: string, gives?: Gives) => void
}

/** Which rows, how, and which of their fields: three choices that write the formula. */
function Rows({ model, object, formula, onChange }: RowsProps) {
  const lines = Object.entries(model.objects[object]?.fields ?? {}).flatMap(([value, field]) =>
    field.kind === 'lines' ? [{ value, label: say(field.label), object: field.object }] : [],
  )
  const read = plain.exec(formula.trim())
  const way = (read?.[1]?.toUpperCase() ?? 'SUM') as Way
  const rows = lines.find((one) => one.value === read?.[2])
  const inside = (of: string | undefined, how: Way) =>
    Object.entries(model.objects[of ?? '']?.fields ?? {}).flatMap(([value, field]) =>
      !systemNames.has(value) && kindsFor(how).has(givesOf(field) ?? '')
        ? [{ value, label: say(field.label), gives: givesOf(field)! }]
        : [],
    )
  const put = (of: string, how: Way, wish?: string) => {
    if (how === 'COUNT') return onChange(`COUNT(${of})`, 'integer')
    const offered = inside(lines.find((one) => one.value === of)?.object, how)
    const field = offered.find((one) => one.value === wish) ?? offered[0]
    if (field) onChange(`${how}(${of}.${field.value})`, field.gives)
    else onChange(`COUNT(${of})`, 'integer')
  }
  if (!lines.length) return <p className="small ink-3">{say(words.no_rows)}</p>
  return (
    <div className="rollup-choice">
      <FormField label={say(words.rows)}>
        {({ id }) => (
          <Select
            id={id}
            value={rows?.value ?? null}
            options={lines}
            onChange={(of: string) => put(of, way, read?.[3])}
          />
        )}
      </FormField>
      <FormField label={say(words.how)}>
        {({ id }) => (
          <Select
            id={id}
            value={way}
            disabled={!rows}
            options={(Object.keys(ways) as Way[]).map((value) => ({
              value,
              label: say(ways[value]),
            }))}
            onChange={(how: Way) => rows && put(rows.value, how, read?.[3])}
          />
        )}
      </FormField>
      <FormField label={say(words.what)}>
        {({ id }) => (
          <Select
            id={id}
            value={way === 'COUNT' ? null : (read?.[3] ?? null)}
            disabled={!rows || way === 'COUNT'}
            options={inside(rows?.object, way)}
            onChange={(what: string) => rows && put(rows.value, way, what)}
          />
        )}
      </FormField>
    </div>
  )
}

/** An example with the object's own fields, so that it can be understood. */
function exampleOf(model: WholeModel, object: string, kind: 'formula' | 'rollup'): string {
  const fields = Object.entries(model.objects[object]?.fields ?? {}).filter(
    ([name]) => !systemNames.has(name),
  )
  const [line] = fields.flatMap(([name, field]) => (field.kind === 'lines' ? [name] : []))
  const counted = fields.flatMap(([name, field]) => (numbers.has(field.kind) ? [name] : []))
  if (kind === 'rollup') return line ? `COUNT(${line})` : ''
  if (counted.length > 1) return `${counted[0]} * ${counted[1]}`
  return counted.length ? `${counted[0]} * 2` : 'TODAY() - created_at'
}

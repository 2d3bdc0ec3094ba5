// What must be said of a field beside its name, by its kind?
import { byLabel } from '#web/parts/by-label.ts'
import { Checkbox, InputNumber, Select } from 'antd'
import type { Kind } from '#kernel/field.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { TextLine } from '#web/parts/text-line.tsx'
import { say } from '#web/words.ts'
import { ChoicesEditor } from './choices-editor.tsx'
import type { Choices } from './finished-choices.ts'
import { ComputedFields } from './computed-fields.tsx'
import type { Draft } from '../use-draft.ts'

/** A field while it is edited: its parts come one by one. */
export type Loose = Record<string, unknown>

/** A property that is a text; empty where it is none. */
export function textOf(field: Loose, property: string): string {
  const value = field[property]
  return typeof value === 'string' ? value : ''
}

const words = {
  choices: { zh: '选项', en: 'Choices' },
  target: { zh: '指向哪个对象', en: 'Which object does it point to' },
  on_remove: { zh: '对方被删除时', en: 'When that record is removed' },
  refuse: { zh: '不许删除', en: 'Refuse to remove it' },
  empty: { zh: '清空这里', en: 'Empty this field' },
  max_length: { zh: '最多字数', en: 'At most so many characters' },
  min: { zh: '最小值', en: 'Smallest' },
  max: { zh: '最大值', en: 'Largest' },
  digits: { zh: '小数位数', en: 'Decimal places' },
  pattern: { zh: '编号规则', en: 'Pattern' },
  pattern_help: {
    zh: '{YYYY} 年、{MM} 月、{DD} 日；{0000} 是流水号，随日期重新计数',
    en: '{YYYY} year, {MM} month, {DD} day; {0000} counts, anew with each date',
  },
  gapless: { zh: '连号，不跳号', en: 'Without gaps' },
  many: { zh: '可放多个文件', en: 'Several files' },
  by: { zh: '哪些记录', en: 'Which records' },
  new_rows: { zh: '新建一张子表', en: 'A new table of rows' },
  theirs: { zh: '关联到这里的对象', en: 'Objects that refer to this one' },
  columns: { zh: '有哪些列，依次', en: 'Its columns, in order' },
  columns_help: {
    zh: '用顿号隔开；之后在左侧「子表与日志」里改类型、再加列',
    en: 'Between commas; later their kinds are changed and more are added under “Rows and logs”',
  },
  columns_example: { zh: '项目、日期、数量、金额', en: 'Item, Date, Quantity, Amount' },
} as const
export interface KindFieldsProps {
  draft: Draft
  object: string
  kind: Kind
  field: Loose
  live: Choices
  put: (more: Loose) => void
}

export function KindFields(props: KindFieldsProps) {
  const { kind, field, put, draft, object, live } = props
  switch (kind) {
    case 'choice':
    case 'multi_choice':
      return (
        <FormField label={say(words.choices)} required>
          {() => (
            <ChoicesEditor
              value={(field.choices ?? {}) as Choices}
              published={live}
              onChange={(choices) => put({ choices })}
            />
          )}
        </FormField>
      )
    case 'ref':
      return <RefFields {...props} />
    case 'lines':
      return <LinesFields {...props} />
    case 'text':
    case 'long_text':
      return (
        <FormField label={say(words.max_length)}>
          {(ids) => (
            <InputNumber
              id={ids.id}
              min={1}
              max={100_000}
              value={typeof field.max === 'number' ? field.max : null}
              onChange={(max) => put({ max })}
            />
          )}
        </FormField>
      )
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percent':
      return <NumberFields {...props} />
    case 'auto_number':
      return (
        <>
          <TextLine
            label={say(words.pattern)}
            required
            help={say(words.pattern_help)}
            className="mono"
            value={String(field.pattern ?? '')}
            onChange={(text) => put({ pattern: text })}
          />
          <Checkbox
            checked={field.gapless === true}
            onChange={(event) => put({ gapless: event.target.checked })}
          >
            {say(words.gapless)}
          </Checkbox>
        </>
      )
    case 'formula':
    case 'rollup':
      return (
        <ComputedFields model={draft.shown} object={object} kind={kind} field={field} put={put} />
      )
    case 'file':
      return (
        <Checkbox
          checked={field.many === true}
          onChange={(event) => put({ many: event.target.checked })}
        >
          {say(words.many)}
        </Checkbox>
      )
    default:
      return null
  }
}

const objectOptions = (draft: Draft) =>
  Object.values(draft.shown.objects).map((one) => ({ value: one.name, label: say(one.label) }))

function RefFields({ draft, field, put }: KindFieldsProps) {
  return (
    <>
      <FormField label={say(words.target)} required>
        {(ids) => (
          <Select
            id={ids.id}
            value={(field.object as string | undefined) ?? null}
            onChange={(object) => put({ object })}
            options={objectOptions(draft)}
            showSearch={byLabel}
            style={{ width: '100%' }}
          />
        )}
      </FormField>
      <FormField label={say(words.on_remove)}>
        {(ids) => (
          <Select
            id={ids.id}
            value={(field.on_remove as string | undefined) ?? 'refuse'}
            onChange={(on_remove) => put({ on_remove })}
            style={{ width: '100%' }}
            options={(['refuse', 'empty'] as const).map((value) => ({
              value,
              label: say(words[value]),
            }))}
          />
        )}
      </FormField>
    </>
  )
}

/** Stands for rows whose object is made together with the field. */
const newRows = '+'

/** Rows of their own, or those of objects that point here, each with the fields by which they do. */
function LinesFields({ draft, object, field, put }: KindFieldsProps) {
  const ways = Object.values(draft.shown.objects).flatMap((one) =>
    Object.entries(one.fields).flatMap(([name, it]) =>
      it.kind === 'ref' && it.object === object && name !== 'id'
        ? [{ value: `${one.name}.${name}`, label: `${say(one.label)} · ${say(it.label)}` }]
        : [],
    ),
  )
  const fresh = typeof field.columns === 'string'
  return (
    <>
      <FormField label={say(words.by)} required>
        {(ids) => (
          <Select
            id={ids.id}
            value={
              fresh ? newRows : field.object ? `${String(field.object)}.${String(field.by)}` : null
            }
            onChange={(way: string) => {
              if (way === newRows)
                return put({ columns: '', object: null, by: null, read_only: null })
              const [from, by] = way.split('.')
              put({ object: from, by, read_only: true, columns: null })
            }}
            options={[
              ...(field.object && field.columns === undefined
                ? []
                : [{ value: newRows, label: say(words.new_rows) }]),
              ...(ways.length ? [{ label: say(words.theirs), options: ways }] : []),
            ]}
            showSearch={byLabel}
            style={{ width: '100%' }}
          />
        )}
      </FormField>
      {fresh && (
        <TextLine
          label={say(words.columns)}
          help={say(words.columns_help)}
          value={String(field.columns)}
          placeholder={say(words.columns_example)}
          onChange={(columns) => put({ columns })}
        />
      )}
    </>
  )
}

function NumberFields({ kind, field, put }: KindFieldsProps) {
  // Whole numbers are numbers, exact ones are texts: no amount ever becomes a float.
  const whole = kind === 'integer'
  const limit = (name: 'min' | 'max') => (
    <TextLine
      key={name}
      label={say(words[name])}
      inputMode="decimal"
      value={field[name] === undefined || field[name] === null ? '' : String(field[name])}
      onChange={(typed) => {
        const text = typed.trim()
        if (!/^-?\d*\.?\d*$/.test(text)) return
        put({
          [name]: text === '' ? null : whole && /^-?\d+$/.test(text) ? Number(text) : text,
        })
      }}
    />
  )
  return (
    <div className="words-pair">
      {limit('min')}
      {limit('max')}
      {(kind === 'decimal' || kind === 'percent') && (
        <FormField label={say(words.digits)}>
          {(ids) => (
            <InputNumber
              id={ids.id}
              min={0}
              max={12}
              value={typeof field.digits === 'number' ? field.digits : null}
              onChange={(digits) => put({ digits })}
            />
          )}
        </FormField>
      )}
    </div>
  )
}

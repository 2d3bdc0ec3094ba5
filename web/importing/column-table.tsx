// Which column goes where? One line per column, its field beside it, and what its values mean.
import { useState } from 'react'
import { Button, Checkbox, Select } from 'antd'
import { DownOutlined, RightOutlined } from '@ant-design/icons'
import type { ImportPreview } from '#kernel/api.ts'
import type { MetaObject } from '#kernel/api/meta.ts'
import { type FieldDef, kindNames, targetOf } from '#kernel/field.ts'
import { unitPlaces } from '#kernel/import/header-unit.ts'
import { newKinds } from '#kernel/import/mapping.ts'
import type { Mapping } from '#kernel/import/mapping.ts'
import { shiftPoint } from '#kernel/import/number-text.ts'
import { number } from '#kernel/money/written.ts'
import { freeName } from '#web/studio/draft.ts'
import { nameFor } from '#web/studio/pinyin-name.ts'
import { useMeta } from '#web/meta.ts'
import { byNames } from '#web/parts/by-label.ts'
import { language, say } from '#web/words.ts'
import { fieldOf, pickOf, withCreate, withPick, withValue, wordsIn } from './mapping-state.ts'
import { words } from './words.ts'
import '#web/fields/fields.css'

export interface ColumnTableProps {
  object: MetaObject
  preview: ImportPreview
  mapping: Mapping
  onMapping: (mapping: Mapping) => void
  /** column → what the server said of its goal. */
  problems: Readonly<Record<string, string>>
}

const given: ReadonlySet<string> = new Set(['formula', 'rollup', 'lines', 'file', 'image'])
const always: ReadonlySet<string> = new Set([
  'id',
  'external_id',
  'owner',
  'stage',
  'created_at',
  'number',
])

/** Fields that a column may go to; those that only history brings are offered to administrators. */
const goals = (object: MetaObject, history: boolean): [string, FieldDef][] =>
  Object.entries(object.fields).filter(
    ([name, field]) =>
      !given.has(field.kind) &&
      !['version', 'updated_at', 'updated_by', 'created_by', 'stage_since'].includes(name) &&
      (!field.read_only || history || always.has(name)),
  )

export function ColumnTable({ object, preview, mapping, onMapping, problems }: ColumnTableProps) {
  const meta = useMeta()
  const [open, setOpen] = useState<string | null>(null)
  const taken = new Map(
    preview.columns.flatMap(({ name }) => {
      const field = fieldOf(mapping, name)
      return field === undefined ? [] : [[field, name] as const]
    }),
  )
  const choose = (column: string, pick: string) =>
    onMapping(
      withPick(mapping, column, pick, (names) =>
        freeName(nameFor(column), { ...object.fields, ...names }, 'field'),
      ),
    )
  const options = [
    { value: '', label: say(words.leave) },
    {
      label: say(words.fields),
      title: 'fields',
      options: goals(object, mapping.history === true).map(([value, field]) => ({
        value,
        label: say(field.label) + (field.required ? ' *' : ''),
        names: [field.label.zh, field.label.en, value],
      })),
    },
    ...(meta.who.admin
      ? [
          {
            label: say(words.new_field),
            title: 'new',
            options: newKinds.map((kind) => ({
              value: `+${kind}`,
              label: say(words.new_of, { kind: kindName(kind) }),
              names: [`+ ${kindName(kind)}`],
            })),
          },
        ]
      : []),
  ]
  return (
    <table className="adm-table fold map-table">
      <thead>
        <tr>
          <th scope="col">{say(words.in_file)}</th>
          <th scope="col">{say(words.sample)}</th>
          <th scope="col">{say(words.goes_to)}</th>
          <th scope="col">{say(words.values)}</th>
        </tr>
      </thead>
      <tbody>
        {preview.columns.map((column) => {
          const goal = mapping.columns[column.name]
          const name = fieldOf(mapping, column.name)
          const field = name === undefined ? undefined : object.fields[name]
          const problem = problems[column.name]
          return (
            <tr key={column.name} className={name === undefined ? 'off' : ''}>
              <td>
                <b>{column.name}</b>
              </td>
              <td className="ink-2 ellipsis sample">{column.sample.join(' · ')}</td>
              <td className="goal">
                <Select
                  value={pickOf(goal)}
                  options={options}
                  status={problem ? 'error' : ''}
                  aria-label={`${column.name} ${say(words.goes_to)}`}
                  showSearch={byNames}
                  optionRender={(option) => {
                    const from = taken.get(String(option.value))
                    return (
                      <span className="ref-option">
                        <span>{option.label}</span>
                        {from !== undefined && from !== column.name && (
                          <span className="ink-3 small">← {from}</span>
                        )}
                      </span>
                    )
                  }}
                  popupMatchSelectWidth={260}
                  style={{ width: '100%' }}
                  onChange={(pick: string) => choose(column.name, pick)}
                />
                {problem && <p className="small bad">{problem}</p>}
              </td>
              <td>
                {name === undefined && meta.who.admin && suggested(column) && (
                  <Button
                    type="link"
                    size="small"
                    style={{ paddingInline: 0 }}
                    onClick={() => choose(column.name, `+${suggested(column)}`)}
                  >
                    {say(words.new_of, { kind: kindName(suggested(column)) })}
                  </Button>
                )}
                {name !== undefined && field && (
                  <Means
                    object={object}
                    field={field}
                    name={name}
                    column={column.name}
                    preview={preview}
                    mapping={mapping}
                    onMapping={onMapping}
                    open={open === column.name}
                    onOpen={() => setOpen(open === column.name ? null : column.name)}
                  />
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The kind of field that a column without a goal would make. */
const suggested = (column: ImportPreview['columns'][number]): string | undefined =>
  column.guess && 'new' in column.guess ? column.guess.new : undefined

function kindName(kind: string | undefined): string {
  const known = newKinds.find((one) => one === kind)
  const name = known ? say(kindNames[known]) : ''
  return language() === 'en' ? name.toLowerCase() : name
}

interface MeansProps {
  object: MetaObject
  field: FieldDef
  name: string
  column: string
  preview: ImportPreview
  mapping: Mapping
  onMapping: (mapping: Mapping) => void
  open: boolean
  onOpen: () => void
}

/** What the words of the column mean: choices and stages one by one, references all at once. */
function Means(props: MeansProps) {
  const { object, field, name, column, preview, mapping, onMapping, open, onOpen } = props
  const meta = useMeta()
  const target = targetOf(field)
  const creates = mapping.create_missing?.includes(name) ?? false
  if (target)
    return (
      <Checkbox
        checked={creates}
        onChange={(event) => onMapping(withCreate(mapping, name, event.target.checked))}
      >
        {say(words.create_ref, { object: say(meta.objects[target]?.label ?? field.label) })}
      </Checkbox>
    )
  const places = unitPlaces(column, field)
  if (places !== 0)
    return (
      <span className="ink-2 small">
        {say(words.in_units, { amount: number(shiftPoint('1', places)) })}
      </span>
    )
  const choices = choicesOf(object, field)
  if (!choices) return null
  const found = wordsIn(preview, column)
  const wrong = found.filter((one) => one.wrong).length
  const canAdd = meta.who.admin && field.kind !== 'stage'
  return (
    <>
      <Button
        type="text"
        size="small"
        danger={wrong > 0 && !creates}
        icon={open ? <DownOutlined /> : <RightOutlined />}
        aria-expanded={open}
        onClick={onOpen}
      >
        {wrong > 0 && !creates ? say(words.values_wrong, { n: wrong }) : say(words.values)}
      </Button>
      {open && (
        <div className="value-lines">
          {canAdd && (
            <Checkbox
              checked={creates}
              onChange={(event) => onMapping(withCreate(mapping, name, event.target.checked))}
            >
              {say(words.create_choice)}
            </Checkbox>
          )}
          {valuesShown(found, mapping, name).map((one) => (
            <div key={one.word} className="value-line">
              <span className="ellipsis" title={one.word}>
                {one.word}
              </span>
              <Select
                size="small"
                value={mapping.values?.[name]?.[one.word] ?? null}
                status={one.wrong ? 'error' : ''}
                placeholder={say(one.wrong ? words.value_unknown : words.value_auto)}
                aria-label={one.word}
                allowClear
                style={{ width: '100%' }}
                options={[...choices, { value: '', label: say(words.value_empty) }]}
                onChange={(value?: string) => onMapping(withValue(mapping, name, one.word, value))}
              />
            </div>
          ))}
        </div>
      )}
    </>
  )
}

/** The words seen in the first rows, and those that were answered before. */
const valuesShown = (
  found: readonly { word: string; wrong: boolean }[],
  mapping: Mapping,
  name: string,
) => [
  ...found,
  ...Object.keys(mapping.values?.[name] ?? {}).flatMap((word) =>
    found.some((one) => one.word === word) ? [] : [{ word, wrong: false }],
  ),
]

function choicesOf(object: MetaObject, field: FieldDef): { value: string; label: string }[] | null {
  const map =
    field.kind === 'stage'
      ? object.lifecycle?.stages
      : field.kind === 'choice' || field.kind === 'multi_choice'
        ? field.choices
        : undefined
  if (!map) return null
  return Object.entries(map).flatMap(([value, one]) =>
    one && !('retired' in one && one.retired) ? [{ value, label: say(one.label) }] : [],
  )
}

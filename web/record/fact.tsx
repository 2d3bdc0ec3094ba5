// How does one field stand on the page? Its value, and on a click, E or Enter its input in the same place.
import { useEffect, useId, useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { EditOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import { isBlank } from '#kernel/blank.ts'
import type { FieldDef } from '#kernel/field.ts'
import type { Values } from '#kernel/object.ts'
import { partsOf } from '#web/fields/registry.ts'
import { doubtOf, holds } from '#web/form/holds.ts'
import { useMeta } from '#web/meta.ts'
import { isComposing } from '#web/parts/composing.ts'
import { say } from '#web/words.ts'
import type { Editing } from './use-edit.ts'
import { words } from './words.ts'

export interface FactProps {
  object: MetaObject
  name: string
  row: Values
  editing: Editing
  editable: boolean
  /** In the heading: no label beside it. */
  bare?: boolean
}

/** A choice is made with one click, so it is saved with it; what is typed is saved by Enter or by leaving. */
const picked = new Set(['choice', 'date', 'yes_no', 'ref', 'person', 'team'])
export const many = new Set([
  'long_text',
  'rich_text',
  'address',
  'file',
  'image',
  'multi_choice',
  'datetime',
])

/** The digest of a document is compared, not read: one line, whole in its title. */
const isSeal = (value: unknown): boolean =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

/** 跟进期限（天）: what stands in brackets goes to the next line as a whole, not with a piece of the word before it. */
function unbrokenUnit(label: string): ReactNode {
  const [, word, unit] = /^(.+?)(\s?[（(].+)$/u.exec(label) ?? []
  return unit === undefined ? (
    label
  ) : (
    <>
      {word}
      <span className="fact-unit">{unit}</span>
    </>
  )
}

export function Fact({ object, name, row, editing, editable, bare = false }: FactProps) {
  const field = object.fields[name]!
  const meta = useMeta()
  const open = editable && (editing.all || editing.open.has(name))
  const parts = partsOf(field)
  const label = say(field.label)
  const value = row[name]
  const problem = editing.problems[name]
  const className = [
    'fact',
    parts.wide || field.kind === 'rich_text' ? 'wide' : '',
    open ? 'open' : '',
    editable ? 'editable' : '',
    problem ? 'wrong' : '',
  ].join(' ')
  const begin = () => editable && editing.begin(name)
  const Value = tagOf(bare)
  if (open)
    return <OpenFact {...{ object, name, row, editing, bare, field, label, className, problem }} />
  const { Cell } = parts
  const doubt = doubtOf(meta, object.name, field, row)
  const cell = isSeal(value) ? (
    <span className="mono ellipsis seal" title={String(value)}>
      {String(value)}
    </span>
  ) : (
    <Cell field={field} name={name} object={object.name} value={value} row={row} place="page" />
  )
  return (
    <div
      className={className}
      id={bare ? undefined : `fact-${name}`}
      onClick={(event) => {
        // A link in the value is followed; selecting text is no click.
        if ((event.target as HTMLElement).closest('a, button') || getSelection()?.toString()) return
        begin()
      }}
    >
      {!bare && <dt title={field.help && say(field.help)}>{unbrokenUnit(label)}</dt>}
      <Value className="fact-value">
        {isBlank(value) ? <span className="ink-3">—</span> : cell}
        {doubt && (
          <span className="warn fact-doubt" role="status" title={doubt}>
            <ExclamationCircleOutlined aria-label={doubt} />
          </span>
        )}
        {editable && (
          <button
            type="button"
            className="bare fact-pen"
            aria-label={say(words.edit_field, { field: label })}
            onClick={begin}
          >
            <EditOutlined />
          </button>
        )}
      </Value>
    </div>
  )
}

/** Alone in a heading it is no part of a list of terms. */
const tagOf = (bare: boolean | undefined) => (bare ? 'div' : 'dd')

interface OpenFactProps extends Omit<FactProps, 'editable'> {
  field: FieldDef
  label: string
  className: string
  problem: string | undefined
}

function OpenFact({
  object,
  name,
  row,
  editing,
  bare,
  field,
  label,
  className,
  problem,
}: OpenFactProps) {
  const meta = useMeta()
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const { Input } = partsOf(field)
  // Alone it saves itself; in a form of many the form is saved.
  const alone = !editing.all && editing.open.size === 1
  const required =
    field.required ||
    (field.required_if !== undefined && holds(meta, object.name, field.required_if, row, false))
  useEffect(() => {
    if (editing.all) return
    box.current?.scrollIntoView({ block: 'nearest' })
    box.current?.querySelector<HTMLElement>('input, textarea, [tabindex]')?.focus()
  }, [editing.all])

  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      editing.cancel()
    }
    const typed =
      !picked.has(field.kind) && (!many.has(field.kind) || event.ctrlKey || event.metaKey)
    if (event.key === 'Enter' && typed) {
      event.preventDefault()
      void editing.save()
    }
  }
  const change = (value: unknown) => {
    editing.change(name, value)
    if (alone && picked.has(field.kind)) void editing.save({ [name]: value })
  }
  const Value = tagOf(bare)
  return (
    <div
      className={className}
      ref={box}
      id={bare ? undefined : `fact-${name}`}
      onKeyDown={press}
      onBlur={(event) => {
        if (
          !alone ||
          picked.has(field.kind) ||
          many.has(field.kind) ||
          editing.saving ||
          editing.conflict
        )
          return
        const to = event.relatedTarget
        // The bar below saves or cancels by itself.
        if (to instanceof Element && (event.currentTarget.contains(to) || to.closest('.save-bar')))
          return
        void editing.save()
      }}
    >
      {!bare && (
        <dt>
          <label htmlFor={id}>{label}</label>
          {required && <span className="bad"> *</span>}
        </dt>
      )}
      <Value className="fact-value">
        <Input
          field={field}
          name={name}
          object={object.name}
          value={row[name]}
          row={row}
          onChange={change}
          id={id}
          label={label}
          invalid={problem !== undefined}
          describedBy={problem ? `${id}-note` : undefined}
        />
        {problem ? (
          <p id={`${id}-note`} className="small bad" role="alert">
            <ExclamationCircleOutlined /> {problem}
          </p>
        ) : (
          field.help && editing.all && <p className="small ink-3">{say(field.help)}</p>
        )}
      </Value>
    </div>
  )
}

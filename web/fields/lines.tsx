// How are child rows shown and typed? In a cell their count; in a form one row each.
import { Suspense, useState } from 'react'
import { Button } from 'antd'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { madeKinds, type FieldDef } from '#kernel/field.ts'
import { rowSystemFields } from '#kernel/system-fields.ts'
import { useMeta } from '#web/meta.ts'
import { say, t } from '#web/words.ts'
import type { FieldParts, InputProps } from './field-parts.ts'
import { knownLines, rowsOf } from './known-lines.tsx'
import { TextFilter } from './text.tsx'

/** The child's fields that a person fills in, without the reference back to the parent. */
const lineFields = (fields: Readonly<Record<string, FieldDef>>, by: string): [string, FieldDef][] =>
  Object.entries(fields).filter(
    ([name, field]) =>
      name !== by &&
      !rowSystemFields.has(name) &&
      !field.read_only &&
      field.kind !== 'lines' &&
      !madeKinds.has(field.kind),
  )

type PartsOf = (field: FieldDef) => FieldParts

function LinesInput({
  field,
  value,
  onChange,
  disabled,
  row: around,
  partsOf,
}: InputProps<'lines'> & { partsOf: PartsOf }) {
  const child = useMeta().objects[field.object]
  const rows = rowsOf(value)
  // Rows have no id before they are saved; a key that stays keeps the focus where it is.
  const [rowKeys, setRowKeys] = useState<number[]>(() => rows.map((_, at) => at))
  if (!child) return null
  const known = knownLines[child.name]?.({
    child,
    by: field.by,
    rows,
    around,
    onChange,
    disabled,
    partsOf,
  })
  if (known) return <Suspense fallback={null}>{known}</Suspense>
  const columns = lineFields(child.fields, field.by)
  const change = (at: number, name: string, next: unknown) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, [name]: next } : row)))
  return (
    <div className="lines-input">
      {rows.map((row, at) => (
        <div key={rowKeys[at] ?? `new-${at}`} className="lines-row">
          {columns.map(([name, one]) => {
            const { Input } = partsOf(one)
            return (
              <label key={name}>
                <span className="small ink-3">
                  {say(one.label)}
                  {one.required && <span className="bad"> *</span>}
                </span>
                <Input
                  field={one}
                  name={name}
                  object={child.name}
                  row={{ ...around, ...row }}
                  value={row[name]}
                  onChange={(next) => change(at, name, next)}
                  disabled={disabled}
                  small
                />
              </label>
            )
          })}
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t('remove')}
            disabled={disabled}
            onClick={() => {
              onChange(rows.filter((_, index) => index !== at))
              setRowKeys(rowKeys.filter((_, index) => index !== at))
            }}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={disabled}
        onClick={() => {
          onChange([...rows, {}])
          setRowKeys([...rowKeys, Date.now()])
        }}
      >
        {say({ zh: '添加{object}', en: 'Add {object}' }, { object: say(child.label) })}
      </Button>
    </div>
  )
}

/** Its rows are made of all other kinds, so the registry hands itself in. */
export const linesWith = (partsOf: PartsOf): FieldParts<'lines'> => ({
  Cell: ({ value }) => <>{rowsOf(value).length || ''}</>,
  Input: (props) => <LinesInput {...props} partsOf={partsOf} />,
  Filter: ({ field: _, ...props }) => <TextFilter {...props} />,
  right: true,
  width: 64,
  wide: true,
  operators: [],
})

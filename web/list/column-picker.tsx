// Which columns, in which order?
import { useState } from 'react'
import { Button, Checkbox, Popover } from 'antd'
import { DownOutlined, PlusOutlined, TableOutlined, UpOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import { fieldAt, useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { fieldChoices } from './columns.ts'
import { FieldPicker } from './field-picker.tsx'
import { words } from './words.ts'

export interface ColumnPickerProps {
  object: MetaObject
  columns: readonly string[]
  onColumns: (columns: string[]) => void
}

export function ColumnPicker({ object, columns, onColumns }: ColumnPickerProps) {
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={<ColumnList object={object} columns={columns} onColumns={onColumns} />}
    >
      <Button type="text" size="small" icon={<TableOutlined />}>
        {say(words.columns, { n: columns.length })}
      </Button>
    </Popover>
  )
}

function ColumnList({ object, columns, onColumns }: ColumnPickerProps) {
  const meta = useMeta()
  const [adding, setAdding] = useState(false)
  if (adding) {
    const choices = fieldChoices(meta, object, (field) => field.kind !== 'lines').filter(
      (one) => !columns.includes(one.path),
    )
    return (
      <FieldPicker
        choices={choices}
        onPick={({ path }) => {
          onColumns([...columns, path])
          setAdding(false)
        }}
      />
    )
  }
  const swap = (at: number, other: number) => {
    const next = [...columns]
    const [a, b] = [next[at], next[other]]
    if (a === undefined || b === undefined) return
    next[at] = b
    next[other] = a
    onColumns(next)
  }
  return (
    <div className="field-picker" role="group" aria-label={say(words.columns_title)}>
      {columns.map((path, at) => {
        const label = fieldAt(meta, object.name, path)?.label ?? path
        return (
          <div key={path} className="column-row">
            <Checkbox
              checked
              disabled={columns.length === 1}
              onChange={() => onColumns(columns.filter((one) => one !== path))}
            >
              {label}
            </Checkbox>
            <Button
              type="text"
              size="small"
              icon={<UpOutlined />}
              disabled={at === 0}
              aria-label={`${say(words.move_up)} ${label}`}
              onClick={() => swap(at, at - 1)}
            />
            <Button
              type="text"
              size="small"
              icon={<DownOutlined />}
              disabled={at === columns.length - 1}
              aria-label={`${say(words.move_down)} ${label}`}
              onClick={() => swap(at, at + 1)}
            />
          </div>
        )
      })}
      <Button type="text" size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
        {say(words.find_field)}
      </Button>
    </div>
  )
}

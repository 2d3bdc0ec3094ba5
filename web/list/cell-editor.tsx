// How is one cell changed where it stands? Enter or leaving saves, Escape forgets, a "no" is told right there.
import { useRef, useState } from 'react'
import type { FocusEvent, KeyboardEvent } from 'react'
import { Popover } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { partsOf } from '#web/fields/registry.ts'
import { CallError } from '#web/call.ts'
import { isComposing } from '#web/parts/composing.ts'
import type { Column } from './columns.ts'

export interface CellEditorProps {
  object: MetaObject
  column: Column
  row: Row
  /** `base` is the row as it was when one began: what others wrote since is theirs, though it is drawn already. */
  onSave: (value: unknown, base: Row) => Promise<void>
  /** Done; the step says in which direction the next cell lies. */
  onDone: (step?: number) => void
}

/** Kinds that are chosen rather than typed: choosing is saving. */
const atOnce = new Set(['choice', 'ref', 'person', 'team', 'date'])
const popups = '.ant-select-dropdown, .ant-picker-dropdown'
/** What a field may have opened: it is not left while one is in there. */
const opened = `${popups}, .ant-drawer`

export function CellEditor({ object, column, row, onSave, onDone }: CellEditorProps) {
  const { path, field } = column
  const [base] = useState(row)
  const [value, setValue] = useState<unknown>(row[path])
  const [problem, setProblem] = useState<string | null>(null)
  const busy = useRef(false)
  const { Input } = partsOf(field)

  const save = async (next: unknown, step = 0) => {
    if (busy.current) return
    const before = base[path] ?? null
    const after = next === '' ? null : (next ?? null)
    if (JSON.stringify(before) === JSON.stringify(after)) return onDone(step)
    busy.current = true
    try {
      await onSave(after, base)
      onDone(step)
    } catch (error) {
      if (error instanceof CallError && error.code === 'moved') onDone()
      else
        setProblem(
          error instanceof CallError ? (error.errors[0]?.detail ?? error.message) : String(error),
        )
    } finally {
      busy.current = false
    }
  }

  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      onDone()
    }
    const open = atOnce.has(field.kind) && document.querySelector(popups)
    if (event.key === 'Enter' && !open && !(field.kind === 'long_text' && event.shiftKey)) {
      event.preventDefault()
      event.stopPropagation()
      void save(value)
    }
    if (event.key === 'Tab') {
      event.preventDefault()
      void save(value, event.shiftKey ? -1 : 1)
    }
  }

  const leave = (event: FocusEvent) => {
    const next = event.relatedTarget
    if (next instanceof Node && event.currentTarget.contains(next)) return
    if (next instanceof Element && next.closest(opened)) return
    // With a problem shown, leaving means giving up.
    if (problem) onDone()
    else void save(value)
  }

  return (
    <Popover
      open={problem !== null}
      content={<span className="bad">{problem}</span>}
      placement="bottomLeft"
    >
      <span className="editor" onKeyDown={press} onBlur={leave}>
        <Input
          field={field}
          name={path}
          object={object.name}
          value={value}
          row={row}
          onChange={(next) => {
            setValue(next)
            setProblem(null)
            if (atOnce.has(field.kind)) void save(next)
          }}
          autoFocus
          small
          invalid={problem !== null}
          label={column.label}
        />
      </span>
    </Popover>
  )
}

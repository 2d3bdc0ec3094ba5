// How are parts put in their order? Each can be opened, moved and taken out, and another one added.
import type { ReactNode } from 'react'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { say } from '#web/words.ts'
import { OrderButtons } from '../order-buttons.tsx'
import { words } from './words.ts'

export interface PartListProps<T> {
  title: string
  items: readonly T[]
  onChange: (items: T[]) => void
  fresh: () => T
  nameOf: (item: T) => string
  children: (item: T, put: (item: T) => void) => ReactNode
}

export function PartList<T>(props: PartListProps<T>) {
  const { title, items, onChange, fresh, nameOf, children } = props
  const swap = (a: number, b: number) => {
    const next = [...items]
    ;[next[a], next[b]] = [next[b]!, next[a]!]
    onChange(next)
  }
  return (
    <>
      <h3>{title}</h3>
      {items.map((item, at) => (
        <div key={at} className="doc-part">
          <details>
            <summary className="ellipsis">{nameOf(item) || '—'}</summary>
            {children(item, (next) => onChange(items.map((one, i) => (i === at ? next : one))))}
          </details>
          <span className="doc-part-acts">
            <OrderButtons
              at={at}
              last={items.length - 1}
              remove={say(words.remove)}
              onMove={(to) => swap(at, to)}
              onRemove={() => onChange(items.filter((_, i) => i !== at))}
            />
          </span>
        </div>
      ))}
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => onChange([...items, fresh()])}
      >
        {say(words.more)}
      </Button>
    </>
  )
}

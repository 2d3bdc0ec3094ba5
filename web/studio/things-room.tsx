// How does a room look that holds many things of one kind? A list at the left, the open one beside it, and how another is made.
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { PageHead } from '#web/parts/page-head.tsx'
import { ThingList } from './thing-list.tsx'
import type { ThingListProps } from './thing-list.tsx'
import './views.css'

export interface ThingsRoomProps extends Omit<ThingListProps, 'chosen'> {
  /** The open thing; null where there is none yet. */
  chosen: string | null
  /** What the button says that makes another. */
  make: string
  /** What stands there where there is none. */
  none: string
  /** The form in which another is made. */
  form: (onMade: (name: string) => void, onClose: () => void) => ReactNode
  /** The open thing. */
  children: ReactNode
}

export function ThingsRoom(props: ThingsRoomProps) {
  const { label, groups, chosen, onChoose, make, none, form, children } = props
  const [making, setMaking] = useState(false)
  const close = () => setMaking(false)
  return (
    <>
      <PageHead
        title={label}
        actions={
          <Button icon={<PlusOutlined />} onClick={() => setMaking(true)}>
            {make}
          </Button>
        }
      />
      <div className="studio-body">
        <ThingList label={label} groups={groups} chosen={chosen ?? ''} onChoose={onChoose} />
        <div className="studio-main">
          {chosen === null ? <p className="studio-part ink-2">{none}</p> : children}
        </div>
      </div>
      {making &&
        form((name) => {
          close()
          onChoose(name)
        }, close)}
    </>
  )
}

/** What is open: its name to people and to the API, and what can be done with it. */
export function ThingTitle({
  label,
  name,
  children,
}: {
  label: string
  name: string
  children: ReactNode
}) {
  return (
    <div className="studio-title">
      <h2>{label}</h2>
      <code className="ink-3 small">{name}</code>
      <span className="grow" />
      {children}
    </div>
  )
}

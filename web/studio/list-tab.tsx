// How does a tab of an object look that lists its parts? Tools and the button that adds one, the list, and the form of one.
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'

export interface ListTabProps {
  /** At the left of the button. */
  tools: ReactNode
  make: string
  /** The form of a part; null makes a new one. */
  form: (name: string | null, onClose: () => void) => ReactNode
  children: (onOpen: (name: string) => void) => ReactNode
}

export function ListTab({ tools, make, form, children }: ListTabProps) {
  const [open, setOpen] = useState<{ name: string | null } | null>(null)
  return (
    <>
      <div className="adm-tools">
        {tools}
        <Button icon={<PlusOutlined />} onClick={() => setOpen({ name: null })}>
          {make}
        </Button>
      </div>
      {children((name) => setOpen({ name }))}
      {open && form(open.name, () => setOpen(null))}
    </>
  )
}

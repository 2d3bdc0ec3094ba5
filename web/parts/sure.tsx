// Is that really meant? Asked beside the button that takes something away.
import type { ReactNode } from 'react'
import { Popconfirm } from 'antd'
import { t } from '#web/words.ts'

export interface SureProps {
  asks: ReactNode
  /** What the button that says yes is called. */
  yes: string
  onYes: () => void
  /** It cannot be done now: `asks` says why. */
  disabled?: boolean
  /** The button that is pressed first. */
  children: ReactNode
}

export function Sure({ asks, yes, onYes, disabled = false, children }: SureProps) {
  return (
    <Popconfirm
      title={asks}
      okText={yes}
      cancelText={t('cancel')}
      okButtonProps={{ danger: true, disabled }}
      onConfirm={onYes}
    >
      {children}
    </Popconfirm>
  )
}

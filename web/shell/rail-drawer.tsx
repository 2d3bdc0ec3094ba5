// Where is the rail on a phone? Behind the tab of oneself, in a drawer.
import type { ReactNode } from 'react'
import { Drawer } from 'antd'
import { t } from '#web/words.ts'

interface RailDrawerProps {
  open: boolean
  onClose: () => void
  children: ReactNode
}

export default function RailDrawer({ open, onClose, children }: RailDrawerProps) {
  return (
    <Drawer
      open={open}
      onClose={onClose}
      placement="right"
      size={300}
      title={t('menu')}
      classNames={{ body: 'rail-drawer' }}
    >
      {children}
    </Drawer>
  )
}

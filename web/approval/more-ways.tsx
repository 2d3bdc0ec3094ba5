// What else than yes or no? Return for correction, hand over, ask somebody first.
import { useState } from 'react'
import { App, Button, Dropdown } from 'antd'
import { MoreOutlined } from '@ant-design/icons'
import type { ApprovalCard as Card } from '#kernel/api/record-page.ts'
import ActionForm from '#web/form/action-form.tsx'
import { useMeta } from '#web/meta.ts'
import { askAgain } from '#web/record/use-record.ts'
import { say } from '#web/words.ts'
import { words } from './words.ts'

const ways = ['return', 'transfer', 'add_approver'] as const

interface MoreWaysProps {
  card: Card
  /** What was written already, before it was decided what to do. */
  comment: string
  onDone: (() => void) | undefined
}

export function MoreWays({ card, comment, onDone }: MoreWaysProps) {
  const { actions } = useMeta().objects[card.object]!
  const { message } = App.useApp()
  const [open, setOpen] = useState<string | null>(null)
  const items = ways.flatMap((name) => {
    const action = actions[name]
    return action ? [{ key: name, label: say(action.label), onClick: () => setOpen(name) }] : []
  })
  if (items.length === 0) return null
  const action = open === null ? undefined : actions[open]
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button size="large" icon={<MoreOutlined />} aria-label={say(words.more)} />
      </Dropdown>
      {action && (
        <ActionForm
          object={card.object}
          record={{ id: card.record }}
          name={open!}
          action={action}
          preset={comment ? { comment } : undefined}
          onClose={() => setOpen(null)}
          onDone={() => {
            void message.success(
              say(words.amended, { action: say(action.label), title: card.title }),
            )
            askAgain()
            onDone?.()
          }}
        />
      )}
    </>
  )
}

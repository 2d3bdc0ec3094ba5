// What stands above one thing where only one fits on the page? The way back to all, what it is, and which of how many.
import { Button } from 'antd'
import { LeftOutlined } from '@ant-design/icons'
import { say, t } from '#web/words.ts'

const words = { place: { zh: '{n} / {all}', en: '{n} of {all}' } } as const

interface BackTitleProps {
  title: string
  /** Counted from 1. */
  n: number
  all: number
  onBack: () => void
}

export function BackTitle({ title, n, all, onBack }: BackTitleProps) {
  return (
    <div className="crumbs">
      <Button
        type="text"
        size="small"
        icon={<LeftOutlined />}
        aria-label={t('back')}
        onClick={onBack}
      />
      <b className="ellipsis">{title}</b>
      <span className="ink-3">{say(words.place, { n, all })}</span>
    </div>
  )
}

// How is one of several put elsewhere among them, or taken out? Three small buttons at its head.
import { Button } from 'antd'
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { say } from '#web/words.ts'

const words = {
  up: { zh: '上移', en: 'Move up' },
  down: { zh: '下移', en: 'Move down' },
} as const

interface OrderButtonsProps {
  at: number
  last: number
  onMove: (to: number) => void
  onRemove: () => void
  /** What taking it out is called. */
  remove: string
}

export function OrderButtons({ at, last, onMove, onRemove, remove }: OrderButtonsProps) {
  const steps = [
    { label: say(words.up), icon: <ArrowUpOutlined />, to: at - 1 },
    { label: say(words.down), icon: <ArrowDownOutlined />, to: at + 1 },
  ]
  return (
    <>
      {steps.map(({ label, icon, to }) => (
        <Button
          key={label}
          type="text"
          size="small"
          icon={icon}
          aria-label={label}
          title={label}
          disabled={to < 0 || to > last}
          onClick={() => onMove(to)}
        />
      ))}
      <Button
        type="text"
        size="small"
        danger
        icon={<DeleteOutlined />}
        aria-label={remove}
        title={remove}
        onClick={onRemove}
      />
    </>
  )
}

// What does one card say? Its name and a few facts; it can be dragged, and moved by a menu without a mouse.
import { useEffect, useRef, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { MoreOutlined } from '@ant-design/icons'
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { stuckDays } from '#web/fields/stuck.ts'
import { titleOf, useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import type { Bin } from './bins.ts'
import type { Column } from './columns.ts'
import { RowCell } from './row-cell.tsx'
import { words } from './words.ts'

export interface BoardCardProps {
  object: MetaObject
  row: Row
  facts: readonly Column[]
  money?: Column
  targets: readonly Bin[]
  onMove: (to: Bin) => void
}

export function BoardCard({ object, row, facts, money, targets, onMove }: BoardCardProps) {
  const card = useRef<HTMLLIElement>(null)
  const [dragged, setDragged] = useState(false)
  useEffect(() => {
    const element = card.current
    if (!element) return
    return draggable({
      element,
      getInitialData: () => ({ row }),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    })
  }, [row])

  const { calendar } = useMeta().company
  const stage = object.lifecycle?.stages[String(row.stage)] ?? undefined
  const stuck = stuckDays(stage, row.stage_since, calendar, new Date())
  const filled = facts
    .filter(
      (one) =>
        one !== money &&
        row[one.path] !== null &&
        row[one.path] !== undefined &&
        row[one.path] !== '',
    )
    .slice(0, 3)
  return (
    <li
      ref={card}
      className={`board-card${dragged ? ' dragged' : ''}${stuck === null ? '' : ' stuck'}`}
    >
      <Link to="/o/$object/$id" params={{ object: object.name, id: row.id }} draggable={false}>
        {titleOf(object, row)}
      </Link>
      <div className="board-facts">
        {money && (
          <span className="main">
            <RowCell column={money} row={row} />
          </span>
        )}
        {stuck !== null && <span className="warn">{say(words.stuck_days, { n: stuck })}</span>}
        {filled.map((one) => (
          <span key={one.path} className={one.right ? 'right' : ''} title={one.label}>
            <RowCell column={one} row={row} />
          </span>
        ))}
      </div>
      {targets.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              {
                key: 'move',
                type: 'group',
                label: say(words.move_to),
                children: targets.map((bin) => ({ key: bin.value ?? '', label: bin.label })),
              },
            ],
            onClick: ({ key }) => {
              const target = targets.find((bin) => (bin.value ?? '') === key)
              if (target) onMove(target)
            },
          }}
        >
          <Button
            className="card-menu"
            type="text"
            size="small"
            icon={<MoreOutlined />}
            aria-label={`${say(words.move_to)} ${titleOf(object, row)}`}
          />
        </Dropdown>
      )}
    </li>
  )
}

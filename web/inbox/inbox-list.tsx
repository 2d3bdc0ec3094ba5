// What waits? One row each: what it is, how much, since when; the pressing ones in ochre.
import { useEffect, useRef } from 'react'
import {
  BellOutlined,
  CarryOutOutlined,
  CheckSquareOutlined,
  FieldTimeOutlined,
  PhoneOutlined,
  StopOutlined,
} from '@ant-design/icons'
import { shortText } from '#kernel/money/written.ts'
import { date, daysBetween, local, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { language, say } from '#web/words.ts'
import { saidOf } from './items.ts'
import type { Group, Item } from './items.ts'
import { words } from './words.ts'

const icons = {
  approval: CheckSquareOutlined,
  task: CarryOutOutlined,
  follow_up: PhoneOutlined,
  due: FieldTimeOutlined,
  stuck: StopOutlined,
  notice: BellOutlined,
}

interface InboxListProps {
  groups: readonly Group[]
  chosen: string | null
  onChoose: (id: string) => void
}

export function InboxList({ groups, chosen, onChoose }: InboxListProps) {
  return (
    <div className="inbox-list">
      {groups.map((group) => (
        <section key={group.kind} aria-label={say(words[group.kind])}>
          <h2>
            {say(words[group.kind])} <span className="ink-3">{group.items.length}</span>
          </h2>
          <ul>
            {group.items.map((item) => (
              <InboxRow
                key={item.id}
                item={item}
                chosen={item.id === chosen}
                onChoose={() => onChoose(item.id)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function InboxRow({
  item,
  chosen,
  onChoose,
}: {
  item: Item
  chosen: boolean
  onChoose: () => void
}) {
  const meta = useMeta()
  const row = useRef<HTMLLIElement>(null)
  const Icon = icons[item.kind]
  const { zone } = meta.company
  const today = todayIn(zone)
  const when = item.due ?? item.since
  const day = local(when, zone).slice(0, 10)
  const late = item.due !== null && item.due < new Date().toISOString()
  const object = item.object ? meta.objects[item.object] : undefined
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const { title, more } = saidOf(item, meta.objects)
  const detail = more || (object ? say(object.label) : '')
  return (
    <li ref={row} className={chosen ? 'chosen' : ''}>
      <button type="button" className="bare" aria-current={chosen} onClick={onChoose}>
        <span className={item.kind === 'stuck' ? 'inbox-icon warn' : 'inbox-icon'}>
          <Icon />
        </span>
        <span className="inbox-what">
          <b className="ellipsis">{title}</b>
          <span className="ellipsis ink-2 small">{detail}</span>
        </span>
        <span className="inbox-when">
          <span>{item.amount ? shortText(item.amount, language()) : ''}</span>
          <span className={late || item.kind === 'stuck' ? 'small warn' : 'small ink-3'}>
            {day === today ? local(when, zone).slice(11) : date(day, { today })}
            {late && daysBetween(day, today) > 0
              ? ` · ${say({ zh: '逾期 {n} 天', en: '{n} d late' }, { n: daysBetween(day, today) })}`
              : ''}
          </span>
        </span>
      </button>
    </li>
  )
}

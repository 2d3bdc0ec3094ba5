// What has a room, and what of it is open? A list at the left; on a narrow screen a choice above.
import { byLabel } from '#web/parts/by-label.ts'
import { Fragment, useState } from 'react'
import { Input, Select } from 'antd'
import { SearchOutlined } from '@ant-design/icons'
import { useCurrentInView } from '#web/parts/current-in-view.ts'
import { Icon } from '#web/parts/icon.tsx'
import { isComposing } from '#web/parts/composing.ts'
import { say } from '#web/words.ts'

const words = {
  changed: { zh: '改', en: 'Changed' },
  added: { zh: '新增', en: 'New' },
  find: { zh: '查找', en: 'Find' },
  none: { zh: '没有这样的名称', en: 'Nothing is called so' },
} as const

/** More than this are not found at a glance. */
const glance = 15

export interface Thing {
  name: string
  label: string
  /** Absent: the one that its name suggests. */
  icon: string | undefined
  mark?: 'added' | 'changed' | 'retired' | undefined
}

export interface ThingListProps {
  label: string
  groups: readonly { label: string; things: readonly Thing[] }[]
  chosen: string
  onChoose: (name: string) => void
}

export function ThingList({ label, groups, chosen, onChoose }: ThingListProps) {
  const list = useCurrentInView<HTMLElement>(chosen)
  const [wish, setWish] = useState('')
  const many = groups.reduce((sum, group) => sum + group.things.length, 0) > glance
  const word = wish.trim().toLowerCase()
  const shown = groups.flatMap((group) => {
    const things = group.things.filter((one) =>
      // What the company made is called by its pinyin, too.
      [one.label, one.name, one.name.replaceAll('_', '')].some((text) =>
        text.toLowerCase().includes(word),
      ),
    )
    return things.length ? [{ ...group, things }] : []
  })
  return (
    <>
      <nav className="studio-objects" aria-label={label} ref={list}>
        {many && (
          <Input
            size="small"
            className="thing-find"
            prefix={<SearchOutlined />}
            allowClear
            value={wish}
            placeholder={say(words.find)}
            aria-label={`${say(words.find)} ${label}`}
            onChange={(event) => setWish(event.target.value)}
            onKeyDown={(event) => {
              const first = shown[0]?.things[0]
              if (event.key === 'Enter' && !isComposing(event) && first) onChoose(first.name)
            }}
          />
        )}
        {many && shown.length === 0 && <p className="small ink-3">{say(words.none)}</p>}
        {(many ? shown : groups).map((group, at) => (
          <Fragment key={at}>
            {group.label && <h2>{group.label}</h2>}
            {group.things.map((one) => (
              <button
                key={one.name}
                type="button"
                className="object"
                aria-current={one.name === chosen}
                onClick={() => onChoose(one.name)}
              >
                <Icon name={one.icon} fallback={one.name} />
                <span className="ellipsis">{one.label}</span>
                {one.mark && one.mark !== 'retired' && (
                  <span className="tag warn">{say(words[one.mark])}</span>
                )}
              </button>
            ))}
          </Fragment>
        ))}
      </nav>
      <div className="studio-pick">
        <Select
          value={chosen || null}
          aria-label={label}
          style={{ width: '100%' }}
          showSearch={byLabel}
          options={groups.map((group) => ({
            label: group.label,
            options: group.things.map((one) => ({ value: one.name, label: one.label })),
          }))}
          onChange={onChoose}
        />
      </div>
    </>
  )
}

// What has a room, and what of it is open? A list at the left; on a narrow screen a choice above.
import { Fragment } from 'react'
import { Select } from 'antd'
import { useCurrentInView } from '#web/parts/current-in-view.ts'
import { Icon } from '#web/parts/icon.tsx'
import { say } from '#web/words.ts'

const words = {
  changed: { zh: '改', en: 'Changed' },
  added: { zh: '新增', en: 'New' },
} as const

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
  return (
    <>
      <nav className="studio-objects" aria-label={label} ref={list}>
        {groups.map((group, at) => (
          <Fragment key={at}>
            {group.label && <h4>{group.label}</h4>}
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
          showSearch={{ optionFilterProp: 'label' }}
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

// How does each object go from stage to stage? One drawing per object, chosen by name.
import { byLabel } from '#web/parts/by-label.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import type { AppObject } from '#kernel/app.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { say } from '#web/words.ts'
import type { RoomProps } from '../room.ts'
import { objectsOf } from '#kernel/view/view.ts'
import type { Draft } from '../use-draft.ts'
import { LifecycleView } from './lifecycle-view.tsx'

const words = { object: { zh: '对象', en: 'Object' } } as const

/** Objects with a lifecycle of their own that people see, in the order of the menu. */
export function flowObjects(draft: Draft): AppObject[] {
  const { objects, areas } = draft.shown
  const order = Object.values(areas).flatMap(objectsOf)
  const rank = (name: string): number => order.indexOf(name) + 1 || 1000
  return (Object.values(objects) as AppObject[])
    .filter((one) => !one.by_actions_only && !one.parent)
    .sort((a, b) => rank(a.name) - rank(b.name))
}

export default function FlowRoom({ draft, title }: RoomProps) {
  const search = useSearch({ strict: false }) as { object?: string }
  const navigate = useNavigate()
  const objects = flowObjects(draft)
  const drawn = objects.filter((one) => one.lifecycle)
  const name =
    objects.find((one) => one.name === search.object)?.name ??
    drawn.find((one) => one.name === 'opportunity')?.name ??
    drawn[0]?.name ??
    ''
  const object = draft.shown.objects[name] as AppObject | undefined
  return (
    <>
      <PageHead
        title={title}
        extra={
          <Select
            value={name}
            aria-label={say(words.object)}
            variant="borderless"
            style={{ minWidth: 132 }}
            showSearch={byLabel}
            options={objects.map((one) => ({ value: one.name, label: say(one.label) }))}
            onChange={(next: string) =>
              void navigate({
                to: '/studio/$room',
                params: { room: 'flow' },
                search: { object: next },
              })
            }
          />
        }
      />
      {object && <LifecycleView draft={draft} object={object} />}
    </>
  )
}

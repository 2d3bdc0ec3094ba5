// Who makes the next step, where the reader may not?
import { TeamOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import { listed } from '#web/admin/listed.ts'
import { say } from '#web/words.ts'
import type { PageMove } from './stages.ts'
import { words } from './words.ts'

export function WhoMay({ object, move }: { object: MetaObject; move: PageMove }) {
  if (move.allowed || move.may.length === 0) return null
  const action = move.via ? object.actions[move.via] : undefined
  const stage = say(object.lifecycle?.stages[move.to]?.label ?? { zh: move.to, en: move.to })
  const deed = action ? say(action.label) : say(words.move_to, { stage })
  return (
    <p className="who-may ink-2">
      <TeamOutlined /> {say(words.who_may, { deed, who: listed(move.may.map((one) => say(one))) })}
    </p>
  )
}

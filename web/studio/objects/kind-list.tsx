// What shall a field hold? One button for each kind that can be made.
import type { Kind } from '#kernel/field.ts'
import { kindNames } from '#kernel/field.ts'
import { say } from '#web/words.ts'
import { kindHelp } from '../kind-help.ts'

const which = { zh: '它装什么？', en: 'What does it hold?' }

export function KindList({ onPick }: { onPick: (kind: Kind) => void }) {
  return (
    <>
      <p className="ink-2">{say(which)}</p>
      <div className="kind-list">
        {kindHelp.map(([kind, help], at) => (
          <button key={kind} type="button" autoFocus={at === 0} onClick={() => onPick(kind)}>
            {say(kindNames[kind])}
            <small>{say(help)}</small>
          </button>
        ))}
      </div>
    </>
  )
}

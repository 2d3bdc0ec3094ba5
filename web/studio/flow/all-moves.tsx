// Which moves has a lifecycle? Every one in words, so that none is found by the mouse only.
import { listed } from '#web/admin/listed.ts'
import { say } from '#web/words.ts'
import type { Chosen } from './drawn.tsx'
import type { Whole } from './lifecycle-edit.ts'
import { words } from './lifecycle-words.ts'

export function AllMoves({
  lifecycle,
  onChoose,
}: {
  lifecycle: Whole
  onChoose: (chosen: Chosen) => void
}) {
  return (
    <>
      <h2>{say(words.moves)}</h2>
      <ul className="flow-list">
        {Object.entries(lifecycle.moves).map(([name, one]) => {
          const asked =
            (one.gate?.require?.length ?? 0) +
            Object.values(one.gate?.checks ?? {}).filter(Boolean).length
          return (
            <li key={name}>
              <button
                type="button"
                className="bare"
                onClick={() => onChoose({ kind: 'move', name })}
              >
                <span className="ellipsis">{moveTitle(lifecycle, name)}</span>
                <span className="ink-3 small">{asked ? say(words.asked, { n: asked }) : ''}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** From where a move leads, and whereto. */
export const moveTitle = (lifecycle: Whole, name: string): string => {
  const move = lifecycle.moves[name]
  const label = (one: string) => say(lifecycle.stages[one]?.label ?? { zh: one, en: one })
  return move
    ? `${listed(move.from.slice(0, 2).map(label))}${move.from.length > 2 ? '…' : ''} → ${label(move.to)}`
    : name
}

// What is missing to go on, and who can give it? The conditions of the next move, the unmet ones first.
import { Button } from 'antd'
import { CheckOutlined, ClockCircleOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { fieldOf } from './stages.ts'
import type { PageMove } from './stages.ts'
import { words } from './words.ts'

export function GateChecklist({
  object,
  move,
  onField,
}: {
  object: MetaObject
  move: PageMove
  onField: ((field: string) => void) | null
}) {
  const meta = useMeta()
  const lines = move.checklist.toSorted((a, b) => Number(a.ok) - Number(b.ok))
  if (!lines.length) return null
  const missing = lines.filter((line) => !line.ok).length
  const stage = say(object.lifecycle?.stages[move.to]?.label ?? { zh: move.to, en: move.to })
  return (
    <section className="gate-list" aria-label={say(words.gate_missing, { stage, n: missing })}>
      <h2>
        {missing ? say(words.gate_missing, { stage, n: missing }) : say(words.gate_met, { stage })}
        <span className="ink-3">
          {say(words.gate_share, { n: lines.length - missing, all: lines.length })}
        </span>
      </h2>
      <ul>
        {lines.map((line) => {
          const field = line.ok ? null : fieldOf(object, move, line)
          const role = line.giver ? meta.roles[line.giver] : undefined
          return (
            <li key={say(line.says)} className={line.ok ? 'met' : 'unmet'}>
              {line.ok ? (
                <CheckOutlined className="good" aria-label={say(words.met)} />
              ) : (
                <ClockCircleOutlined className="warn" aria-label={say(words.missing)} />
              )}
              <span className="gate-says">{say(line.says)}</span>
              <span className="ink-2 gate-giver">
                {!line.ok && role ? say(words.given_by, { role: say(role.label) }) : ''}
              </span>
              {field && onField ? (
                <Button size="small" onClick={() => onField(field)}>
                  {say(words.fill_in)}
                </Button>
              ) : (
                <span />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

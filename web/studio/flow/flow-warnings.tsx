// What is doubtful in a lifecycle? Each doubt in words, and a press leads to what it is about.
import { Alert } from 'antd'
import type { FlowWarning } from '#kernel/lifecycle/warnings.ts'
import { say } from '#web/words.ts'
import { moveTitle } from './all-moves.tsx'
import type { Chosen } from './drawn.tsx'
import { headed } from './headed.ts'
import type { Whole } from './lifecycle-edit.ts'

interface FlowWarningsProps {
  warnings: readonly FlowWarning[]
  lifecycle: Whole
  onChoose: (chosen: Chosen) => void
}

export function FlowWarnings({ warnings, lifecycle, onChoose }: FlowWarningsProps) {
  const label = (one: string) => say(lifecycle.stages[one]?.label ?? { zh: one, en: one })
  if (warnings.length === 0) return null
  return (
    <div className="flow-warnings">
      {warnings.slice(0, 4).map((one) => (
        <Alert
          key={`${one.stage}${one.move}${one.says.en}`}
          type="warning"
          showIcon
          title={
            <button
              type="button"
              className="bare"
              onClick={() =>
                onChoose(
                  one.stage
                    ? { kind: 'stage', name: one.stage }
                    : one.move
                      ? { kind: 'move', name: one.move }
                      : null,
                )
              }
            >
              {one.stage || one.move
                ? headed(
                    one.stage ? label(one.stage) : moveTitle(lifecycle, one.move!),
                    say(one.says),
                  )
                : say(one.says)}
            </button>
          }
        />
      ))}
    </div>
  )
}

// How far is the record, how long was it in each stage, and how long may it be here?
import { useEffect, useRef } from 'react'
import { CheckOutlined, CloseOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import { local } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { slideTo } from '#web/parts/current-in-view.ts'
import { durationWords } from '#web/parts/duration.ts'
import { useWidth } from '#web/parts/width.ts'
import { say } from '#web/words.ts'
import { isForward, pathOf } from './stages.ts'
import { words } from './words.ts'

interface StagePathProps {
  object: MetaObject
  page: RecordPage
  /** The stage whose gate is shown below. */
  aim: string | null
  onAim: (stage: string) => void
}

export function StagePath({ object, page, aim, onAim }: StagePathProps) {
  const { stage, visited, moves } = page
  const { zone } = useMeta().company
  const here = useRef<HTMLLIElement>(null)
  const now = stage?.name ?? ''
  const phone = useWidth() === 'phone'
  useEffect(() => slideTo(here.current), [now])
  if (!stage) return null
  return (
    <ol className="path slides" aria-label={say(words.stages)} {...(phone && { tabIndex: 0 })}>
      {pathOf(object, stage.name, visited).map((step) => {
        const kind = step.stage.kind ?? 'open'
        const reachable =
          step.place === 'ahead' &&
          moves.some((move) => move.to === step.name && isForward(object, stage.name, move))
        const days = visited[step.name]
        const inside = (
          <>
            <b className="ellipsis">
              {step.place === 'here' && kind === 'won' && <CheckOutlined />}{' '}
              {step.place === 'here' && kind === 'lost' && <CloseOutlined />}{' '}
              {say(step.stage.label)}
            </b>
            <span className="ellipsis">
              {step.place === 'here'
                ? hereWords(stage, kind, zone)
                : step.place === 'passed' && days !== undefined
                  ? days
                    ? say(words.days, { n: days })
                    : say(words.under_a_day)
                  : ' '}
            </span>
          </>
        )
        return (
          <li
            key={step.name}
            ref={step.place === 'here' ? here : undefined}
            className={[
              'step',
              step.place,
              kind,
              step.place === 'here' && stage.stuck ? 'stuck' : '',
              aim === step.name ? 'aim' : '',
            ].join(' ')}
            aria-current={step.place === 'here' ? 'step' : undefined}
          >
            {reachable ? (
              <button
                type="button"
                className="bare"
                aria-pressed={aim === step.name}
                onClick={() => onAim(step.name)}
              >
                {inside}
              </button>
            ) : (
              <span>{inside}</span>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function hereWords(stage: NonNullable<RecordPage['stage']>, kind: string, zone: string): string {
  if (kind !== 'open') return local(stage.since, zone).slice(0, 10)
  const days = stage.days === 0 ? say(words.today) : say(words.days, { n: stage.days })
  if (!stage.limit || !stage.due_at) return days
  const over = Math.floor((Date.now() - Date.parse(stage.due_at)) / 86_400_000)
  const rest = !stage.stuck
    ? say(words.limit, { time: durationWords(stage.limit) })
    : over > 0
      ? say(words.over_limit, { n: over })
      : say(words.over_today)
  return `${days} · ${rest}`
}

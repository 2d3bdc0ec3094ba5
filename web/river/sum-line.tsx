// What is the whole, and where is it now? The identity that the picture keeps, as one line.
import { Link } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import type { River } from '#kernel/api.ts'
import type { Words } from '#kernel/error.ts'
import type { RiverShape } from '#kernel/insight/shape.ts'
import { date, local } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { figures, isWritten, roundedParts, type Scale, withUnit } from './scale.ts'
import { Sentence } from './sentence.tsx'
import { words } from './words.ts'

export interface SumLineProps {
  shape: RiverShape
  other: RiverShape
  river: River
  months: number
  until: string | undefined
  scale: Scale
}

export function SumLine({ shape, other, river, months, until, scale }: SumLineProps) {
  const { zone } = useMeta().company
  const sum = (of: (one: RiverShape['reaches'][number]) => number): number =>
    shape.reaches.reduce((all, one) => all + of(one), 0)
  const stay = sum((one) => one.stay)
  const stuck = sum((one) => one.stuck)
  const lost = sum((one) => one.lost.reduce((all, loss) => all + loss.size, 0))
  const { whole, fixed, parts } = roundedParts(
    shape.reaches[0]?.enter ?? 0,
    shape.received,
    [stay, lost],
    scale,
  )
  const strong = (size: number) => <b>{figures(size, scale)}</b>
  const days = shape.days_all === null ? null : Math.round(shape.days_all)
  const change = days === null || other.days_all === null ? 0 : days - Math.round(other.days_all)
  return (
    <div className="river-top">
      <h2>{say(words.title)}</h2>
      <span className="river-sum">
        <Sentence
          words={words.whole}
          parts={{
            whole: (
              <>
                <b>{figures(whole, scale)}</b>
                {scale.unit && <span className="unit"> {scale.unit}</span>}
              </>
            ),
            received: strong(fixed),
            stay: strong(parts[0]!),
            lost: strong(parts[1]!),
          }}
        />
      </span>
      {isWritten(stuck, scale) && (
        <span className="river-sum">
          <Sentence
            words={words.stuck_all}
            parts={{
              stuck: <b className="warn">{withUnit(stuck, scale)}</b>,
              share: `${((100 * stuck) / stay).toFixed(1)}%`,
            }}
          />
        </span>
      )}
      <span className="river-basis small ink-3">
        {river.partial && (
          <Tooltip title={say(words.partial_why)}>
            <span className="tag warn" tabIndex={0}>
              {say(words.partial)}
            </span>
          </Tooltip>
        )}
        {days !== null && (
          <span>
            {say(words.days_all)} <b className="ink-2">{say(words.days, { n: days })}</b>
            {change !== 0 && ` ${change > 0 ? '+' : '−'}${Math.abs(change)}`}
          </span>
        )}
        <span>
          {say(basisOf(river.measure, until), {
            n: months,
            day: until ? date(until, { year: true }) : '',
          })}
        </span>
        {river.left_out > 0 && (
          <Link to="/o/$object" params={{ object: 'exchange_rate' }}>
            {say(words.left_out, { n: river.left_out })}
          </Link>
        )}
        {river.as_of && <span>{say(words.as_of, { at: local(river.as_of, zone).slice(11) })}</span>}
      </span>
    </div>
  )
}

const basisOf = (measure: River['measure'], until: string | undefined): Words =>
  measure === 'amount'
    ? until
      ? words.basis_until
      : words.basis
    : until
      ? words.basis_count_until
      : words.basis_count

// How does the river stand on a phone? Six rows: what entered as a bar, with what went on, waits and was lost.
import { bottleneckOf, type ReachShape, type RiverShape } from '#kernel/insight/shape.ts'
import { say } from '#web/words.ts'
import type { Measure } from './ask.ts'
import type { Chosen } from './river-part.tsx'
import { counted } from './labels.ts'
import { type Scale, withUnit } from './scale.ts'
import { words } from './words.ts'

export interface BarsProps {
  shape: RiverShape
  other: RiverShape
  scale: Scale
  measure: Measure
  onOpen: (chosen: Chosen) => void
}

export function Bars({ shape, other, scale, measure, onOpen }: BarsProps) {
  const largest = Math.max(shape.reaches[0]?.enter ?? 0, other.reaches[0]?.enter ?? 0) || 1
  const worst = bottleneckOf(shape)
  return (
    <ol className="river-bars">
      {shape.reaches.map((one, i) => (
        <li key={one.name}>
          <button
            type="button"
            className="bare row"
            onClick={() => onOpen({ reach: one.name, part: 'enter' })}
          >
            <b>{say(words[one.name])}</b>
            {i === worst && <span className="tag warn">{say(words.bottleneck)}</span>}
            <span className="size">{withUnit(one.enter, scale)}</span>
            {measure === 'amount' && (
              <span className="ink-3">{say(counted[one.name], { n: one.counts.enter })}</span>
            )}
          </button>
          <Bar one={one} i={i} largest={largest} onOpen={onOpen} />
          <div className="facts small">
            <span>
              {one.enter > 0
                ? `${say(words.passed)} ${((100 * one.on) / one.enter).toFixed(1)}%`
                : ''}
            </span>
            {one.days !== null && (
              <span
                className={one.limit_days !== null && one.days > one.limit_days ? 'warn' : 'ink-3'}
              >
                {say(words.median, {
                  n: one.days < 10 ? one.days.toFixed(1) : Math.round(one.days),
                })}
              </span>
            )}
            {one.stuck > 0 && (
              <button
                type="button"
                className="bare warn"
                onClick={() => onOpen({ reach: one.name, part: 'stuck' })}
              >
                {say(words.stuck_of, { amount: withUnit(one.stuck, scale) })}
              </button>
            )}
          </div>
        </li>
      ))}
      <li className="sea">
        <button
          type="button"
          className="bare row"
          onClick={() => onOpen({ reach: 'cash', part: 'on' })}
        >
          <b>{say(words.received)}</b>
          <span className="size">{withUnit(shape.received, scale)}</span>
        </button>
      </li>
    </ol>
  )
}

function Bar({
  one,
  i,
  largest,
  onOpen,
}: {
  one: ReachShape
  i: number
  largest: number
  onOpen: BarsProps['onOpen']
}) {
  const lost = one.lost.reduce((all, loss) => all + loss.size, 0)
  const share = (size: number): string => `${(100 * size) / largest}%`
  const parts: [Chosen['part'], string, number, string][] = [
    ['on', `water w${Math.min(7, i + 2)}`, one.on, say(words.on)],
    ['stay', 'pool', one.stay - one.stuck, say(words.stay)],
    ['stuck', 'silt', one.stuck, say(words.stuck)],
    ['lost', 'lost', lost, say(words.lost)],
  ]
  return (
    <div className="bar-line">
      {parts.map(([part, look, size, name]) =>
        size > 0 ? (
          <button
            key={part}
            type="button"
            className={`bare part ${look}`}
            style={{ width: share(size) }}
            aria-label={`${say(words[one.name])} ${name}`}
            title={name}
            onClick={() => onOpen({ reach: one.name, part })}
          />
        ) : null,
      )}
    </div>
  )
}

// How does the river stand on a phone? Six rows: what entered as a bar, and under it where that is now, each to be opened.
import type { ReactNode } from 'react'
import { bottleneckOf, type ReachShape, type RiverShape } from '#kernel/insight/shape.ts'
import { say } from '#web/words.ts'
import type { Measure } from './ask.ts'
import type { Chosen } from './river-part.tsx'
import { counted } from './labels.ts'
import { figures, type Scale, withUnit } from './scale.ts'
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
              <span className="ink-3">
                {say(counted[one.name], { n: one.counts.enter.toLocaleString('en-US') })}
              </span>
            )}
          </button>
          <Reach one={one} i={i} largest={largest} scale={scale} onOpen={onOpen} />
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

interface ReachProps {
  one: ReachShape
  i: number
  largest: number
  scale: Scale
  onOpen: BarsProps['onOpen']
}

/** The bar is for the eye; what is pressed are its numbers, which have the size of a finger. */
function Reach({ one, i, largest, scale, onOpen }: ReachProps) {
  const lost = one.lost.reduce((all, loss) => all + loss.size, 0)
  const late = one.limit_days !== null && one.days !== null && one.days > one.limit_days
  const days = one.days === null ? '' : one.days < 10 ? one.days.toFixed(1) : Math.round(one.days)
  const parts: {
    part: Chosen['part']
    look: string
    wide: number
    size: number
    says: ReactNode
  }[] = [
    {
      part: 'on',
      look: `water w${Math.min(7, i + 2)}`,
      wide: one.on,
      size: one.on,
      says: (
        <>
          {one.enter > 0 ? `${((100 * one.on) / one.enter).toFixed(1)}%` : '—'}
          {days !== '' && (
            <span className={late ? 'small warn' : 'small ink-3'}>
              {say(words.days, { n: days })}
            </span>
          )}
        </>
      ),
    },
    {
      part: 'stay',
      look: 'pool',
      wide: one.stay - one.stuck,
      size: one.stay,
      says: figures(one.stay, scale),
    },
    {
      part: 'stuck',
      look: 'silt',
      wide: one.stuck,
      size: one.stuck,
      says: <span className="warn">{figures(one.stuck, scale)}</span>,
    },
    { part: 'lost', look: 'lost', wide: lost, size: lost, says: figures(lost, scale) },
  ]
  return (
    <>
      <div className="bar-line" aria-hidden="true">
        {parts.map(({ part, look, wide }) => (
          <i
            key={part}
            className={`part ${look}`}
            style={{ width: `${(100 * Math.max(0, wide)) / largest}%` }}
          />
        ))}
      </div>
      <div className="parts">
        {parts.map(({ part, look, size, says }) => (
          <button
            key={part}
            type="button"
            className="bare"
            disabled={size <= 0}
            onClick={() => onOpen({ reach: one.name, part })}
          >
            <span className="small ink-3">
              <i className={`part ${look}`} />
              {say(words[part])}
            </span>
            <span className="says">{size > 0 ? says : '—'}</span>
          </button>
        ))}
      </div>
    </>
  )
}

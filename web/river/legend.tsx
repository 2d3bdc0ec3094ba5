// Which period is shown, and what do the colours mean?
import { ageKnots } from '#kernel/insight/age.ts'
import { lineWorth } from '#kernel/insight/geometry.ts'
import { date } from '#web/format.ts'
import { say } from '#web/words.ts'
import { type Scale, withUnit } from './scale.ts'
import type { Slide } from './use-slide.ts'
import { words } from './words.ts'

export interface LegendProps {
  slide: Slide
  months: number
  until: string | undefined
  largest: number
  scale: Scale
  asTable: boolean
  onTable: () => void
  /** Without the picture its colours need no word. */
  bare: boolean
}

export function Legend(props: LegendProps) {
  const { slide, months, until, largest, scale, asTable, onTable, bare } = props
  const late = slide.at >= 0.5
  const latest = until
    ? say(words.now_until, { n: months, day: date(until, { year: true }) })
    : say(words.now, { n: months })
  return (
    <div className="river-foot">
      <div className="river-slide">
        <button type="button" className={late ? 'bare' : 'bare on'} onClick={() => slide.jump(0)}>
          {say(words.before, { n: months })}
        </button>
        <input
          type="range"
          min="0"
          max="100"
          step="1"
          value={Math.round(slide.at * 100)}
          aria-label={say(words.slide)}
          aria-valuetext={late ? latest : say(words.before, { n: months })}
          style={{ '--at': `${slide.at * 100}%` } as Record<string, string>}
          onChange={(event) => slide.drag(Number(event.target.value) / 100)}
        />
        <button type="button" className={late ? 'bare on' : 'bare'} onClick={() => slide.jump(1)}>
          {latest}
        </button>
        {!bare && (
          <span className="river-key">
            <svg width="28" height="8" aria-hidden="true">
              <line className="ghost" x1="0" x2="28" y1="4" y2="4" />
            </svg>
            {say(words.other_banks)}
          </span>
        )}
      </div>
      <div className="river-keys">
        {!bare && (
          <>
            <span className="river-key">
              {say(words.age)} 0
              <span className="river-ramp">
                {ageKnots.map((_, i) => (
                  <i key={i} style={{ background: `var(--w${i + 1})` }} />
                ))}
              </span>
              {say(words.age_days, { n: ageKnots.at(-1)! })}
            </span>
            <span className="river-key">
              <i className="swatch pool" />
              {say(words.waiting)}
            </span>
            <span className="river-key">
              <i className="swatch silt" />
              {say(words.stuck_legend)}
            </span>
            <span className="river-key">
              <i className="swatch line" />
              {say(words.one_line, { n: withUnit(lineWorth(largest), scale) })}
            </span>
          </>
        )}
        <button type="button" className="bare link" aria-pressed={asTable} onClick={onTable}>
          {say(asTable ? words.as_river : words.as_table)}
        </button>
      </div>
    </div>
  )
}

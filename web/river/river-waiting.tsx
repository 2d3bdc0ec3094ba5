// What stands there while the river is on its way? Its title, and its bed at its own height, so that nothing below jumps.
import { useLate } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import { words } from './words.ts'

/** A river of nobody, in a field of 1000 × 410: how wide is told by the data only. */
const bed =
  'M0 72C70 72 90 92 160 92S250 104 330 108S420 132 490 138S580 152 650 156S740 172 810 176L1000 178V190L810 192C740 190 720 188 650 190S560 186 490 184S400 190 330 186S220 196 160 196S60 200 0 200Z'

export function RiverWaiting() {
  const late = useLate()
  const phone = useWidth() === 'phone'
  return (
    <section className="river-room" aria-label={say(words.title)}>
      <div className="river-top">
        <h2>{say(words.title)}</h2>
      </div>
      <div
        className="river-place waits"
        {...(late && { role: 'status', 'aria-label': t('loading') })}
      >
        {late &&
          (phone ? (
            Array.from({ length: 6 }, (_, i) => <i key={i} style={{ width: `${100 - 15 * i}%` }} />)
          ) : (
            <svg viewBox="0 0 1000 410" preserveAspectRatio="none" aria-hidden="true">
              <path d={bed} />
            </svg>
          ))}
      </div>
    </section>
  )
}

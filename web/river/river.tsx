// How does money flow through the company? The sum, the picture or its table, the slider, and the rows behind.
import { lazy, Suspense, useMemo, useState } from 'react'
import { useQuery, keepPreviousData } from '@tanstack/react-query'
import type { River as RiverAnswer, RiverPeriod } from '#kernel/api.ts'
import { brokenIdentities } from '#kernel/insight/identities.ts'
import { shapeBetween } from '#kernel/insight/shape.ts'
import { keys } from '#web/asks.ts'
import { date } from '#web/format.ts'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import { askRiver, type Measure } from './ask.ts'
import { Bars } from './bars.tsx'
import { Legend } from './legend.tsx'
import { Picture } from './picture.tsx'
import type { Chosen } from './river-part.tsx'
import { RiverWaiting } from './river-waiting.tsx'
import { scaleOf } from './scale.ts'
import { SumLine } from './sum-line.tsx'
import { RiverTable } from './table.tsx'
import { useSlide } from './use-slide.ts'
import { useWide } from './use-size.ts'
import { words } from './words.ts'
import './river.css'

const Rows = lazy(() => import('./rows.tsx'))

export interface RiverProps {
  months: number
  measure: Measure
  /** A day that is over; absent = up to now. */
  until?: string | undefined
  /** Absent: the day is not for choosing here. */
  onUntil?: (day: string) => void
}

export function River({ months, measure, until, onUntil }: RiverProps) {
  const river = useQuery({
    queryKey: keys.cockpit('river', months, measure, until ?? ''),
    queryFn: () => askRiver(months, measure, until),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  const counts = useQuery({
    queryKey: keys.cockpit('river', months, 'count', until ?? ''),
    queryFn: () => askRiver(months, 'count', until),
    enabled: river.data !== undefined && isWithoutAmounts(river.data),
    staleTime: 30_000,
  })
  if (river.data)
    return (
      <Flow
        river={(isWithoutAmounts(river.data) && counts.data) || river.data}
        counted={isWithoutAmounts(river.data)}
        months={months}
        until={until}
        onUntil={onUntil}
        stale={river.isPlaceholderData}
      />
    )
  if (!river.isError) return <RiverWaiting />
  return (
    <section className="river-room">
      <p className="river-note" role="alert">
        {river.error.message}{' '}
        <button type="button" className="bare link" onClick={() => void river.refetch()}>
          {t('again')}
        </button>
      </p>
    </section>
  )
}

const largestOf = ({ now, before }: RiverAnswer, measure: Measure): number =>
  Math.max(...[now, before].map((one) => Number(one.reaches[0]?.enter[measure] ?? 0)))

/** Something flows, but nobody has said yet what it is worth. */
const isWithoutAmounts = (river: RiverAnswer): boolean =>
  river.measure === 'amount' && largestOf(river, 'amount') === 0 && largestOf(river, 'count') > 0

interface FlowProps extends Omit<RiverProps, 'measure'> {
  river: RiverAnswer
  /** By count, though amounts were asked for. */
  counted: boolean
  stale: boolean
}

function Flow({ river, counted, months, until, onUntil, stale }: FlowProps) {
  const { measure } = river
  const slide = useSlide()
  const [asTable, setAsTable] = useState(false)
  const [open, setOpen] = useState<(Chosen & { period: 'now' | 'before' }) | null>(null)
  const [place, wide] = useWide<HTMLDivElement>()
  const width = useWidth()
  const shape = useMemo(
    () => shapeBetween(river.before, river.now, measure, slide.at),
    [river, measure, slide.at],
  )
  const nearest = slide.at < 0.5 ? 'before' : 'now'
  const other = useMemo(
    () => shapeBetween(river.before, river.now, measure, nearest === 'now' ? 0 : 1),
    [river, measure, nearest],
  )
  const largest = largestOf(river, measure)
  const scale = scaleOf(largest, measure)
  const broken = useMemo(
    () => [...brokenIdentities(river.now, measure), ...brokenIdentities(river.before, measure)],
    [river, measure],
  )
  const period: RiverPeriod = river[nearest]
  const choose = (chosen: Chosen): void => setOpen({ ...chosen, period: nearest })
  const phone = width === 'phone'
  const nothing =
    largest === 0 &&
    river.now.reaches[0]?.enter.count === 0 &&
    river.before.reaches[0]?.enter.count === 0
  return (
    <section className={stale ? 'river-room stale' : 'river-room'} aria-label={say(words.title)}>
      <SumLine
        shape={shape}
        other={other}
        river={river}
        months={months}
        until={until}
        scale={scale}
      />
      {counted && <p className="river-note">{say(words.no_amounts)}</p>}
      <div ref={place} className="river-place">
        {broken.length > 0 ? (
          <div className="river-note" role="alert">
            <p>{say(words.not_drawn)}</p>
            <ul>
              {broken.map((one) => (
                <li key={one.en}>{say(one)}</li>
              ))}
            </ul>
          </div>
        ) : nothing ? (
          <p className="river-note">
            {say(words.nothing)}
            {river.latest && onUntil && (
              <>
                {' '}
                <button type="button" className="bare link" onClick={() => onUntil(river.latest!)}>
                  {say(words.look_then, { day: date(river.latest, { year: true }) })}
                </button>
              </>
            )}
          </p>
        ) : largest === 0 ? null : asTable ? (
          <RiverTable
            period={period}
            other={river[nearest === 'now' ? 'before' : 'now']}
            measure={measure}
            currency={river.currency}
            onOpen={choose}
          />
        ) : phone ? (
          <Bars shape={shape} other={other} scale={scale} measure={measure} onOpen={choose} />
        ) : (
          wide > 0 && (
            <div className="river-scroll" tabIndex={wide < 900 ? 0 : -1}>
              <Picture
                shape={shape}
                other={other}
                largest={largest}
                measure={measure}
                scale={scale}
                wide={Math.max(wide, 900)}
                onOpen={choose}
              />
            </div>
          )
        )}
        {!asTable && broken.length === 0 && !nothing && (
          <div className="only-read-aloud">
            <RiverTable
              period={period}
              other={river[nearest === 'now' ? 'before' : 'now']}
              measure={measure}
              currency={river.currency}
              onOpen={null}
            />
          </div>
        )}
      </div>
      <Legend
        slide={slide}
        months={months}
        until={until}
        largest={largest}
        scale={scale}
        asTable={asTable}
        onTable={() => setAsTable(!asTable)}
        bare={phone || asTable || broken.length > 0 || largest === 0}
      />
      {open && (
        <Suspense fallback={null}>
          <Rows
            ask={{ ...open, months, measure, ...(until && { until }) }}
            period={river[open.period]}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      )}
    </section>
  )
}

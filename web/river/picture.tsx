// How is the river drawn? Water, what waits, what is stuck, what leaves; words where they happen.
import { useMemo, useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { ageStops, shadeOf } from '#kernel/insight/age.ts'
import { drawRiver, type Frame, lineWorth } from '#kernel/insight/geometry.ts'
import { bottleneckOf, type RiverShape } from '#kernel/insight/shape.ts'
import { say } from '#web/words.ts'
import type { Measure, PartAsk } from './ask.ts'
import { type Labels, labelsOf } from './labels.ts'
import { figures, type Scale } from './scale.ts'
import { words } from './words.ts'

export type Chosen = Pick<PartAsk, 'reach' | 'part' | 'reason'>

export interface PictureProps {
  shape: RiverShape
  /** The period that is not shown: its banks, and what the shares are compared with. */
  other: RiverShape
  /** The largest sum of both periods: the one scale. */
  largest: number
  measure: Measure
  scale: Scale
  wide: number
  onOpen: (chosen: Chosen) => void
}

const mouth = 112
const thickest = 204
const wordsAt = 336
/** Below the words of the side streams, in one row or in two. */
const below = { one: 42, two: 74 }

/** The colour of water of an age, mixed as the eye sees it. */
const shade = (days: number): string => {
  const { from, share } = shadeOf(days)
  return `color-mix(in oklab, var(--w${from}) ${Math.round((1 - share) * 1000) / 10}%, var(--w${from + 1}))`
}

export function Picture({ shape, other, largest, measure, scale, wide, onOpen }: PictureProps) {
  const svg = useRef<SVGSVGElement>(null)
  const reach = (wide - mouth) / 6
  const every = lineWorth(largest)
  const frame: Frame = useMemo(
    () => ({
      reach,
      mouth,
      scale: largest > 0 ? thickest / largest : 0,
      middle: 174,
      words: wordsAt,
      every,
    }),
    [reach, largest, every],
  )
  const river = useMemo(() => drawRiver(shape, frame), [shape, frame])
  const ghost = useMemo(() => drawRiver(other, { ...frame, every: 0 }), [other, frame])
  const labels = labelsOf(shape, other, river, frame, { measure, scale })
  const worst = bottleneckOf(shape)
  const height = wordsAt + (labels.lost.flat().some((one) => one.down > 0) ? below.two : below.one)

  /** Arrows walk over what can be opened: left and right by reach, up and down within it. */
  const walk = (event: KeyboardEvent<SVGSVGElement>): void => {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    }
    const step = steps[event.key]
    const here = document.activeElement?.closest<SVGGElement>('[data-reach]')
    if (!step || !here || !svg.current) return
    event.preventDefault()
    const of = (i: number): SVGGElement[] =>
      [...svg.current!.querySelectorAll<SVGGElement>(`[data-reach="${i}"]`)].sort(
        (a, b) => Number(a.dataset.order) - Number(b.dataset.order),
      )
    const i = Number(here.dataset.reach)
    const next = step[0] ? of(i + step[0])[0] : of(i)[of(i).indexOf(here) + step[1]]
    next?.focus()
  }

  const part = (
    i: number,
    order: number,
    chosen: Chosen,
    label: string,
    className: string,
    children: ReactNode,
  ) => (
    <g
      key={`${i}.${order}`}
      className={`opens ${className}`}
      role="button"
      tabIndex={i === 0 && order === 0 ? 0 : -1}
      aria-label={label}
      data-reach={i}
      data-order={order}
      onClick={() => onOpen(chosen)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onOpen(chosen)
      }}
    >
      <title>{label}</title>
      {children}
    </g>
  )

  const ages = ageStops(shape.reaches.map((one) => one.days))
  const gates = [0, ...river.reaches.map((one) => one.gate.x)]
  const gateAge = (i: number): number => ages.filter((stop) => stop.at <= i).at(-1)?.days ?? 0
  return (
    <svg
      ref={svg}
      className="river-svg"
      width={wide}
      height={height}
      viewBox={`0 0 ${wide} ${height}`}
      role="group"
      aria-label={say(words.picture)}
      onKeyDown={walk}
    >
      <defs>
        <linearGradient
          id="river-age"
          gradientUnits="userSpaceOnUse"
          x1="0"
          x2={wide}
          y1="0"
          y2="0"
        >
          {ages.map((stop, i) => (
            <stop
              key={i}
              offset={(stop.at * reach) / wide}
              style={{ stopColor: shade(stop.days) }}
            />
          ))}
        </linearGradient>
        <linearGradient
          id="river-sea"
          gradientUnits="userSpaceOnUse"
          x1={wide - mouth}
          x2={wide}
          y1="0"
          y2="0"
        >
          <stop offset=".68" stopColor="#fff" />
          <stop offset="1" stopColor="#fff" stopOpacity="0" />
        </linearGradient>
        <mask id="river-out" maskUnits="userSpaceOnUse" x="0" y="0" width={wide} height={height}>
          <rect width={wide} height={height} fill="url(#river-sea)" />
        </mask>
        <linearGradient
          id="river-thread"
          gradientUnits="userSpaceOnUse"
          x1="0"
          x2={wide}
          y1="0"
          y2="0"
        >
          <stop offset=".3" style={{ stopColor: 'var(--thread-a)' }} />
          <stop offset=".5" style={{ stopColor: 'var(--stream)' }} />
        </linearGradient>
        <pattern
          id="river-grain"
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="4" height="4" fill="var(--silt)" />
          <rect width="1.6" height="4" fill="var(--silt-2)" fillOpacity=".6" />
        </pattern>
        {river.reaches.map((one, i) => (
          <linearGradient
            key={one.name}
            id={`river-lost-${i}`}
            gradientUnits="userSpaceOnUse"
            x1="0"
            x2="0"
            y1={one.gate.bottom}
            y2={wordsAt}
          >
            <stop offset="0" style={{ stopColor: shade(gateAge(i)) }} />
            <stop offset=".3" style={{ stopColor: shade(gateAge(i)) }} />
            <stop offset="1" style={{ stopColor: 'var(--lost)' }} stopOpacity=".55" />
          </linearGradient>
        ))}
      </defs>

      {gates.map((x, i) => (
        <line key={i} className="gate" x1={x + 0.5} x2={x + 0.5} y1={4} y2={wordsAt - 12} />
      ))}

      {river.reaches.map((one, i) => (
        <g key={one.name}>
          {one.streams.map((stream, j) =>
            part(
              i,
              10 + j,
              { reach: one.name, part: 'lost', reason: stream.reason },
              labels.lost[i]![j]!.aloud,
              'stream',
              <>
                <path d={stream.path} fill={`url(#river-lost-${i})`} />
                <StreamWord label={labels.lost[i]![j]!} />
              </>,
            ),
          )}
        </g>
      ))}

      <g mask="url(#river-out)">
        <g fill="url(#river-age)">
          {river.reaches.map((one, i) =>
            part(
              i,
              30,
              { reach: one.name, part: 'on' },
              labels.on[i]!.aloud,
              'water',
              <path d={one.water} />,
            ),
          )}
          <rect
            x={river.mouth.x - 0.5}
            y={river.mouth.top}
            width={mouth}
            height={Math.max(0, river.mouth.height)}
          />
        </g>
        <g className="pools">
          {river.reaches.map(
            (one, i) =>
              one.pool &&
              part(
                i,
                1,
                { reach: one.name, part: 'stay' },
                labels.stay[i]!,
                'pool',
                <path d={one.pool} />,
              ),
          )}
        </g>
        <path className="lines" d={river.lines} />
      </g>
      <path className="ghost" d={ghost.reaches.map((one) => one.marks).join('')} />
      {river.reaches.map((one, i) => {
        const label = labels.stuck[i]
        if (!label) return null
        return part(
          i,
          2,
          { reach: one.name, part: 'stuck' },
          label.aloud,
          i === worst ? 'silt worst' : 'silt',
          <>
            <path d={one.silt} fill="url(#river-grain)" />
            <line x1={label.x} x2={label.x} y1={label.y + 5} y2={label.to} />
            <circle cx={label.x} cy={label.to} r="2" />
            {i === worst && (
              <text x={label.x} y={label.y - 17} textAnchor="middle" className="mark">
                {say(words.bottleneck)}
              </text>
            )}
            <text x={label.x} y={label.y} textAnchor="middle">
              {i === worst ? label.whole : label.short}
            </text>
          </>,
        )
      })}

      {shape.reaches.map((one, i) =>
        part(
          i,
          0,
          { reach: one.name, part: 'enter' },
          labels.enter[i]!.aloud,
          'head',
          <>
            <rect x={gates[i]!} y={0} width={reach - 4} height={44} fill="transparent" />
            <text className="name" x={gates[i]! + 8} y={16}>
              {say(words[one.name])}
            </text>
            <text className="size" x={gates[i]! + 8} y={36}>
              {figures(one.enter, scale)}
              <tspan className="unit" dx="2">
                {scale.unit}
              </tspan>
              {measure === 'amount' && (
                <tspan className="unit" dx="8">
                  {labels.enter[i]!.count}
                </tspan>
              )}
            </text>
          </>,
        ),
      )}
      {labels.on.map((label, i) => (
        <g
          key={i}
          className="opens gate-words"
          aria-hidden="true"
          onClick={() => onOpen({ reach: shape.reaches[i]!.name, part: 'on' })}
        >
          <text className="share" x={label.x} y={label.y} textAnchor="middle">
            {label.share}
            {label.points && (
              <tspan className={label.worse ? 'points warn' : 'points'} dx="5">
                {label.points}
              </tspan>
            )}
          </text>
          {label.days && (
            <text
              className={label.late ? 'days late' : 'days'}
              x={label.x}
              y={label.y + 17}
              textAnchor="middle"
            >
              {label.days}
            </text>
          )}
        </g>
      ))}
      {part(
        6,
        0,
        { reach: 'cash', part: 'on' },
        labels.received,
        'head sea',
        <>
          <rect x={wide - mouth} y={0} width={mouth} height={48} fill="transparent" />
          <text className="name" x={wide - mouth + 8} y={16}>
            {say(words.received)}
          </text>
          <text className="size" x={wide - mouth + 8} y={40}>
            {figures(shape.received, scale)}
            <tspan className="unit" dx="2">
              {scale.unit}
            </tspan>
          </text>
        </>,
      )}
    </svg>
  )
}

function StreamWord({ label }: { label: Labels['lost'][number][number] }) {
  return (
    <>
      <circle cx={label.x} cy={label.y - 17} r="1.6" />
      {label.down > 0 && (
        <line x1={label.x} x2={label.x} y1={label.y - 16} y2={label.y - 12 + label.down} />
      )}
      <text x={label.x} y={label.y + label.down} textAnchor="middle">
        {label.word}
        <tspan className="value" x={label.x} dy="16">
          {label.value}
        </tspan>
      </text>
    </>
  )
}

// How is the river drawn? Water, what waits, what is stuck, what leaves; words where they happen.
import { Fragment, useMemo } from 'react'
import type { ReactNode } from 'react'
import { drawRiver, type DrawnRiver, type Frame, lineWorth } from '#kernel/insight/geometry.ts'
import { bottleneckOf, type RiverShape } from '#kernel/insight/shape.ts'
import { textWidth } from '#web/parts/text-width.ts'
import { say } from '#web/words.ts'
import type { Measure } from './ask.ts'
import { type Labels, labelsOf } from './labels.ts'
import { RiverColours } from './river-colours.tsx'
import { type Chosen, RiverPart, walkParts } from './river-part.tsx'
import { figures, type Scale } from './scale.ts'
import { words } from './words.ts'

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

export function Picture({ shape, other, largest, measure, scale, wide, onOpen }: PictureProps) {
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
  const height = wordsAt + (labels.lost.flat().some((one) => one.down > 0) ? below.two : below.one)
  // Where the reach is narrow for both, the amount is what stands there.
  const fits = (size: number, count: string): boolean =>
    textWidth(figures(size, scale), 14) + textWidth(`${scale.unit}${count}`) + 24 < reach
  const gates = [0, ...river.reaches.map((one) => one.gate.x)]
  return (
    <svg
      className="river-svg"
      width={wide}
      height={height}
      viewBox={`0 0 ${wide} ${height}`}
      role="group"
      aria-label={say(words.picture)}
      onKeyDown={walkParts}
    >
      <RiverColours shape={shape} river={river} frame={frame} wide={wide} height={height} />
      {gates.map((x, i) => (
        <line key={i} className="gate" x1={x + 0.5} x2={x + 0.5} y1={4} y2={wordsAt - 12} />
      ))}
      <Lost river={river} labels={labels.lost} onOpen={onOpen} />
      <Water river={river} labels={labels} onOpen={onOpen} />
      <path className="ghost" d={ghost.reaches.map((one) => one.marks).join('')} />
      <Stuck river={river} labels={labels.stuck} worst={bottleneckOf(shape)} onOpen={onOpen} />
      {shape.reaches.map((one, i) => (
        <RiverPart
          key={one.name}
          at={i}
          order={0}
          chosen={{ reach: one.name, part: 'enter' }}
          label={labels.enter[i]!.aloud}
          className="head"
          onOpen={onOpen}
        >
          <Head x={gates[i]!} room={reach - 4} name={say(words[one.name])}>
            {figures(one.enter, scale)}
            <Unit scale={scale} />
            {measure === 'amount' && fits(one.enter, labels.enter[i]!.count) && (
              <tspan className="unit" dx="8">
                {labels.enter[i]!.count}
              </tspan>
            )}
          </Head>
        </RiverPart>
      ))}
      {labels.on.map((label, i) => (
        <GateWords
          key={i}
          label={label}
          onOpen={() => onOpen({ reach: shape.reaches[i]!.name, part: 'on' })}
        />
      ))}
      <RiverPart
        at={6}
        order={0}
        chosen={{ reach: 'cash', part: 'on' }}
        label={labels.received}
        className="head sea"
        onOpen={onOpen}
      >
        <Head x={wide - mouth} room={mouth} name={say(words.received)} large>
          {figures(shape.received, scale)}
          <Unit scale={scale} />
        </Head>
      </RiverPart>
    </svg>
  )
}

interface Layer<L> {
  river: DrawnRiver
  labels: L
  onOpen: (chosen: Chosen) => void
}

/** What left the way to cash, each reason as a stream of its own. */
function Lost({ river, labels, onOpen }: Layer<Labels['lost']>) {
  return river.reaches.map((one, i) => (
    <g key={one.name}>
      {one.streams.map((stream, j) => (
        <RiverPart
          key={stream.reason}
          at={i}
          order={10 + j}
          chosen={{ reach: one.name, part: 'lost', reason: stream.reason }}
          label={labels[i]![j]!.aloud}
          className="stream"
          onOpen={onOpen}
        >
          <path d={stream.path} fill={`url(#river-lost-${i})`} />
          <StreamWord label={labels[i]![j]!} />
        </RiverPart>
      ))}
    </g>
  ))
}

/** What went on, with what waits in it. */
function Water({ river, labels, onOpen }: Layer<Labels>) {
  return (
    <g mask="url(#river-out)">
      <g fill="url(#river-age)">
        {river.reaches.map((one, i) => (
          <RiverPart
            key={one.name}
            at={i}
            order={30}
            chosen={{ reach: one.name, part: 'on' }}
            label={labels.on[i]!.aloud}
            className="water"
            onOpen={onOpen}
          >
            <path d={one.water} />
          </RiverPart>
        ))}
        <rect
          x={river.mouth.x - 0.5}
          y={river.mouth.top}
          width={mouth}
          height={Math.max(0, river.mouth.height)}
        />
      </g>
      <g>
        {river.reaches.map((one, i) => (
          <Fragment key={one.name}>
            {one.pool && (
              <RiverPart
                at={i}
                order={1}
                chosen={{ reach: one.name, part: 'stay' }}
                label={labels.stay[i]!}
                className="pool"
                onOpen={onOpen}
              >
                <path d={one.pool} />
              </RiverPart>
            )}
          </Fragment>
        ))}
      </g>
      <path className="lines" d={river.lines} />
    </g>
  )
}

/** What is stuck lies on the water; the worst of it is named. */
function Stuck({
  river,
  labels,
  worst,
  onOpen,
}: Layer<Labels['stuck']> & { worst: number | null }) {
  return river.reaches.map((one, i) => {
    const label = labels[i]
    if (!label) return null
    const isWorst = i === worst
    return (
      <RiverPart
        key={one.name}
        at={i}
        order={2}
        chosen={{ reach: one.name, part: 'stuck' }}
        label={label.aloud}
        className={isWorst ? 'silt worst' : 'silt'}
        onOpen={onOpen}
      >
        <path d={one.silt} fill="url(#river-grain)" />
        <line x1={label.x} x2={label.x} y1={label.y + 5} y2={label.to} />
        <circle cx={label.x} cy={label.to} r="2" />
        {isWorst && (
          <text x={label.x} y={label.y - 17} textAnchor="middle" className="mark">
            {say(words.bottleneck)}
          </text>
        )}
        <text x={label.x} y={label.y} textAnchor="middle">
          {isWorst ? label.whole : label.short}
        </text>
      </RiverPart>
    )
  })
}

/** A name with its size under it; the whole of its place can be pressed. */
function Head({
  x,
  room,
  name,
  large = false,
  children,
}: {
  x: number
  room: number
  name: string
  large?: boolean
  children: ReactNode
}) {
  return (
    <>
      <rect x={x} y={0} width={room} height={large ? 48 : 44} fill="transparent" />
      <text className="name" x={x + 8} y={16}>
        {name}
      </text>
      <text className="size" x={x + 8} y={large ? 40 : 36}>
        {children}
      </text>
    </>
  )
}

const Unit = ({ scale }: { scale: Scale }) => (
  <tspan className="unit" dx="2">
    {scale.unit}
  </tspan>
)

/** At the end of a reach: which share went on, and how long it took. It is read aloud with the water. */
function GateWords({ label, onOpen }: { label: Labels['on'][number]; onOpen: () => void }) {
  return (
    <g className="opens gate-words" aria-hidden="true" onClick={onOpen}>
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

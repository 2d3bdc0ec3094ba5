// Which colours does the water have? Darker with its age, paler where it leaves, grained where it is stuck.
import { ageStops, shadeOf } from '#kernel/insight/age.ts'
import type { DrawnRiver, Frame } from '#kernel/insight/geometry.ts'
import type { RiverShape } from '#kernel/insight/shape.ts'

/** The colour of water of an age, mixed as the eye sees it. */
const shade = (days: number): string => {
  const { from, share } = shadeOf(days)
  return `color-mix(in oklab, var(--w${from}) ${Math.round((1 - share) * 1000) / 10}%, var(--w${from + 1}))`
}

interface RiverColoursProps {
  shape: RiverShape
  river: DrawnRiver
  frame: Frame
  wide: number
  height: number
}

export function RiverColours({ shape, river, frame, wide, height }: RiverColoursProps) {
  const ages = ageStops(shape.reaches.map((one) => one.days))
  const gateAge = (at: number): number => ages.filter((stop) => stop.at <= at).at(-1)?.days ?? 0
  const along = { gradientUnits: 'userSpaceOnUse', x1: 0, x2: wide, y1: 0, y2: 0 } as const
  const down = { gradientUnits: 'userSpaceOnUse', x1: 0, x2: 0 } as const
  return (
    <defs>
      <linearGradient id="river-age" {...along}>
        {ages.map((stop, i) => (
          <stop
            key={i}
            offset={(stop.at * frame.reach) / wide}
            style={{ stopColor: shade(stop.days) }}
          />
        ))}
      </linearGradient>
      <linearGradient id="river-sea" {...along} x1={wide - frame.mouth}>
        <stop offset=".68" stopColor="#fff" />
        <stop offset="1" stopColor="#fff" stopOpacity="0" />
      </linearGradient>
      <mask id="river-out" maskUnits="userSpaceOnUse" x="0" y="0" width={wide} height={height}>
        <rect width={wide} height={height} fill="url(#river-sea)" />
      </mask>
      <linearGradient id="river-thread" {...along}>
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
          {...down}
          y1={one.gate.bottom}
          y2={frame.words}
        >
          <stop offset="0" style={{ stopColor: shade(gateAge(i)) }} />
          <stop offset=".3" style={{ stopColor: shade(gateAge(i)) }} />
          <stop offset="1" style={{ stopColor: 'var(--lost)' }} stopOpacity=".55" />
        </linearGradient>
      ))}
    </defs>
  )
}

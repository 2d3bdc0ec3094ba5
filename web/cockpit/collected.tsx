// How much money came in this month, against the last one, and how much will it be?
import { Tooltip } from 'antd'
import { Link } from '@tanstack/react-router'
import type { CockpitCollected } from '#kernel/api.ts'
import { say } from '#web/words.ts'
import { useWide } from '#web/river/use-size.ts'
import { Big, brief, size } from './amount.tsx'
import { Tile } from './tile.tsx'
import { words } from './words.ts'

const height = 84
/** Room for the words at the end of the lines. */
const right = 106

export function Collected({ tile, today }: { tile: CockpitCollected; today: string }) {
  return (
    <Tile
      title={say(words.collected)}
      side={say(words.last_month, { amount: brief(tile.last_total) })}
      figure={
        <>
          <Link to="/o/$object" params={{ object: 'payment' }} search={{ filter: tile.filter }}>
            <Big value={tile.total} />
          </Link>
          <Tooltip title={say(words.by_end_why)}>
            <span
              className={size(tile.expected) >= size(tile.last_total) ? 'good' : 'ink-2'}
              tabIndex={0}
            >
              {say(words.by_end, { amount: brief(tile.expected) })}
            </span>
          </Tooltip>
        </>
      }
    >
      <Chart tile={tile} today={Number(today.slice(8))} />
    </Tile>
  )
}

/** Sums from the first of the month on, by day. */
function running(days: readonly { day: string; amount: string }[]): (day: number) => number {
  const sums: number[] = [0]
  for (let day = 1; day <= 31; day++)
    sums[day] =
      sums[day - 1]! +
      days
        .filter((one) => Number(one.day.slice(8)) === day)
        .reduce((all, one) => all + size(one.amount), 0)
  return (day) => sums[Math.min(day, 31)] ?? 0
}

const lastDay = (month: string): number =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()

function Chart({ tile, today }: { tile: CockpitCollected; today: number }) {
  const [place, wide] = useWide<HTMLDivElement>()
  const days = lastDay(tile.month)
  const [now, before] = [running(tile.days), running(tile.last_days)]
  const most = Math.max(size(tile.expected), size(tile.last_total), 1)
  const x = (day: number): number => ((wide - right) * (day - 1)) / (days - 1)
  const y = (sum: number): number => 66 - (60 * sum) / most
  const line = (of: (day: number) => number, to: number): string =>
    Array.from(
      { length: to },
      (_, i) => `${i ? 'L' : 'M'}${x(i + 1).toFixed(1)} ${y(of(i + 1)).toFixed(1)}`,
    ).join('')
  const [end, last] = [y(size(tile.expected)), y(size(tile.last_total))]
  // The two words at the right never run into each other, nor out of the picture.
  const upper = Math.min(62, Math.max(10, Math.min(end, last) + 4))
  const lower = Math.min(78, Math.max(upper + 16, Math.max(end, last) + 4))
  return (
    <div ref={place} className="chart">
      {wide > 0 && (
        <svg
          width={wide}
          height={height}
          role="img"
          aria-label={`${say(words.chart_collected)}: ${brief(tile.total)}; ${say(words.by_end, { amount: brief(tile.expected) })}`}
        >
          <line className="base" x1="0" x2={x(days)} y1="66.5" y2="66.5" />
          <path className="plan" d={line(before, days)} />
          <path className="done" d={line(now, Math.min(today, days))} />
          <path className="hope" d={`M${x(today)} ${y(now(today))}L${x(days)} ${end}`} />
          <circle className="dot" cx={x(today)} cy={y(now(today))} r="3" />
          <text x={x(days) + 6} y={end <= last ? upper : lower} className="accent">
            {brief(tile.expected)} {say(words.expected)}
          </text>
          <text x={x(days) + 6} y={end <= last ? lower : upper}>
            {say(words.last_line)}
          </text>
          <text x="0" y="81">
            {say(words.first_day)}
          </text>
          {today > 4 && (
            <text x={x(today)} y="81" textAnchor={today > 25 ? 'end' : 'middle'}>
              {say(words.today_day, { n: today })}
            </text>
          )}
        </svg>
      )}
    </div>
  )
}

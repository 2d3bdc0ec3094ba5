// How much money is expected in the next three months?
import type { CockpitForecast } from '#kernel/api.ts'
import { language, say } from '#web/words.ts'
import { Big, brief, partsBelow, size } from './amount.tsx'
import { Tile } from './tile.tsx'
import { words } from './words.ts'

export function monthName(month: string): string {
  const name = new Date(`${month}-01T00:00:00Z`).toLocaleString('en', {
    month: 'short',
    timeZone: 'UTC',
  })
  return language() === 'zh' ? say(words.month_n, { n: Number(month.slice(5)) }) : name
}

export function Forecast({
  tile,
  onOpen,
}: {
  tile: CockpitForecast
  onOpen: (month: string) => void
}) {
  const most = Math.max(1, ...tile.months.map((one) => size(one.total)))
  const written = partsBelow(
    tile.total,
    tile.months.map((one) => one.total),
  )
  const share = (amount: string): string => `${(100 * size(amount)) / most}%`
  return (
    <Tile
      title={say(words.forecast)}
      side={
        <span className="keys">
          <i className="swatch full" />
          {say(words.invoiced)} <i className="swatch dashed" />
          {say(words.planned)}
        </span>
      }
      figure={
        <>
          <Big value={tile.total} />
          <span className="ink-2">{say(words.next_months)}</span>
        </>
      }
    >
      <div className="months">
        {tile.months.map((one) => (
          <button
            key={one.month}
            type="button"
            className="bare month"
            onClick={() => onOpen(one.month)}
          >
            <span className="ink-3">{monthName(one.month)}</span>
            <span className="only-read-aloud">
              {say(words.month_parts, {
                invoiced: brief(one.invoiced),
                planned: brief(one.planned),
              })}
            </span>
            <span className="line" aria-hidden="true">
              <i className="full" style={{ width: share(one.invoiced) }} />
              <i className="dashed" style={{ width: share(one.planned) }} />
            </span>
            <span className="num">{written(one.total)}</span>
          </button>
        ))}
      </div>
    </Tile>
  )
}

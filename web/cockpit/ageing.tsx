// How old is what customers owe?
import { Tooltip } from 'antd'
import { Link } from '@tanstack/react-router'
import type { CockpitAgeing } from '#kernel/api.ts'
import { say } from '#web/words.ts'
import { Big, brief, partsBelow, size } from './amount.tsx'
import { Tile } from './tile.tsx'
import { words } from './words.ts'

export function Ageing({ tile }: { tile: CockpitAgeing }) {
  const most = Math.max(1, ...tile.buckets.map((one) => size(one.amount)))
  const written = partsBelow(
    tile.overdue,
    tile.buckets.map((one) => one.amount),
  )
  const rate = size(tile.total) > 0 ? (100 * size(tile.overdue)) / size(tile.total) : 0
  return (
    <Tile
      title={say(words.ageing)}
      side={say(words.owed, { amount: brief(tile.total) })}
      figure={
        <>
          <Link to="/o/$object" params={{ object: 'invoice' }} search={{ filter: tile.filter }}>
            <Big value={tile.overdue} />
          </Link>
          <span className="ink-2">{say(words.overdue)}</span>
          <span className={rate > 0 ? 'warn' : 'ink-2'}>{rate.toFixed(1)}%</span>
          {tile.dso !== null && (
            <Tooltip title={say(words.dso_why)}>
              <span className="ink-2" tabIndex={0}>
                {say(words.dso, { n: tile.dso })}
              </span>
            </Tooltip>
          )}
        </>
      }
    >
      <div className="ages">
        {tile.buckets.map((one) => (
          <Link
            key={one.name}
            to="/o/$object"
            params={{ object: 'invoice' }}
            search={{ filter: one.filter }}
            className={`age ${one.name}`}
          >
            <span className="column">
              <i style={{ height: `${(100 * size(one.amount)) / most}%` }} />
            </span>
            <span>{written(one.amount)}</span>
            <span className="ink-3">{say(words[one.name])}</span>
          </Link>
        ))}
      </div>
    </Tile>
  )
}

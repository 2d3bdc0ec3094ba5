// What are the open opportunities worth by stage, weighed by their chance?
import type { CockpitPipeline } from '#kernel/api.ts'
import { percent } from '#kernel/money/written.ts'
import { say } from '#web/words.ts'
import { Big, brief, size } from './amount.tsx'
import { Tile } from './tile.tsx'
import { words } from './words.ts'

export interface PipelineProps {
  tile: CockpitPipeline
  /** All open opportunities, or those of one stage. */
  onOpen: (stage: string | null) => void
}

export function Pipeline({ tile, onOpen }: PipelineProps) {
  const whole = size(tile.open) || 1
  const shown = tile.stages.filter((one) => one.count > 0)
  return (
    <Tile
      title={say(words.pipeline)}
      side={
        <button type="button" className="bare" onClick={() => onOpen(null)}>
          {say(words.open_deals, { amount: brief(tile.open) })}
        </button>
      }
      figure={
        <>
          <button type="button" className="bare" onClick={() => onOpen(null)}>
            <Big value={tile.weighted} />
          </button>
          <span className="ink-2">{say(words.n_deals, { n: tile.count })}</span>
          {tile.win_rate && (
            <span className="ink-2">
              {say(words.win_rate, { rate: percent((Number(tile.win_rate) * 100).toFixed(1)) })}
            </span>
          )}
        </>
      }
    >
      <div
        className="stages"
        style={{
          gridTemplateColumns: shown
            .map(
              (one) =>
                `minmax(52px, ${Math.max(1, Math.round((1000 * size(one.amount)) / whole))}fr)`,
            )
            .join(' '),
        }}
      >
        {shown.map((one) => (
          <button
            key={one.stage}
            type="button"
            className="bare stage"
            onClick={() => onOpen(one.stage)}
          >
            <span className="stage-name ink-3" title={say(one.label)}>
              {say(one.label)}
            </span>
            <span className="whole">
              <i
                style={{
                  width: `${size(one.amount) > 0 ? (100 * size(one.weighted)) / size(one.amount) : 0}%`,
                }}
              />
            </span>
            <span>{brief(one.amount)}</span>
            <span className="ink-3">
              {one.probability === null ? '' : percent(one.probability)}
            </span>
            <span className="only-read-aloud">{say(words.n_deals, { n: one.count })}</span>
          </button>
        ))}
      </div>
    </Tile>
  )
}

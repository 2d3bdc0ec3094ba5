// How does a move look: the ways of its arrow, and the diamond of what it asks for?
import { type PlacedMove, type Point, sizes } from '#kernel/lifecycle/layout.ts'
import { listed } from '#web/admin/listed.ts'
import { say } from '#web/words.ts'
import { cut, type ItemProps, line, MarkBadge, soft } from './drawn.tsx'

const words = {
  move: { zh: '流转', en: 'move' },
  conditions: { zh: '{n} 项条件', en: '{n} {n:condition|conditions}' },
  condition: { zh: '1 项条件', en: '1 condition' },
} as const

export function Way({ one, chosen }: { one: PlacedMove; chosen: boolean }) {
  const quiet = one.way !== 'on'
  const tip = `url(#tip-${chosen ? 'on' : 'plain'})`
  return (
    <g className={`ways${chosen ? ' on' : ''}`}>
      {one.legs.map((leg) => {
        const straight = leg.points.length === 2
        return (
          <path
            key={leg.from}
            className={quiet || !straight ? 'way quiet' : 'way'}
            d={soft(leg.points)}
            {...(one.last ? {} : { markerEnd: tip })}
          />
        )
      })}
      {one.last && (
        <path className={quiet ? 'way quiet' : 'way'} d={line(one.last)} markerEnd={tip} />
      )}
    </g>
  )
}

/** The diamond of a move; one that asks nothing is a dot that can be chosen all the same. */
export function Gate({
  one,
  on,
  onChoose,
  onKeys,
  lifecycle,
  marks,
  warned,
  actionName,
}: ItemProps & { one: PlacedMove }) {
  const names = (list: readonly string[]): string =>
    listed(list.map((name) => say(lifecycle.stages[name]?.label ?? { zh: name, en: name })))
  const asked =
    (one.move.gate?.require?.length ?? 0) +
    Object.values(one.move.gate?.checks ?? {}).filter(Boolean).length
  const leg = one.legs[0]!.points
  const spot: Point = one.gate ?? halfway(leg)
  const [x, y] = spot
  const count = asked === 1 ? say(words.condition) : say(words.conditions, { n: asked })
  const title = `${say(words.move)} ${names(one.move.from)} → ${names([one.move.to])}${asked ? ` · ${count}` : ''}`
  const r = sizes.gate
  const labelled = one.way === 'on' && one.gate !== null
  const mark = marks.moves.get(one.name)
  return (
    <g
      className={`gate-mark${on ? ' on' : ''}${asked ? '' : ' free'}${warned.has(one.name) ? ' warned' : ''}`}
      role="button"
      tabIndex={0}
      aria-pressed={on}
      aria-label={title}
      onClick={() => onChoose({ kind: 'move', name: one.name })}
      onKeyDown={(event) => onKeys(event, { kind: 'move', name: one.name })}
    >
      <title>{title}</title>
      {labelled ? (
        <rect x={x - 24} y={y - 68} width="48" height="84" className="hit" />
      ) : (
        <circle cx={x} cy={y} r={14} className="hit" />
      )}
      {asked ? (
        <path d={`M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}z`} className="shape" />
      ) : (
        <circle cx={x} cy={y} r={4} className="shape" />
      )}
      {on && asked > 0 && (
        <path
          className="ring"
          d={`M${x} ${y - r - 4}L${x + r + 4} ${y}L${x} ${y + r + 4}L${x - r - 4} ${y}z`}
        />
      )}
      {labelled && (
        <text
          x={x}
          y={y - (one.move.via ? 56 : 40)}
          textAnchor="middle"
          className={on ? 'strong accent' : ''}
        >
          {one.move.via ? cut(actionName(one.move.via), 7) : count}
        </text>
      )}
      {labelled && one.move.via && (
        <text x={x} y={y - 40} textAnchor="middle">
          {count}
        </text>
      )}
      <MarkBadge x={x + 16} y={y - 14} mark={mark} />
    </g>
  )
}

function halfway(points: readonly Point[]): Point {
  const at = Math.max(0, Math.floor((points.length - 1) / 2))
  const [a, b] = [points[at]!, points[at + 1] ?? points[at]!]
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
}

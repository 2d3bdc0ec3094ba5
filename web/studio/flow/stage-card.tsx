// How does a stage look: its name, its live figures, and where it is taken hold of?
import type { PointerEvent } from 'react'
import { limitOf } from '#kernel/lifecycle/lifecycle.ts'
import type { PlacedStage } from '#kernel/lifecycle/layout.ts'
import { number, shortText } from '#kernel/money/written.ts'
import { durationWords } from '#web/parts/duration.ts'
import { textWidth } from '#web/parts/text-width.ts'
import { language, say } from '#web/words.ts'
import { cut, type ItemProps, MarkBadge } from './drawn.tsx'

const words = {
  records: { zh: '{n} 条', en: '{n}' },
  limit: { zh: '时限 {time}', en: 'limit {time}' },
  stuck: { zh: '{n} 条滞留', en: '{n} stuck' },
  stage: { zh: '阶段', en: 'stage' },
  draw: { zh: '从「{stage}」画一条流转', en: 'Draw a move from “{stage}”' },
} as const

export function StageCard(
  props: ItemProps & {
    one: PlacedStage
    first: boolean
    goal: boolean
    /** How far it is carried from its place. */
    off: number
    onLift: (event: PointerEvent) => void
    onGrip: (event: PointerEvent) => void
  },
) {
  const { one, on, figures, onChoose, onKeys, marks, goal, warned, onDraw } = props
  const { stage } = one
  const kind = stage.kind ?? 'open'
  const figure = figures?.stages[one.name]
  const limit = limitOf(stage)
  const most = Math.max(
    1,
    ...Object.entries(figures?.stages ?? {})
      .filter(([name]) => (props.lifecycle.stages[name]?.kind ?? 'open') === 'open')
      .map(([, it]) => Number(it.sum ?? it.n)),
  )
  const share = figure && kind === 'open' ? Number(figure.sum ?? figure.n) / most : 0
  const below = [
    figure?.sum && kind === 'open' ? shortText(figure.sum, language()) : '',
    limit ? say(words.limit, { time: durationWords(limit) }) : '',
  ].filter(Boolean)
  const name = say(stage.label)
  return (
    <g
      className={`card-stage ${kind}${on ? ' on' : ''}${goal ? ' goal' : ''}${warned.has(one.name) ? ' warned' : ''}${props.off ? ' carried' : ''}`}
      {...(props.off ? { transform: `translate(${props.off} 0)` } : {})}
      role="button"
      tabIndex={0}
      aria-pressed={on}
      aria-label={[
        say(words.stage),
        name,
        figure ? say(words.records, { n: number(String(figure.n)) }) : '',
        stage.probability !== undefined && kind === 'open' ? `${stage.probability}%` : '',
        ...below,
        figure?.stuck ? say(words.stuck, { n: figure.stuck }) : '',
      ]
        .filter(Boolean)
        .join(' ')}
      onClick={() => onChoose({ kind: 'stage', name: one.name })}
      onKeyDown={(event) => onKeys(event, { kind: 'stage', name: one.name })}
      onPointerDown={props.onPlace && props.onLift}
    >
      <rect x={one.x} y={one.y} width={one.w} height={one.h} rx="6" className="body" />
      {props.first && (
        <>
          <circle cx={one.x - 20} cy={one.y + one.h / 2} r="5" className="first" />
          <path
            d={`M${one.x - 15} ${one.y + one.h / 2}H${one.x}`}
            className="way"
            markerEnd="url(#tip-plain)"
          />
        </>
      )}
      <title>{name}</title>
      <text
        x={one.x + 12}
        y={one.y + 29}
        className={textWidth(name, 14) > one.w - 16 ? 'name long' : 'name'}
      >
        {cut(name, 8)}
      </text>
      <text x={one.x + 12} y={one.y + 49}>
        {figure ? say(words.records, { n: number(String(figure.n)) }) : ''}
      </text>
      {stage.probability !== undefined && kind === 'open' && (
        <text x={one.x + one.w - 12} y={one.y + 49} textAnchor="end">
          {stage.probability}%
        </text>
      )}
      {share > 0 && (
        <rect
          x={one.x}
          y={one.y + one.h + 6}
          width={Math.max(3, one.w * share)}
          height="3"
          className="bar"
        />
      )}
      {below.map((text, i) => (
        <text key={text} x={one.x} y={one.y + one.h + 24 + i * 16}>
          {text}
        </text>
      ))}
      {figure !== undefined && figure.stuck > 0 && (
        <text x={one.x} y={one.y + one.h + 24 + below.length * 16} className="late">
          {say(words.stuck, { n: figure.stuck })}
        </text>
      )}
      <MarkBadge x={one.x + one.w} y={one.y} mark={marks.stages.get(one.name)} />
      {onDraw && (
        <circle
          cx={one.x + one.w}
          cy={one.y + one.h / 2}
          r="6"
          className="grip"
          onPointerDown={props.onGrip}
          onClick={(event) => event.stopPropagation()}
        >
          <title>{say(words.draw, { stage: name })}</title>
        </circle>
      )}
    </g>
  )
}

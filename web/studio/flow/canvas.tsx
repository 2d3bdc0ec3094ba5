// What does a lifecycle look like? Stages as cards with live figures, gates as diamonds, approvals above; all of it by mouse and keys.
import { listed } from '#web/admin/listed.ts'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { StageFigures } from '#kernel/api.ts'
import type { Words } from '#kernel/error.ts'
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'
import {
  type Layout,
  layout,
  type PlacedMove,
  type PlacedStage,
  type Point,
  sizes,
} from '#kernel/lifecycle/layout.ts'
import { limitOf } from '#kernel/lifecycle/lifecycle.ts'
import { shortText } from '#web/format.ts'
import { durationWords } from '#web/parts/duration.ts'
import { language, say } from '#web/words.ts'
import { peersOf, type Whole } from './lifecycle-edit.ts'

const words = {
  records: { zh: '{n} 条', en: '{n}' },
  limit: { zh: '时限 {time}', en: 'limit {time}' },
  stuck: { zh: '{n} 条滞留', en: '{n} stuck' },
  conditions: { zh: '{n} 项条件', en: '{n} conditions' },
  condition: { zh: '1 项条件', en: '1 condition' },
  new: { zh: '新', en: 'new' },
  changed: { zh: '改', en: 'chg' },
  stage: { zh: '阶段', en: 'stage' },
  move: { zh: '流转', en: 'move' },
  approval: { zh: '审批流', en: 'approval flow' },
  draw: { zh: '从「{stage}」画一条流转', en: 'Draw a move from “{stage}”' },
  steps: { zh: '{n} 步', en: '{n} steps' },
  map: { zh: '{object}的阶段、门径与审批', en: 'Stages, gates and approvals of {object}' },
} as const

export type Chosen = { kind: 'stage' | 'move' | 'approval'; name: string } | null
export type Mark = 'added' | 'changed' | 'retired'

export interface CanvasProps {
  title: string
  lifecycle: Whole
  approvals: Readonly<Record<string, ApprovalFlow>>
  figures: StageFigures | undefined
  chosen: Chosen
  onChoose: (chosen: Chosen) => void
  marks: {
    stages: ReadonlyMap<string, Mark>
    moves: ReadonlyMap<string, Mark>
    approvals: ReadonlyMap<string, Mark>
  }
  warned: ReadonlySet<string>
  /** Ways back are shown for what is chosen only, unless all are wanted. */
  allWays: boolean
  zoom: number
  actionName: (action: string) => string
  /** A condition with labels for names. */
  says: (formula: string) => string
  onDraw?: (from: string, to: string) => void
  /** The stage is wanted at this place among those of its kind. */
  onPlace?: (stage: string, at: number) => void
  onAdd?: (after: string) => void
  onRetire?: (chosen: NonNullable<Chosen>) => void
}

const line = (points: readonly Point[]): string =>
  points.map(([x, y], i) => `${i ? 'L' : 'M'}${x} ${y}`).join('')

/** The line with its corners rounded, so that one can be told from another where they cross. */
function soft(points: readonly Point[], radius = 6): string {
  return points
    .map(([x, y], i) => {
      const before = points[i - 1]
      const after = points[i + 1]
      if (!before || !after) return `${i ? 'L' : 'M'}${x} ${y}`
      const cut = ([ax, ay]: Point): Point => {
        const length = Math.hypot(ax - x, ay - y) || 1
        const reach = Math.min(radius, length / 2)
        return [x + ((ax - x) / length) * reach, y + ((ay - y) / length) * reach]
      }
      const [a, b] = [cut(before), cut(after)]
      return `L${a[0]} ${a[1]}Q${x} ${y} ${b[0]} ${b[1]}`
    })
    .join('')
}

export function Canvas(props: CanvasProps) {
  const { lifecycle, approvals, chosen, onChoose, zoom } = props
  const svg = useRef<SVGSVGElement>(null)
  const [draw, setDraw] = useState<{ from: string; at: Point } | null>(null)
  const [carried, setCarried] = useState<Carried | null>(null)
  /** What ends a drag is no click. */
  const dragged = useRef(false)
  const drawn = layout(lifecycle, approvals)
  const goalOf = (it: Carried): number => slotOf(drawn, lifecycle, it)
  const at = (event: PointerEvent): Point => {
    const box = svg.current!.getBoundingClientRect()
    return [(event.clientX - box.left) / zoom, (event.clientY - box.top) / zoom]
  }
  const under = ([x, y]: Point) =>
    drawn.stages.find((one) => x >= one.x && x <= one.x + one.w && y >= one.y && y <= one.y + one.h)

  const keys = (event: KeyboardEvent, what: NonNullable<Chosen>) => {
    const { key } = event
    if (key === 'Enter' || key === ' ') onChoose(what)
    else if (key === 'Delete' || key === 'Backspace') props.onRetire?.(what)
    else if (what.kind === 'stage' && event.altKey && (key === 'ArrowLeft' || key === 'ArrowRight'))
      props.onPlace?.(
        what.name,
        peersOf(lifecycle, what.name).indexOf(what.name) + (key === 'ArrowLeft' ? -1 : 1),
      )
    else if (what.kind === 'stage' && key.toLowerCase() === 'n' && !event.ctrlKey && !event.metaKey)
      props.onAdd?.(what.name)
    else if (key.startsWith('Arrow')) step(svg.current, event.currentTarget as SVGElement, key)
    else return
    event.preventDefault()
  }
  const letGo = (): void => {
    setDraw(null)
    setCarried(null)
  }
  const busy = draw !== null || carried !== null
  useEffect(() => {
    if (!busy) return
    const press = (event: globalThis.KeyboardEvent) => event.key === 'Escape' && letGo()
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [busy])
  const isChosen = (kind: string, name: string): boolean =>
    chosen?.kind === kind && chosen.name === name

  return (
    <svg
      ref={svg}
      className={carried?.far ? 'flow-drawing carrying' : 'flow-drawing'}
      role="group"
      aria-label={say(words.map, { object: props.title })}
      width={drawn.width * zoom}
      height={drawn.height * zoom}
      viewBox={`0 0 ${drawn.width} ${drawn.height}`}
      onPointerMove={(event) => {
        if (draw) setDraw({ ...draw, at: at(event) })
        if (!carried) return
        const now = at(event)
        const far =
          carried.far || Math.hypot(now[0] - carried.from[0], now[1] - carried.from[1]) > 5
        if (far && !carried.far) svg.current?.setPointerCapture(event.pointerId)
        setCarried({ ...carried, far, at: now })
      }}
      onPointerUp={(event) => {
        dragged.current = draw !== null || carried?.far === true
        if (draw) {
          const goal = under(at(event))
          if (goal && goal.name !== draw.from) props.onDraw?.(draw.from, goal.name)
          setDraw(null)
        }
        if (carried?.far) props.onPlace?.(carried.name, goalOf(carried))
        setCarried(null)
      }}
      onPointerCancel={letGo}
      onClickCapture={(event) => {
        if (dragged.current) event.stopPropagation()
        dragged.current = false
      }}
      onClick={(event) => event.target === event.currentTarget && onChoose(null)}
    >
      <defs>
        {['plain', 'on'].map((kind) => (
          <marker
            key={kind}
            id={`tip-${kind}`}
            viewBox="0 0 6 6"
            refX="5.4"
            refY="3"
            markerWidth="6"
            markerHeight="6"
            orient="auto"
          >
            <path d="M0 0 6 3 0 6z" className={`tip ${kind}`} />
          </marker>
        ))}
      </defs>
      {drawn.approvals.map((card) => (
        <path key={card.flow} className="way asks" d={line(card.line)} />
      ))}
      {shownWays(drawn, props).map((one) => (
        <Way key={one.name} one={one} chosen={isChosen('move', one.name)} />
      ))}
      {onTop(drawn.stages, carried?.far ? carried.name : undefined).map((one) => (
        <StageCard
          key={one.name}
          one={one}
          {...props}
          first={lifecycle.first === one.name}
          on={isChosen('stage', one.name)}
          goal={draw !== null && draw.from !== one.name && under(draw.at)?.name === one.name}
          off={carried?.far && carried.name === one.name ? carried.at[0] - carried.from[0] : 0}
          onLift={(event) => {
            // A finger scrolls; whoever has no mouse moves a stage by the buttons of its panel.
            if (event.button !== 0 || event.pointerType === 'touch') return
            const here = at(event)
            setCarried({ name: one.name, from: here, at: here, far: false })
          }}
          onKeys={keys}
          onGrip={(event) => {
            event.stopPropagation()
            setDraw({ from: one.name, at: at(event) })
            svg.current?.setPointerCapture(event.pointerId)
          }}
        />
      ))}
      {shownWays(drawn, props).map((one) => (
        <Gate key={one.name} one={one} {...props} on={isChosen('move', one.name)} onKeys={keys} />
      ))}
      {drawn.approvals.map((card) => {
        const flow = approvals[card.flow]!
        const steps = Object.values(flow.steps).filter(Boolean).length
        const on = isChosen('approval', card.flow)
        return (
          <g
            key={card.flow}
            className={`card-approval${on ? ' on' : ''}`}
            role="button"
            tabIndex={0}
            aria-pressed={on}
            aria-label={`${say(words.approval)} ${say(flow.label)}`}
            onClick={() => onChoose({ kind: 'approval', name: card.flow })}
            onKeyDown={(event) => keys(event, { kind: 'approval', name: card.flow })}
          >
            <rect x={card.x} y={card.y} width={card.w} height={card.h} rx="6" />
            <text x={card.x + 12} y={card.y + 21} className="strong">
              {cut(say(flow.label), 10)}
            </text>
            <text x={card.x + 12} y={card.y + 39}>
              {cut(
                [say(words.steps, { n: steps }), flow.if ? props.says(flow.if) : '']
                  .filter(Boolean)
                  .join(' · '),
                10,
              )}
            </text>
            <MarkBadge x={card.x + card.w} y={card.y} mark={props.marks.approvals.get(card.flow)} />
          </g>
        )
      })}
      {draw && <path className="way drawing" d={line([middle(drawn, draw.from), draw.at])} />}
      {carried?.far && (
        <Slot drawn={drawn} lifecycle={lifecycle} carried={carried} at={goalOf(carried)} />
      )}
    </svg>
  )
}

/** What is carried lies over the others. Not before it is: a card that moves in the document while it is pressed gets no click. */
const onTop = (stages: readonly PlacedStage[], carried: string | undefined): PlacedStage[] => [
  ...stages.filter((one) => one.name !== carried),
  ...stages.filter((one) => one.name === carried),
]

/** A stage on its way to another place in the line. */
interface Carried {
  readonly name: string
  readonly from: Point
  readonly at: Point
  /** Moved so far that it is meant. */
  readonly far: boolean
}

const peersDrawn = (drawn: Layout, lifecycle: Whole, name: string): PlacedStage[] => {
  const peers = peersOf(lifecycle, name)
  return drawn.stages
    .filter((one) => one.name !== name && peers.includes(one.name))
    .toSorted((a, b) => a.x - b.x)
}

/** Behind how many of its kind would it stand if it were let go here? */
const slotOf = (drawn: Layout, lifecycle: Whole, { name, at }: Carried): number =>
  peersDrawn(drawn, lifecycle, name).filter((one) => one.x + one.w / 2 < at[0]).length

/** The line at which a carried stage would be put down; none where it is already. */
function Slot({
  drawn,
  lifecycle,
  carried,
  at,
}: {
  drawn: Layout
  lifecycle: Whole
  carried: Carried
  at: number
}) {
  const others = peersDrawn(drawn, lifecycle, carried.name)
  if (at === peersOf(lifecycle, carried.name).indexOf(carried.name)) return null
  const [before, after] = [others[at - 1], others[at]]
  const one = before ?? after
  if (!one) return null
  const x = before ? before.x + before.w + sizes.gap / 2 : one.x - sizes.gap / 2
  return <path className="slot" d={`M${x} ${one.y - 12}V${one.y + one.h + 12}`} />
}

const middle = (drawn: Layout, name: string): Point => {
  const one = drawn.stages.find((stage) => stage.name === name)!
  return [one.x + one.w, one.y + one.h / 2]
}

/** Ways back and skips are many; without `allWays` only those of what is chosen are drawn. */
function shownWays(drawn: Layout, { allWays, chosen }: CanvasProps): readonly PlacedMove[] {
  const touches = (one: PlacedMove): boolean =>
    (chosen?.kind === 'move' && chosen.name === one.name) ||
    (chosen?.kind === 'stage' &&
      (one.move.to === chosen.name || one.move.from.includes(chosen.name)))
  return drawn.moves.filter(
    (one) => allWays || one.way === 'on' || one.way === 'end' || one.way === 'skip' || touches(one),
  )
}

function Way({ one, chosen }: { one: PlacedMove; chosen: boolean }) {
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

interface ItemProps extends CanvasProps {
  on: boolean
  onKeys: (event: KeyboardEvent, what: NonNullable<Chosen>) => void
}

/** The diamond of a move; one that asks nothing is a dot that can be chosen all the same. */
function Gate({
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
      className={`gate${on ? ' on' : ''}${asked ? '' : ' free'}${warned.has(one.name) ? ' warned' : ''}`}
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

function StageCard(
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
      aria-label={`${say(words.stage)} ${name}`}
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
      <text x={one.x + 12} y={one.y + 29} className="name">
        {cut(name, 6)}
      </text>
      <text x={one.x + 12} y={one.y + 49}>
        {figure ? say(words.records, { n: figure.n }) : ''}
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

function MarkBadge({ x, y, mark }: { x: number; y: number; mark: Mark | undefined }) {
  if (!mark || mark === 'retired') return null
  const text: Words = mark === 'added' ? words.new : words.changed
  return (
    <g className="badge" transform={`translate(${x - 20} ${y - 8})`}>
      <rect width="24" height="16" rx="3" />
      <text x="12" y="12" textAnchor="middle">
        {say(text)}
      </text>
    </g>
  )
}

/** As many characters as fit; a wide one counts for two. */
function cut(text: string, wide: number): string {
  let room = wide * 2
  let out = ''
  for (const letter of text) {
    room -= /[\u2e80-\uffef]/.test(letter) ? 2 : 1.08
    if (room < 0) return `${out}…`
    out += letter
  }
  return out
}

/** Arrow keys go to the nearest thing in that direction. */
function step(svg: SVGSVGElement | null, from: SVGElement, key: string): void {
  const here = from.getBoundingClientRect()
  const [x, y] = [here.left + here.width / 2, here.top + here.height / 2]
  let best: { item: SVGElement; far: number } | null = null
  for (const item of svg?.querySelectorAll<SVGElement>('[role=button]') ?? []) {
    if (item === from) continue
    const box = item.getBoundingClientRect()
    const [dx, dy] = [box.left + box.width / 2 - x, box.top + box.height / 2 - y]
    const along =
      key === 'ArrowRight' ? dx : key === 'ArrowLeft' ? -dx : key === 'ArrowDown' ? dy : -dy
    if (along <= 4) continue
    const across = key === 'ArrowRight' || key === 'ArrowLeft' ? Math.abs(dy) : Math.abs(dx)
    const far = along + across * 2
    if (!best || far < best.far) best = { item, far }
  }
  best?.item.focus()
}

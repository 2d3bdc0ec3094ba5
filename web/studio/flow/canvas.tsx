// What does a lifecycle look like? Stages as cards with live figures, gates as diamonds, approvals above; all of it by mouse and keys.
import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import {
  type Layout,
  layout,
  type PlacedMove,
  type PlacedStage,
  type Point,
  sizes,
} from '#kernel/lifecycle/layout.ts'
import { say } from '#web/words.ts'
import { ApprovalMark } from './approval-mark.tsx'
import { type CanvasProps, type Chosen, line } from './drawn.tsx'
import { Gate, Way } from './gate-mark.tsx'
import { peersOf, type Whole } from './lifecycle-edit.ts'
import { StageCard } from './stage-card.tsx'
import { type Carried, peersDrawn, useGestures } from './use-gestures.ts'

const words = {
  map: { zh: '{object}的阶段、门径与审批', en: 'Stages, gates and approvals of {object}' },
} as const

export function Canvas(props: CanvasProps) {
  const { lifecycle, approvals, chosen, onChoose, zoom } = props
  const svg = useRef<SVGSVGElement>(null)
  const drawn = layout(lifecycle, approvals)
  const { draw, carried, goal, lift, grip, handlers } = useGestures({
    svg,
    drawn,
    lifecycle,
    zoom,
    onDraw: props.onDraw,
    onPlace: props.onPlace,
  })
  const keys = (event: KeyboardEvent, what: NonNullable<Chosen>) => {
    const { key } = event
    if (key === 'Enter' || key === ' ') {
      onChoose(what)
      if (key === 'Enter') props.onEnter?.()
    } else if (key === 'Delete' || key === 'Backspace') props.onRetire?.(what)
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
  const ways = shownWays(drawn, props)
  const isChosen = (kind: string, name: string): boolean =>
    chosen?.kind === kind && chosen.name === name

  return (
    <svg
      ref={svg}
      className={carried ? 'flow-drawing carrying' : 'flow-drawing'}
      role="group"
      aria-label={say(words.map, { object: props.title })}
      width={drawn.width * zoom}
      height={drawn.height * zoom}
      viewBox={`0 0 ${drawn.width} ${drawn.height}`}
      {...handlers}
      onClick={(event) => event.target === event.currentTarget && onChoose(null)}
    >
      <Tips />
      {drawn.approvals.map((card) => (
        <path key={card.flow} className="way asks" d={line(card.line)} />
      ))}
      {ways.map((one) => (
        <Way key={one.name} one={one} chosen={isChosen('move', one.name)} />
      ))}
      {onTop(drawn.stages, carried?.name).map((one) => (
        <StageCard
          key={one.name}
          one={one}
          {...props}
          first={lifecycle.first === one.name}
          on={isChosen('stage', one.name)}
          goal={goal === one.name && draw?.from !== one.name}
          off={carried?.name === one.name ? carried.at[0] - carried.from[0] : 0}
          onLift={lift(one.name)}
          onKeys={keys}
          onGrip={grip(one.name)}
        />
      ))}
      {ways.map((one) => (
        <Gate key={one.name} one={one} {...props} on={isChosen('move', one.name)} onKeys={keys} />
      ))}
      {drawn.approvals.map((card) => (
        <ApprovalMark
          key={card.flow}
          card={card}
          {...props}
          on={isChosen('approval', card.flow)}
          onKeys={keys}
        />
      ))}
      {draw && <path className="way drawing" d={line([middle(drawn, draw.from), draw.at])} />}
      {carried && <Slot drawn={drawn} lifecycle={lifecycle} carried={carried} at={carried.goal} />}
    </svg>
  )
}

/** The heads of the arrows. */
const Tips = () => (
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
)

/** What is carried lies over the others. Not before it is: a card that moves in the document while it is pressed gets no click. */
const onTop = (stages: readonly PlacedStage[], carried: string | undefined): PlacedStage[] => [
  ...stages.filter((one) => one.name !== carried),
  ...stages.filter((one) => one.name === carried),
]

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

// What does a pointer do on the drawing of a lifecycle? It draws a move from a grip, or carries a stage along the line.
import { useEffect, useRef, useState } from 'react'
import type { MouseEvent, PointerEvent, RefObject } from 'react'
import type { Layout, PlacedStage, Point } from '#kernel/lifecycle/layout.ts'
import { peersOf, type Whole } from './lifecycle-edit.ts'

/** A stage on its way to another place in the line. */
export interface Carried {
  readonly name: string
  readonly from: Point
  readonly at: Point
  /** Moved so far that it is meant. */
  readonly far: boolean
}

export const peersDrawn = (drawn: Layout, lifecycle: Whole, name: string): PlacedStage[] => {
  const peers = peersOf(lifecycle, name)
  return drawn.stages
    .filter((one) => one.name !== name && peers.includes(one.name))
    .toSorted((a, b) => a.x - b.x)
}

/** Behind how many of its kind would it stand if it were let go here? */
const slotOf = (drawn: Layout, lifecycle: Whole, { name, at }: Carried): number =>
  peersDrawn(drawn, lifecycle, name).filter((one) => one.x + one.w / 2 < at[0]).length

interface GesturesAsk {
  svg: RefObject<SVGSVGElement | null>
  drawn: Layout
  lifecycle: Whole
  zoom: number
  onDraw: ((from: string, to: string) => void) | undefined
  /** The stage is wanted at this place among those of its kind. */
  onPlace: ((stage: string, at: number) => void) | undefined
}

export function useGestures({ svg, drawn, lifecycle, zoom, onDraw, onPlace }: GesturesAsk) {
  const [draw, setDraw] = useState<{ from: string; at: Point } | null>(null)
  const [carried, setCarried] = useState<Carried | null>(null)
  /** What ends a drag is no click. */
  const dragged = useRef(false)
  const at = (event: PointerEvent): Point => {
    const box = svg.current!.getBoundingClientRect()
    return [(event.clientX - box.left) / zoom, (event.clientY - box.top) / zoom]
  }
  const under = ([x, y]: Point) =>
    drawn.stages.find((one) => x >= one.x && x <= one.x + one.w && y >= one.y && y <= one.y + one.h)
  const letGo = (): void => {
    setDraw(null)
    setCarried(null)
  }
  const busy = draw !== null || carried !== null
  useEffect(() => {
    if (!busy) return
    const press = (event: KeyboardEvent) => event.key === 'Escape' && letGo()
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [busy])
  return {
    draw,
    /** The stage that is carried, once it is moved so far that it is meant. */
    carried: carried?.far ? { ...carried, goal: slotOf(drawn, lifecycle, carried) } : null,
    /** The stage to which a drawn move would lead. */
    goal: draw === null ? undefined : under(draw.at)?.name,
    lift: (stage: string) => (event: PointerEvent) => {
      // A finger scrolls; whoever has no mouse moves a stage by the buttons of its panel.
      if (event.button !== 0 || event.pointerType === 'touch') return
      const here = at(event)
      setCarried({ name: stage, from: here, at: here, far: false })
    },
    grip: (stage: string) => (event: PointerEvent) => {
      event.stopPropagation()
      setDraw({ from: stage, at: at(event) })
      svg.current?.setPointerCapture(event.pointerId)
    },
    handlers: {
      onPointerMove: (event: PointerEvent) => {
        if (draw) setDraw({ ...draw, at: at(event) })
        if (!carried) return
        const now = at(event)
        const far =
          carried.far || Math.hypot(now[0] - carried.from[0], now[1] - carried.from[1]) > 5
        if (far && !carried.far) svg.current?.setPointerCapture(event.pointerId)
        setCarried({ ...carried, far, at: now })
      },
      onPointerUp: (event: PointerEvent) => {
        dragged.current = draw !== null || carried?.far === true
        if (draw) {
          const goal = under(at(event))
          if (goal && goal.name !== draw.from) onDraw?.(draw.from, goal.name)
        }
        if (carried?.far) onPlace?.(carried.name, slotOf(drawn, lifecycle, carried))
        letGo()
      },
      onPointerCancel: letGo,
      onClickCapture: (event: MouseEvent) => {
        if (dragged.current) event.stopPropagation()
        dragged.current = false
      },
    },
  }
}

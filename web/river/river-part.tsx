// What of the river can be opened? A shape that is pressed with a finger or with a key, with its words read aloud.
import type { KeyboardEvent, ReactNode } from 'react'
import type { PartAsk } from './ask.ts'

export type Chosen = Pick<PartAsk, 'reach' | 'part' | 'reason'>

interface RiverPartProps {
  /** From the left; the keys walk from reach to reach… */
  at: number
  /** …and within one in this order. */
  order: number
  chosen: Chosen
  label: string
  className: string
  onOpen: (chosen: Chosen) => void
  children: ReactNode
}

export function RiverPart({
  at,
  order,
  chosen,
  label,
  className,
  onOpen,
  children,
}: RiverPartProps) {
  return (
    <g
      className={`opens ${className}`}
      role="button"
      tabIndex={at === 0 && order === 0 ? 0 : -1}
      aria-label={label}
      data-reach={at}
      data-order={order}
      onClick={() => onOpen(chosen)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onOpen(chosen)
      }}
    >
      <title>{label}</title>
      {children}
    </g>
  )
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Arrows walk over what can be opened: left and right by reach, up and down within it. */
export function walkParts(event: KeyboardEvent<SVGSVGElement>): void {
  const step = steps[event.key]
  const here = document.activeElement?.closest<SVGGElement>('[data-reach]')
  if (!step || !here) return
  event.preventDefault()
  const of = (at: number): SVGGElement[] =>
    [...event.currentTarget.querySelectorAll<SVGGElement>(`[data-reach="${at}"]`)].sort(
      (a, b) => Number(a.dataset.order) - Number(b.dataset.order),
    )
  const at = Number(here.dataset.reach)
  const next = step[0] ? of(at + step[0])[0] : of(at)[of(at).indexOf(here) + step[1]]
  next?.focus()
}

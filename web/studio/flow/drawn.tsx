// What do all marks on the drawing of a lifecycle share: what is handed to them, their lines, texts and badges?
import type { KeyboardEvent } from 'react'
import type { StageFigures } from '#kernel/api/flow.ts'
import type { Words } from '#kernel/error.ts'
import type { ApprovalFlow } from '#kernel/lifecycle/approval.ts'
import type { Point } from '#kernel/lifecycle/layout.ts'
import { say } from '#web/words.ts'
import type { Whole } from './lifecycle-edit.ts'

const words = {
  new: { zh: '新', en: 'new' },
  changed: { zh: '改', en: 'chg' },
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
  /** What was chosen is to be worked on: the hands go to its panel. */
  onEnter?: () => void
  onRetire?: (chosen: NonNullable<Chosen>) => void
}

export interface ItemProps extends CanvasProps {
  on: boolean
  onKeys: (event: KeyboardEvent, what: NonNullable<Chosen>) => void
}

export const line = (points: readonly Point[]): string =>
  points.map(([x, y], i) => `${i ? 'L' : 'M'}${x} ${y}`).join('')

/** The line with its corners rounded, so that one can be told from another where they cross. */
export function soft(points: readonly Point[], radius = 6): string {
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

export function MarkBadge({ x, y, mark }: { x: number; y: number; mark: Mark | undefined }) {
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
export function cut(text: string, wide: number): string {
  let room = wide * 2
  let out = ''
  for (const letter of text) {
    room -= /[\u2e80-\uffef]/.test(letter) ? 2 : 1.08
    if (room < 0) return `${out}…`
    out += letter
  }
  return out
}

// Which step is `2.then.0`, and what do the steps become when it changes, goes or gets a neighbour?
import type { Step } from '#kernel/automation/automation.ts'

type Side = 'then' | 'else' | 'steps'

/** The list inside a step that may have steps of its own. */
const inner = (step: Step, side: Side): readonly Step[] =>
  step.do === 'branch'
    ? side === 'then'
      ? step.then
      : (step.else ?? [])
    : step.do === 'each' && side === 'steps'
      ? step.steps
      : []

const withInner = (step: Step, side: Side, list: readonly Step[]): Step =>
  ({ ...step, [side]: list }) as Step

export function stepAt(steps: readonly Step[], path: string): Step | undefined {
  const [at = '', side, ...rest] = path.split('.')
  const step = steps[Number(at)]
  return step && side ? stepAt(inner(step, side as Side), rest.join('.')) : step
}

/** The steps with the list that holds the path changed; `''` with a side is the list of the whole. */
function edit(
  steps: readonly Step[],
  path: string,
  change: (list: readonly Step[], at: number) => readonly Step[],
): readonly Step[] {
  const [at = '', side, ...rest] = path.split('.')
  if (!side) return change(steps, Number(at))
  return steps.map((step, i) =>
    i === Number(at)
      ? withInner(step, side as Side, edit(inner(step, side as Side), rest.join('.'), change))
      : step,
  )
}

export const replaced = (steps: readonly Step[], path: string, step: Step): readonly Step[] =>
  edit(steps, path, (list, at) => list.map((one, i) => (i === at ? step : one)))

export const removed = (steps: readonly Step[], path: string): readonly Step[] =>
  edit(steps, path, (list, at) => list.filter((_, i) => i !== at))

/** Before what stands at the path now; at the end of its list where nothing does. */
export const inserted = (steps: readonly Step[], path: string, step: Step): readonly Step[] =>
  edit(steps, path, (list, at) => [...list.slice(0, at), step, ...list.slice(at)])

/** One place up or down in its own list. */
export const shifted = (steps: readonly Step[], path: string, by: -1 | 1): readonly Step[] =>
  edit(steps, path, (list, at) => {
    const other = at + by
    if (other < 0 || other >= list.length) return list
    const next = [...list]
    ;[next[at], next[other]] = [next[other]!, next[at]!]
    return next
  })

export const shiftedPath = (path: string, by: -1 | 1): string => {
  const parts = path.split('.')
  const at = Math.max(0, Number(parts.pop()) + by)
  return [...parts, at].join('.')
}

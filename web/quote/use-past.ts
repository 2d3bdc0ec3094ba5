// What stands here now, and what stood here before?
import { useCallback, useRef, useState } from 'react'
import type { RefObject } from 'react'

export interface Past<T> {
  readonly now: T
  /** The same, also before it was drawn. */
  readonly latest: RefObject<T>
  readonly canUndo: boolean
  /** Stands there from now on, as if nothing had been before. */
  readonly show: (next: T) => void
  /** A step that can be undone. */
  readonly step: (next: T) => void
  /** The same step, told better: a line that was saved has an id. */
  readonly amend: (next: T) => void
  /** Takes the last step back; `as` says how what stood there is to be read now. */
  readonly back: (as: (before: T) => T) => void
}

const stepsMax = 100

export function usePast<T>(first: () => T): Past<T> {
  const [now, setNow] = useState(first)
  const [before, setBefore] = useState<readonly T[]>([])
  const latest = useRef(now)
  const amend = useCallback((next: T) => {
    latest.current = next
    setNow(next)
  }, [])
  const show = useCallback(
    (next: T) => {
      amend(next)
      setBefore([])
    },
    [amend],
  )
  const step = useCallback(
    (next: T) => {
      const was = latest.current
      setBefore((all) => [...all.slice(1 - stepsMax), was])
      amend(next)
    },
    [amend],
  )
  const back = (as: (was: T) => T) => {
    const was = before.at(-1)
    if (was === undefined) return
    setBefore(before.slice(0, -1))
    amend(as(was))
  }
  return { now, latest, canUndo: before.length > 0, show, step, amend, back }
}

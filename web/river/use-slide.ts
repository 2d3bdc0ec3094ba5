// Where does the slider between the two periods stand? It is dragged, or it flows there when jumped.
import { useCallback, useEffect, useRef, useState } from 'react'

const calm = matchMedia('(prefers-reduced-motion: reduce)')
const flow = 600

export interface Slide {
  /** 0 = the period before, 1 = now. */
  readonly at: number
  readonly drag: (to: number) => void
  readonly jump: (to: number) => void
}

export function useSlide(): Slide {
  const [at, setAt] = useState(1)
  const frame = useRef(0)
  const place = useRef(1)
  const drag = useCallback((to: number) => {
    cancelAnimationFrame(frame.current)
    place.current = to
    setAt(to)
  }, [])
  const jump = useCallback(
    (to: number) => {
      if (calm.matches) return drag(to)
      cancelAnimationFrame(frame.current)
      const from = place.current
      const start = performance.now()
      const step = (now: number): void => {
        const s = Math.min(1, (now - start) / flow)
        place.current = from + (to - from) * (1 - (1 - s) ** 3)
        setAt(s === 1 ? to : place.current)
        if (s < 1) frame.current = requestAnimationFrame(step)
      }
      frame.current = requestAnimationFrame(step)
    },
    [drag],
  )
  useEffect(() => () => cancelAnimationFrame(frame.current), [])
  return { at, drag, jump }
}

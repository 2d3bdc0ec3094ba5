// How wide is the place that a drawing has?
import { useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'

/** The width in pixels, 0 until it is known. */
export function useWide<T extends HTMLElement>(): [RefObject<T | null>, number] {
  const place = useRef<T>(null)
  const [wide, setWide] = useState(0)
  // Before anything is painted: a drawing that comes one picture later makes all below it jump.
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return
    const watch = new ResizeObserver(
      ([entry]) => entry && setWide(Math.round(entry.contentRect.width)),
    )
    watch.observe(element)
    setWide(Math.round(element.clientWidth))
    return () => watch.disconnect()
  }, [])
  return [place, wide]
}

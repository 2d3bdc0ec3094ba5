// Is what is open in sight in its list? It is brought there when it changes, and kept there when the list becomes shorter; who scrolls on is left alone.
import { useEffect, useRef, type RefObject } from 'react'

export function useCurrentInView<E extends HTMLElement>(current: unknown): RefObject<E | null> {
  const list = useRef<E>(null)
  useEffect(() => {
    const box = list.current
    const here = (): Element | null | undefined =>
      box?.querySelector('[aria-current]:not([aria-current="false"])')
    here()?.scrollIntoView({ block: 'nearest' })
    if (!box) return
    let height = box.clientHeight
    const sized = new ResizeObserver(() => {
      const below = (here()?.getBoundingClientRect().bottom ?? 0) - box.getBoundingClientRect().top
      if (below > box.clientHeight && below <= height + 4)
        here()?.scrollIntoView({ block: 'nearest' })
      height = box.clientHeight
    })
    sized.observe(box)
    return () => sized.disconnect()
  }, [current])
  return list
}

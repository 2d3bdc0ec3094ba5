// Is what is open in sight in its list? It is brought there when it changes, and kept there when the list becomes shorter; who scrolls on is left alone.
import { useEffect, useRef, type RefObject } from 'react'

/** Slides a line of stops that is longer than the window to where one is, the stop before it still whole. */
export function slideTo(here: HTMLElement | null): void {
  const line = here?.parentElement
  if (!line || line.scrollWidth <= line.clientWidth) return
  const first = here.previousElementSibling ?? here
  line.scrollLeft += first.getBoundingClientRect().left - line.getBoundingClientRect().left
}

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

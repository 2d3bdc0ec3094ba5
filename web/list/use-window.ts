// Which rows are in sight? Only those (and some above and below) are drawn.
import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

const beyond = 12

/** Rows from ≤ i < to; `onEnd` is called when fewer than forty are left below. */
export function useWindow(
  box: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  onEnd: () => void,
) {
  const [span, setSpan] = useState({ from: 0, to: 60 })
  useEffect(() => {
    const node = box.current
    if (!node) return
    const look = () => {
      const first = Math.floor(node.scrollTop / rowHeight)
      const last = Math.ceil((node.scrollTop + node.clientHeight) / rowHeight)
      const from = Math.max(0, first - beyond)
      const to = last + beyond
      setSpan((now) => (now.from === from && now.to === to ? now : { from, to }))
      if (last > count - 40) onEnd()
    }
    look()
    node.addEventListener('scroll', look, { passive: true })
    const sized = new ResizeObserver(look)
    sized.observe(node)
    return () => {
      node.removeEventListener('scroll', look)
      sized.disconnect()
    }
  }, [box, count, rowHeight, onEnd])
  return { from: span.from, to: Math.min(span.to, count) }
}

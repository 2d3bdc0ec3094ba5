// How does a table of figures stand on a desk? Its head stays in sight while one reads on; where it is wider than its
// place it slides instead, under a hand and by keys.
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import './desk-table.css'

export interface DeskTableProps {
  /** What dresses it on its own desk. */
  className?: string
  /** What it is called where it has to be reached to be slid. */
  label?: string
  children: ReactNode
}

export function DeskTable({ className = '', label, children }: DeskTableProps) {
  const box = useRef<HTMLDivElement>(null)
  const slides = useWider(box)
  return (
    <div
      ref={box}
      className={`desk-table ${slides ? 'sliding' : ''} ${className}`}
      {...(slides && { tabIndex: 0, role: 'region', 'aria-label': label })}
    >
      {children}
    </div>
  )
}

/** Whether what stands in the box is wider than the box, now and after either has changed. */
function useWider(box: { readonly current: HTMLElement | null }): boolean {
  const [wider, setWider] = useState(false)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setWider(element.scrollWidth > element.clientWidth)
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    for (const child of element.children) watch.observe(child)
    return () => watch.disconnect()
  }, [box])
  return wider
}

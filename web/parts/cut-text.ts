// How does one read a name that is cut at its end? Pointed at, it is told whole, wherever it stands.
import { useEffect } from 'react'

const told = new WeakSet<Element>()

export function useCutText(): void {
  useEffect(() => {
    const point = ({ target }: PointerEvent) => {
      const cut = target instanceof Element ? target.closest<HTMLElement>('.ellipsis') : null
      if (!cut || (cut.title && !told.has(cut))) return
      told.add(cut)
      cut.title = cut.scrollWidth > cut.clientWidth ? (cut.textContent ?? '') : ''
    }
    addEventListener('pointerover', point, { passive: true })
    return () => removeEventListener('pointerover', point)
  }, [])
}

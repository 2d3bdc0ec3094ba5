// Is what is open in sight in its list? It is brought there once, when it changes; who scrolls on is left alone.
import { useEffect, useRef, type RefObject } from 'react'

export function useCurrentInView<E extends HTMLElement>(current: unknown): RefObject<E | null> {
  const list = useRef<E>(null)
  useEffect(() => {
    list.current
      ?.querySelector('[aria-current]:not([aria-current="false"])')
      ?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return list
}

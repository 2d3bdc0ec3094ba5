// How does a page do something at one key? While nobody types, nothing lies over the page, and nobody else took the key.
import { useEffect, useRef } from 'react'
import { isComposing } from './composing.ts'
import { isCovered, isTyping } from './typing.ts'

/** The deed is done when the key is pressed alone; with null the key does nothing. */
export function usePageKey(key: string, deed: (() => void) | null): void {
  const latest = useRef(deed)
  latest.current = deed
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== key || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.defaultPrevented || isComposing(event)) return
      if (isTyping(event.target) || isCovered() || !latest.current) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [key])
}

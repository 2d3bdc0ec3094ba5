// Where are the hands when something that lay over the page is gone? Where they were before it came.
import { useEffect, useState } from 'react'

/** Remembers what had the focus; when the part that asks goes away and nothing else has it, it has it again. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // After what covered the page is taken away, and not where somebody has gone on to something else meanwhile.
      requestAnimationFrame(() => {
        const lost = document.activeElement === document.body || !document.activeElement
        if (lost && before instanceof HTMLElement && before.isConnected)
          before.focus({ preventScroll: true })
      })
    },
    [before],
  )
}

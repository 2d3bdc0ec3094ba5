// What does each key do at the desk of the bank statement?
import { useEffect, useRef } from 'react'
import { isComposing } from '#web/parts/composing.ts'
import { isCovered, isTyping } from '#web/parts/typing.ts'

export interface DeskKeys {
  step: (by: number) => void
  book: () => void
  customer: () => void
  aside: () => void
  undo: () => void
}

/** Not while something is typed or lies over the page. */
export function useDeskKeys(keysNow: DeskKeys): void {
  const latest = useRef(keysNow)
  latest.current = keysNow
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event
      if (isComposing(event) || event.altKey || event.defaultPrevented || isCovered()) return
      const whole = event.ctrlKey || event.metaKey
      if (event.key === 'Enter' && whole) return void latest.current.book()
      if (whole) return
      if (isTyping(target)) {
        if (event.key === 'Escape' && target instanceof HTMLElement) target.blur()
        return
      }
      const elsewhere =
        target instanceof HTMLElement &&
        target.matches('button, a') &&
        !target.closest('.bank-lines')
      const key = event.key.toLowerCase()
      if (key === 'j' || key === 'arrowdown') latest.current.step(1)
      else if (key === 'k' || key === 'arrowup') latest.current.step(-1)
      else if (key === 'enter' && !elsewhere) latest.current.book()
      else if (key === 'e') latest.current.customer()
      else if (key === 's') latest.current.aside()
      else if (key === 'u') latest.current.undo()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

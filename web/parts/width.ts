// How wide is the window, in the four widths that the layout knows?
import { useSyncExternalStore } from 'react'

export type Width = 'phone' | 'narrow' | 'middle' | 'wide'

const steps = [600, 960, 1280].map((from) => matchMedia(`(min-width: ${from}px)`))
const names: readonly Width[] = ['phone', 'narrow', 'middle', 'wide']

const subscribe = (tell: () => void) => {
  steps.forEach((step) => step.addEventListener('change', tell))
  return () => steps.forEach((step) => step.removeEventListener('change', tell))
}
const now = (): Width => names[steps.filter((step) => step.matches).length] ?? 'wide'

/** phone < 600 ≤ narrow < 960 ≤ middle < 1280 ≤ wide. */
export const useWidth = (): Width => useSyncExternalStore(subscribe, now)

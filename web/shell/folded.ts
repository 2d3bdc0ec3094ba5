// Which groups of the menu does the person keep folded? Kept by this browser.
import { useState } from 'react'

const kept = 'openltc.folded'

function read(): readonly string[] {
  try {
    const names: unknown = JSON.parse(localStorage.getItem(kept) ?? '[]')
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
  } catch {
    return []
  }
}

/** The folded groups, and how one is folded or unfolded. */
export function useFolded(): [ReadonlySet<string>, (group: string, fold: boolean) => void] {
  const [names, setNames] = useState(read)
  const put = (group: string, fold: boolean) => {
    const others = names.filter((name) => name !== group)
    const next = fold ? [...others, group] : others
    if (next.length === names.length) return
    setNames(next)
    try {
      localStorage.setItem(kept, JSON.stringify(next))
    } catch {
      // Without storage it lasts until the page is closed.
    }
  }
  return [new Set(names), put]
}

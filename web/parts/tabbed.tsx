// How do parts share a place? Those without a tab stand first, the others one tab at a time; none is ever taken apart.
import { Fragment, useId, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Words } from '#kernel/error.ts'
import { say } from '#web/words.ts'
import './tabbed.css'

export interface TabbedProps {
  label: string
  parts: readonly { key: string; tab?: Words | undefined; content: ReactNode }[]
  /** Key of a part that has to be in sight: its tab opens. */
  show?: string | undefined
}

export function Tabbed({ label, parts, show }: TabbedProps) {
  const id = useId()
  const tabs = [
    ...Map.groupBy(
      parts.filter((part) => part.tab),
      (part) => say(part.tab!),
    ),
  ]
  const [open, setOpen] = useState<string | null>(null)
  const [seen, setSeen] = useState(show)
  // What has to be seen is opened once; afterwards the hand on the tabs decides.
  if (show !== seen) {
    setSeen(show)
    const tab = tabs.find(([, list]) => list.some((part) => part.key === show))
    if (tab) setOpen(tab[0])
  }
  const current = tabs.some(([name]) => name === open) ? open : tabs[0]?.[0]
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const at = tabs.findIndex(([name]) => name === current)
    const next = tabs[(at + step + tabs.length) % tabs.length]
    if (!step || !next) return
    event.preventDefault()
    setOpen(next[0])
    document.getElementById(`${id}-${next[0]}`)?.focus()
  }
  return (
    <>
      {parts.map((part) => !part.tab && <Fragment key={part.key}>{part.content}</Fragment>)}
      {tabs.length > 0 && (
        <div className="tabbed slides" role="tablist" aria-label={label} onKeyDown={press}>
          {tabs.map(([name]) => (
            <button
              key={name}
              id={`${id}-${name}`}
              type="button"
              role="tab"
              aria-selected={name === current}
              tabIndex={name === current ? 0 : -1}
              onClick={() => setOpen(name)}
            >
              {name}
            </button>
          ))}
        </div>
      )}
      {tabs.map(([name, list]) => (
        <div key={name} role="tabpanel" aria-labelledby={`${id}-${name}`} hidden={name !== current}>
          {list.map((part) => (
            <Fragment key={part.key}>{part.content}</Fragment>
          ))}
        </div>
      ))}
    </>
  )
}

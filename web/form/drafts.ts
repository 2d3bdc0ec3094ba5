// What was typed and not yet saved? It survives reload, sign-out and a restart of the server.
import { useEffect, useState } from 'react'
import type { Values } from '#kernel/object.ts'
import { isJsonObject } from '#kernel/json.ts'
import { useMeta } from '#web/meta.ts'

// By person: whoever signs in next at the same desk does not find what somebody else was writing.
const keyOf = (who: string, what: string) => `openltc.draft.${who}.${what}`

export function draftOf(who: string, what: string): Values | null {
  try {
    const text = localStorage.getItem(keyOf(who, what))
    const value: unknown = text === null ? null : JSON.parse(text)
    return isJsonObject(value) ? value : null
  } catch {
    return null
  }
}

export function keepDraft(who: string, what: string, values: Values | null): void {
  try {
    if (values && Object.keys(values).length)
      localStorage.setItem(keyOf(who, what), JSON.stringify(values))
    else localStorage.removeItem(keyOf(who, what))
  } catch {
    // A full or forbidden storage keeps no drafts; typing goes on.
  }
}

/** What of the values was typed, and did not stand there at first. */
export const typedOf = (values: Values, first: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(first[name]),
    ),
  )

/** A text that is kept while it is written; set to "" it is forgotten. */
export function useKeptText(what: string): [text: string, put: (text: string) => void] {
  const who = useMeta().who.id
  const [text, put] = useState(() => String(draftOf(who, what)?.text ?? ''))
  useEffect(() => keepDraft(who, what, text.trim() ? { text } : null), [who, what, text])
  return [text, put]
}

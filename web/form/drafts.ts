// What was typed and not yet saved? It survives reload, sign-out and a restart of the server.
import type { Values } from '#kernel/object.ts'
import { isJsonObject } from '#kernel/json.ts'

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

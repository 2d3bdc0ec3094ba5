// Is this tab a preview: through which draft, and through whose eyes? Kept by the tab, sent with every call.
import { useSyncExternalStore } from 'react'
import type { Asked } from './asked.ts'

export interface Preview {
  /** Null looks at what is published. */
  readonly draft: { readonly id: string; readonly name: string } | null
  readonly role: string | null
  readonly person: { readonly id: string; readonly name: string } | null
  /** The room of the studio in which it began, with what was open in it: there it goes on afterwards. */
  readonly from?: { readonly room: string; readonly search: Asked }
}

const kept = 'openltc.preview'
const listeners = new Set<() => void>()
let current: Preview | null = read()
let over = false

function read(): Preview | null {
  try {
    return JSON.parse(sessionStorage.getItem(kept) ?? 'null') as Preview | null
  } catch {
    return null
  }
}

/** Begins, changes or (null) ends the preview of this tab: what the server is told from now on. The window hears it by `tellPreview`. */
export function setPreview(next: Preview | null): void {
  over = current !== null && next === null
  current = next
  try {
    if (next) sessionStorage.setItem(kept, JSON.stringify(next))
    else sessionStorage.removeItem(kept)
  } catch {
    // Without storage the preview lasts until the page is loaded again.
  }
}

export const tellPreview = (): void => listeners.forEach((tell) => tell())

const previewNow = (): Preview | null => current

export const usePreview = (): Preview | null =>
  useSyncExternalStore((tell) => {
    listeners.add(tell)
    return () => void listeners.delete(tell)
  }, previewNow)

/** Has this window just come out of a preview? What is not there may have been only in the draft. */
export const isPreviewOver = (): boolean => over

/** What the server is told; a person stands for their own roles. */
export function previewHeader(): string | null {
  if (!current) return null
  const { draft, role, person } = current
  const parts = [
    draft && `draft=${draft.id}`,
    person ? `person=${person.id}` : role && `role=${role}`,
  ].filter(Boolean)
  return parts.length ? parts.join('; ') : null
}

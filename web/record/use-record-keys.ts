// Which keys work on a record page? None of them while one types, but for saving and leaving.
import { useEffect, useRef } from 'react'
import { isComposing } from '#web/parts/composing.ts'
import { isCovered, isTyping } from '#web/parts/typing.ts'

export interface RecordKeys {
  edit: () => void
  save: () => void
  cancel: () => void
  editing: boolean
  before: (() => void) | null
  after: (() => void) | null
  comment: () => void
}

export function useRecordKeys(keys: RecordKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const now = latest.current
      if (isComposing(event) || event.defaultPrevented) return
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
        event.preventDefault()
        if (now.editing) now.save()
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isCovered()) return
      if (event.key === 'Escape' && now.editing) return now.cancel()
      if (isTyping(event.target) || now.editing) return
      const deed = { e: now.edit, j: now.after, k: now.before, c: now.comment }[
        event.key.toLowerCase()
      ]
      if (!deed) return
      event.preventDefault()
      deed()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

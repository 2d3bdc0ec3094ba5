// What has the person changed of a report or dashboard of their own and not yet saved? It survives a reload, as all that is typed.
import { useEffect, useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { App } from 'antd'
import type { Board } from '#kernel/view/board.ts'
import type { OwnCard, OwnKind } from '#kernel/view/own.ts'
import type { Report } from '#kernel/view/report.ts'
import { CallError } from '#web/call.ts'
import { draftOf, keepDraft } from '#web/form/drafts.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { saveOwn } from './own-calls.ts'
import { pageAt } from './own.ts'
import { words } from './words.ts'

export interface Editing<T> {
  readonly now: T
  readonly put: (next: T) => void
  readonly changed: boolean
  /** It began with changes that were left unsaved. */
  readonly left: boolean
  readonly drop: () => void
  readonly save: () => void
  readonly busy: boolean
  /** Why it was not saved. */
  readonly trouble: string | null
}

export function useEditing<T extends Report | Board>(
  kind: OwnKind,
  id: string,
  card: OwnCard,
  saved: T,
): Editing<T> {
  const { who } = useMeta()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const draft = `own.${id}`
  const [left, setLeft] = useState(() => draftOf(who.id, draft) !== null)
  const [now, setNow] = useState(() => (draftOf(who.id, draft) as T | null) ?? saved)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const changed = JSON.stringify(now) !== JSON.stringify(saved)
  useEffect(() => {
    keepDraft(who.id, draft, changed ? { ...now } : null)
  }, [who.id, draft, changed, now])
  const save = async () => {
    setBusy(true)
    setTrouble(null)
    try {
      if (changed) await saveOwn(kind, id, now, card.version)
      keepDraft(who.id, draft, null)
      void message.success(say(words.saved))
      await navigate({ to: pageAt(kind), params: { name: id } })
    } catch (error) {
      setTrouble(says(error))
      setBusy(false)
    }
  }
  return {
    now,
    put: setNow,
    changed,
    left: left && changed,
    drop: () => {
      setNow(saved)
      setLeft(false)
    },
    save: () => void save(),
    busy,
    trouble,
  }
}

const says = (error: unknown): string =>
  error instanceof CallError && error.errors.length
    ? [error.message, ...error.errors.map((one) => one.detail)].join(' ')
    : error instanceof Error
      ? error.message
      : String(error)

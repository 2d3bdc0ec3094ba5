// Which fields of a record are open, and what is typed in them? It survives a reload, with the record as it was when one began.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { App } from 'antd'
import type { Row, Values } from '#kernel/object.ts'
import { draftOf, keepDraft } from '#web/form/drafts.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { same } from './conflict.ts'
import { words } from './words.ts'

export interface Typed {
  readonly open: ReadonlySet<string>
  readonly all: boolean
  readonly draft: Values
  /** What one sees when one begins is what the change is based on, whatever arrives later. */
  readonly base: RefObject<Row>
  readonly begin: (field?: string) => void
  /** These are open, too: something is told of them. */
  readonly openAlso: (fields: readonly string[]) => void
  readonly put: (field: string, value: unknown) => void
  readonly close: () => void
  /** What of the values is another than it was. */
  readonly changedIn: (values: Values) => Values
}

interface Kept {
  readonly base: Row
  readonly draft: Values
}

/** @param name under which it is kept in this browser */
export function useTyped(name: string, raw: Row): Typed {
  const { message } = App.useApp()
  const who = useMeta().who.id
  const [kept] = useState(() => draftOf(who, name) as unknown as Kept | null)
  const [draft, setDraft] = useState<Values>(kept?.draft ?? {})
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(Object.keys(draft)))
  const [all, setAll] = useState(false)
  const base = useRef<Row>(kept?.base ?? raw)
  const isEditing = all || open.size > 0
  if (!isEditing) base.current = raw

  useEffect(() => {
    if (kept) void message.info(say(words.draft_back))
  }, [kept, message])
  useEffect(() => {
    const isTyped = isEditing && Object.keys(draft).length > 0
    keepDraft(who, name, isTyped ? { base: base.current, draft } : null)
  }, [who, name, draft, isEditing])

  const openAlso = (fields: readonly string[]) =>
    setOpen((before) => new Set([...before, ...fields]))
  const close = useCallback(() => {
    setDraft({})
    setOpen(new Set())
    setAll(false)
  }, [])
  return {
    open,
    all,
    draft,
    base,
    begin: (field) => (field === undefined ? setAll(true) : openAlso([field])),
    openAlso,
    put: (field, value) => setDraft((before) => ({ ...before, [field]: value })),
    close,
    changedIn: (values) =>
      Object.fromEntries(
        Object.entries(values).filter(([field, value]) => !same(base.current[field], value)),
      ),
  }
}

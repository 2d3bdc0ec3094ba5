// Which fields are being edited, and what became of the last try to save? What is typed survives a reload.
import { useCallback, useEffect, useRef, useState } from 'react'
import { App } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { draftOf, keepDraft } from '#web/form/drafts.ts'
import { useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { messageOf } from '#web/call.ts'
import { chosenOf, same } from './conflict.ts'
import { saveRecord } from './save-record.ts'
import type { Saved } from './save-record.ts'
import { askAgain } from './use-record.ts'
import type { Loaded } from './use-record.ts'
import { words } from './words.ts'

type Conflict = Extract<Saved, { kind: 'conflict' }>

export interface Editing {
  readonly open: ReadonlySet<string>
  readonly all: boolean
  readonly draft: Values
  readonly dirty: readonly string[]
  readonly problems: Readonly<Record<string, string>>
  readonly says: string | null
  readonly conflict: Conflict | null
  readonly saving: boolean
  /** One field, or all of them. */
  readonly begin: (field?: string) => void
  readonly change: (field: string, value: unknown) => void
  readonly cancel: () => void
  /** Saves the draft, with `more` on top of it (a value just picked). */
  readonly save: (more?: Values) => Promise<boolean>
  readonly decide: (choice: Readonly<Record<string, 'mine' | 'theirs'>>) => Promise<boolean>
}

/** What was typed, with what the record was when it was begun. */
interface Kept {
  readonly base: Row
  readonly draft: Values
}

export function useEdit(object: MetaObject, loaded: Loaded): Editing {
  const { message } = App.useApp()
  const who = useMeta().who.id
  const { raw } = loaded
  const id = raw.id
  const kept = `edit.${object.name}.${id}`
  const first = useRef(draftOf(who, kept) as unknown as Kept | null)
  const [draft, setDraft] = useState<Values>(first.current?.draft ?? {})
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(Object.keys(draft)))
  const [all, setAll] = useState(false)
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [says, setSays] = useState<string | null>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [saving, setSaving] = useState(false)
  const running = useRef<Promise<boolean> | null>(null)
  // What one sees when one begins is what the change is based on, whatever arrives later.
  const base = useRef<Row>(first.current?.base ?? raw)
  const editing = all || open.size > 0
  if (!editing) base.current = raw

  useEffect(() => {
    if (first.current) void message.info(say(words.draft_back))
    first.current = null
  }, [message])
  useEffect(
    () =>
      keepDraft(
        who,
        kept,
        editing && Object.keys(draft).length ? { base: base.current, draft } : null,
      ),
    [who, kept, draft, editing],
  )

  const close = useCallback(() => {
    setDraft({})
    setOpen(new Set())
    setAll(false)
    setProblems({})
    setSays(null)
    setConflict(null)
  }, [])

  const finish = async (saved: Saved): Promise<boolean> => {
    if (saved.kind === 'conflict') {
      setConflict(saved)
      setSays(null)
      return false
    }
    if (saved.kind === 'refused') {
      const fields = Object.keys(saved.problems)
        .map((path) => path.split(/[.[]/)[0] ?? '')
        .filter((field) => object.fields[field])
      setConflict(null)
      setProblems(saved.problems)
      setOpen((before) => new Set([...before, ...fields]))
      setSays(fields.length ? say(words.problems_n, { n: fields.length }) : saved.says)
      return false
    }
    if (saved.merged.length) {
      const fields = saved.merged
        .map((field) => say(object.fields[field]?.label ?? { zh: field, en: field }))
        .join('、')
      void message.info(say(words.merged, { who: '', fields }).replace('。 ', '。'))
    }
    await answers.invalidateQueries({ queryKey: keys.one(object.name, id) })
    close()
    askAgain()
    return true
  }

  const attempt = (work: () => Promise<Saved>): Promise<boolean> => {
    // Enter and leaving the field may come in one breath; a deed that follows at once waits for the end.
    running.current ??= (async () => {
      setSaving(true)
      try {
        return await finish(await work())
      } catch (error) {
        setSays(messageOf(error))
        return false
      } finally {
        running.current = null
        setSaving(false)
      }
    })()
    return running.current
  }

  const dirtyOf = (values: Values): Values =>
    Object.fromEntries(
      Object.entries(values).filter(([name, value]) => !same(base.current[name], value)),
    )

  return {
    open,
    all,
    draft,
    problems,
    says,
    conflict,
    saving,
    dirty: Object.keys(dirtyOf(draft)),
    begin: (field) =>
      field === undefined ? setAll(true) : setOpen((before) => new Set([...before, field])),
    change: (field, value) => {
      setDraft((before) => ({ ...before, [field]: value }))
      setProblems(({ [field]: _, ...rest }) => rest)
    },
    cancel: close,
    save: async (more) => {
      if (running.current) return more ? false : running.current
      const values = dirtyOf({ ...draft, ...more })
      if (!Object.keys(values).length) {
        close()
        return true
      }
      return attempt(() => saveRecord(object, base.current, values))
    },
    decide: async (choice) => {
      if (!conflict) return false
      const values = chosenOf(dirtyOf(draft), conflict.theirs, choice)
      if (!Object.keys(values).length) {
        await answers.invalidateQueries({ queryKey: keys.one(object.name, id) })
        close()
        return true
      }
      base.current = conflict.theirs
      return attempt(() => saveRecord(object, conflict.theirs, values))
    },
  }
}

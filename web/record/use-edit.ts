// How is a record edited in its place? What is typed is saved, and what became of it stands where it belongs.
import { useRef, useState } from 'react'
import { App } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { messageOf } from '#web/call.ts'
import { useMeta } from '#web/meta.ts'
import { language, say } from '#web/words.ts'
import { chosenOf } from './conflict.ts'
import { saveRecord } from './save-record.ts'
import type { Saved } from './save-record.ts'
import { askAgain } from './use-record.ts'
import type { Loaded } from './use-record.ts'
import { useTyped } from './use-typed.ts'
import { words } from './words.ts'

type Conflict = Extract<Saved, { kind: 'conflict' }>
type Refused = Extract<Saved, { kind: 'refused' }>

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

/** What became of the last try to save. */
interface Told {
  readonly problems: Readonly<Record<string, string>>
  readonly says: string | null
  readonly conflict: Conflict | null
}
const nothing: Told = { problems: {}, says: null, conflict: null }

export function useEdit(object: MetaObject, { raw }: Loaded): Editing {
  const { message } = App.useApp()
  const typed = useTyped(`edit.${object.name}.${raw.id}`, raw)
  const { draft, base, changedIn } = typed
  const [told, setTold] = useState<Told>(nothing)
  const [saving, setSaving] = useState(false)
  const running = useRef<Promise<boolean> | null>(null)
  const who = useMeta().who.id
  /** Whose change of this record was sent and not answered. */
  const sentBy = useRef<string | null>(null)

  const close = () => {
    typed.close()
    setTold(nothing)
    sentBy.current = null
  }
  const saved = async (): Promise<true> => {
    await answers.invalidateQueries({ queryKey: keys.one(object.name, raw.id) })
    close()
    return true
  }
  const refused = ({ problems, says }: Refused) => {
    const fields = fieldsIn(problems, object)
    typed.openAlso(fields)
    setTold({
      problems,
      says: fields.length ? say(words.problems_n, { n: fields.length }) : says,
      conflict: null,
    })
  }
  const finish = async (outcome: Saved): Promise<boolean> => {
    if (outcome.kind === 'saved') {
      const others = outcome.merged.map((name) => labelOf(object, name))
      if (others.length) void message.info(mergedWords(others))
      await saved()
      askAgain()
      return true
    }
    if (outcome.kind === 'refused') refused(outcome)
    else setTold({ ...told, says: null, conflict: outcome })
    return false
  }
  const attempt = (from: Row, values: Values): Promise<boolean> => {
    // Enter and leaving the field may come in one breath; a deed that follows at once waits for the end.
    running.current ??= (async () => {
      setSaving(true)
      try {
        return await finish(await saveRecord(object, from, values, sentBy.current))
      } catch (error) {
        sentBy.current = who
        setTold((now) => ({ ...now, says: messageOf(error) }))
        return false
      } finally {
        running.current = null
        setSaving(false)
      }
    })()
    return running.current
  }
  const save = async (more?: Values): Promise<boolean> => {
    if (running.current) return more ? false : running.current
    const values = changedIn({ ...draft, ...more })
    if (Object.keys(values).length) return attempt(base.current, values)
    close()
    return true
  }
  const decide = async (choice: Readonly<Record<string, 'mine' | 'theirs'>>): Promise<boolean> => {
    if (!told.conflict) return false
    const { theirs } = told.conflict
    const values = chosenOf(changedIn(draft), theirs, choice)
    if (!Object.keys(values).length) return saved()
    base.current = theirs
    return attempt(theirs, values)
  }
  const change = (field: string, value: unknown) => {
    typed.put(field, value)
    setTold(({ problems: { [field]: _, ...problems }, ...rest }) => ({ ...rest, problems }))
  }
  const { open, all, begin } = typed
  const dirty = Object.keys(changedIn(draft))
  return { open, all, draft, dirty, ...told, saving, begin, change, cancel: close, save, decide }
}

/** The fields of the record of which something is told; `lines[2].quantity` is told of `lines`. */
const fieldsIn = (problems: Refused['problems'], object: MetaObject): string[] =>
  Object.keys(problems)
    .map((path) => path.split(/[.[]/)[0] ?? '')
    .filter((field) => object.fields[field])

const labelOf = (object: MetaObject, name: string): string =>
  say(object.fields[name]?.label ?? { zh: name, en: name })

const mergedWords = (labels: readonly string[]): string =>
  say(words.merged, { fields: labels.join(language() === 'zh' ? '、' : ', ') })

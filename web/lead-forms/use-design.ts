// What has somebody changed of a form and not yet saved? It survives a reload, as all that is typed.
import { useEffect, useState } from 'react'
import { App } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { call, messageOf } from '#web/call.ts'
import { draftOf, keepDraft } from '#web/form/drafts.ts'
import type { FieldProblems } from '#web/form/problems.ts'
import { useMeta } from '#web/meta.ts'
import { saveRecord } from '#web/record/save-record.ts'
import { say } from '#web/words.ts'
import { changedOf, type FormValues, valuesOf } from './form-values.ts'
import { words } from './words.ts'

export interface Design {
  readonly now: FormValues
  readonly put: (more: Values) => void
  readonly changed: boolean
  /** It began with changes that were left unsaved. */
  readonly left: boolean
  readonly drop: () => void
  readonly busy: boolean
  readonly problems: FieldProblems
  readonly trouble: string | null
  /** Saves what was changed; then goes to that stage, where one is named. */
  readonly save: (to?: 'open' | 'closed') => Promise<void>
}

export function useDesign(object: MetaObject, row: Row): Design {
  const { who } = useMeta()
  const { message } = App.useApp()
  const draft = `lead_form.${row.id}`
  const [left, setLeft] = useState(() => draftOf(who.id, draft) !== null)
  const [typed, setTyped] = useState<Values>(() => draftOf(who.id, draft) ?? {})
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState<FieldProblems>({})
  const [trouble, setTrouble] = useState<string | null>(null)
  const saved = valuesOf(row)
  const now = { ...saved, ...typed } as FormValues
  const changes = changedOf(now, saved)
  const changed = Object.keys(changes).length > 0
  const text = JSON.stringify(changes)
  useEffect(() => {
    keepDraft(who.id, draft, JSON.parse(text) as Values)
  }, [who.id, draft, text])

  const store = async (): Promise<boolean> => {
    if (!changed) return true
    const answer = await saveRecord(object, row, changes, who.id)
    if (answer.kind === 'refused') {
      setProblems(answer.problems)
      const elsewhere = Object.entries(answer.problems).filter(([path]) => path === '')
      setTrouble([answer.says, ...elsewhere.map(([, says]) => says)].join(' '))
      return false
    }
    if (answer.kind === 'conflict') {
      setTrouble(say(words.moved))
      return false
    }
    return true
  }
  const save = async (to?: 'open' | 'closed') => {
    setBusy(true)
    setTrouble(null)
    setProblems({})
    try {
      if (!(await store())) return
      if (to) await call.act(object.name, row.id, 'move', { to })
      await answers.invalidateQueries({ queryKey: ['records', object.name] })
      setTyped({})
      setLeft(false)
      void message.success(
        say(to === 'open' ? words.opened : to === 'closed' ? words.closed : words.saved),
      )
    } catch (error) {
      setTrouble(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return {
    now,
    put: (more) => setTyped((before) => ({ ...before, ...more })),
    changed,
    left: left && changed,
    drop: () => {
      setTyped({})
      setLeft(false)
      setProblems({})
      setTrouble(null)
      void answers.invalidateQueries({ queryKey: keys.one(object.name, row.id) })
    },
    busy,
    problems,
    trouble,
    save,
  }
}

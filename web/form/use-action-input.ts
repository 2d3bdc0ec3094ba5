// What becomes of what is typed for an action? It is kept until it is sent, checked, and done once.
import { useEffect, useMemo, useRef, useState } from 'react'
import type { MetaAction } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { call } from '#web/call.ts'
import { todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import type { Refused } from '#web/parts/refusal-help.tsx'
import { draftOf, keepDraft, typedOf } from './drafts.ts'
import { useShownFields } from './field-grid.tsx'
import { firstValues, type NamedField, sentValues } from './form-fields.ts'
import { inputFields } from './input-fields.ts'
import { type FieldProblems, missingOf } from './problems.ts'
import { refusalBeside, useSendOnce } from './send-once.ts'

export interface ActionDeed {
  readonly object: string
  /** Absent where the answer is used for many records (`onInput`). */
  readonly record?: Pick<Row, 'id'>
  readonly name: string
  readonly action: MetaAction
  /** What is known already, for the fields that the action has. */
  readonly preset?: Values | undefined
  readonly onClose: () => void
  readonly onDone?: (answer: Record<string, unknown>) => void
  /** Takes the input instead of doing the action. */
  readonly onInput?: (input: Values) => void
  /** What it will do is shown before it is done. */
  readonly next?: boolean
}

export interface ActionInput {
  readonly fields: readonly NamedField[]
  readonly values: Values
  readonly put: (next: Values) => void
  readonly busy: boolean
  readonly problems: FieldProblems
  /** What has no field of its own is told as a whole, so that nothing is left unsaid. */
  readonly refusal: Refused | null
  /** It began with what was typed and not sent before. */
  readonly fromDraft: boolean
  /** As if nothing had been typed. */
  readonly forget: () => void
  /** Does it, or says at its places what is wrong. */
  readonly go: () => Promise<void>
}

export function useActionInput(deed: ActionDeed): ActionInput {
  const { object, record, name, action, preset, onClose, onDone, onInput } = deed
  const meta = useMeta()
  const who = meta.who.id
  const fields = useMemo(() => inputFields(action), [action])
  const draft = `act.${object}.${name}.${record?.id ?? 'many'}`
  const [first] = useState(() => ({
    ...firstValues(meta, fields, todayIn(meta.company.zone), record),
    ...Object.fromEntries(Object.entries(preset ?? {}).filter(([field]) => action.input?.[field])),
  }))
  const [kept] = useState(() => draftOf(who, draft))
  const [fromDraft, setFromDraft] = useState(kept !== null)
  const [values, setValues] = useState<Values>({ ...first, ...kept })
  const latest = useRef(values)
  const { busy, problems, refused, tell, send, forget: unsend } = useSendOnce(draft)
  const shown = useShownFields(object, fields, values)
  const latestShown = useRef(shown)
  latestShown.current = shown
  useEffect(() => keepDraft(who, draft, typedOf(values, first)), [who, draft, values, first])

  const put = (next: Values) => {
    latest.current = next
    setValues(next)
  }
  const forget = () => {
    put(first)
    unsend()
    setFromDraft(false)
  }
  const go = async () => {
    if (busy) return
    // A day that was typed comes in only when its field is left or Enter has gone through it.
    await new Promise((done) => setTimeout(done, 50))
    const missing = missingOf(latestShown.current, latest.current)
    tell(missing)
    if (Object.keys(missing).length) return
    const input = sentValues(latest.current)
    if (onInput || !record) {
      keepDraft(who, draft, null)
      return onInput?.(input)
    }
    const done = await send((options) => call.act(object, record.id, name, input, options))
    if (!done) return
    keepDraft(who, draft, null)
    onClose()
    onDone?.(done[0] ?? {})
  }
  const refusal = refusalBeside(
    { refused, problems },
    fields.map(([field]) => field),
  )
  return { fields, values, put, busy, problems, refusal, fromDraft, forget, go }
}

// What becomes of a record while it is made? Its values as typed, what is wrong with them, and the record once it is there.
import { useEffect, useMemo, useState } from 'react'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { call } from '#web/call.ts'
import { todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import type { Refused } from '#web/parts/refusal-help.tsx'
import { draftOf, keepDraft, typedOf } from './drafts.ts'
import { useShownFields } from './field-grid.tsx'
import { firstValues, formFields, sentValues } from './form-fields.ts'
import type { NamedField } from './form-fields.ts'
import { missingOf } from './problems.ts'
import type { FieldProblems } from './problems.ts'
import { useSendOnce } from './send-once.ts'

export interface NewRecordWork {
  readonly fields: readonly NamedField[]
  /** Those that are shown now, and whether they must be filled in. */
  readonly shown: ReturnType<typeof useShownFields>
  /** What stood in it before anything was typed. */
  readonly first: Values
  /** What was typed and not saved before. */
  readonly kept: Values | null
  readonly values: Values
  readonly put: (values: Values) => void
  readonly problems: FieldProblems
  readonly refusal: Refused | null
  /** It began with what was typed and not saved before. */
  readonly fromDraft: boolean
  readonly busy: boolean
  /** As if nothing had been typed. */
  readonly reset: () => void
  /** Makes the record and is ready for another; null where something is wrong, which stands at its place then. */
  readonly create: () => Promise<Row | null>
}

/**
 * @param draft under which name what is typed is kept in this browser
 * @param brief it was named where it was asked for: what was typed of one is not put under the name of another
 */
export function useNewRecord(
  object: MetaObject,
  draft: string,
  preset?: Values,
  brief = false,
): NewRecordWork {
  const meta = useMeta()
  const fields = useMemo(() => formFields(object), [object])
  const [first] = useState(() => ({
    // Whoever makes it has it.
    ...(object.fields.owner?.kind === 'person' &&
      fields.some(([name]) => name === 'owner') && { owner: meta.who.id }),
    ...firstValues(meta, fields, todayIn(meta.company.zone)),
    ...preset,
  }))
  const [kept] = useState(() => {
    const typed = draftOf(meta.who.id, draft)
    const name = preset?.[object.title]
    return brief && name && typed?.[object.title] !== name ? null : typed
  })
  const [values, setValues] = useState<Values>({ ...first, ...kept, ...preset })
  const [fromDraft, setFromDraft] = useState(kept !== null)
  const { busy, problems, refused, tell, send, forget } = useSendOnce(draft)
  const shown = useShownFields(object.name, fields, values)

  useEffect(
    () => keepDraft(meta.who.id, draft, typedOf(values, first)),
    [values, first, meta.who.id, draft],
  )

  const reset = () => {
    setValues(first)
    tell({})
    forget()
    setFromDraft(false)
    keepDraft(meta.who.id, draft, null)
  }

  const create = async (): Promise<Row | null> => {
    const missing = missingOf(shown, values)
    tell(missing)
    if (Object.keys(missing).length) return null
    const visible = new Set(shown.map((one) => one.name))
    const said = sentValues(
      Object.fromEntries(
        Object.entries(values).filter(
          ([name]) => visible.has(name) || preset?.[name] !== undefined,
        ),
      ),
    )
    const made = await send((options) => call.create(object.name, said, options))
    if (!made) return null
    reset()
    return made[0]
  }

  return {
    fields,
    shown,
    first,
    kept,
    values,
    put: setValues,
    problems,
    refusal: refused,
    fromDraft,
    busy,
    reset,
    create,
  }
}

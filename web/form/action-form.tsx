// What does an action need to know before it is done? Its form in a drawer; without input it is done at once.
import { useMemo, useRef, useState } from 'react'
import { Button, Drawer } from 'antd'
import type { MetaAction } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { call, newKey } from '#web/call.ts'
import { todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { useHands } from '#web/parts/hands.ts'
import { useWidth } from '#web/parts/width.ts'
import { refusedBy, RefusalHelp } from '#web/parts/refusal-help.tsx'
import type { Refused } from '#web/parts/refusal-help.tsx'
import { say, t } from '#web/words.ts'
import { FieldGrid, useShownFields } from './field-grid.tsx'
import { firstValues, sentValues } from './form-fields.ts'
import { inputFields } from './input-fields.ts'
import { missingOf, problemsOf } from './problems.ts'
import type { FieldProblems } from './problems.ts'

export interface ActionFormProps {
  object: string
  /** Absent where the answer is used for many records (`onInput`). */
  record?: Row
  name: string
  action: MetaAction
  preset?: Values
  onClose: () => void
  onDone?: (answer: Record<string, unknown>) => void
  /** Takes the input instead of doing the action. */
  onInput?: (input: Values) => void
}

export default function ActionForm({
  object,
  record,
  name,
  action,
  preset,
  onClose,
  onDone,
  onInput,
}: ActionFormProps) {
  const meta = useMeta()
  const width = useWidth()
  const fields = useMemo(() => inputFields(action), [action])
  const [values, setValues] = useState<Values>(() => ({
    ...firstValues(meta, fields, todayIn(meta.company.zone)),
    ...preset,
  }))
  const [problems, setProblems] = useState<FieldProblems>({})
  const [refusal, setRefusal] = useState<Refused | null>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  const shown = useShownFields(object, fields, values)
  const form = useRef<HTMLFormElement>(null)
  useHands(form)

  const go = async () => {
    const missing = missingOf(shown, values)
    setProblems(missing)
    setRefusal(null)
    if (Object.keys(missing).length) return
    const input = sentValues(values)
    if (onInput || !record) return onInput?.(input)
    setBusy(true)
    try {
      const answer = await call.act(object, record.id, name, input, { key: key.current })
      onDone?.(answer ?? {})
      onClose()
    } catch (error) {
      setProblems(problemsOf(error))
      setRefusal(refusedBy(error))
    } finally {
      key.current = newKey()
      setBusy(false)
    }
  }

  return (
    <Drawer
      open
      onClose={onClose}
      size={width === 'phone' ? '100%' : 440}
      title={say(action.label)}
      footer={
        <div className="drawer-foot">
          <span />
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            type="primary"
            danger={action.danger ?? false}
            loading={busy}
            onClick={() => void go()}
          >
            {say(action.label)}
          </Button>
        </div>
      }
    >
      <form
        ref={form}
        className="drawer-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void go()
        }}
      >
        {action.help && <p className="ink-2">{say(action.help)}</p>}
        {refusal && (
          <p className="form-note bad" role="alert">
            <RefusalHelp refused={refusal} />
          </p>
        )}
        <FieldGrid
          object={object}
          fields={fields}
          values={values}
          onValues={setValues}
          problems={problems}
          disabled={busy}
        />
      </form>
    </Drawer>
  )
}

// What does an action need to know before it is done? Its form in a drawer; every problem stands at its field, and what is typed is kept.
import { useEffect, useMemo, useRef, useState } from 'react'
import { Button, Drawer } from 'antd'
import type { MetaAction } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { call } from '#web/call.ts'
import { todayIn } from '#web/format.ts'
import { words } from '#web/list/words.ts'
import { useMeta } from '#web/meta.ts'
import { isComposing } from '#web/parts/composing.ts'
import { useHands } from '#web/parts/hands.ts'
import { useWidth } from '#web/parts/width.ts'
import { RefusalHelp } from '#web/parts/refusal-help.tsx'
import { say, t } from '#web/words.ts'
import { draftOf, keepDraft, typedOf } from './drafts.ts'
import { FieldGrid, useShownFields } from './field-grid.tsx'
import { firstValues, sentValues } from './form-fields.ts'
import { inputFields } from './input-fields.ts'
import { missingOf } from './problems.ts'
import { refusalBeside, useSendOnce } from './send-once.ts'

export interface ActionFormProps {
  object: string
  /** Absent where the answer is used for many records (`onInput`). */
  record?: Pick<Row, 'id'>
  name: string
  action: MetaAction
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
  onClose,
  onDone,
  onInput,
}: ActionFormProps) {
  const meta = useMeta()
  const who = meta.who.id
  const phone = useWidth() === 'phone'
  const fields = useMemo(() => inputFields(action), [action])
  const draft = `act.${object}.${name}.${record?.id ?? 'many'}`
  const [first] = useState(() => firstValues(meta, fields, todayIn(meta.company.zone)))
  const [kept] = useState(() => draftOf(who, draft))
  const [fromDraft, setFromDraft] = useState(kept !== null)
  const [values, setValues] = useState<Values>({ ...first, ...kept })
  const latest = useRef(values)
  const { busy, problems, refused, tell, send, forget: unsend } = useSendOnce(draft)
  const shown = useShownFields(object, fields, values)
  const latestShown = useRef(shown)
  latestShown.current = shown
  const form = useRef<HTMLFormElement>(null)
  useHands(form)
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
  // What has no field of its own is told as a whole, so that nothing is left unsaid.
  const refusal = refusalBeside(
    { refused, problems },
    fields.map(([field]) => field),
  )

  return (
    <Drawer
      open
      onClose={onClose}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? 'auto' : 440}
      keyboard={!busy}
      title={say(action.label)}
      footer={
        <div className="drawer-foot">
          <span className="small ink-3">
            {fromDraft && (
              <>
                {say(words.draft_back)}{' '}
                <Button type="link" size="small" onClick={forget}>
                  {say(words.draft_drop)}
                </Button>
              </>
            )}
          </span>
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
        onKeyDown={(event) => {
          // From anywhere in the form, also from a text of several lines.
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isComposing(event))
            return
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
          row={record && { [object]: record.id, ...record, ...values }}
          onValues={put}
          problems={problems}
          disabled={busy}
        />
        <button type="submit" className="only-read-aloud" tabIndex={-1} aria-hidden="true">
          {say(action.label)}
        </button>
      </form>
    </Drawer>
  )
}

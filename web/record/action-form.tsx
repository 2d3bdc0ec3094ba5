// What does an action need to know? Its form, made of its input; every problem stands at its field.
import { useRef, useState } from 'react'
import { Button, Drawer } from 'antd'
import type { MetaAction, MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { call, CallError, newKey } from '#web/call.ts'
import { partsOf } from '#web/fields/registry.ts'
import { isComposing } from '#web/parts/composing.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { useHands } from '#web/parts/hands.ts'
import { useWidth } from '#web/parts/width.ts'
import { refusedBy, RefusalHelp } from '#web/parts/refusal-help.tsx'
import type { Refused } from '#web/parts/refusal-help.tsx'
import { say, t } from '#web/words.ts'

interface ActionFormProps {
  object: MetaObject
  row: Row
  name: string
  action: MetaAction
  onDone: (answer: Record<string, unknown>) => void
  onClose: () => void
}

export function ActionForm({ object, row, name, action, onDone, onClose }: ActionFormProps) {
  const phone = useWidth() === 'phone'
  const [values, setValues] = useState<Values>({})
  const latest = useRef(values)
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [says, setSays] = useState<Refused | null>(null)
  const [busy, setBusy] = useState(false)
  // One key per form: a second press or a lost answer does not do it twice. Changed input is another deed.
  const key = useRef(newKey())
  const box = useRef<HTMLDivElement>(null)
  const fields = Object.entries(action.input ?? {})
  useHands(box)

  const run = async () => {
    if (busy) return
    // A day that was typed comes in only when its field is left or Enter has gone through it.
    await new Promise((done) => setTimeout(done, 50))
    const given = latest.current
    const missing = fields.filter(([field, def]) => def.required && (given[field] ?? '') === '')
    if (missing.length)
      return setProblems(Object.fromEntries(missing.map(([field]) => [field, t('required')])))
    setBusy(true)
    setSays(null)
    try {
      onDone(await call.act(object.name, row.id, name, given, { key: key.current }))
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      key.current = newKey()
      setProblems(Object.fromEntries(error.errors.map((one) => [one.path, one.detail])))
      const told =
        error.errors.length > 0 &&
        error.errors.every((one) =>
          fields.some(([field]) => one.path === field || one.path.startsWith(`${field}[`)),
        )
      const whole = [error.message, ...error.errors.map((one) => one.detail)].join(' · ')
      setSays(told ? null : { ...refusedBy(error), says: whole })
    } finally {
      setBusy(false)
    }
  }

  return (
    <Drawer
      open
      onClose={onClose}
      title={say(action.label)}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? 'auto' : 420}
      footer={
        <div className="form-buttons">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            type="primary"
            danger={action.danger ?? false}
            loading={busy}
            onClick={() => void run()}
          >
            {say(action.label)}
          </Button>
        </div>
      }
    >
      <div
        ref={box}
        className="action-form"
        onKeyDown={(event) => {
          const area = event.target instanceof HTMLTextAreaElement
          if (
            event.key === 'Enter' &&
            !isComposing(event) &&
            (!area || event.ctrlKey || event.metaKey) &&
            event.target instanceof HTMLInputElement &&
            event.target.getAttribute('role') !== 'combobox'
          )
            void run()
          else if (event.key === 'Enter' && area && (event.ctrlKey || event.metaKey)) void run()
        }}
      >
        {action.help && <p className="ink-2">{say(action.help)}</p>}
        {fields.map(([field, def]) => {
          const { Input } = partsOf(def)
          return (
            <FormField
              key={field}
              label={say(def.label)}
              required={def.required ?? false}
              help={def.help && say(def.help)}
              problem={problems[field] ?? deeper(problems, field)}
              wide
            >
              {({ id, describedBy, invalid }) => (
                <Input
                  field={def}
                  name={field}
                  object={object.name}
                  row={{ [object.name]: row.id, ...row, ...values }}
                  value={values[field]}
                  id={id}
                  describedBy={describedBy}
                  invalid={invalid}
                  onChange={(value) => {
                    latest.current = { ...latest.current, [field]: value }
                    setValues(latest.current)
                    setProblems(({ [field]: _, ...rest }) => rest)
                  }}
                />
              )}
            </FormField>
          )
        })}
        {says && (
          <p className="form-note bad" role="alert">
            <RefusalHelp refused={says} />
          </p>
        )}
      </div>
    </Drawer>
  )
}

/** Problems inside rows of a field are told under the field, each with its place. */
function deeper(problems: Readonly<Record<string, string>>, field: string): string | undefined {
  const inner = Object.entries(problems).filter(([path]) => path.startsWith(`${field}[`))
  return inner.length
    ? inner.map(([path, says]) => `${path.slice(field.length)} ${says}`).join(' · ')
    : undefined
}

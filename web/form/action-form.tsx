// What does an action need to know before it is done? Its form in a drawer; every problem stands at its field, and what is typed is kept.
import { useRef } from 'react'
import { Button, Drawer } from 'antd'
import { words } from '#web/list/words.ts'
import { isComposing } from '#web/parts/composing.ts'
import { useHands } from '#web/parts/hands.ts'
import { useWidth } from '#web/parts/width.ts'
import { RefusalHelp } from '#web/parts/refusal-help.tsx'
import { say, t } from '#web/words.ts'
import { FieldGrid } from './field-grid.tsx'
import { type ActionDeed, useActionInput } from './use-action-input.ts'

export default function ActionForm(deed: ActionDeed) {
  const { object, record, action, next = false, onClose } = deed
  const { fields, values, put, busy, problems, refusal, fromDraft, forget, go } =
    useActionInput(deed)
  const phone = useWidth() === 'phone'
  const form = useRef<HTMLFormElement>(null)
  useHands(form)

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
            danger={!next && (action.danger ?? false)}
            loading={busy}
            onClick={() => void go()}
          >
            {next ? say(words.act_next) : say(action.label)}
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

// How is one thing made or changed? In a drawer beside its list: fields, what is wrong, and one button that saves.
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { Button, Drawer } from 'antd'
import type { Form } from '#web/deed.ts'
import type { FieldProblems } from '#web/form/problems.ts'
import { useSendOnce } from '#web/form/send-once.ts'
import { useHands } from '#web/parts/hands.ts'
import { RefusalHelp } from '#web/parts/refusal-help.tsx'
import { useWidth } from '#web/parts/width.ts'
import { t } from '#web/words.ts'
import './admin.css'

export interface SideFormProps {
  title: string
  onClose: () => void
  /** Saves; what it makes is made by the options. A refusal stays in the drawer. Absent where there is nothing to save. */
  onSave?: (options: { form: Form }) => Promise<unknown> | unknown
  saveLabel?: string
  /** Beside the buttons, at the left: what takes away. */
  left?: ReactNode
  disabled?: boolean
  width?: number
  children: (problems: FieldProblems, busy: boolean) => ReactNode
  /** Paths that have a place in the form; problems elsewhere are told at the top. */
  known?: readonly string[]
}

export function SideForm({
  title,
  onClose,
  onSave,
  saveLabel,
  left,
  disabled,
  width = 480,
  children,
  known = [],
}: SideFormProps) {
  const screen = useWidth()
  const { busy, problems, refused, send } = useSendOnce()
  const save = async () => {
    if (onSave && !disabled) await send(async (options) => onSave(options))
  }
  const form = useRef<HTMLFormElement>(null)
  useHands(form)
  const strange = Object.entries(problems).filter(([path]) => !known.includes(path))
  return (
    <Drawer
      open
      onClose={onClose}
      size={screen === 'phone' ? '100%' : width}
      title={title}
      keyboard={!busy}
      footer={
        onSave && (
          <div className="drawer-foot">
            <span>{left}</span>
            {/* Where saving is closing, everything is done and there is nothing to call off. */}
            {onSave !== onClose && (
              <Button onClick={onClose} disabled={busy}>
                {t('cancel')}
              </Button>
            )}
            <Button
              type="primary"
              loading={busy}
              disabled={disabled ?? false}
              onClick={() => void save()}
            >
              {saveLabel ?? t('save')}
            </Button>
          </div>
        )
      }
    >
      <form
        ref={form}
        className="drawer-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {refused && (
          <p className="form-note bad" role="alert">
            <RefusalHelp refused={refused} /> {strange.map(([, says]) => says).join(' ')}
          </p>
        )}
        {children(problems, busy)}
        <button type="submit" className="only-read-aloud" tabIndex={-1}>
          {t('save')}
        </button>
      </form>
    </Drawer>
  )
}

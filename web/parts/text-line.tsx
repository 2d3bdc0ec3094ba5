// How does one line of text stand in a form? Its label, its input, and what is wrong with it, told to whoever listens, too.
import { Input } from 'antd'
import type { InputProps } from 'antd'
import { FormField, type FormFieldProps } from './form-field.tsx'

type TextLineProps = Omit<FormFieldProps, 'children'> &
  Pick<
    InputProps,
    'autoFocus' | 'className' | 'disabled' | 'inputMode' | 'maxLength' | 'placeholder' | 'type'
  > & {
    value: string
    onChange: (text: string) => void
    /** Typed unseen, and never filled in by the browser. */
    secret?: boolean
  }

export function TextLine({
  label,
  required,
  help,
  problem,
  doubt,
  wide,
  value,
  onChange,
  secret = false,
  ...input
}: TextLineProps) {
  const Field = secret ? Input.Password : Input
  return (
    <FormField {...{ label, required, help, problem, doubt, wide }}>
      {(ids) => (
        <Field
          id={ids.id}
          aria-describedby={ids.describedBy}
          status={ids.invalid ? 'error' : ''}
          autoComplete={secret ? 'new-password' : 'off'}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          {...input}
        />
      )}
    </FormField>
  )
}

// Where does one type the six digits of the app? Browsers and phones fill it in by themselves.
import { Input } from 'antd'
import { FormField } from '#web/parts/form-field.tsx'
import { say } from '#web/words.ts'

interface CodeFieldProps {
  value: string
  onChange: (code: string) => void
  problem?: string | undefined
  large?: boolean
}

export const isWhole = (code: string): boolean => /^\d{6}$/.test(code)

export function CodeField({ value, onChange, problem, large = false }: CodeFieldProps) {
  return (
    <FormField
      label={say({ zh: '验证器里的 6 位验证码', en: 'The 6 digits in your app' })}
      problem={problem}
    >
      {({ id, describedBy, invalid }) => (
        <Input
          id={id}
          aria-describedby={describedBy}
          status={invalid ? 'error' : ''}
          {...(large ? { size: 'large' as const } : {})}
          className="code-field"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          maxLength={7}
          value={value}
          onChange={(event) => onChange(event.target.value.replace(/\D/g, '').slice(0, 6))}
        />
      )}
    </FormField>
  )
}

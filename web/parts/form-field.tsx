// How does one field stand in a form? Label above, input, then what is wrong with it or a hint, at its place.
import { useId } from 'react'
import type { ReactNode } from 'react'
import { ExclamationCircleOutlined } from '@ant-design/icons'
import './form.css'

export interface FormFieldProps {
  label: string
  required?: boolean
  help?: string | undefined
  problem?: string | undefined
  /** What may be wrong; it keeps nothing from being saved. */
  doubt?: string | undefined
  wide?: boolean
  children: (ids: { id: string; describedBy: string | undefined; invalid: boolean }) => ReactNode
}

export function FormField({
  label,
  required = false,
  help,
  problem,
  doubt,
  wide = false,
  children,
}: FormFieldProps) {
  const id = useId()
  const note = problem ?? doubt ?? help
  return (
    <div className={wide ? 'form-field wide' : 'form-field'}>
      <label htmlFor={id}>
        {label}
        {required && (
          <span className="bad" aria-hidden="true">
            {' '}
            *
          </span>
        )}
      </label>
      {children({
        id,
        describedBy: note ? `${id}-note` : undefined,
        invalid: problem !== undefined,
      })}
      {note && (
        <p
          id={`${id}-note`}
          className={problem ? 'small bad' : doubt ? 'small warn' : 'small ink-3'}
          role={problem ? 'alert' : doubt ? 'status' : undefined}
        >
          {(problem ?? doubt) && <ExclamationCircleOutlined />} {note}
        </p>
      )}
    </div>
  )
}

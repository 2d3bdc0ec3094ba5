// How is plain text shown, typed and asked for? Serves every kind that is one line of text.
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { may, useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import type { CellProps, FieldParts, FilterProps, InputProps, Operator } from './field-parts.ts'

export const textOperators: readonly Operator[] = [
  'contains',
  'contains_not',
  'is',
  'is_not',
  'starts',
  'empty',
  'filled',
]

export const asText = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : String(value)

/** Rows that may be about any record (an entry, a notice) name its object and its id in two fields of these names. */
const aboutField = 'object_name'

function TextCell({ name, value, row, place }: CellProps<'text'>) {
  const meta = useMeta()
  const object = name === aboutField ? meta.objects[asText(value)] : undefined
  if (!object) return <>{asText(value)}</>
  const id = row.record_id
  if (place === 'grid' || typeof id !== 'string' || !may(object, 'read'))
    return <>{say(object.label)}</>
  return (
    <Link to="/o/$object/$id" params={{ object: object.name, id }}>
      {say(object.label)}
    </Link>
  )
}

type TextInputProps = Omit<InputProps, 'field'> & { max?: number | undefined; kind?: string }

export function TextInput({
  value,
  onChange,
  id,
  invalid,
  describedBy,
  autoFocus,
  disabled,
  small,
  label,
  max,
  kind,
}: TextInputProps) {
  return (
    <Input
      id={id}
      value={asText(value)}
      onChange={(event) => onChange(event.target.value)}
      maxLength={max}
      type={kind === 'tel' || kind === 'email' || kind === 'url' ? kind : 'text'}
      inputMode={
        kind === 'tel' ? 'tel' : kind === 'email' ? 'email' : kind === 'url' ? 'url' : undefined
      }
      status={invalid ? 'error' : ''}
      size={small ? 'small' : 'middle'}
      aria-label={label}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      autoFocus={autoFocus}
      disabled={disabled}
      autoComplete="off"
    />
  )
}

export function TextFilter({ values, onChange, autoFocus }: Omit<FilterProps, 'field'>) {
  return (
    <Input
      value={values[0] ?? ''}
      onChange={(event) => onChange([event.target.value])}
      autoFocus={autoFocus}
    />
  )
}

export const text: FieldParts<'text'> = {
  Cell: TextCell,
  Input: ({ field, ...props }) => <TextInput {...props} max={field.max} />,
  Filter: ({ field: _, ...props }) => <TextFilter {...props} />,
  width: 160,
  operators: textOperators,
}

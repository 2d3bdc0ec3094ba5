// How are several lines of text shown, typed and asked for?
import { Input } from 'antd'
import type { CellProps, FieldParts, InputProps } from './field-parts.ts'
import { asText, TextFilter } from './text.tsx'

export function LongTextCell({ value, place }: Pick<CellProps, 'value' | 'place'>) {
  const text = asText(value)
  return place === 'grid' ? (
    <>{text.replace(/\s+/g, ' ')}</>
  ) : (
    <span style={{ whiteSpace: 'pre-wrap' }}>{text}</span>
  )
}

export function LongTextInput({
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
}: Omit<InputProps, 'field'> & { max?: number | undefined }) {
  return (
    <Input.TextArea
      id={id}
      value={asText(value)}
      onChange={(event) => onChange(event.target.value)}
      maxLength={max}
      autoSize={small ? { minRows: 1, maxRows: 4 } : { minRows: 3, maxRows: 12 }}
      status={invalid ? 'error' : ''}
      aria-label={label}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      autoFocus={autoFocus}
      disabled={disabled}
    />
  )
}

export const longText: FieldParts<'long_text'> = {
  Cell: LongTextCell,
  Input: ({ field, ...props }) => <LongTextInput {...props} max={field.max} />,
  Filter: ({ field: _, ...props }) => <TextFilter {...props} />,
  width: 240,
  wide: true,
  operators: ['contains', 'contains_not', 'empty', 'filled'],
}

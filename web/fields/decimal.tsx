// How are exact numbers shown, typed and asked for? A fraction in percent, as people say it.
import { exact } from '#kernel/money/exact.ts'
import { number, percent } from '#kernel/money/written.ts'
import { ExactFilter, ExactInput, numberOperators } from './exact-input.tsx'
import type { FieldParts } from './field-parts.ts'

/** "0.13" → "13"; what is no number stays as it is, so that the server can tell why. */
const toPercent = (value: unknown): string | null => scaled(value, '100')
const toFraction = (value: unknown): string | null => scaled(value, '0.01')

function scaled(value: unknown, by: string): string | null {
  if (value === null || value === undefined || value === '') return null
  const text = String(value)
  return /^-?\d+(\.\d*)?$/.test(text) ? exact(text).times(by).toFixed() : text
}

export const decimal: FieldParts<'decimal'> = {
  Cell: ({ field, value }) => <>{field.fraction ? percent(toPercent(value)) : number(value)}</>,
  Input: ({ field, value, onChange, ...props }) =>
    field.fraction ? (
      <ExactInput
        {...props}
        value={toPercent(value)}
        onChange={(typed) => onChange(toFraction(typed))}
        suffix="%"
      />
    ) : (
      <ExactInput {...props} value={value} onChange={onChange} />
    ),
  Filter: ({ field, values, onChange, ...props }) =>
    field.fraction ? (
      <ExactFilter
        {...props}
        values={values.map((one) => toPercent(one) ?? '')}
        onChange={(typed) => onChange(typed.map((one) => toFraction(one) ?? ''))}
        suffix="%"
      />
    ) : (
      <ExactFilter {...props} values={values} onChange={onChange} />
    ),
  right: true,
  width: 104,
  operators: numberOperators,
}

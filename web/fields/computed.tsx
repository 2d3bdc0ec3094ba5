// How is a value that follows from others shown and asked for? As the kind that it gives; nobody types it.
import type { FieldOf } from '#kernel/field.ts'
import { number, percent } from '#kernel/money/written.ts'
import { date, dateOperators } from './date.tsx'
import { datetime } from './datetime.tsx'
import { ExactFilter, numberOperators } from './exact-input.tsx'
import type { CellOf, FieldParts, FilterOf, Operator } from './field-parts.ts'
import { money } from './money.tsx'
import { asText, TextFilter, TextInput, textOperators } from './text.tsx'
import { yesNo } from './yes-no.tsx'

type Gives = NonNullable<FieldOf<'formula'>['gives']>
const givesOf = (field: FieldOf<'formula' | 'rollup'>): Gives => field.gives ?? 'decimal'

function ComputedCell(props: CellOf<'formula' | 'rollup'>) {
  const { field, value } = props
  switch (givesOf(field)) {
    case 'money':
      return (
        <money.Cell
          {...props}
          field={{
            label: field.label,
            kind: 'money',
            ...(field.currency ? { currency: field.currency } : {}),
          }}
        />
      )
    case 'date':
      return <date.Cell {...props} field={{ label: field.label, kind: 'date' }} />
    case 'datetime':
      return <datetime.Cell {...props} field={{ label: field.label, kind: 'datetime' }} />
    case 'yes_no':
      return <yesNo.Cell {...props} field={{ label: field.label, kind: 'yes_no' }} />
    case 'percent':
      return <>{percent(value)}</>
    case 'integer':
    case 'decimal':
      return <>{number(value)}</>
    case 'text':
      return <>{asText(value)}</>
  }
}

function ComputedFilter({ field, ...props }: FilterOf<'formula' | 'rollup'>) {
  switch (givesOf(field)) {
    case 'date':
    case 'datetime':
      return <date.Filter {...props} field={{ label: field.label, kind: 'date' }} />
    case 'yes_no':
      return <yesNo.Filter {...props} field={{ label: field.label, kind: 'yes_no' }} />
    case 'text':
      return <TextFilter {...props} />
    default:
      return <ExactFilter {...props} />
  }
}

/** What a computed field can be asked by depends on what it gives. */
export const computedOperators = (field: FieldOf<'formula' | 'rollup'>): readonly Operator[] => {
  const gives = givesOf(field)
  if (gives === 'text') return textOperators
  if (gives === 'yes_no') return yesNo.operators
  return gives === 'date' || gives === 'datetime' ? dateOperators : numberOperators
}

/** True where a computed field stands at the right. */
export const computedRight = (field: FieldOf<'formula' | 'rollup'>): boolean =>
  !['text', 'yes_no'].includes(givesOf(field))

export const formula: FieldParts<'formula'> = {
  Cell: ComputedCell,
  Input: ({ field: _, ...props }) => <TextInput {...props} disabled />,
  Filter: ComputedFilter,
  right: true,
  width: 112,
  operators: numberOperators,
}

export const rollup: FieldParts<'rollup'> = {
  Cell: ComputedCell,
  Input: ({ field: _, ...props }) => <TextInput {...props} disabled />,
  Filter: ComputedFilter,
  right: true,
  width: 120,
  operators: numberOperators,
}

// How are amounts shown, typed and asked for? With the currency that the record names.
import { useMeta } from '#web/meta.ts'
import { money as moneyText, price } from '#kernel/money/written.ts'
import { currencyOf } from './currency-of.ts'
import { ExactFilter, ExactInput, numberOperators } from './exact-input.tsx'
import type { CellProps, FieldParts } from './field-parts.ts'

function MoneyCell({ value, row, field, place }: CellProps<'money'>) {
  const home = useMeta().company.currency
  const currency = currencyOf(row, field, home)
  // In a column, what is nothing steps back behind what is something.
  if (place === 'grid' && typeof value === 'string' && /^[-0.]+$/.test(value))
    return <span className="ink-3">{moneyText(value, currency, home)}</span>
  if (!field.unit_price) return <>{moneyText(value, currency, home)}</>
  return <>{currency === home ? price(value, currency) : `${currency} ${price(value, currency)}`}</>
}

export const money: FieldParts<'money'> = {
  Cell: MoneyCell,
  Input: function MoneyInput({ field, ...props }) {
    const home = useMeta().company.currency
    return <ExactInput {...props} suffix={currencyOf(props.row, field, home)} />
  },
  Filter: ({ field: _, ...props }) => <ExactFilter {...props} />,
  right: true,
  width: 128,
  operators: numberOperators,
}

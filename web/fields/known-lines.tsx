// Which child rows have a form of their own, because they are better chosen, counted or answered than typed?
import { lazy, type ReactNode } from 'react'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { FieldDef } from '#kernel/field.ts'
import type { Values } from '#kernel/object.ts'
import type { FieldParts } from './field-parts.ts'

// Forms alone need them; a list is shown without.
const OpenInvoices = lazy(() => import('./open-invoices.tsx'))
const Questionnaire = lazy(() => import('./questionnaire.tsx'))
const LinesLeft = lazy(() => import('./lines-left.tsx'))
const ShipmentCount = lazy(() => import('./shipment-count.tsx'))

export const rowsOf = (value: unknown): Values[] =>
  Array.isArray(value) ? (value as Values[]) : []

interface Rows {
  readonly child: MetaObject
  /** The child's reference to the record that it is a part of. */
  readonly by: string
  readonly rows: Values[]
  readonly around: Values
  readonly onChange: (next: Values[]) => void
  readonly disabled?: boolean | undefined
  readonly partsOf: (field: FieldDef) => FieldParts
}

/** By the object of the rows; null where what is around them is not enough for it, and they are typed as any others. */
export const knownLines: Readonly<Record<string, (rows: Rows) => ReactNode | null>> = {
  // A question is answered as it asks to be, not as text.
  qualification_answer: ({ rows, around, onChange, disabled }) => (
    <Questionnaire
      value={rows}
      onChange={onChange}
      before={rowsOf(around.qualification)}
      disabled={disabled}
    />
  ),
  // Money is put to what the customer still owes, which stands there to be chosen from.
  allocation({ child, rows, around, onChange, disabled, partsOf }) {
    const { account, currency } = around
    const { amount } = child.fields
    if (!amount || typeof account !== 'string' || typeof currency !== 'string') return null
    return (
      <OpenInvoices
        value={rows}
        onChange={onChange}
        payment={{ ...around, account, currency }}
        field={amount}
        Input={partsOf(amount).Input}
        disabled={disabled}
      />
    )
  },
  // What is taken back of an invoice is a part of its own lines, which stand there to be chosen from.
  invoice_line({ child, by, rows, around, onChange, disabled, partsOf }) {
    const { [by]: id, currency } = around
    const { quantity } = child.fields
    if (!quantity || typeof id !== 'string' || typeof currency !== 'string') return null
    return (
      <LinesLeft
        value={rows}
        onChange={onChange}
        invoice={{ id, currency }}
        field={quantity}
        Input={partsOf(quantity).Input}
        disabled={disabled}
      />
    )
  },
  // Goods that are counted are those of the shipment around it.
  shipment_line({ child, rows, around, onChange, disabled, partsOf }) {
    const { quantity } = child.fields
    if (!quantity || !Array.isArray(around.lines)) return null
    return (
      <ShipmentCount
        value={rows}
        onChange={onChange}
        shipment={around}
        field={quantity}
        Input={partsOf(quantity).Input}
        disabled={disabled}
      />
    )
  },
}

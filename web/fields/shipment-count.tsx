// How much of each line of the shipment arrived, or comes back? The lines stand there; only the numbers are typed.
import type { ComponentType } from 'react'
import type { FieldDef } from '#kernel/field.ts'
import { exact } from '#kernel/money/exact.ts'
import type { Values } from '#kernel/object.ts'
import { say } from '#web/words.ts'
import type { InputProps } from './field-parts.ts'

const words = {
  line: { zh: '货物', en: 'Goods' },
  sent: { zh: '发出', en: 'Sent' },
  arrived: { zh: '签收', en: 'Arrived' },
  count: { zh: '实收', en: 'Arrived' },
  back: { zh: '退回', en: 'Returned' },
  count_of: { zh: '{line} 数量', en: 'Quantity of {line}' },
} as const

interface ShipmentCountProps {
  value: readonly Values[]
  onChange: (value: Values[]) => void
  /** The shipment: on its way its lines are counted, once it arrived they may come back. */
  shipment: Values
  /** The field of the quantity, and how it is typed. */
  field: FieldDef
  Input: ComponentType<InputProps>
  disabled?: boolean | undefined
}

const plain = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? exact(value).toFixed() : ''

export default function ShipmentCount({
  value,
  onChange,
  shipment,
  field,
  Input,
  disabled,
}: ShipmentCountProps) {
  const isBack = shipment.stage === 'received'
  const lines = Array.isArray(shipment.lines) ? (shipment.lines as readonly Values[]) : []
  const before = (line: Values): string => plain(isBack ? line.received : line.quantity)
  const saidOf = (line: Values): unknown =>
    value.find((row) => row.contract_line === line.contract_line)?.quantity
  const put = (line: Values, quantity: unknown) =>
    onChange([
      ...value.filter((row) => row.contract_line !== line.contract_line),
      ...(quantity === null || quantity === ''
        ? []
        : [{ contract_line: line.contract_line, quantity }]),
    ])
  return (
    <table className="open-invoices">
      <thead>
        <tr>
          <th>{say(words.line)}</th>
          <th className="num">{say(isBack ? words.arrived : words.sent)}</th>
          <th className="num">{say(isBack ? words.back : words.count)}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const name = String(line.description ?? '')
          return (
            <tr key={String(line.id)}>
              <td>{name}</td>
              <td className="num">{before(line)}</td>
              <td>
                <Input
                  field={field}
                  name="quantity"
                  object="shipment_line"
                  row={line}
                  value={saidOf(line) ?? (isBack ? null : before(line))}
                  onChange={(quantity) => put(line, quantity)}
                  label={say(words.count_of, { line: name })}
                  disabled={disabled}
                  small
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

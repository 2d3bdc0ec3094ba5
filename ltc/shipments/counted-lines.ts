// How much of each line of a shipment is meant: what arrived, or what comes back? Said by line of the contract.
import type { FieldDef } from '#kernel/field.ts'
import { Problems } from '#kernel/error.ts'
import { exact } from '#kernel/money/exact.ts'
import type { Values } from '#kernel/object.ts'
import { decimal, need, rows, text } from '../read.ts'

export const countedLines = (zh: string, en: string, helpZh: string, helpEn: string) =>
  ({
    kind: 'lines',
    object: 'shipment_line',
    by: 'shipment',
    label: { zh, en },
    help: { zh: helpZh, en: helpEn },
  }) as const satisfies FieldDef

/** Contract line → quantity. Refuses lines that are not of the shipment, and more than `most` of one, all at once. */
export function counted(
  shipment: Values,
  input: Values,
  most: (line: Values) => string,
): Map<string, string> {
  const problems = new Problems()
  const sent = new Map(rows(shipment, 'lines').map((line) => [need(line, 'contract_line'), line]))
  const said = new Map<string, string>()
  rows(input, 'lines').forEach((row, at) => {
    const id = text(row, 'contract_line') ?? ''
    const line = sent.get(id)
    const quantity = exact(decimal(row, 'quantity'))
    if (!line || said.has(id))
      problems.add(`lines[${at}].contract_line`, 'rule', {
        says: {
          zh: '不是此发货单的明细，或出现了两次',
          en: 'is no line of this shipment, or twice',
        },
      })
    else if (quantity.isNegative() || quantity.greaterThan(most(line)))
      problems.add(`lines[${at}].quantity`, 'rule', {
        says: { zh: `须在 0 与 ${most(line)} 之间`, en: `must be between 0 and ${most(line)}` },
      })
    else said.set(id, quantity.toFixed())
  })
  problems.done()
  return said
}

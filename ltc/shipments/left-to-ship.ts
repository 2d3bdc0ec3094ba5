// How much of each line of a contract may still be shipped? What was sold, as amended, less what shipments take of it.
import type { Context } from '#kernel/context.ts'
import { exact } from '#kernel/money/exact.ts'
import type { Row, Values } from '#kernel/object.ts'
import { contractLinesLeft } from '../amendments/contract-lines-left.ts'
import { decimal, need, rows, text, yes } from '../read.ts'

/**
 * By contract line, of those that are shipped at all. What is only planned counts as well: two plans never promise the same piece.
 * @param but a shipment whose own lines are not counted: it is being written
 */
export async function leftToShip(
  ctx: Context,
  contract: Row,
  but: string | null,
): Promise<Map<string, { line: Values; left: string }>> {
  const sold = contractLinesLeft(contract, need(contract, 'currency'))
  const shipments = await ctx.find('shipment', { contract: contract.id })
  const taken = shipments.filter((one) => one.id !== but).flatMap(takenBy)
  return new Map(
    [...sold].flatMap(([id, { line, quantity }]) => {
      if (yes(line, 'no_shipping')) return []
      const left = taken
        .filter((one) => one.of === id)
        .reduce((rest, one) => rest.minus(one.quantity), exact(quantity))
      return [[id, { line, left: left.toFixed() }] as const]
    }),
  )
}

/** What a shipment takes of its contract; a return gives it back, and what did not arrive was not taken. */
function takenBy(shipment: Row): { of: string; quantity: string }[] {
  if (shipment.stage === 'cancelled') return []
  return rows(shipment, 'lines').map((line) => {
    const quantity = text(line, 'received') ?? decimal(line, 'quantity')
    return {
      of: need(line, 'contract_line'),
      quantity: shipment.kind === 'return' ? exact(quantity).negated().toFixed() : quantity,
    }
  })
}

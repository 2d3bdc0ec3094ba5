// How much of each line of a contract may still be shipped? What was sold, as amended, less what shipments take of it.
import type { Context } from '#kernel/context.ts'
import { exact } from '#kernel/money/exact.ts'
import type { Row, Values } from '#kernel/object.ts'
import { contractLinesLeft } from '../amendments/contract-lines-left.ts'
import { decimal, need, text } from '../read.ts'

/** By contract line. @param but a shipment whose own lines are not counted: it is being written. */
export async function leftToShip(
  ctx: Context,
  contract: Row,
  but: string | null,
): Promise<Map<string, { line: Values; left: string }>> {
  const sold = contractLinesLeft(contract, need(contract, 'currency'))
  const taken = sold.size
    ? await ctx.find('shipment_line', { contract_line: [...sold.keys()] })
    : []
  return new Map(
    [...sold].map(([id, { line, quantity }]) => {
      const left = taken
        .filter((one) => text(one, 'contract_line') === id && text(one, 'shipment') !== but)
        .reduce((rest, one) => rest.minus(decimal(one, 'taken')), exact(quantity))
      return [id, { line, left: left.toFixed() }]
    }),
  )
}

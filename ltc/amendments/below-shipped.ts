// Would an amendment leave less of a line than has gone to the customer? Goods come back before they are taken away.
import { exact } from '#kernel/money/exact.ts'
import type { Row } from '#kernel/object.ts'
import { decimal, need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'
import { contractLinesLeft } from './contract-lines-left.ts'

/** @param contract locked where it counts: who ships holds it, too */
export function refuseBelowShipped(contract: Row, amendment: Row): void {
  for (const [id, { line, quantity }] of contractLinesLeft(contract, need(contract, 'currency'))) {
    const less = rows(amendment, 'lines')
      .filter((one) => text(one, 'contract_line') === id)
      .map((one) => exact(need(one, 'quantity')))
      .filter((one) => one.isNegative())
    if (less.length === 0) continue
    const left = less.reduce((rest, one) => rest.plus(one), exact(quantity))
    const shipped = exact(decimal(line, 'shipped'))
    if (left.lessThan(shipped))
      no('below-shipped', {
        description: text(line, 'description') ?? '',
        shipped: shipped.toFixed(),
        left: left.toFixed(),
      })
  }
}

// What follows from a shipment's other values? Whose it is, what its lines are called, and that no more goes than was sold.
import type { Context } from '#kernel/context.ts'
import { Problems } from '#kernel/error.ts'
import { exact } from '#kernel/money/exact.ts'
import type { Row, Values } from '#kernel/object.ts'
import { decimal, need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'
import { leftToShip } from './left-to-ship.ts'

/** Only what is planned is checked: what has left stands as it left. */
export async function deriveShipment(
  ctx: Context,
  row: Values,
  before: Row | null,
): Promise<Values> {
  const id = text(row, 'contract')
  if (before && text(before, 'stage') !== 'planned') {
    if (content(row) !== content(before)) no('shipment-stands', { number: need(before, 'number') })
    return {}
  }
  if (id === null) return {}
  // Locked, so that of two shipments that are planned at once the second finds the first.
  const [contract] = await ctx.lock('contract', [id])
  if (!contract) return {}
  if (!before && !['signed', 'active'].includes(text(contract, 'stage') ?? ''))
    no('contract-not-running', { number: text(contract, 'number') ?? '' })
  const account = need(contract, 'account')
  const customer = text(row, 'address') === null ? await ctx.get('account', account) : null
  const left = await leftToShip(ctx, contract, text(row, 'id'))
  const lines = checked(rows(row, 'lines'), left, text(row, 'kind') === 'return')
  return {
    account,
    contact: text(row, 'contact') ?? text(contract, 'contact'),
    ...(customer ? { address: customer.address } : {}),
    // Who released it did so for these goods.
    ...(before && text(before, 'released_at') !== null && content(row) !== content(before)
      ? { released_at: null, released_by: null, release_reason: null }
      : {}),
    lines,
  }
}

/** What is in the boxes; how much of it arrived is told later. */
const content = (shipment: Values): string =>
  JSON.stringify(
    rows(shipment, 'lines').map((line) => [
      line.id,
      text(line, 'contract_line'),
      decimal(line, 'quantity'),
    ]),
  )

/** Every line is one of the contract and fits into what is left of it; all that do not are told at once. */
function checked(
  lines: readonly Values[],
  left: Awaited<ReturnType<typeof leftToShip>>,
  isReturn: boolean,
): Values[] {
  const problems = new Problems()
  const rest = new Map([...left].map(([id, one]) => [id, exact(one.left)]))
  const named = lines.map((line, at) => {
    const id = text(line, 'contract_line') ?? ''
    const of = left.get(id)
    if (!of) {
      problems.add(`lines[${at}].contract_line`, 'rule', { says: notOfContract })
      return line
    }
    const quantity = exact(decimal(line, 'quantity'))
    const after = rest.get(id)!.minus(isReturn ? '0' : quantity)
    rest.set(id, after)
    if (after.isNegative())
      problems.add(`lines[${at}].quantity`, 'rule', { says: tooMany(of.left) })
    return { ...line, product: of.line.product, description: of.line.description }
  })
  problems.done()
  return named
}

const notOfContract = {
  zh: '不是此合同的明细',
  en: 'is no line of this contract',
}

const tooMany = (left: string) => ({
  zh: `此明细最多还可发 ${left}`,
  en: `at most ${left} of this line can still be shipped`,
})

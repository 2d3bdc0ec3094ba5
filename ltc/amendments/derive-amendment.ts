// What follows from an amendment's other values? Whose contract it changes, and what each line adds or takes.
import type { Context } from '#kernel/context.ts'
import { Problems } from '#kernel/error.ts'
import { documentTotals } from '#kernel/money/document.ts'
import { exact } from '#kernel/money/exact.ts'
import type { Row, Values } from '#kernel/object.ts'
import { priced, productsOf } from '../document-totals.ts'
import { named } from '../named.ts'
import { takenPart } from '../part-of-line.ts'
import { need, rows, text, yes } from '../read.ts'
import { no } from '../refusals.ts'
import { contractLinesLeft } from './contract-lines-left.ts'

/** Only a draft is calculated: from its submission on an amendment keeps its numbers. */
export async function deriveAmendment(
  ctx: Context,
  row: Values,
  before: Row | null,
): Promise<Values> {
  if (before && text(before, 'stage') !== 'draft') return {}
  const contract = await named(ctx, row, 'contract', 'contract')
  // No contract, or none that is there: the door tells that.
  if (!contract) return {}
  if (!before && !['signed', 'active'].includes(text(contract, 'stage') ?? '')) {
    no('contract-not-running', { number: text(contract, 'number') ?? '' })
  }
  const currency = need(contract, 'currency')
  const tax_inclusive = yes(contract, 'tax_inclusive')
  const given = asLinesOf(contract, rows(row, 'lines'))
  const { lines } = priced({ lines: given, tax_inclusive }, await productsOf(ctx, given), currency)
  const amounts = taken(contract, lines, currency)
  const { net, tax, gross } = documentTotals(amounts, currency)
  return {
    account: contract.account,
    currency,
    tax_inclusive,
    lines: lines.map((line, at) => ({ ...line, ...amounts[at] })),
    net,
    tax,
    amount: gross,
  }
}

/** A line that changes one of the contract has its product, text, price and rate unless it says others. */
function asLinesOf(contract: Row, lines: readonly Values[]): Values[] {
  const problems = new Problems()
  const filled = lines.map((line, at) => {
    const id = text(line, 'contract_line')
    if (id === null) return line
    const of = rows(contract, 'lines').find((one) => one.id === id && !isBelowZero(one))
    if (!of)
      problems.add(`lines[${at}].contract_line`, 'no-such-record', { object: 'contract_line' })
    const own = (field: string) => text(line, field) ?? (of ? text(of, field) : null)
    const fields = [
      'product',
      'description',
      'unit_price',
      'tax_rate',
      'tax_category',
      'discount_percent',
    ]
    const values = Object.fromEntries(fields.map((field) => [field, own(field)]))
    if (!of || !isBelowZero(line)) return { ...line, ...values }
    // What is taken away is taken at the price at which it was sold.
    const { unit_price, tax_rate, tax_category, discount_percent } = of
    return { ...line, ...values, unit_price, tax_rate, tax_category, discount_percent }
  })
  problems.done()
  return filled
}

const isBelowZero = (line: Values): boolean => exact(text(line, 'quantity') ?? '1').isNegative()

interface Amounts {
  readonly net: string
  readonly tax: string
  readonly gross: string
}

/** What each line comes to: of what is taken away its share of what is left of the contract's line. */
function taken(contract: Row, lines: readonly Values[], currency: string): Amounts[] {
  const problems = new Problems()
  const left = contractLinesLeft(contract, currency)
  const amounts = lines.map((line, at): Amounts => {
    const { net, tax, gross } = line as unknown as Amounts
    const id = text(line, 'contract_line')
    const of = id === null ? undefined : left.get(id)
    if (!of || !isBelowZero(line)) return { net, tax, gross }
    const quantity = exact(need(line, 'quantity')).abs()
    if (quantity.greaterThan(of.quantity)) {
      problems.add(`lines[${at}].quantity`, 'too-small', { min: `-${of.quantity}` })
      return { net, tax, gross }
    }
    const part = takenPart(of, quantity.toFixed(), currency)
    left.set(id!, {
      ...of,
      quantity: exact(of.quantity).minus(quantity).toFixed(),
      gross: exact(of.gross).plus(part.gross).toFixed(),
      tax: exact(of.tax).plus(part.tax).toFixed(),
    })
    return { net: part.net, tax: part.tax, gross: part.gross }
  })
  problems.done()
  return amounts
}

// Which lines does a credit note have? The negated parts of the lines that it credits, never more than is left.
import type { Context } from '#kernel/context.ts'
import { Problems } from '#kernel/error.ts'
import { exact } from '#kernel/money/exact.ts'
import { parseMoney } from '#kernel/money/parse.ts'
import { split } from '#kernel/money/split.ts'
import { minus, negate } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { amount, decimal, need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'

/** What is left of a line after the credit notes so far; amounts as positive numbers. */
interface Left {
  readonly line: Values
  readonly quantity: string
  readonly gross: string
  readonly tax: string
}

/**
 * The lines of the note. Without a choice it takes all that is left. `{line, quantity}` takes a part: its
 * share of what is left, exact, so that crediting bit by bit ends at exactly nothing (N1, M5, T7).
 */
export async function creditLines(ctx: Context, invoice: Row, input: Values): Promise<Values[]> {
  const currency = need(invoice, 'currency')
  const left = await leftOf(ctx, invoice, currency)
  const chosen = rows(input, 'lines')
  const parts = chosen.length
    ? chosen.map((one, at) => part(one, at, left))
    : left.map((one) => ({ of: one, quantity: one.quantity }))
  const lines = parts
    .filter(({ of, quantity }) => !exact(quantity).isZero() || !exact(of.gross).isZero())
    .map(({ of, quantity }) => negated(of, quantity, currency))
  if (lines.length === 0) no('nothing-to-credit')
  return lines
}

async function leftOf(ctx: Context, invoice: Row, currency: string): Promise<Left[]> {
  const notes = await ctx.find('invoice', { credits: invoice.id })
  const taken = notes.filter((note) => note.stage !== 'void').flatMap((note) => rows(note, 'lines'))
  return rows(invoice, 'lines').map((line) => {
    const of = taken.filter((one) => text(one, 'line') === line.id)
    const rest = (field: string) =>
      minus(
        amount(line, field, currency),
        of.map((one) => negate(amount(one, field, currency), currency)),
        currency,
      )
    const quantity = of.reduce(
      (all, one) => all.plus(decimal(one, 'quantity')),
      exact(decimal(line, 'quantity')),
    )
    return { line, quantity: quantity.toFixed(), gross: rest('gross'), tax: rest('tax') }
  })
}

/** The line that a choice means, by its id or by its product, and how much of it. */
function part(chosen: Values, at: number, left: readonly Left[]): { of: Left; quantity: string } {
  const id = text(chosen, 'line') ?? text(chosen, 'id')
  const product = text(chosen, 'product')
  const of = left.find(({ line }) =>
    id !== null ? line.id === id : product !== null && text(line, 'product') === product,
  )
  if (!of) return no('no-such-line', { position: at + 1 })
  const said = chosen.quantity
  if (said === undefined || said === null || said === '') return { of, quantity: of.quantity }
  const problems = new Problems()
  const parsed = parseMoney(typeof said === 'number' ? String(said) : said)
  if ('problem' in parsed) problems.add(`lines[${at}].quantity`, parsed.problem, parsed.details)
  problems.done()
  const quantity = exact('value' in parsed ? parsed.value : '0')
  if (!quantity.greaterThan('0')) no('not-above-zero')
  if (quantity.greaterThan(of.quantity)) {
    no('credit-too-much', { description: text(of.line, 'description') ?? '', left: of.quantity })
  }
  return { of, quantity: quantity.toFixed() }
}

function negated(of: Left, quantity: string, currency: string): Values {
  const shares = [quantity, exact(of.quantity).minus(quantity).toFixed()]
  const whole = exact(quantity).equals(of.quantity)
  const gross = whole ? of.gross : split(of.gross, shares, currency)[0]!
  const tax = whole ? of.tax : split(of.tax, shares, currency)[0]!
  const { line } = of
  return {
    line: line.id,
    contract_line: line.contract_line,
    product: line.product,
    description: line.description,
    quantity: exact(quantity).negated().toFixed(),
    unit_price: line.unit_price,
    discount_percent: line.discount_percent,
    tax_rate: line.tax_rate,
    net: negate(minus(gross, [tax], currency), currency),
    tax: negate(tax, currency),
    gross: negate(gross, currency),
  }
}

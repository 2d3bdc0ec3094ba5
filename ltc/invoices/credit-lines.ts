// Which lines does a credit note have? The negated parts of the lines that it credits, never more than is left.
import type { Context } from '#kernel/context.ts'
import { Problems } from '#kernel/error.ts'
import { exact } from '#kernel/money/exact.ts'
import { digitsOf } from '#kernel/money/currency.ts'
import { parseMoney } from '#kernel/money/parse.ts'
import { split } from '#kernel/money/split.ts'
import { compare, isZero, minus, negate, sum } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { leftOf, takenPart } from '../part-of-line.ts'
import type { Left } from '../part-of-line.ts'
import { need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'

/**
 * The lines of the note. Without a choice it takes all that is left. `{line, quantity}` takes a part: its
 * share of what is left, exact, so that crediting bit by bit ends at exactly nothing (N1, M5, T7).
 */
export async function creditLines(ctx: Context, invoice: Row, input: Values): Promise<Values[]> {
  const currency = need(invoice, 'currency')
  const left = await linesLeft(ctx, invoice, currency)
  const chosen = rows(input, 'lines')
  const gross = text(input, 'gross')
  if (gross !== null) return ofAmount(left, { gross, chosen: chosen.length > 0, currency })
  const parts = chosen.length
    ? chosenParts(chosen, left)
    : left.map((one) => ({ of: one, quantity: one.quantity }))
  const lines = parts
    .filter(({ of, quantity }) => !exact(quantity).isZero() || !exact(of.gross).isZero())
    .map(({ of, quantity }) => negated(of, quantity, currency))
  if (lines.length === 0) no('nothing-to-credit')
  return lines
}

/** So much of what is left, each line by its share; one that is gone wholly is gone to the last unit. */
function ofAmount(
  left: readonly Left[],
  { gross, chosen, currency }: { gross: string; chosen: boolean; currency: string },
): Values[] {
  const problems = new Problems()
  const places = digitsOf(currency)
  const wanted = exact(gross).abs()
  if (chosen)
    problems.add('gross', 'rule', {
      says: { zh: '选了明细就不填金额', en: 'is not said where lines are chosen' },
    })
  if (wanted.decimalPlaces() > places) problems.add('gross', 'too-precise', { digits: places })
  problems.done()
  const whole = sum(
    left.map((one) => one.gross),
    currency,
  )
  if (wanted.isZero()) no('not-above-zero')
  if (wanted.greaterThan(whole)) no('credit-more-than-left', { left: whole })
  const parts = split(
    wanted.toFixed(places),
    left.map((one) => one.gross),
    currency,
  )
  return left.flatMap((of, at) => {
    const part = parts[at]!
    if (isZero(part)) return []
    if (compare(part, of.gross) === 0) return [negated(of, of.quantity, currency)]
    const tax = split(of.tax, [part, minus(of.gross, [part], currency)], currency)[0]!
    const share = exact(of.quantity).times(part).dividedBy(of.gross).toDecimalPlaces(6)
    return [
      {
        ...negated(of, of.quantity, currency),
        quantity: share.negated().toFixed(),
        gross: negate(part, currency),
        tax: negate(tax, currency),
        net: negate(minus(part, [tax], currency), currency),
      },
    ]
  })
}

async function linesLeft(ctx: Context, invoice: Row, currency: string): Promise<Left[]> {
  const notes = await ctx.find('invoice', { credits: invoice.id })
  const taken = notes.filter((note) => note.stage !== 'void').flatMap((note) => rows(note, 'lines'))
  return rows(invoice, 'lines').map((line) => {
    const of = taken.filter((one) => text(one, 'line') === line.id)
    return leftOf(line, of, currency)
  })
}

/** Each line once: two parts of one would both be taken of all that is left of it. */
function chosenParts(chosen: readonly Values[], left: readonly Left[]): readonly Part[] {
  const problems = new Problems()
  const parts = chosen.map((one, at) => part(one, at, left))
  parts.forEach(({ of }, at) => {
    if (parts.findIndex((one) => one.of === of) < at)
      problems.add(`lines[${at}].line`, 'already-used', {
        value: text(of.line, 'description') ?? need(of.line, 'id'),
      })
  })
  problems.done()
  return parts
}

interface Part {
  readonly of: Left
  readonly quantity: string
}

/** The line that a choice means, by its id or by its product, and how much of it. */
function part(chosen: Values, at: number, left: readonly Left[]): Part {
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
  const { line } = of
  return {
    line: line.id,
    contract_line: line.contract_line,
    product: line.product,
    description: line.description,
    unit_price: line.unit_price,
    discount_percent: line.discount_percent,
    tax_rate: line.tax_rate,
    tax_category: line.tax_category,
    ...takenPart(of, quantity, currency),
  }
}

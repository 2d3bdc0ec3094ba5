// What of each line of a contract is not billed yet?
import type { Context } from '#kernel/context.ts'
import { minus, sum } from '#kernel/money/sum.ts'
import type { Row, Values } from '#kernel/object.ts'
import { exact } from '#kernel/money/exact.ts'
import { amount, need, rows, text } from '../read.ts'

/** The lines that are billed: those that an amendment takes away from others are counted with these. */
export const billedLines = (contract: Values): readonly Values[] =>
  rows(contract, 'lines').filter((line) => text(line, 'changes') === null || !takesAway(line))

const takesAway = (line: Values): boolean => exact(text(line, 'quantity') ?? '0').isNegative()

/** What a line is worth after the amendments that took from it. */
function worth(contract: Row, line: Values): string {
  const currency = need(contract, 'currency')
  const taken = rows(contract, 'lines').filter(
    (one) => takesAway(one) && text(one, 'changes') === line.id,
  )
  return sum(
    [line, ...taken].map((one) => amount(one, 'gross', currency)),
    currency,
  )
}

/** Worth less what is billed, with tax, per billed line; credit notes give back what they took. May be below 0. */
export async function restOfLines(ctx: Context, contract: Row): Promise<string[]> {
  const currency = need(contract, 'currency')
  const lines = billedLines(contract)
  const billed = await ctx.find('invoice_line', {
    contract_line: lines.map((line) => need(line, 'id')),
  })
  const ids = [...new Set(billed.map((line) => need(line, 'invoice')))]
  const invoices = ids.length ? await ctx.find('invoice', { id: ids }) : []
  const live = new Set(invoices.filter((one) => one.stage !== 'void').map((one) => one.id))
  return lines.map((line) => {
    const parts = billed.filter(
      (one) => text(one, 'contract_line') === line.id && live.has(need(one, 'invoice')),
    )
    return minus(
      worth(contract, line),
      parts.map((one) => amount(one, 'gross', currency)),
      currency,
    )
  })
}

/** The same, and nothing where more is billed than there is. */
export async function unbilled(ctx: Context, contract: Row): Promise<string[]> {
  const none = sum([], need(contract, 'currency'))
  return (await restOfLines(ctx, contract)).map((rest) =>
    exact(rest).greaterThan('0') ? rest : none,
  )
}

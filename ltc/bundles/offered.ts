// What do the lines of a quote come to where some are only offered and some are one position? Sums of what counts, nothing else.
import { sum } from '#kernel/money/sum.ts'
import type { Values } from '#kernel/object.ts'
import { amount, decimal, text } from '../read.ts'
import { blocksOf, counting, isOption } from './blocks.ts'

/** A line that is only offered is worth nothing in any sum; what it would come to stands beside. */
export function withOffers<Line extends Values>(lines: readonly Line[], currency: string): Line[] {
  const none = sum([], currency)
  return lines.map((line) =>
    isOption(line)
      ? {
          ...line,
          offer_net: line.net,
          offer_gross: line.gross,
          net: none,
          tax: none,
          gross: none,
        }
      : { ...line, offer_net: null, offer_gross: null },
  )
}

/** On the line of a bundle what it comes to with all that counts under it. */
export function withBlockSums<Line extends Values>(
  lines: readonly Line[],
  currency: string,
): Line[] {
  const sums = new Map(
    blocksOf(lines).flatMap(({ head, under }) => {
      const whole = counting([head, ...under].map((at) => lines[at]!))
      const of = (field: string): string =>
        sum(
          whole.map((line) => amount(line, field, currency)),
          currency,
        )
      return under.length && !isOption(lines[head]!)
        ? [[head, { block_net: of('net'), block_gross: of('gross') }] as const]
        : []
    }),
  )
  return lines.map((line, at) => ({
    ...line,
    ...(sums.get(at) ?? { block_net: null, block_gross: null }),
  }))
}

/** Does each component stand below its bundle, and is the sum of each bundle that is told the one of its lines? */
export function standsInBlocks(lines: readonly Values[], currency: string): boolean {
  const summed = withBlockSums(lines, currency)
  return blocksOf(lines).every(({ head, under }) => {
    const line = lines[head]!
    const told = ['block_net', 'block_gross'].every(
      (field) =>
        text(line, field) === null || decimal(line, field) === decimal(summed[head]!, field),
    )
    return (
      told &&
      text(line, 'bundle') === null &&
      under.every((at) => text(lines[at]!, 'bundle') === text(line, 'product'))
    )
  })
}

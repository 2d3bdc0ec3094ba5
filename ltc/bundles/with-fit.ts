// What is said beside each line of a draft about how it fits? By the definitions of the moment in which the lines were chosen.
import type { Context } from '#kernel/context.ts'
import { Problems } from '#kernel/error.ts'
import type { Row, Values } from '#kernel/object.ts'
import { decimal, rows, text } from '../read.ts'
import { isOption } from './blocks.ts'
import { fitFields, fitOf, namedBeside } from './fit.ts'

/** A definition that changes later changes nothing of a quote: it is asked where other lines are chosen. */
export async function withFit<Line extends Values>(
  ctx: Context,
  lines: readonly Line[],
  products: ReadonlyMap<string, Row>,
  before: Row | null,
): Promise<Line[]> {
  if (before && chosen(lines) === chosen(rows(before, 'lines'))) return [...lines]
  const beside = namedBeside(lines, products)
  const others = beside.length ? await ctx.find('product', { id: beside }) : []
  const names = new Map(
    [...products.values(), ...others].map((one) => [one.id, text(one, 'name') ?? '']),
  )
  const fits = fitOf(lines, products, names)
  return lines.map((line, at) => ({ ...line, ...fits[at] }))
}

const chosen = (lines: readonly Values[]): string =>
  JSON.stringify(
    lines.map((line) => [
      line.id ?? null,
      text(line, 'product'),
      text(line, 'bundle'),
      decimal(line, 'quantity'),
      isOption(line),
    ]),
  )

/** Refuses lines that do not fit together, all at once, each with what is wrong. */
export function refuseUnfit(lines: readonly Values[]): void {
  const problems = new Problems()
  const says = {
    missing: (names: string) => ({ zh: `缺少：${names}`, en: `lacks ${names}` }),
    excess: (names: string) => ({ zh: `选多了：${names}`, en: `has too many of ${names}` }),
    clashes: (names: string) => ({ zh: `不可与 ${names} 同用`, en: `does not go with ${names}` }),
  }
  lines.forEach((line, at) => {
    for (const field of fitFields) {
      const names = text(line, field)
      if (names !== null && field !== 'advised')
        problems.add(`lines[${at}].${field}`, 'rule', { says: says[field](names) })
    }
  })
  problems.done()
}

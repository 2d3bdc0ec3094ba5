// Which lines of a contract are shipped? Those whose product is, as it was when the line came; and which stand under a bundle.
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { productsOf } from '../document-totals.ts'
import { rows, text, yes } from '../read.ts'
import { standing } from './blocks.ts'

/** The lines with what their products say of shipping; a line whose bundle went stands by itself. */
export async function withGoods<Line extends Values>(
  ctx: Context,
  lines: readonly Line[],
  before: Row | null,
): Promise<Line[]> {
  const old = new Map(before ? rows(before, 'lines').map((line) => [line.id, line]) : [])
  const fresh = lines.filter((line) => !isSame(line, old.get(line.id)))
  const products = await productsOf(ctx, fresh)
  return standing(lines).map((line, at) => {
    if (!fresh.includes(lines[at]!)) return line
    const product = products.get(text(line, 'product') ?? '')
    return { ...line, no_shipping: product ? yes(product, 'no_shipping') : false }
  })
}

const isSame = (line: Values, was: Values | undefined): boolean =>
  was !== undefined && text(line, 'product') === text(was, 'product')

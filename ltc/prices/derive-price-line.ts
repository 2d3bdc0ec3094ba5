// Is there a price of this product, quantity and day in the list already? Two would contradict each other.
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { named } from '../named.ts'
import { decimal, text } from '../read.ts'
import { no } from '../refusals.ts'

const known = ['price_list', 'product', 'min_quantity', 'valid_from'] as const

/** Nothing follows; a second price for the same is refused by name. Two that come at once meet at the unique index. */
export async function derivePriceLine(
  ctx: Context,
  row: Values,
  before: Row | null,
): Promise<Values> {
  // No quantity and none of a thing are the same tier.
  const min_quantity = decimal(row, 'min_quantity') === '0' ? null : text(row, 'min_quantity')
  const tier = { ...row, min_quantity }
  if (before && known.every((field) => text(before, field) === text(tier, field)))
    return { min_quantity }
  const { price_list, product } = row
  if (!price_list || !product) return { min_quantity }
  const same = await ctx.find('price_line', {
    price_list,
    product,
    valid_from: row.valid_from ?? null,
  })
  const there = same.find(
    (one) => one.id !== row.id && decimal(one, 'min_quantity') === decimal(row, 'min_quantity'),
  )
  if (!there) return { min_quantity }
  const list = await named(ctx, row, 'price_list', 'price_list')
  const thing = await named(ctx, row, 'product', 'product')
  return no(min_quantity ? 'price-there-from' : 'price-there', {
    list: (list && text(list, 'name')) ?? '',
    product: (thing && text(thing, 'name')) ?? '',
    quantity: min_quantity ?? '',
    date: text(row, 'valid_from') ?? '—',
    price: decimal(there, 'price'),
  })
}

// At which prices does the sample company sell? A list for everyone with tiers and floors, and one for its largest customers.
import type { Values } from '#kernel/object.ts'
import type { Product } from './catalogue.ts'
import type { Play } from './play.ts'
import type { Story } from './timeline.ts'
import { day } from './working-hours.ts'

/** Since when there are lists; before, quotes had what the products say. */
export const listDays = 180

interface Tier {
  readonly from: number
  /** Of the list price of the product. */
  readonly share: number
}

/** Below it the general manager is asked. */
const floors = { machine: 0.82, line: 0.84, addition: 0.8, part: 0.72, service: 0.85 } as const

const everyone = (product: Product): readonly Tier[] =>
  product.kind === 'part'
    ? [
        { from: 1, share: 1 },
        { from: 5, share: 0.95 },
        { from: 10, share: 0.9 },
      ]
    : product.kind === 'machine'
      ? [
          { from: 1, share: 1 },
          { from: 2, share: 0.98 },
          { from: 3, share: 0.96 },
        ]
      : [{ from: 1, share: 1 }]

const strategic = (product: Product): readonly Tier[] =>
  product.kind === 'machine'
    ? [
        { from: 1, share: 0.96 },
        { from: 2, share: 0.94 },
      ]
    : product.kind === 'line'
      ? [{ from: 1, share: 0.95 }]
      : []

/** The sales manager writes both, and the prices of next year into the first. */
export async function* priceStory(play: Play, at: number): Story {
  const { hands, products } = play
  const who = play.staff.sellers[0]!.boss
  yield at
  const valid_from = play.date(at + 5 * day)
  const all = await hands.create(who, at, 'price_list', { name: '标准价（示例）', valid_from })
  const best = await hands.create(who, at, 'price_list', {
    name: 'A 级客户价（示例）',
    audience: 'segment',
    levels: ['a'],
    valid_from,
    note: '主机与产线；其余按标准价。（示例）',
  })
  const price = (product: Product, share: number): string =>
    String(Math.round(product.price * 100 * share) * 100)
  const line = (price_list: string, product: Product, { from, share }: Tier): Values => ({
    price_list,
    product: product.id,
    ...(from > 1 ? { min_quantity: String(from) } : {}),
    price: price(product, share),
    floor_price: price(product, Math.min(floors[product.kind], share)),
  })
  for (const product of products) {
    for (const tier of everyone(product))
      await hands.create(who, at, 'price_line', line(all, product, tier))
    for (const tier of strategic(product))
      await hands.create(who, at, 'price_line', line(best, product, tier))
  }
  at = play.end - 20 * day
  yield at
  const next = `${Number(play.date(play.end).slice(0, 4)) + 1}-01-01`
  for (const product of products.filter((one) => one.kind === 'part'))
    await hands.create(who, at, 'price_line', {
      ...line(all, product, { from: 1, share: 1.03 }),
      valid_from: next,
      note: '明年起调价 3%（示例）',
    })
}

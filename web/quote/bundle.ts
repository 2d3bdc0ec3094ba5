// What may be chosen of a bundle, is a choice complete, and which lines does it become? Pure, as the server will ask it.
import { exact } from '#kernel/money/exact.ts'
import { lineAmounts } from '#kernel/money/line.ts'
import { sum } from '#kernel/money/sum.ts'
import type { Row } from '#kernel/object.ts'
import { blockAt } from './blocks.ts'
import { emptyLine, listPrice, withProduct } from './draft-line.ts'
import type { DraftLine, Head, ProductFacts } from './draft-line.ts'

export interface Component {
  readonly product: string
  /** For one bundle. */
  readonly quantity: string
  readonly taken: 'required' | 'standard' | 'option'
  readonly group: string | null
  readonly included: boolean
  readonly discount: string
}
export interface Group {
  readonly name: string
  readonly min: number
  /** Null = any number. */
  readonly max: number | null
}
export interface Bundle {
  readonly id: string
  readonly components: readonly Component[]
  readonly groups: readonly Group[]
}

const plain = (value: unknown): string => exact(String(value ?? '0')).toFixed()
const rows = (value: unknown): Row[] => (Array.isArray(value) ? (value as Row[]) : [])

export const bundleOf = (product: Row): Bundle => ({
  id: product.id,
  components: rows(product.components).map((one) => ({
    product: String(one.product),
    quantity: plain(one.quantity),
    taken: one.taken as Component['taken'],
    group: typeof one.group_name === 'string' ? one.group_name : null,
    included: one.price_mode === 'included',
    discount: plain(one.discount_percent),
  })),
  groups: rows(product.groups).map((one) => ({
    name: String(one.name),
    min: Number(one.min_choices ?? 0),
    max: one.max_choices === null || one.max_choices === undefined ? null : Number(one.max_choices),
  })),
})

/** Of a component: how many for one bundle, and whether it is only offered. Not chosen = not there. */
export interface Choice {
  readonly quantity: string
  readonly optional: boolean
}
export type Choices = ReadonlyMap<string, Choice>

/** It is there whatever is chosen. */
export const isNeeded = (one: Component): boolean => one.taken === 'required' && !one.group

/** What a new one begins with. */
export const standardOf = (bundle: Bundle): Choices =>
  new Map(
    bundle.components.flatMap((one) =>
      one.taken === 'option'
        ? []
        : [[one.product, { quantity: one.quantity, optional: false }] as const],
    ),
  )

/** What is chosen in the block of a line. */
export function choicesIn(bundle: Bundle, lines: readonly DraftLine[], place: number): Choices {
  const head = lines[place]!
  const many = isNumber(head.quantity) ? head.quantity : '1'
  const known = new Map(bundle.components.map((one) => [one.product, one]))
  return new Map(
    blockAt(lines, place).flatMap((at) => {
      const line = lines[at]!
      if (at === place || !line.product || !known.has(line.product)) return []
      const quantity = isNumber(line.quantity)
        ? exact(line.quantity).dividedBy(many).toDecimalPlaces(6).toFixed()
        : line.quantity
      return [[line.product, { quantity, optional: line.optional }] as const]
    }),
  )
}

export const isNumber = (text: string): boolean =>
  /^\d+(\.\d{1,6})?$/.test(text) && exact(text).greaterThan('0')

export interface Chosen {
  /** How many of each group count. */
  readonly groups: readonly { readonly group: Group; readonly chosen: number }[]
  /** Quantities that are none. */
  readonly wrong: readonly string[]
  readonly complete: boolean
}

export function chosenOf(bundle: Bundle, choices: Choices): Chosen {
  const counts = (one: Component): boolean => choices.get(one.product)?.optional === false
  const groups = bundle.groups.map((group) => ({
    group,
    chosen: bundle.components.filter((one) => one.group === group.name && counts(one)).length,
  }))
  const wrong = [...choices].flatMap(([product, { quantity }]) =>
    isNumber(quantity) ? [] : [product],
  )
  return {
    groups,
    wrong,
    complete:
      !wrong.length &&
      groups.every(({ group, chosen }) => chosen >= group.min && chosen <= (group.max ?? Infinity)),
  }
}

/** Chooses one, or takes it back; of a group of which one is chosen it takes the place of the other. */
export function toggled(bundle: Bundle, choices: Choices, one: Component, on: boolean): Choices {
  const next = new Map(choices)
  if (!on) next.delete(one.product)
  else {
    const group = bundle.groups.find((each) => each.name === one.group)
    if (group?.max === 1)
      for (const other of bundle.components)
        if (other.group === group.name && next.get(other.product)?.optional === false)
          next.delete(other.product)
    next.set(one.product, { quantity: one.quantity, optional: false })
  }
  return next
}

/** What it comes to without tax, or with it where prices contain it, at list prices; null where one has none. */
export function totalOf(
  bundle: Bundle,
  choices: Choices,
  { many, products, head }: { many: string; products: Products; head: Head },
): string | null {
  if (!isNumber(many)) return null
  const parts: (string | null)[] = [worth(products.get(bundle.id), many, '0', head)]
  for (const one of bundle.components) {
    const choice = choices.get(one.product)
    if (!choice || choice.optional || one.included || !isNumber(choice.quantity)) continue
    const quantity = exact(choice.quantity).times(many).toFixed()
    parts.push(worth(products.get(one.product), quantity, one.discount, head))
  }
  return parts.includes(null) ? null : sum(parts as string[], head.currency)
}

type Products = ReadonlyMap<string, ProductFacts>

function worth(
  product: ProductFacts | undefined,
  quantity: string,
  discount_percent: string,
  head: Head,
): string | null {
  const tax_rate = product?.tax_rate ?? '0'
  const unit_price = listPrice(product, tax_rate, head)
  if (unit_price === null) return null
  const amounts = lineAmounts({ quantity, unit_price, discount_percent, tax_rate }, head)
  return head.tax_inclusive ? amounts.gross : amounts.net
}

/**
 * The lines with the block of the bundle at `place` as it is chosen, in the order of the bundle. Lines that stay keep what
 * was written on them; those that the bundle does not know stay at the end of the block.
 */
export function withChoices(
  lines: readonly DraftLine[],
  place: number,
  bundle: Bundle,
  { choices, many, products }: { choices: Choices; many: string; products: Products },
): DraftLine[] {
  const block = blockAt(lines, place).slice(1)
  const head = { ...lines[place]!, quantity: many }
  const there = new Map(block.map((at) => [lines[at]!.product, lines[at]!]))
  const known = new Set(bundle.components.map((one) => one.product))
  const parts = bundle.components.flatMap((one) => {
    const choice = choices.get(one.product)
    if (!choice) return []
    const quantity = exact(choice.quantity).times(many).toDecimalPlaces(6).toFixed()
    const optional = head.optional || choice.optional
    const old = there.get(one.product)
    if (old) return [{ ...old, quantity, optional }]
    const product = products.get(one.product)
    const fresh = product ? withProduct(emptyLine(), product) : emptyLine()
    return [
      {
        ...fresh,
        product: one.product,
        bundle: bundle.id,
        quantity,
        optional,
        discount_percent: one.discount,
        ...(one.included ? { unit_price: '0', price_by: 'bundle' } : {}),
      },
    ]
  })
  const others = block.flatMap((at) => (known.has(lines[at]!.product ?? '') ? [] : [lines[at]!]))
  return [
    ...lines.slice(0, place),
    head,
    ...parts,
    ...others,
    ...lines.slice(place + 1 + block.length),
  ]
}

// Do the lines of a quote fit together? What a bundle lacks, of what it has too much, which products do not go together, and what would go well.
import { exact } from '#kernel/money/exact.ts'
import type { Row, Values } from '#kernel/object.ts'
import { decimal, rows, text } from '../read.ts'
import { blocksOf, counting, isOption } from './blocks.ts'

/** Of one line; names of products and groups, which are the same in every language. Null where there is nothing to say. */
export interface Fit {
  /** What the bundle or the product needs and is not there. */
  readonly missing: string | null
  /** Groups of which more is chosen than may be. */
  readonly excess: string | null
  /** What stands in the quote and does not go with it. */
  readonly clashes: string | null
  /** What is recommended with it and not there. */
  readonly advised: string | null
}

export const fitFields = ['missing', 'excess', 'clashes', 'advised'] as const

/** The products that the definitions of the lines name besides those of the lines themselves. */
export function namedBeside(lines: readonly Values[], products: ReadonlyMap<string, Row>) {
  const named = lines.flatMap((line) => {
    const product = products.get(text(line, 'product') ?? '')
    if (!product) return []
    return [
      ...rows(product, 'components').flatMap((one) => text(one, 'product') ?? []),
      ...rows(product, 'relations').flatMap((one) => text(one, 'other') ?? []),
    ]
  })
  return [...new Set(named)].filter((id) => !products.has(id))
}

/**
 * For each line of a quote. Pure: what is only offered needs nothing and is nothing to others.
 * @param names of all products that the definitions name
 */
export function fitOf(
  lines: readonly Values[],
  products: ReadonlyMap<string, Row>,
  names: ReadonlyMap<string, string>,
): Fit[] {
  const there = new Set(counting(lines).flatMap((line) => text(line, 'product') ?? []))
  const product = (line: Values): Row | undefined => products.get(text(line, 'product') ?? '')
  const name = (id: string): string => names.get(id) ?? id
  const found = lines.map(() => ({
    missing: [] as string[],
    excess: [] as string[],
    clashes: [] as string[],
    advised: [] as string[],
  }))
  for (const { head, under } of blocksOf(lines)) {
    const line = lines[head]!
    if (isOption(line)) continue
    const definition = product(line)
    const parts = counting(under.map((at) => lines[at]!))
    for (const one of lacking(definition, line, parts)) found[head]!.missing.push(name(one))
    for (const { label, kind } of groupsOff(definition, parts)) found[head]![kind].push(label)
  }
  lines.forEach((line, at) => {
    if (isOption(line)) return
    for (const relation of rows(product(line) ?? {}, 'relations')) {
      const other = text(relation, 'other')
      if (other === null) continue
      const kind = text(relation, 'kind')
      if (kind === 'requires' && !there.has(other)) found[at]!.missing.push(name(other))
      if (kind === 'recommends' && !there.has(other)) found[at]!.advised.push(name(other))
      // Said of one of the two it holds for both, and is told where it is said.
      if (kind === 'excludes' && there.has(other)) found[at]!.clashes.push(name(other))
    }
  })
  return found.map((one) => ({
    missing: listed(one.missing),
    excess: listed(one.excess),
    clashes: listed(one.clashes),
    advised: listed(one.advised),
  }))
}

const listed = (names: readonly string[]): string | null =>
  names.length ? [...new Set(names)].join('、').slice(0, 500) : null

/** Required components of which there are fewer than so many bundles need. */
function lacking(bundle: Row | undefined, head: Values, parts: readonly Values[]): string[] {
  return rows(bundle ?? {}, 'components').flatMap((component) => {
    const product = text(component, 'product')
    if (text(component, 'taken') !== 'required' || product === null) return []
    // Of a group its number decides.
    if (text(component, 'group_name') !== null) return []
    const there = parts
      .filter((part) => text(part, 'product') === product)
      .reduce((sum, part) => sum.plus(decimal(part, 'quantity')), exact('0'))
    const needed = exact(decimal(component, 'quantity')).times(decimal(head, 'quantity'))
    return there.lessThan(needed) ? [product] : []
  })
}

interface Off {
  readonly label: string
  readonly kind: 'missing' | 'excess'
}

function groupsOff(bundle: Row | undefined, parts: readonly Values[]): Off[] {
  const there = new Set(parts.flatMap((part) => text(part, 'product') ?? []))
  return rows(bundle ?? {}, 'groups').flatMap((group): Off[] => {
    const label = text(group, 'name') ?? ''
    const chosen = new Set(
      rows(bundle!, 'components')
        .filter((one) => text(one, 'group_name') === label)
        .flatMap((one) => text(one, 'product') ?? [])
        .filter((id) => there.has(id)),
    ).size
    const least = Number(text(group, 'min_choices') ?? '0')
    const most = text(group, 'max_choices')
    if (chosen < least) return [{ label: `${label} ${chosen}/${least}`, kind: 'missing' }]
    if (most !== null && chosen > Number(most))
      return [{ label: `${label} ${chosen}/${most}`, kind: 'excess' }]
    return []
  })
}

// What follows for a line of a draft quote from the bundle that it stands in? How much of it is included, and whether it is only offered.
import { Problems } from '#kernel/error.ts'
import { exact } from '#kernel/money/exact.ts'
import type { Row, Values } from '#kernel/object.ts'
import { decimal, rows, text } from '../read.ts'
import { headsOf, isOption } from './blocks.ts'

/**
 * The lines as their bundles have them. What was taken of a definition when a line came stays with the line, whatever
 * becomes of the definition. Refuses lines that stand under none of theirs, all at once.
 */
export function withBlocks(
  document: Values,
  products: ReadonlyMap<string, Row>,
  before: Row | null,
): Values[] {
  const lines = rows(document, 'lines')
  if (!lines.some((line) => text(line, 'bundle') !== null)) return lines.map(alone)
  const old = new Map(before ? rows(before, 'lines').map((line) => [line.id, line]) : [])
  const problems = new Problems()
  const heads = headsOf(lines)
  const whole = lines.map((line, at) => {
    const bundle = text(line, 'bundle')
    if (bundle === null) return alone(line)
    const head = lines[heads[at]!]!
    if (heads[at] === at || text(head, 'product') !== bundle) {
      problems.add(`lines[${at}].bundle`, 'rule', { says: notUnder })
      return line
    }
    const optional = isOption(head) || isOption(line)
    return { ...line, optional, included_per: takenOf(line, old.get(line.id), products) }
  })
  problems.done()
  return whole
}

const alone = (line: Values): Values => ({ ...line, bundle: null, included_per: null })

const notUnder = {
  zh: '须排在其套餐行之下',
  en: 'must stand below the line of its bundle',
}

/** How much of it comes with each bundle for the bundle's price; null where it has its own. */
function takenOf(
  line: Values,
  was: Values | undefined,
  products: ReadonlyMap<string, Row>,
): string | null {
  const kept = text(line, 'included_per')
  // A copy of a line brings it along.
  if (!was && kept !== null) return kept
  if (was && same(line, was, 'bundle') && same(line, was, 'product')) return kept
  const component = componentOf(products.get(text(line, 'bundle') ?? ''), text(line, 'product'))
  return component && text(component, 'price_mode') === 'included'
    ? decimal(component, 'quantity')
    : null
}

const same = (one: Values, other: Values, field: string): boolean =>
  text(one, field) === text(other, field)

/** The row of the definition of a bundle that brings the product. */
const componentOf = (bundle: Values | undefined, product: string | null) =>
  bundle && rows(bundle, 'components').find((one) => text(one, 'product') === product)

/** For each line: does it come with its bundle for nothing? As long as no more of it stands there than comes with so many bundles. */
export function includedLines(lines: readonly Values[]): boolean[] {
  const heads = headsOf(lines)
  const used = new Map<string, string>()
  return lines.map((line, at) => {
    const per = text(line, 'included_per')
    if (per === null || heads[at] === at) return false
    const key = `${heads[at]} ${text(line, 'product')}`
    const all = exact(used.get(key) ?? '0').plus(text(line, 'quantity') ?? '1')
    const most = exact(per).times(text(lines[heads[at]!]!, 'quantity') ?? '1')
    if (all.greaterThan(most)) return false
    used.set(key, all.toFixed())
    return true
  })
}

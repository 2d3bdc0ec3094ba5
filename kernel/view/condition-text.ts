// How are conditions put together as text, so that a list can be opened with them and chips can read them?
import { writeDay } from '../formula/calendar.ts'
import { parse } from '../formula/parse.ts'
import { print } from '../formula/print.ts'
import type { Tree } from '../formula/tree.ts'
import type { PlanGroup } from '../query/gather.ts'
import { bucketRange, type Range } from './period.ts'

const nowhere = { from: 0, to: 0 } as const
const call = (name: string, ...args: Tree[]): Tree => ({ ...nowhere, node: 'call', name, args })
const text = (value: string): Tree => ({ ...nowhere, node: 'text', value })
const figure = (value: string): Tree =>
  value.startsWith('-')
    ? call('neg', { ...nowhere, node: 'number', value: value.slice(1) })
    : { ...nowhere, node: 'number', value }

const treeOf = (formula: string): Tree | null => {
  const read = parse(formula)
  return 'tree' in read ? read.tree : null
}

/** All of them hold. What is empty or always true is left out; what cannot be read stays as it is, in brackets. */
export function allOf(conditions: readonly (string | null | undefined)[]): string {
  const given = conditions.filter(
    (one): one is string => !!one && one.trim() !== '' && one.trim() !== 'true',
  )
  if (given.length < 2) return given[0] ?? ''
  const trees = given.map(treeOf)
  if (trees.some((one) => !one)) return given.map((one) => `(${one})`).join(' and ')
  return print(
    call(
      'AND',
      ...trees.flatMap((tree) =>
        tree!.node === 'call' && tree!.name === 'AND' ? tree!.args : [tree!],
      ),
    ),
  )
}

/** At least one of them holds. */
export const anyOf = (conditions: readonly string[]): string =>
  conditions.length < 2
    ? (conditions[0] ?? '')
    : print(call('OR', ...conditions.flatMap((one) => treeOf(one) ?? [])))

/** The days of a range, for a date or an instant. */
export const inRange = (field: string, range: Range): string =>
  `${field} between "${writeDay(range.from)}" and "${writeDay(range.to)}"`

/** The rows that a value of a group stands for. */
export function groupCondition(group: PlanGroup, value: unknown): string {
  const of = group.bucket ? bucketed(group.key) : treeOf(group.key)!
  return print(valueTree(group, of, value))
}

/** The rows of all values but the kept ones; blank ones too, unless blank is kept. */
export function othersCondition(group: PlanGroup, kept: readonly unknown[]): string {
  const of = group.bucket ? bucketed(group.key) : treeOf(group.key)!
  const named = kept.filter((one) => one !== null)
  const plain = !group.bucket && ['text', 'ref', 'number'].includes(group.formula.type.type)
  const among = plain
    ? call('IN', of, {
        ...nowhere,
        node: 'list',
        items: named.map((one) =>
          group.formula.type.type === 'number' ? figure(String(one)) : text(String(one)),
        ),
      })
    : call('OR', ...named.map((one) => valueTree(group, of, one)), {
        ...nowhere,
        node: 'boolean',
        value: false,
      })
  const not = call('NOT', among)
  return print(kept.includes(null) ? call('AND', not, call('NOT', call('ISEMPTY', of))) : not)
}

/** What stands in the brackets of `month(close_date)`. */
const bucketed = (key: string): Tree => {
  const tree = treeOf(key)!
  return tree.node === 'call' ? tree.args[0]! : tree
}

function valueTree(group: PlanGroup, of: Tree, value: unknown): Tree {
  if (value === null || value === undefined) return call('ISEMPTY', of)
  const { bucket } = group
  const said = String(value)
  if (bucket?.of === 'step')
    return call(
      'AND',
      call('>=', of, figure(said)),
      call('<', of, figure(added(said, bucket.width))),
    )
  if (bucket?.of === 'bins') {
    const [low, high] = [bucket.edges[Number(said) - 1], bucket.edges[Number(said)]]
    if (low === undefined) return call('<', of, figure(high!))
    return high === undefined
      ? call('>=', of, figure(low))
      : call('AND', call('>=', of, figure(low)), call('<', of, figure(high)))
  }
  if (bucket) {
    const range = bucketRange(bucket.of, said)
    return range
      ? call('BETWEEN', of, text(writeDay(range.from)), text(writeDay(range.to)))
      : call('ISEMPTY', of)
  }
  const { type } = group.formula.type
  if (type === 'boolean')
    return call('=', of, { ...nowhere, node: 'boolean', value: value === true })
  return call('=', of, type === 'number' ? figure(said) : text(said))
}

/** Two plain decimal texts added, exactly. */
function added(a: string, b: string): string {
  const places = Math.max(fraction(a), fraction(b))
  const whole = scaled(a, places) + scaled(b, places)
  if (places === 0) return String(whole)
  const digits = String(whole < 0n ? -whole : whole).padStart(places + 1, '0')
  return `${whole < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
const fraction = (figure: string): number => figure.split('.')[1]?.length ?? 0
const scaled = (figure: string, places: number): bigint =>
  BigInt(figure.replace('.', '') + '0'.repeat(places - fraction(figure)))

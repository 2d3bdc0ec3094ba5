// By what are rows gathered, and what is measured of them? The asker's texts as checked parts; every problem at its place.
import type { Problems } from '../error.ts'
import { check, type Checked, checkTree } from '../formula/check.ts'
import { parse } from '../formula/parse.ts'
import { childrenOf, type Tree } from '../formula/tree.ts'
import { boolean, type FormulaProblem, number, type Scope, type Type } from '../formula/type.ts'

export type TimeBucket = 'year' | 'quarter' | 'month' | 'week' | 'day'
/** `month(close_date)`, `step(amount, 1000)`, `bins(days, 0, 30, 60)`. */
export type Bucket =
  | { readonly of: TimeBucket }
  | { readonly of: 'step'; readonly width: string }
  | { readonly of: 'bins'; readonly edges: readonly string[] }

export interface PlanGroup {
  readonly key: string
  readonly formula: Checked
  readonly bucket: Bucket | null
}
export type AggregateName = 'count' | 'sum' | 'avg' | 'min' | 'max' | 'median' | 'distinct'
/** One aggregate over the rows of a gathering: of those for which `where` holds. */
export interface PlanAggregate {
  readonly aggregate: AggregateName
  readonly formula: Checked | null
  readonly where: Checked | null
}
export interface PlanMeasure {
  readonly key: string
  readonly parts: readonly PlanAggregate[]
  /** Over `parts` (see `partName`); null where the one part is the measure. */
  readonly formula: Checked | null
  readonly type: Type
}

const timeBuckets: readonly string[] = ['year', 'quarter', 'month', 'week', 'day']
const bucketCall = /^\s*(year|quarter|month|week|day|step|bins)\s*[(（]/

/** Name → what is gathered, and whether a condition stands before it. */
const aggregates: Readonly<Record<string, { readonly as: AggregateName; readonly where?: true }>> =
  {
    COUNT: { as: 'count' },
    SUM: { as: 'sum' },
    AVG: { as: 'avg' },
    AVERAGE: { as: 'avg' },
    MIN: { as: 'min' },
    MAX: { as: 'max' },
    MEDIAN: { as: 'median' },
    DISTINCT: { as: 'distinct' },
    COUNTIF: { as: 'count', where: true },
    SUMIF: { as: 'sum', where: true },
    AVERAGEIF: { as: 'avg', where: true },
  }

/** How the n-th part is called in the formula over the parts; nobody can type it. */
export const partName = (n: number): string => `\0${n}`

/** One thing by which rows are gathered, or undefined after telling what is wrong with it. */
export function planBy(
  key: string,
  path: string,
  scope: Scope,
  problems: Problems,
): PlanGroup | undefined {
  const tell = teller(path, problems)
  const name = bucketCall.exec(key)?.[1]
  const read = name ? parse(key) : null
  if (read && 'problems' in read) return tell(read.problems)
  const tree = read?.tree
  if (!name || tree?.node !== 'call' || tree.name !== name.toUpperCase()) {
    const answer = check(key, scope)
    return 'checked' in answer
      ? gatherable({ key, formula: answer.checked, bucket: null }, path, problems)
      : tell(answer.problems)
  }
  const [of, ...rest] = tree.args
  if (!of) return void problems.add(path, 'required')
  const answer = checkTree(of, scope)
  if (!('checked' in answer)) return tell(answer.problems)
  const { checked } = answer
  if (timeBuckets.includes(name)) {
    if ((checked.type.type === 'date' || checked.type.type === 'datetime') && rest.length === 0)
      return { key, formula: checked, bucket: { of: name as TimeBucket } }
    return void problems.add(path, 'wrong-type', { expected: { zh: '日期', en: 'date' } })
  }
  const figures = rest.map(figureOf)
  const rising = figures.every(
    (one, i) => one !== undefined && (i === 0 || Number(one) > Number(figures[i - 1])),
  )
  const good =
    name === 'step'
      ? figures.length === 1 && rising && Number(figures[0]) > 0
      : figures.length >= 1 && figures.length <= 20 && rising
  if (checked.type.type !== 'number' || !good)
    return void problems.add(path, 'wrong-type', {
      expected: name === 'step' ? 'step(number, 1000)' : 'bins(number, 0, 30, 60)',
    })
  return {
    key,
    formula: checked,
    bucket:
      name === 'step'
        ? { of: 'step', width: figures[0]! }
        : { of: 'bins', edges: figures as string[] },
  }
}

function gatherable(group: PlanGroup, path: string, problems: Problems): PlanGroup | undefined {
  const { type } = group.formula.type
  if (type !== 'rows' && type !== 'list') return group
  return void problems.add(path, 'wrong-type', {
    expected: { zh: '单个值的字段', en: 'a field with one value' },
  })
}

/** A number as it is written, minus included. */
function figureOf(tree: Tree): string | undefined {
  if (tree.node === 'number') return tree.value
  return tree.node === 'call' && tree.name === 'neg' && tree.args[0]?.node === 'number'
    ? `-${tree.args[0].value}`
    : undefined
}

/** `sum(amount * probability / 100)`, `countif(stage = "won") / count()`, or undefined after telling what is wrong. */
export function planMeasure(
  key: string,
  text: string,
  path: string,
  scope: Scope,
  problems: Problems,
): PlanMeasure | undefined {
  const tell = teller(path, problems)
  const read = parse(text)
  if ('problems' in read) return tell(read.problems)
  const parts: PlanAggregate[] = []
  const before = problems.list.length
  const over = replaced(read.tree, (tree) => {
    const found =
      tree.node === 'call' && Object.hasOwn(aggregates, tree.name)
        ? aggregates[tree.name]!
        : undefined
    if (tree.node !== 'call' || !found || !fits(tree.name, tree.args.length)) return undefined
    const part = planPart(found, tree.args, path, scope, problems)
    if (part) parts.push(part)
    return { node: 'path', path: [partName(parts.length - 1)], from: tree.from, to: tree.to }
  })
  if (problems.list.length > before) return undefined
  if (parts.length === 0)
    return void problems.add(path, 'wrong-type', { expected: 'count() / sum(field) …' })
  if (parts.length > 12) return void problems.add(path, 'too-big', { max: 12 })
  if (over.node === 'path' && over.path[0] === partName(0))
    return { key, parts, formula: null, type: typeOf(parts[0]!) }
  const answer = checkTree(over, {
    object: '',
    field: (_, name) => parts.map(typeOf).find((_, i) => partName(i) === name),
    names: () => [],
  })
  return 'checked' in answer
    ? { key, parts, formula: answer.checked, type: answer.checked.type }
    : tell(answer.problems)
}

/** MIN(a, b) is a function of two values; MIN(a) is the smallest of the rows. */
const fits = (name: string, n: number): boolean =>
  aggregates[name]!.where
    ? n === (name === 'COUNTIF' ? 1 : 2)
    : n === 1 || (n === 0 && name === 'COUNT')

const typeOf = (part: PlanAggregate): Type =>
  part.aggregate === 'min' || part.aggregate === 'max' ? part.formula!.type : number

function planPart(
  found: { as: AggregateName; where?: true },
  args: readonly Tree[],
  path: string,
  scope: Scope,
  problems: Problems,
): PlanAggregate | undefined {
  const tell = teller(path, problems)
  const read = (tree: Tree | undefined, want?: Type): Checked | null => {
    if (!tree) return null
    const answer = checkTree(tree, scope, want)
    if ('checked' in answer) return answer.checked
    tell(answer.problems)
    return null
  }
  const where = found.where ? read(args[0], boolean) : null
  const formula = read(found.where ? args[1] : args[0])
  if (formula && ['sum', 'avg', 'median'].includes(found.as) && formula.type.type !== 'number')
    return void problems.add(path, 'wrong-type', { expected: { zh: '数字', en: 'number' } })
  if (
    formula &&
    [
      'rows',
      'list',
      ...(found.as === 'min' || found.as === 'max' ? ['boolean', 'ref'] : []),
    ].includes(formula.type.type)
  )
    return void problems.add(path, 'wrong-type', {
      expected: { zh: '数字或日期', en: 'number or date' },
    })
  return { aggregate: found.as, formula, where }
}

/** The tree with what `by` answers in the place of a branch; outermost first, what is replaced is not looked into. */
function replaced(tree: Tree, by: (tree: Tree) => Tree | undefined): Tree {
  const other = by(tree)
  if (other || childrenOf(tree).length === 0) return other ?? tree
  if (tree.node === 'call') return { ...tree, args: tree.args.map((one) => replaced(one, by)) }
  return tree.node === 'list'
    ? { ...tree, items: tree.items.map((one) => replaced(one, by)) }
    : tree
}

const teller =
  (path: string, problems: Problems) =>
  (list: readonly FormulaProblem[]): undefined => {
    for (const one of list) problems.add(path, 'formula', { at: one.from + 1, reason: one.says })
  }

// Which question does a report ask of this person's view, and how are its answers to be read?
import type { Words } from '../error.ts'
import { type FieldDef, targetOf } from '../field.ts'
import type { Checked } from '../formula/check.ts'
import { print } from '../formula/print.ts'
import { parse } from '../formula/parse.ts'
import type { GroupAsk } from '../query/ask.ts'
import type { PlanGroup, PlanMeasure } from '../query/gather.ts'
import { type GroupPlan, planGroup } from '../query/plan.ts'
import { readRight } from '../query/sources.ts'
import type { View } from '../query/view.ts'
import { isGrouped } from '../fields/grouping.ts'
import { living } from '../merge.ts'
import { allOf, anyOf, inRange } from './condition-text.ts'
import type { Range } from './period.ts'
import type { AnswerMeasure, Report, ReportGroup, ReportHead } from './report.ts'

/** Amounts of the company's own currency, whatever the document's is. */
const ours = 'our.currency'

export interface ReportPlan {
  readonly report: Report
  readonly ask: GroupAsk
  readonly plan: GroupPlan
  /** How many of the groups are rows; what is left goes across. */
  readonly depth: number
  readonly groups: readonly {
    readonly head: ReportHead
    readonly top: number | null
    readonly below: Words | null
    readonly options: readonly Option[] | null
  }[]
  readonly measures: readonly AnswerMeasure[]
  /**
   * `own`: amounts are the company's, and one measure more, at the end, counts those that no rate is known for;
   * `any`: two measures more, the first and the last currency.
   */
  readonly currencies: 'own' | 'any' | null
  readonly partial: boolean
}
/** A choice or stage, in the order of the model. */
export interface Option {
  readonly value: string
  readonly label: Words
}

/** The plan of a report; refused with every problem at its place. `company` is the currency of amounts without one. */
export function planReport(
  view: View,
  report: Report,
  more: {
    readonly filter?: string | undefined
    readonly range?: Range | null
    readonly company: string
  },
): ReportPlan {
  const groups = [...(report.rows ?? []), ...(report.columns ?? [])]
  const where = allOf([
    report.filter,
    more.filter,
    report.period && more.range ? inRange(report.period.by, more.range) : null,
  ])
  const named = Object.entries(living(report.measures))
  const ask: GroupAsk = {
    from: report.object,
    where,
    by: groups.map((one) => one.by),
    measure: Object.fromEntries(named.map(([name, one]) => [name, one.of])),
    limit: 5000,
  }
  const first = planGroup(view, ask)
  const currency = currencyOf(
    view,
    report.object,
    first.measures,
    named.map(([, one]) => one.of),
  )
  const text = `"${more.company.replaceAll('"', '')}"`
  const plan =
    currency === null
      ? first
      : 'without' in currency
        ? planGroup(view, { ...ask, measure: { ...ask.measure, __without: currency.without } })
        : planGroup(view, {
            ...ask,
            measure: {
              ...ask.measure,
              __low: `min(IFEMPTY(${currency.path}, ${text}))`,
              __high: `max(IFEMPTY(${currency.path}, ${text}))`,
            },
          })
  return {
    report,
    ask,
    plan,
    depth: report.rows?.length ?? 0,
    groups: groups.map((one, i) => ({
      head: headOf(view, report.object, one, plan.by[i]!),
      top: one.top ?? null,
      below: one.below ?? null,
      options: optionsOf(view, report.object, plan.by[i]!),
    })),
    measures: named.map(([name, one], i) => ({
      name,
      label: one.label,
      show: one.show ?? 'value',
      adds: addsUp(first.measures[i]!),
      where: measureWhere(one.of),
      unit:
        one.show === 'share'
          ? 'percent'
          : (one.unit ?? unitOf(view, report.object, first.measures[i]!)),
    })),
    currencies: currency === null ? null : 'without' in currency ? 'own' : 'any',
    partial: isNarrowed(view, report.object),
  }
}

/** Sums and counts of rows may be added up again; averages and quotients may not. */
export const addsUp = (measure: PlanMeasure): boolean =>
  measure.formula === null &&
  (measure.parts[0]!.aggregate === 'sum' || measure.parts[0]!.aggregate === 'count')

/** The condition under which a row counts in a measure, as text; '' where every row does. */
function measureWhere(text: string): string {
  const read = parse(text)
  if (!('tree' in read)) return ''
  const found: (string | null)[] = []
  const visit = (tree: (typeof read)['tree']): void => {
    if (tree.node !== 'call') return
    const [a] = tree.args
    if (['COUNTIF', 'SUMIF', 'AVERAGEIF'].includes(tree.name) && a) return void found.push(print(a))
    if (tree.name === 'COUNT' && a) return void found.push(`${operand(print(a))} is not empty`)
    if (
      ['COUNT', 'SUM', 'AVG', 'AVERAGE', 'MEDIAN', 'DISTINCT'].includes(tree.name) ||
      ((tree.name === 'MIN' || tree.name === 'MAX') && tree.args.length === 1)
    )
      return void found.push(null)
    tree.args.forEach(visit)
  }
  visit(read.tree)
  return found.some((one) => one === null) ? '' : anyOf([...new Set(found as string[])])
}
const operand = (text: string): string =>
  /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(text) ? text : `(${text})`

interface Place {
  readonly object: string
  readonly field: FieldDef
  readonly labels: readonly Words[]
}

const pathOf = ({ node }: Checked): readonly string[] => (node.node === 'path' ? node.path : [])

/** The field at the end of a path, with the labels on the way. */
function placeOf(view: View, object: string, path: readonly string[]): Place | null {
  let at = object
  const labels: Words[] = []
  for (const [i, step] of path.entries()) {
    const field = view.objects[at]?.fields[step]
    if (!field) return null
    labels.push(field.label)
    if (i === path.length - 1) return { object: at, field, labels }
    at = targetOf(field) ?? ''
  }
  return null
}

const units = {
  day: { zh: '日', en: 'day' },
  week: { zh: '周', en: 'week' },
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季', en: 'quarter' },
  year: { zh: '年', en: 'year' },
} as const

function headOf(view: View, object: string, given: ReportGroup, group: PlanGroup): ReportHead {
  const place = placeOf(view, object, pathOf(group.formula))
  const { bucket } = group
  const plain: Words = place
    ? {
        zh: place.labels.map((one) => one.zh).join('的'),
        en: place.labels.map((one) => one.en).join(': '),
      }
    : { zh: given.by, en: given.by }
  const unit = bucket && bucket.of !== 'step' && bucket.of !== 'bins' ? units[bucket.of] : null
  const label =
    given.label ??
    (unit ? { zh: `${plain.zh}（${unit.zh}）`, en: `${plain.en} (${unit.en})` } : plain)
  const plainly = place && !isGrouped(place.field) ? { plain: true as const } : {}
  if (bucket) return unit ? { label, kind: 'time' } : { label, kind: 'bins', ...plainly }
  const { type } = group.formula
  if (type.type === 'ref') return { label, kind: 'record', object: type.object }
  if (type.type === 'boolean') return { label, kind: 'flag' }
  if (type.type === 'number') return { label, kind: 'number', ...plainly }
  return {
    label,
    kind:
      place && (place.field.kind === 'choice' || place.field.kind === 'stage') ? 'choice' : 'text',
  }
}

function optionsOf(view: View, object: string, group: PlanGroup): Option[] | null {
  const place = placeOf(view, object, pathOf(group.formula))
  if (!place || group.bucket) return null
  const choices =
    place.field.kind === 'choice'
      ? living(place.field.choices)
      : place.field.kind === 'stage'
        ? (view.app.objects[place.object]?.lifecycle?.stages ?? {})
        : null
  return choices && Object.entries(choices).map(([value, one]) => ({ value, label: one.label }))
}

/** How figures are written where nobody says it: as what they are made of. */
function unitOf(view: View, object: string, measure: PlanMeasure): AnswerMeasure['unit'] {
  if (moneyField(view, object, measure)) return 'money'
  const [part] = measure.parts
  const one = measure.formula === null && part && ['min', 'max'].includes(part.aggregate)
  const place = one && part.formula ? placeOf(view, object, pathOf(part.formula)) : null
  return place && !isGrouped(place.field) ? 'plain' : 'number'
}

/** The money field that a measure adds, averages or compares. */
function moneyField(
  view: View,
  object: string,
  measure: PlanMeasure,
): {
  readonly path: readonly string[]
  readonly currency: string | undefined
  readonly object: string
} | null {
  for (const part of measure.parts) {
    if (part.aggregate === 'count' || part.aggregate === 'distinct') continue
    for (const path of part.formula?.paths ?? []) {
      const place = placeOf(view, object, path)
      if (
        place &&
        (place.field.kind === 'money' || ('gives' in place.field && place.field.gives === 'money'))
      )
        return {
          path,
          object: place.object,
          currency: 'currency' in place.field ? place.field.currency : undefined,
        }
    }
  }
  return null
}

/** The path to the currency of what is added up; null where no amount is or its currency is not to be known. */
function currencyOf(
  view: View,
  object: string,
  measures: readonly PlanMeasure[],
  texts: readonly string[],
): { readonly path: string } | { readonly without: string } | null {
  for (const [i, measure] of measures.entries()) {
    const found = moneyField(view, object, measure)
    if (!found) continue
    if (found.currency === ours || /\bIN_BASE\s*\(/i.test(texts[i]!))
      return unconverted(view, object, found.path, measure)
    const path = (found.currency ?? 'currency').split('.')
    const kind = placeOf(view, found.object, path)?.field.kind
    if (kind === 'choice' || kind === 'text')
      return { path: [...found.path.slice(0, -1), ...path].join('.') }
  }
  return null
}

/** Counts the documents that are left out of an amount in the company's currency: no rate is known for them. */
function unconverted(
  view: View,
  object: string,
  path: readonly string[],
  measure: PlanMeasure,
): { readonly without: string } {
  const rates = measure.parts
    .flatMap((part) => part.formula?.paths ?? [])
    .filter((one) => one.at(-1) === 'rate')
  const of = (rates[0] ?? path).slice(0, -1)
  const at = (name: string): string => [...of, name].join('.')
  const known = ['currency', 'rate'].every((name) => placeOf(view, object, [...of, name]))
  return {
    without: known
      ? `countif(${at('currency')} is not empty and ${at('currency')} != BASE_CURRENCY() and ${at('rate')} is empty)`
      : 'countif(1 = 2)',
  }
}

/** True where the person's rights hide rows of the object. */
function isNarrowed(view: View, object: string): boolean {
  let at = object
  for (let n = 0; n < 6; n++) {
    const parent = view.objects[at]?.parent
    if (!parent) break
    at = parent.object
  }
  return readRight(view, at) !== 'all'
}

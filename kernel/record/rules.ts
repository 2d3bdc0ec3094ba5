// Is the record whole and sound as it would be written? Required fields, rules, defaults and the digits of money.
import { Decimal } from 'decimal.js'
import type { App, AppObject } from '../app.ts'
import { fullScope } from '../formula-in.ts'
import type { Problems } from '../error.ts'
import type { FieldDef, FieldOf } from '../field.ts'
import { kindOf } from '../fields/index.ts'
import { check, type Checked } from '../formula/check.ts'
import type { Circumstances } from '../formula/to-sql.ts'
import { toValue, type ValueScope } from '../formula/to-value.ts'
import type { Rule, Values } from '../object.ts'
import { digits } from '../money/currency.ts'
import { round } from '../money/round.ts'
import { living } from '../merge.ts'
import { same, type Writer } from './read-input.ts'

/** The record as a formula reads it; a path through a reference is empty here. */
const valueScope = (row: Values): ValueScope => ({
  value: (path) => (path.length === 1 ? (row[path[0]!] ?? null) : null),
  rows: (path) => (Array.isArray(row[path[0]!]) ? (row[path[0]!] as Values[]).map(valueScope) : []),
})

const memo = new WeakMap<App, Map<string, Checked | null>>()

/** A formula of the model, checked once per App; null where it reads through references. */
function ownFormula(app: App, object: AppObject, text: string): Checked | null {
  let map = memo.get(app)
  if (!map) memo.set(app, (map = new Map()))
  const key = `${object.name}\n${text}`
  let checked = map.get(key)
  if (checked === undefined) {
    const answer = check(text, fullScope(app.objects, object.name))
    checked = 'checked' in answer ? answer.checked : null
    map.set(key, checked)
  }
  return checked
}

/** Does it read only the record itself and its child rows? */
const isLocal = (app: App, object: AppObject, checked: Checked): boolean =>
  checked.reads.every(
    (one) =>
      one.path.length === 1 &&
      (one.object === object.name || app.objects[one.object]?.parent !== undefined),
  )

/** Does it read only what the record itself keeps? */
const isOwn = (_app: App, object: AppObject, checked: Checked): boolean =>
  checked.reads.every(
    (one) =>
      one.path.length === 1 &&
      one.object === object.name &&
      kindOf(object.fields[one.path[0]!]!).column !== null,
  )

interface Parts {
  readonly defaults: readonly (readonly [string, string])[]
  readonly needed: readonly (readonly [string, FieldDef])[]
  readonly money: readonly (readonly [string, FieldOf<'money'> & FieldDef])[]
  readonly currencyPaths: readonly string[]
  readonly rules: readonly Rule[]
  /** Sentences that the database asks at the end: those of them that the row alone decides are told at their place before, to whoever writes the row. */
  readonly always: readonly Rule[]
}
const parts = new WeakMap<AppObject, Parts>()

/** The few fields of an object that a write has to look at, found once. */
function partsOf(object: AppObject): Parts {
  let found = parts.get(object)
  if (!found) {
    const fields = Object.entries(object.fields)
    parts.set(
      object,
      (found = {
        defaults: fields.flatMap(([name, field]) =>
          field.default === undefined ? [] : [[name, field.default] as const],
        ),
        needed: fields.filter(
          ([name, field]) =>
            name !== object.parent && (field.required || field.required_if !== undefined),
        ),
        money: fields.flatMap(([name, field]) =>
          field.kind === 'money' ? [[name, field] as const] : [],
        ),
        currencyPaths: [
          ...new Set(
            fields.flatMap(([, field]) =>
              field.kind === 'money' && field.currency?.includes('.') ? [field.currency] : [],
            ),
          ),
        ].filter((path) => path !== 'our.currency'),
        rules: Object.values(living(object.rules)),
        always: Object.values(living(object.always)),
      }),
    )
  }
  return found
}

/** Fills defaults of a new record. */
export function withDefaults(app: App, object: AppObject, row: Values, at: Circumstances): Values {
  const filled: Record<string, unknown> = { ...row }
  for (const [name, formula] of partsOf(object).defaults) {
    if (filled[name] !== undefined && filled[name] !== null) continue
    const checked = ownFormula(app, object, formula)
    if (checked) filled[name] = plain(toValue(checked, valueScope(filled), at))
  }
  return filled
}

const plain = (value: unknown): unknown =>
  Decimal.isDecimal(value)
    ? (value as Decimal).toFixed()
    : typeof value === 'object' && value !== null && 'error' in value
      ? null
      : value

/**
 * Required fields and own rules; history may lack what nobody knew. What must be true at the end is asked of a person
 * here already, whose write is the whole of it; business code may still be on its way there.
 */
export function checkRow(
  app: App,
  object: AppObject,
  row: Values,
  at: Circumstances,
  problems: Problems,
  path: string,
  writer: Writer,
): void {
  // What is no record at all lacks nothing.
  if (problems.has(path)) return
  const dot = path ? `${path}.` : ''
  for (const [name, field] of writer === 'history' ? [] : partsOf(object).needed) {
    const value = row[name]
    const blank =
      value === undefined ||
      value === null ||
      value === '' ||
      (Array.isArray(value) && value.length === 0)
    if (!blank) continue
    // Whoever gave something that is no value reads what is wrong with it, not that it is missing.
    if (problems.has(`${dot}${name}`)) continue
    if (field.required) problems.add(`${dot}${name}`, 'required')
    else if (field.required_if !== undefined) {
      const checked = ownFormula(app, object, field.required_if)
      if (checked && toValue(checked, valueScope(row), at) === true)
        problems.add(`${dot}${name}`, 'required')
    }
  }
  const { rules, always } = partsOf(object)
  for (const rule of writer === 'person' ? [...rules, ...always] : rules) {
    const checked = ownFormula(app, object, rule.if)
    if (!checked || !(always.includes(rule) ? isOwn : isLocal)(app, object, checked)) continue
    // What could not be read breaks no rule.
    if (checked.paths.some(([name]) => problems.has(`${dot}${name}`))) continue
    if (toValue(checked, valueScope(row), at) === false)
      problems.add(`${dot}${checked.paths[0]?.[0] ?? ''}`, 'rule', { says: rule.says })
  }
}

/** Fields that people may not change while a formula is true of the record as it stands. */
export function checkLocked(
  app: App,
  object: AppObject,
  before: Values,
  given: Values,
  at: Circumstances,
  problems: Problems,
): void {
  for (const name of Object.keys(given)) {
    const formula = object.fields[name]?.read_only_if
    if (formula === undefined || same(before[name], given[name])) continue
    const checked = ownFormula(app, object, formula)
    if (checked && toValue(checked, valueScope(before), at) === true)
      problems.add(name, 'read-only')
  }
}

/** Where amounts of the object have their currency, other than on their record: `payment.currency`. */
export const currencyPaths = (object: AppObject): readonly string[] => partsOf(object).currencyPaths

/**
 * Puts each amount to the digits of its currency: "1234.5" → "1234.50"; too many digits are a problem (M3).
 * `currency` is asked for the one at a path, and for that of the document where an amount names none.
 */
export function moneyDigits(
  object: AppObject,
  row: Values,
  currency: (path: string | null) => string,
  problems: Problems,
  path: string,
): Values {
  const result: Record<string, unknown> = { ...row }
  for (const [name, field] of partsOf(object).money) {
    const value = result[name]
    if (value === null || value === undefined) continue
    const from = field.currency
    const own = from?.includes('.') ? currency(from) : from && result[from]
    const places = digits(typeof own === 'string' ? own : currency(null)) ?? 2
    const amount = new Decimal(value as string)
    if (field.unit_price) result[name] = amount.toFixed(Math.max(places, amount.decimalPlaces()))
    else if (amount.decimalPlaces() > places)
      problems.add(path ? `${path}.${name}` : name, 'too-precise', { digits: places })
    else result[name] = new Decimal(round(amount.toFixed(), places)).toFixed(places)
  }
  return result
}

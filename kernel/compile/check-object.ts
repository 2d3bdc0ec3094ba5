// Does an object speak of fields that it has, and can its conditions be read? Its stages are asked in check-lifecycle.ts.
import type { AppObject } from '../app.ts'
import type { FieldDef } from '../field.ts'
import { kindOf } from '../fields/index.ts'
import { wantedBy } from '../formula-in.ts'
import { living } from '../merge.ts'
import { checkAgrees } from './check-agrees.ts'
import { checkDates } from './check-dates.ts'
import { boolean, type Checking } from './checking.ts'

/** Says all that is wrong with an object but for its stages and the formulas of its computed fields. */
export function checkObject(object: AppObject, it: Checking): void {
  const path = `objects.${object.name}`
  const fields = Object.entries(object.fields)
  if (fields.length > 800)
    it.say(`${path}.fields`, '字段最多 800 个', 'may have at most 800 fields')
  if (!Object.hasOwn(object.fields, object.title))
    it.say(`${path}.title`, `没有字段「${object.title}」`, `there is no field “${object.title}”`)
  for (const [name, field] of fields) {
    const at = `${path}.fields.${name}`
    checkConditions(at, field, object, it)
    if (field.kind === 'ref') checkAgrees(`${at}.agrees`, field, object, it.objects, it.say)
  }
  checkColumns(path, object, it)
  if (object.row_under !== undefined && !Object.hasOwn(object.fields, object.row_under))
    it.say(
      `${path}.row_under`,
      `没有字段「${object.row_under}」`,
      `there is no field “${object.row_under}”`,
    )
  if (object.parent !== undefined && object.fields[object.parent]?.kind !== 'ref')
    it.say(
      `${path}.parent`,
      `「${object.parent}」不是关联字段`,
      `“${object.parent}” is no reference`,
    )
  object.allow?.forEach((line, i) =>
    it.formula(`${path}.allow[${i}].rule`, line.rule, object.name, boolean),
  )
  for (const [rule, { if: text }] of Object.entries(living(object.rules)))
    it.formula(`${path}.rules.${rule}`, text, object.name, boolean)
  checkAlways(path, object, it)
  checkPeriod(path, object, it)
  if (object.dates) checkDates(`${path}.dates`, object, object.dates, it.say)
  object.form?.forEach((section, i) =>
    it.formula(`${path}.form[${i}].shown_if`, section.shown_if, object.name, boolean),
  )
}

/** What stands in a field at first, and when it is shown, asked for, doubted and closed. */
function checkConditions(at: string, field: FieldDef, object: AppObject, it: Checking): void {
  if (field.default !== undefined)
    it.formula(`${at}.default`, field.default, object.name, wantedBy(field))
  it.formula(`${at}.shown_if`, field.shown_if, object.name, boolean)
  it.formula(`${at}.required_if`, field.required_if, object.name, boolean)
  it.formula(`${at}.doubt.if`, field.doubt?.if, object.name, boolean)
  it.formula(`${at}.read_only_if`, field.read_only_if, object.name, boolean)
}

/** What indexes are made of has a column. */
function checkColumns(path: string, object: AppObject, it: Checking): void {
  const stored = (field: string): boolean =>
    Object.hasOwn(object.fields, field) && kindOf(object.fields[field]!).column !== null
  for (const [part, names] of Object.entries({
    duplicates: object.duplicates ?? [],
    unique: (object.unique ?? []).flat(),
    known_by: object.known_by?.fields ?? [],
    indexes: (object.indexes ?? []).flat(),
  }))
    for (const one of names)
      if (!stored(one.replace(/^-/, '')))
        it.say(`${path}.${part}`, `「${one}」不是有列的字段`, `“${one}” is no field with a column`)
}

/** What the database keeps as text is asked at any time, for nobody. */
const mentionsNow = (formula: string): boolean =>
  /\b(TODAY|NOW|WORKDAY|NETWORKDAYS|BASE_CURRENCY|IN_LANGUAGE|my_people|my_teams|my_team|my_roles)\s*\(|\bme\b/i.test(
    formula,
  )

function checkAlways(path: string, object: AppObject, it: Checking): void {
  for (const [rule, always] of Object.entries(living(object.always))) {
    const at = `${path}.always.${rule}`
    const checked = it.formula(at, always.if, object.name, boolean)
    if (checked && mentionsNow(always.if))
      it.say(at, '不能取决于今天或当前用户', 'may not depend on the day or the person')
    for (const field of always.through ?? [])
      if (object.fields[field]?.kind !== 'lines')
        it.say(`${at}.through`, `「${field}」不是明细字段`, `“${field}” is no field of rows`)
  }
}

/** The day by which a record belongs to a period, and the one up to which periods are closed. */
function checkPeriod(path: string, { period, fields }: AppObject, it: Checking): void {
  if (!period) return
  if (fields[period.date]?.kind !== 'date')
    it.say(`${path}.period.date`, `「${period.date}」不是日期字段`, `“${period.date}” is no date`)
  const closing = period.closed_by
  if (closing && it.objects[closing.object]?.fields[closing.field]?.kind !== 'date')
    it.say(
      `${path}.period.closed_by`,
      `「${closing.object}.${closing.field}」不是日期字段`,
      `“${closing.object}.${closing.field}” is no date`,
    )
}

// Do the standard book and the company's changes make one sound application? All problems at once.
import type { Action } from './action.ts'
import type { App, AppObject, Book, Changes, Model, ModelProblem, Role } from './app.ts'
import { checkApproval, checkAutomation, checkLifecycle, type Checking } from './check-flows.ts'
import { checkKept } from './check-kept.ts'
import { checkLimits } from './check-limits.ts'
import type { Words } from './error.ts'
import { type FieldDef, type FieldOf, leadsTo, targetOf } from './field.ts'
import { kinds, kindOf } from './fields/index.ts'
import type { Checked } from './formula/check.ts'
import { isFormulaWord } from './formula/parse.ts'
import { formulaIn, type Say, wantedBy } from './formula-in.ts'
import { fullScope } from './formula-in.ts'
import type { Json } from './json.ts'
import { approvalActions } from './lifecycle/approval-actions.ts'
import { checkGates } from './lifecycle/passable.ts'
import { stepsInOrder } from './lifecycle/approval.ts'
import { type Move, stagesInOrder } from './lifecycle/lifecycle.ts'
import { bare, bareDeep, living, merge } from './merge.ts'
import { shapeProblems } from './shape/model-shape.ts'
import { soundPart, speaksOf } from './shape/sound-part.ts'
import type { ObjectDef } from './object.ts'
import { closingFields, systemFields } from './system-fields.ts'
import { checkViews } from './view/check-views.ts'
import { type Dates, datesOf, isDay } from './view/dates.ts'
import { checkDocument } from './view/check-document.ts'
import { inOrder, type View as ListView } from './view/view.ts'

const name = /^[a-z][a-z0-9_]{0,48}$/
/** Words that an address of the API already uses. */
const taken = new Set([
  'cockpit',
  'desk',
  'safety',
  'sample',
  'security',
  'work',
  'query',
  'events',
  'model',
  'meta',
  'me',
  'people',
  'keys',
  'search',
  'inbox',
  'river',
  'jobs',
  'files',
  'hooks',
  'setup',
  'openapi',
  'docs',
  'health',
  'reports',
])

/** The application, or everything that is wrong with it. */
export function compileApp(
  book: Book,
  changes: Changes,
  version: number,
): { app: App } | { problems: ModelProblem[] } {
  const { actions: _a, days: _d, desks: _k, ...standard } = book
  const merged = merge<Model>(standard, changes)
  const misshapen = shapeProblems(merged)
  if (misshapen.length === 0) return compileModel(book, merged, version)
  // What is wrong with the meaning of the rest is told with it, not in a second round.
  const rest = soundPart(standard as unknown as Json, merged as unknown as Json)
  const more = rest && compileModel(book, rest.model as unknown as Model, version)
  return {
    problems:
      more && 'problems' in more
        ? [...misshapen, ...more.problems.filter((one) => !speaksOf(one, rest.without))]
        : misshapen,
  }
}

/** The same of a model that is built of the right parts. */
function compileModel(
  book: Book,
  merged: Model,
  version: number,
): { app: App } | { problems: ModelProblem[] } {
  const problems: ModelProblem[] = []
  const say = (path: string, zh: string, en: string, at?: number) =>
    problems.push(at === undefined ? { path, says: { zh, en } } : { path, says: { zh, en }, at })
  const { actions, days, desks } = book
  const { objects: declaredObjects, ...others } = merged
  const model = { objects: declaredObjects, ...bareDeep(others) }
  const { automations } = model
  const approvals = Object.fromEntries(
    Object.entries(model.approvals).map(([key, flow]) => [
      key,
      { ...flow, steps: stepsInOrder(flow) },
    ]),
  )
  // A retired role may still be named: nobody has it.
  const known = new Set(['*', ...Object.keys(merged.roles)])
  const sayRoles = (path: string, roles: readonly string[] = []): void => {
    for (const role of roles)
      if (!known.has(role)) say(path, `没有角色「${role}」`, `there is no role “${role}”`)
  }
  checkKept(book.objects, model.objects, say)
  for (const [role, it] of Object.entries(living(merged.roles)))
    if (it.acts_as !== undefined) sayRoles(`roles.${role}.acts_as`, [it.acts_as])
  const defs = living(model.objects as Record<string, ObjectDef | null>)
  const objects: Record<string, AppObject> = {}

  for (const [object, declared] of Object.entries(defs)) {
    const def = bare(declared)
    const path = `objects.${object}`
    if (!name.test(object))
      say(
        path,
        `「${object}」不能用作对象名：小写字母开头，只含小写字母、数字和下划线`,
        `“${object}” cannot name an object: lower-case letters, digits and _, a letter first`,
      )
    else if (taken.has(object))
      say(
        path,
        `「${object}」不能用作对象名：系统的接口地址已用此名`,
        `“${object}” cannot name an object: an address of the system is called so`,
      )
    else if (isFormulaWord(object)) sayWord(path, object, say)
    if (typeof def !== 'object' || !isWords(def.label)) {
      say(`${path}.label`, '缺少中英文名称', 'needs a label in both languages')
      continue
    }
    const own = living(def.fields)
    const system = { ...systemFields(object, def), ...closingFields }
    const fields: Record<string, FieldDef> = systemFields(object, def)
    for (const [field, one] of Object.entries(own)) {
      const it = bare(one)
      checkField(`${path}.fields.${field}`, field, it, defs, say)
      sayRoles(`${path}.fields.${field}.read`, it.read)
      sayRoles(`${path}.fields.${field}.write`, it.write)
      if (Object.hasOwn(system, field) && it.kind !== system[field]!.kind)
        say(`${path}.fields.${field}`, `「${field}」是系统字段`, `“${field}” is a system field`)
      fields[field] = { ...system[field], ...it } as FieldDef
    }
    for (const [field, it] of Object.entries(closingFields)) fields[field] ??= it
    def.allow.forEach((line, i) => sayRoles(`${path}.allow[${i}].role`, [line.role]))
    const flows = Object.values(approvals).filter((flow) => flow.object === object)
    const ofThis: Record<string, Action> = Object.fromEntries(
      approvalActions(object, flows).map((one) => [one.name, one]),
    )
    for (const one of actions) if (one.on === object) ofThis[one.name] = openTo(model.roles, one)
    const lifecycle = def.lifecycle && {
      ...def.lifecycle,
      stages: bareDeep(stagesInOrder(def.lifecycle)),
      moves: bareDeep(living<Move>(def.lifecycle.moves)),
    }
    objects[object] = {
      ...def,
      name: object,
      fields,
      actions: ofThis,
      formulas: {},
      children: Object.fromEntries(
        Object.entries(fields).filter(
          (entry): entry is [string, FieldOf<'lines'>] => entry[1].kind === 'lines',
        ),
      ),
      ...(lifecycle && { lifecycle }),
    } as AppObject
  }

  for (const object of Object.values(objects)) checkObject(object, objects, say)
  for (const object of Object.values(objects))
    objects[object.name] = { ...object, formulas: checkFormulas(object, objects, say) }
  findCircles(objects, say)
  for (const object of Object.values(objects))
    checkGates(object, book.objects[object.name]?.fields ?? {}, say)
  for (const one of actions)
    if (!objects[one.on])
      say(`actions.${one.name}`, `没有对象「${one.on}」`, `there is no object “${one.on}”`)
  const checking: Checking = {
    objects,
    roles: model.roles,
    approvals,
    say,
    formula: (path, text, object, want) => formulaIn(path, text, object, objects, say, want),
  }
  for (const object of Object.values(objects))
    if (object.lifecycle)
      checkLifecycle(`objects.${object.name}.lifecycle`, object, object.lifecycle, checking)
  for (const [key, it] of Object.entries(approvals)) checkApproval(key, it, checking)
  for (const [key, it] of Object.entries(automations)) checkAutomation(key, it, checking)
  for (const [key, it] of Object.entries(living(model.views)))
    checkView(`views.${key}`, it, objects, say)

  checkViews(model as Book, desks, objects, (object) => fullScope(objects, object), say)
  for (const [key, it] of Object.entries(living(model.documents)))
    checkDocument(`documents.${key}`, it, objects, say)

  if (problems.length) return { problems }
  return {
    app: Object.freeze({
      version,
      days,
      objects,
      roles: living(model.roles),
      approvals,
      automations,
      views: living(model.views),
      reports: bareDeep(living(model.reports)),
      dashboards: bareDeep(living(model.dashboards)),
      pages: bareDeep(living(model.pages)),
      documents: living(model.documents),
      areas: inOrder(living(model.areas)),
      desks,
    }),
  }
}

/** The action as those may do it, too, whose role acts as one that may. */
function openTo(roles: Readonly<Record<string, Role>>, one: Action): Action {
  const { by } = one
  if (!by) return one
  const more = Object.entries(living(roles)).flatMap(([role, { acts_as }]) =>
    acts_as !== undefined && by.includes(acts_as) && !by.includes(role) ? [role] : [],
  )
  return more.length ? Object.freeze({ ...one, by: [...by, ...more] }) : one
}

/** A saved list names only what there is. */
function checkView(path: string, it: ListView, objects: Record<string, AppObject>, say: Say): void {
  if (!objects[it.object])
    return say(`${path}.object`, `没有对象「${it.object}」`, `there is no object “${it.object}”`)
  formulaIn(`${path}.filter`, it.filter, it.object, objects, say, { type: 'boolean' })
  const paths = [
    ...(it.columns ?? []).map((one, i) => [`columns[${i}]`, one] as const),
    ...(it.sort ?? '')
      .split(',')
      .filter(Boolean)
      .map((one) => ['sort', one.trim().replace(/^[-+]/, '')] as const),
    ...(it.group ? [['group', it.group] as const] : []),
  ]
  for (const [at, text] of paths)
    if (!leads(objects, it.object, text.split('.')))
      say(`${path}.${at}`, `没有字段「${text}」`, `there is no field “${text}”`)
  const { starts, ends, as } = it
  checkDates(path, objects[it.object]!, { starts, ends }, say)
  if (
    (as === 'calendar' || as === 'timeline') &&
    starts === undefined &&
    !datesOf(objects[it.object]!)
  )
    say(
      `${path}.starts`,
      '日历和时间线需要日期字段',
      'a calendar or timeline needs a field with a date',
    )
}

/** Both sides of what must agree are columns behind references, of one kind that is either the same or not. */
function checkAgrees(
  path: string,
  { object: there, agrees }: FieldOf<'ref'>,
  here: AppObject,
  objects: Record<string, AppObject>,
  say: Say,
): void {
  for (const [behind, own] of Object.entries(living(agrees))) {
    const [one, other] = [columnAt(objects, there, behind), columnAt(objects, here.name, own)]
    for (const [found, of, text] of [
      [one, there, behind],
      [other, here.name, own],
    ] as const)
      if (!found)
        say(
          `${path}.${behind}`,
          `「${of}」没有可比较的字段「${text}」`,
          `“${of}” has no field “${text}” to compare`,
        )
    if (one && other && (one.kind !== other.kind || targetOf(one) !== targetOf(other)))
      say(
        `${path}.${behind}`,
        `「${behind}」与「${own}」不是同一类字段`,
        `“${behind}” and “${own}” are of different kinds`,
      )
  }
}

/** The field with a column at the end of a path over references. */
function columnAt(
  objects: Record<string, AppObject>,
  from: string,
  path: string,
): FieldDef | undefined {
  const steps = path.split('.')
  let object: string | null = from
  for (const [i, step] of steps.entries()) {
    const field: FieldDef | undefined = objects[object]?.fields[step]
    if (!field) return undefined
    if (i === steps.length - 1)
      return ['uuid', 'text'].includes(kindOf(field).column ?? '') ? field : undefined
    object = targetOf(field)
    if (object === null) return undefined
  }
  return undefined
}

/** The days of a record are dates or instants of its own. */
function checkDates(path: string, object: AppObject, dates: Partial<Dates>, say: Say): void {
  for (const part of ['starts', 'ends'] as const) {
    const named = dates[part]
    if (named !== undefined && !isDay(object.fields[named]))
      say(`${path}.${part}`, `「${named}」不是日期字段`, `“${named}” is no field with a date`)
  }
  if (dates.group !== undefined && !Object.hasOwn(object.fields, dates.group))
    say(`${path}.group`, `没有字段「${dates.group}」`, `there is no field “${dates.group}”`)
}

/** Does the path lead to a field, over references and people? */
function leads(
  objects: Record<string, AppObject>,
  from: string,
  [first, ...rest]: readonly string[],
): boolean {
  const field = first === undefined ? undefined : objects[from]?.fields[first]
  if (!field) return false
  if (rest.length === 0) return true
  const target = targetOf(field)
  return target !== null && leads(objects, target, rest)
}

const isWords = (value: unknown): value is Words =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Words).zh === 'string' &&
  typeof (value as Words).en === 'string' &&
  (value as Words).zh !== ''

/** A formula would take the name for its own word: `in = 1` could not be read. */
const sayWord = (path: string, word: string, say: Say): void =>
  say(
    path,
    `「${word}」是公式里的词，不能用作名称，请换一个`,
    `“${word}” is a word of formulas and cannot be a name; choose another`,
  )

function checkField(
  path: string,
  field: string,
  it: FieldDef,
  defs: Record<string, ObjectDef>,
  say: Say,
): void {
  if (!name.test(field))
    say(
      path,
      `「${field}」不能用作字段名：小写字母开头，只含小写字母、数字和下划线`,
      `“${field}” cannot name a field: lower-case letters, digits and _, a letter first`,
    )
  else if (isFormulaWord(field)) sayWord(path, field, say)
  if (typeof it !== 'object' || !Object.hasOwn(kinds, it.kind)) {
    say(`${path}.kind`, '没有这种字段类型', 'there is no such kind of field')
    return
  }
  if (!isWords(it.label)) say(`${path}.label`, '缺少中英文名称', 'needs a label in both languages')
  if (it.kind === 'ref' && !defs[it.object])
    say(`${path}.object`, `没有对象「${it.object}」`, `there is no object “${it.object}”`)
  if (it.kind === 'lines') {
    const back = defs[it.object]?.fields[it.by]
    if (!back || back.kind !== 'ref')
      say(path, `「${it.object}.${it.by}」不是关联字段`, `“${it.object}.${it.by}” is no reference`)
  }
  if (
    (it.kind === 'choice' || it.kind === 'multi_choice') &&
    !Object.values(it.choices ?? {}).some(Boolean)
  )
    say(`${path}.choices`, '至少要有一个选项', 'needs at least one choice')
  checkLimits(path, it, say)
  if (it.kind === 'auto_number' && !/\{0+\}/.test(it.pattern ?? ''))
    say(`${path}.pattern`, '编号规则里要有 {0000}', 'the pattern needs {0000}')
}

/** What the database keeps as text is asked at any time, for nobody. */
const mentionsNow = (formula: string): boolean =>
  /\b(TODAY|NOW|WORKDAY|NETWORKDAYS|BASE_CURRENCY|IN_LANGUAGE|my_people|my_teams|my_team|my_roles)\s*\(|\bme\b/i.test(
    formula,
  )

function checkObject(object: AppObject, objects: Record<string, AppObject>, say: Say): void {
  const path = `objects.${object.name}`
  const fields = Object.entries(object.fields)
  if (fields.length > 800) say(`${path}.fields`, '字段最多 800 个', 'may have at most 800 fields')
  if (!Object.hasOwn(object.fields, object.title))
    say(`${path}.title`, `没有字段「${object.title}」`, `there is no field “${object.title}”`)
  for (const [field, it] of fields) {
    if (it.default !== undefined)
      formulaIn(
        `${path}.fields.${field}.default`,
        it.default,
        object.name,
        objects,
        say,
        wantedBy(it),
      )
    formulaIn(`${path}.fields.${field}.shown_if`, it.shown_if, object.name, objects, say, {
      type: 'boolean',
    })
    formulaIn(`${path}.fields.${field}.required_if`, it.required_if, object.name, objects, say, {
      type: 'boolean',
    })
    formulaIn(`${path}.fields.${field}.doubt.if`, it.doubt?.if, object.name, objects, say, {
      type: 'boolean',
    })
    formulaIn(`${path}.fields.${field}.read_only_if`, it.read_only_if, object.name, objects, say, {
      type: 'boolean',
    })
    if (it.kind === 'ref') checkAgrees(`${path}.fields.${field}.agrees`, it, object, objects, say)
  }
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
        say(`${path}.${part}`, `「${one}」不是有列的字段`, `“${one}” is no field with a column`)
  if (object.parent !== undefined && object.fields[object.parent]?.kind !== 'ref')
    say(`${path}.parent`, `「${object.parent}」不是关联字段`, `“${object.parent}” is no reference`)
  object.allow?.forEach((line, i) =>
    formulaIn(`${path}.allow[${i}].rule`, line.rule, object.name, objects, say, {
      type: 'boolean',
    }),
  )
  for (const [rule, it] of Object.entries(living(object.rules)))
    formulaIn(`${path}.rules.${rule}`, it.if, object.name, objects, say, { type: 'boolean' })
  for (const [rule, it] of Object.entries(living(object.always))) {
    const at = `${path}.always.${rule}`
    const checked = formulaIn(at, it.if, object.name, objects, say, { type: 'boolean' })
    if (checked && mentionsNow(it.if))
      say(at, '不能取决于今天或当前用户', 'may not depend on the day or the person')
    for (const field of it.through ?? [])
      if (object.fields[field]?.kind !== 'lines')
        say(`${at}.through`, `「${field}」不是明细字段`, `“${field}” is no field of rows`)
  }
  if (object.period && object.fields[object.period.date]?.kind !== 'date')
    say(
      `${path}.period.date`,
      `「${object.period.date}」不是日期字段`,
      `“${object.period.date}” is no date`,
    )
  const closing = object.period?.closed_by
  if (closing && objects[closing.object]?.fields[closing.field]?.kind !== 'date')
    say(
      `${path}.period.closed_by`,
      `「${closing.object}.${closing.field}」不是日期字段`,
      `“${closing.object}.${closing.field}” is no date`,
    )
  if (object.dates) checkDates(`${path}.dates`, object, object.dates, say)
  object.form?.forEach((section, i) =>
    formulaIn(`${path}.form[${i}].shown_if`, section.shown_if, object.name, objects, say, {
      type: 'boolean',
    }),
  )
  const lifecycle = object.lifecycle
  if (!lifecycle) return
  if (!lifecycle.stages[lifecycle.first])
    say(
      `${path}.lifecycle.first`,
      `没有阶段「${lifecycle.first}」`,
      `there is no stage “${lifecycle.first}”`,
    )
  for (const stage of Object.keys(lifecycle.stages)) {
    if (!/^[a-z][a-z0-9_]{0,48}$/.test(stage))
      say(
        `${path}.lifecycle.stages.${stage}`,
        '阶段名只能用小写字母、数字和下划线',
        'a stage is named by lower-case letters, digits and _',
      )
    if (!isWords(lifecycle.stages[stage]!.label))
      say(
        `${path}.lifecycle.stages.${stage}.label`,
        '缺少中英文名称',
        'needs a label in both languages',
      )
  }
  const reached = new Set([lifecycle.first])
  for (let grew = true; grew;) {
    grew = false
    for (const move of Object.values(lifecycle.moves))
      if (!reached.has(move.to) && move.from.some((from) => reached.has(from)))
        grew = !!reached.add(move.to)
  }
  for (const [stage, { label }] of Object.entries(lifecycle.stages)) {
    const called = isWords(label) ? label : { zh: stage, en: stage }
    if (!reached.has(stage))
      say(
        `${path}.lifecycle.stages.${stage}`,
        `走不到阶段「${called.zh}」：没有流转通向它`,
        `no move leads to the stage “${called.en}”`,
      )
  }
  for (const [move, it] of Object.entries(lifecycle.moves)) {
    const at = `${path}.lifecycle.moves.${move}`
    for (const stage of [...it.from, it.to])
      if (!lifecycle.stages[stage]) say(at, `没有阶段「${stage}」`, `there is no stage “${stage}”`)
    for (const field of it.gate?.require ?? [])
      formulaIn(`${at}.gate.require`, field, object.name, objects, say)
  }
}

function checkFormulas(
  object: AppObject,
  objects: Record<string, AppObject>,
  say: Say,
): Record<string, Checked> {
  const formulas: Record<string, Checked> = {}
  for (const [field, it] of Object.entries(object.fields)) {
    if (it.kind !== 'formula' && it.kind !== 'rollup') continue
    const type = kindOf(it).type(it as never)
    const checked = formulaIn(
      `objects.${object.name}.fields.${field}.formula`,
      it.formula,
      object.name,
      objects,
      say,
      type,
    )
    if (checked) formulas[field] = checked
  }
  return formulas
}

/** Formulas that need themselves, across objects too: the path is told. */
function findCircles(objects: Record<string, AppObject>, say: Say): void {
  const done = new Set<string>()
  const walk = (object: string, field: string, trail: string[]): void => {
    const key = `${object}.${field}`
    if (trail.includes(key)) {
      const circle = [...trail.slice(trail.indexOf(key)), key]
      const called = (language: 'zh' | 'en'): string =>
        circle
          .map(
            (one) =>
              objects[one.split('.')[0]!]?.fields[one.split('.')[1]!]?.label[language] ?? one,
          )
          .join(' → ')
      say(
        `objects.${object}.fields.${field}.formula`,
        `公式互相引用：${called('zh')}（${circle.join(' → ')}）`,
        `the formulas refer to each other: ${called('en')} (${circle.join(' → ')})`,
      )
      return
    }
    if (done.has(key)) return
    for (const path of objects[object]?.formulas[field]?.reads ?? []) {
      let at = path.object
      for (const step of path.path) {
        const def = objects[at]?.fields[step]
        if (!def) break
        if (def.kind === 'formula' || def.kind === 'rollup') walk(at, step, [...trail, key])
        at = leadsTo(def) ?? at
      }
    }
    done.add(key)
  }
  for (const object of Object.values(objects))
    for (const field of Object.keys(object.formulas)) walk(object.name, field, [])
}

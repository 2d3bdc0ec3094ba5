// Do the standard book and the company's changes make one sound application? All problems at once.
import type { Action } from '../action.ts'
import type { App, AppObject, Book, Changes, Model, ModelProblem, Role } from '../app.ts'
import type { FieldDef, FieldOf } from '../field.ts'
import { formulaIn, fullScope, type Say } from '../formula-in.ts'
import type { Json } from '../json.ts'
import { approvalActions } from '../lifecycle/approval-actions.ts'
import { type ApprovalFlow, stepsInOrder } from '../lifecycle/approval.ts'
import { type Move, stagesInOrder } from '../lifecycle/lifecycle.ts'
import { bare, bareDeep, living, merge } from '../merge.ts'
import type { ObjectDef } from '../object.ts'
import { shapeProblems } from '../shape/model-shape.ts'
import { soundPart, speaksOf } from '../shape/sound-part.ts'
import { closingFields, systemFields } from '../system-fields.ts'
import { checkDocument } from '../view/check-document.ts'
import { checkViews } from '../view/check-views.ts'
import { inOrder } from '../view/view.ts'
import { checkApproval } from './check-approval.ts'
import { checkAutomation } from './check-automation.ts'
import { checkField } from './check-field.ts'
import { checkFormulas, findCircles } from './check-formulas.ts'
import { checkGates } from './check-gates.ts'
import { checkKept } from './check-kept.ts'
import { checkLifecycle } from './check-lifecycle.ts'
import { checkObject } from './check-object.ts'
import { checkSavedView } from './check-saved-view.ts'
import type { Checking } from './checking.ts'
import { isName, isTaken, isWords } from './names.ts'

type Compiled = { readonly app: App } | { readonly problems: ModelProblem[] }

/** The application, or everything that is wrong with it. */
export function compileApp(book: Book, changes: Changes, version: number): Compiled {
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
function compileModel(book: Book, merged: Model, version: number): Compiled {
  const problems: ModelProblem[] = []
  const say: Say = (path, zh, en, at) =>
    problems.push(at === undefined ? { path, says: { zh, en } } : { path, says: { zh, en }, at })
  const { objects: declared, ...others } = merged
  const model: Model = { objects: declared, ...bareDeep(others) }
  const approvals = Object.fromEntries(
    Object.entries(model.approvals).map(([key, flow]) => [
      key,
      { ...flow, steps: stepsInOrder(flow) },
    ]),
  )
  checkKept(book.objects, model.objects, say)
  const objects = objectsOf({ ...model, approvals }, merged.roles, book.actions, say)
  const it: Checking = {
    objects,
    roles: model.roles,
    approvals,
    say,
    formula: (path, text, object, want) => formulaIn(path, text, object, objects, say, want),
  }
  for (const object of Object.values(objects)) checkObject(object, it)
  for (const object of Object.values(objects))
    objects[object.name] = { ...object, formulas: checkFormulas(object, objects, say) }
  findCircles(objects, say)
  for (const object of Object.values(objects))
    checkGates(object, book.objects[object.name]?.fields ?? {}, say)
  for (const one of book.actions)
    if (!objects[one.on])
      say(`actions.${one.name}`, `没有对象「${one.on}」`, `there is no object “${one.on}”`)
  for (const object of Object.values(objects))
    if (object.lifecycle) checkLifecycle(object, object.lifecycle, it)
  for (const [key, flow] of Object.entries(approvals)) checkApproval(key, flow, it)
  for (const [key, one] of Object.entries(model.automations)) checkAutomation(key, one, it)
  for (const [key, view] of Object.entries(living(model.views)))
    checkSavedView(`views.${key}`, view, objects, say)
  checkViews(model, book.desks, objects, (object) => fullScope(objects, object), say)
  for (const [key, paper] of Object.entries(living(model.documents)))
    checkDocument(`documents.${key}`, paper, objects, say)

  if (problems.length) return { problems }
  return {
    app: Object.freeze({
      version,
      days: book.days,
      objects,
      roles: living(model.roles),
      approvals,
      automations: model.automations,
      views: living(model.views),
      reports: bareDeep(living(model.reports)),
      dashboards: bareDeep(living(model.dashboards)),
      pages: bareDeep(living(model.pages)),
      documents: living(model.documents),
      areas: inOrder(living(model.areas)),
      desks: book.desks,
    }),
  }
}

/** The objects as the application knows them, their formulas not read yet; what is wrong with names, fields and roles is said. */
function objectsOf(
  model: Model,
  /** A retired role may still be named: nobody has it. */
  roles: Model['roles'],
  actions: readonly Action[],
  say: Say,
): Record<string, AppObject> {
  const known = new Set(['*', ...Object.keys(roles)])
  const sayRoles = (path: string, named: readonly string[] = []): void => {
    for (const role of named)
      if (!known.has(role)) say(path, `没有角色「${role}」`, `there is no role “${role}”`)
  }
  for (const [role, { acts_as }] of Object.entries(living(roles)))
    if (acts_as !== undefined) sayRoles(`roles.${role}.acts_as`, [acts_as])

  const defs = living(model.objects)
  const objects: Record<string, AppObject> = {}
  for (const [name, declared] of Object.entries(defs)) {
    const def = bare(declared)
    const path = `objects.${name}`
    if (!isName(name) || isTaken(name))
      say(path, `「${name}」不能用作对象名`, `“${name}” cannot name an object`)
    if (typeof def !== 'object' || !isWords(def.label)) {
      say(`${path}.label`, '缺少中英文名称', 'needs a label in both languages')
      continue
    }
    const fields = fieldsOf(name, def, defs, say)
    for (const [field, { read, write }] of Object.entries(fields)) {
      sayRoles(`${path}.fields.${field}.read`, read)
      sayRoles(`${path}.fields.${field}.write`, write)
    }
    def.allow.forEach((line, i) => sayRoles(`${path}.allow[${i}].role`, [line.role]))
    objects[name] = {
      ...def,
      name,
      fields,
      actions: actionsOn(name, model, actions),
      formulas: {},
      children: Object.fromEntries(
        Object.entries(fields).filter(
          (entry): entry is [string, FieldOf<'lines'>] => entry[1].kind === 'lines',
        ),
      ),
      ...(def.lifecycle && {
        lifecycle: {
          ...def.lifecycle,
          stages: bareDeep(stagesInOrder(def.lifecycle)),
          moves: bareDeep(living<Move>(def.lifecycle.moves)),
        },
      }),
    } as AppObject
  }
  return objects
}

/** The fields of an object: its own over those that every object has. */
function fieldsOf(
  name: string,
  def: ObjectDef,
  defs: Readonly<Record<string, ObjectDef>>,
  say: Say,
): Record<string, FieldDef> {
  const fields: Record<string, FieldDef> = systemFields(name, def)
  const system = { ...fields, ...closingFields }
  for (const [field, one] of Object.entries(living(def.fields))) {
    const it = bare(one)
    const at = `objects.${name}.fields.${field}`
    checkField(at, field, it, defs, say)
    if (Object.hasOwn(system, field) && it.kind !== system[field]!.kind)
      say(at, `「${field}」是系统字段`, `“${field}” is a system field`)
    fields[field] = { ...system[field], ...it } as FieldDef
  }
  for (const [field, it] of Object.entries(closingFields)) fields[field] ??= it
  return fields
}

/** What people may do with the object's records: what its approvals make of them, and what the book declares. */
function actionsOn(
  object: string,
  { approvals, roles }: Pick<Model, 'approvals' | 'roles'>,
  actions: readonly Action[],
): Record<string, Action> {
  const flows = Object.values<ApprovalFlow>(approvals).filter((flow) => flow.object === object)
  return Object.fromEntries(
    [
      ...approvalActions(object, flows),
      ...actions.filter((one) => one.on === object).map((one) => openTo(roles, one)),
    ].map((one) => [one.name, one]),
  )
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

// How does an action run? Right, stage, condition and input are asked; then its code, in one transaction, logged.
import { Problems, refuse } from '#kernel/error.ts'
import { invariant } from '#kernel/invariant.ts'
import type { Action } from '#kernel/action.ts'
import type { AppObject } from '#kernel/app.ts'
import { targetOf } from '#kernel/field.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { isAdmin, keyReaches, type Who } from '#kernel/permission.ts'
import { isJsonObject } from '#kernel/json.ts'
import { seen } from '#kernel/query/plan.ts'
import { ident, sql } from '#kernel/sql.ts'
import type { Row, Values } from '#kernel/object.ts'
import { permit } from '#kernel/query/view.ts'
import { readInput } from '#kernel/record/read-input.ts'
import { contextOf } from '#server/world/context-of.ts'
import { log } from '#server/writing/log.ts'
import { checklist } from '#server/reading/checklist.ts'
import { move } from './move.ts'
import { get } from '#server/reading/read.ts'
import type { Doing } from '#server/world/world.ts'
import { hold } from '#server/writing/hold.ts'
import { personalView } from '#server/world/rights.ts'
import { stageLabel } from '#server/world/stage-label.ts'
import { refuseTo, whoMayChange, whoMayRun } from '#server/world/who-may.ts'

/** May these roles ever run the action? A narrow key that only reads may not. */
export const mayRun = (who: Who, action: Action): boolean =>
  !who.only_read &&
  (isAdmin(who) || !action.by || action.by.some((role) => role === '*' || who.roles.includes(role)))

/** Runs the action named; its answer is the body of the call. */
export async function act(
  outer: Doing,
  name: string,
  id: string,
  actionName: string,
  given: unknown,
): Promise<Values> {
  const { object } = seen(personalView(outer), name)
  if (actionName === 'move' && object.lifecycle && !object.actions.move)
    return moveAction(outer, object, id, given)
  const action = Object.hasOwn(object.actions, actionName)
    ? object.actions[actionName]!
    : refuse('not-found', { what: `${name}/${actionName}` })
  const { letPass, rest } = withoutLetPass(given)
  const doing: Doing = { ...outer, action: actionName, ...letPass }
  if (action.locks_first) await lockBehind(doing, object, id, action.locks_first)
  // Without a list of roles an action is a change: the row's own rule says who may.
  const { record, rights } = await hold(doing, personalView(doing), object, id, ['change'])
  if (
    !mayRun(doing.who, action) ||
    !keyReaches(doing.who, name, 'change') ||
    (!action.by && !rights[1])
  )
    refuseTo(action.label, await whoMayRun(doing, object, action))
  const input = readActionInput(doing, action, rest)
  if (action.from && !action.from.includes(record.stage as string))
    refuse('action-not-open', { action: action.label, stage: stageLabel(object, record.stage) })
  if (action.if) {
    const [line] = await checklist(doing, object, id, {
      checks: { it: { if: action.if, says: action.label } },
    })
    if (!line?.ok) refuse('action-not-met', { action: action.label })
  }
  const answer = (await action.run(contextOf(doing), record, input)) ?? {}
  await logAction(doing, object, record, input)
  return answer
}

/** Locks what the record names, before the record itself; the action asks for it again when it has the record. */
async function lockBehind(doing: Doing, object: AppObject, id: string, ref: string): Promise<void> {
  const field = object.fields[ref]
  const there = field && targetOf(field)
  invariant(field && there, `${object.name}.${ref} names a record`)
  await doing.tx.query(
    sql`select 1 from ${ident(there)} where id = (select ${ident(field.column ?? ref)} from ${ident(object.name)} where id = ${id}::uuid) for update`,
  )
}

/** `let_pass` beside an action's own input is the reason for which its gate is to be passed with something missing. */
function withoutLetPass(given: unknown): { letPass: { letPass?: string }; rest: unknown } {
  if (typeof given !== 'object' || given === null || Array.isArray(given) || !('let_pass' in given))
    return { letPass: {}, rest: given }
  const { let_pass: reason, ...rest } = given as Values
  const problems = new Problems()
  if (typeof reason !== 'string' || reason.trim() === '') problems.add('let_pass', 'required')
  else if (reason.length > 2000) problems.add('let_pass', 'too-long', { max: 2000 })
  problems.done()
  return { letPass: { letPass: (reason as string).trim() }, rest }
}

/** The action that every object with stages has. */
async function moveAction(
  outer: Doing,
  object: AppObject,
  id: string,
  given: unknown,
): Promise<Values> {
  const { letPass, rest } = withoutLetPass(given)
  const doing: Doing = { ...outer, action: 'move', ...letPass }
  const body = typeof rest === 'object' && rest !== null ? (rest as Values) : {}
  const { record: before, rights } = await hold(doing, personalView(doing), object, id, ['change'])
  if (!rights[1]) refuseTo({ zh: '修改', en: 'change' }, await whoMayChange(doing, object))
  const problems = new Problems()
  if (typeof body.to !== 'string') problems.add('to', 'required')
  problems.done()
  const { to, ...values } = body
  await move(doing, object.name, before, to as string, values, 'move')
  return get(doing.tx, permit(doing.app, doing.who), doing.at, object.name, id)
}

/** The input as the action's form declares it; every problem at once. */
function readActionInput(doing: Doing, action: Action, given: unknown): Values {
  const problems = new Problems()
  const body = given === undefined || given === null ? {} : given
  if (typeof body !== 'object' || Array.isArray(body))
    problems.add('', 'wrong-type', { expected: { zh: '对象', en: 'object' } })
  problems.done()
  const fields = action.input ?? {}
  const values: Record<string, unknown> = {}
  for (const name of Object.keys(body))
    if (!Object.hasOwn(fields, name))
      problems.add(name, 'unknown-field', { name: name.slice(0, 100) })
  for (const [name, field] of Object.entries(fields)) {
    const value = (body as Values)[name]
    if (value === undefined || value === null || value === '') {
      if (field.required) problems.add(name, 'required')
      if (value !== undefined) values[name] = null
    } else {
      values[name] = kindOf(field).parse(value, field as never, name, problems)
      if (field.kind === 'lines') checkRows(doing, field.object, values[name], name, problems)
    }
  }
  problems.done()
  return values
}

/**
 * Rows of an input are rows of their object: each value is read here, at the caller's own place, beside all else that is
 * wrong; and a field that the person may not write is not written by way of an action. Rows that only actions make are
 * read by the action itself.
 */
function checkRows(
  doing: Doing,
  name: string,
  rows: unknown,
  path: string,
  problems: Problems,
): void {
  const object = doing.app.objects[name]!
  const view = personalView(doing)
  const seenBy = view.objects[name]
  for (const [i, given] of (Array.isArray(rows) ? rows : []).entries()) {
    const at = `${path}[${i}]`
    if (!isJsonObject(given)) {
      problems.add(at, 'wrong-type', { expected: { zh: '对象', en: 'object' } })
      continue
    }
    if (object.by_actions_only || !seenBy) continue
    const { id: _id, ...row } = given
    readInput(doing.app, view, object, row, 'action', null, problems, at)
    for (const field of Object.keys(row)) {
      const declared = Object.hasOwn(object.fields, field) ? object.fields[field] : undefined
      if (declared && !Object.hasOwn(seenBy.fields, field))
        problems.add(`${at}.${field}`, 'unknown-field', { name: field })
      else if (declared?.write && !seenBy.writable(field))
        problems.add(`${at}.${field}`, 'read-only')
    }
  }
}

async function logAction(
  doing: Doing,
  object: AppObject,
  record: Row,
  input: Values,
): Promise<void> {
  const said = Object.entries(input).filter(([, value]) => value !== null && value !== undefined)
  await log(
    doing,
    {
      object: object.name,
      record: record.id,
      deed: 'action',
      version: record.version,
      changes: Object.fromEntries(said.map(([name, value]) => [name, [null, value] as const])),
      comment:
        typeof input.comment === 'string'
          ? input.comment
          : typeof input.reason === 'string'
            ? input.reason
            : null,
    },
    record,
  )
}

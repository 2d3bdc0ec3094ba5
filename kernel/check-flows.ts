// Do lifecycles, approvals and automations make sense, beyond being of the right shape? Every person, step and stage must be there.
import { plainWeek } from './formula/workdays.ts'
import type { AppObject, Model } from './app.ts'
import { isCron } from './automation/cron.ts'
import { inOrder, type Automation, type PlainStep, type Step } from './automation/automation.ts'
import type { Checked } from './formula/check.ts'
import type { Circumstances } from './formula/function.ts'
import { toValue } from './formula/to-value.ts'
import type { Type } from './formula/type.ts'
import { limitParts, raciParts, type Lifecycle } from './lifecycle/lifecycle.ts'
import type { ApprovalFlow } from './lifecycle/approval.ts'
import type { Whom } from './lifecycle/whom.ts'
import { type Say, wantedBy } from './formula-in.ts'
import { living } from './merge.ts'

/** What the checks have in their hands. */
export interface Checking {
  readonly objects: Readonly<Record<string, AppObject>>
  readonly roles: Model['roles']
  readonly approvals: Readonly<Record<string, ApprovalFlow>>
  readonly say: Say
  /** Checks a formula and says what is wrong with it. */
  readonly formula: (
    path: string,
    text: string | undefined,
    object: string,
    want?: Type,
  ) => Checked | undefined
}

const boolean: Type = { type: 'boolean' }
const nothing = { value: () => null, rows: () => [] }
const someMoment: Circumstances = {
  now: new Date(0),
  zone: 'UTC',
  me: '',
  people: [],
  teams: [],
  team: null,
  roles: [],
  currency: 'CNY',
  language: 'zh',
  calendar: plainWeek,
}

function checkWhom(
  path: string,
  list: readonly Whom[] | undefined,
  object: string,
  it: Checking,
): void {
  list?.forEach((one, i) => {
    const at = `${path}[${i}]`
    const ways = ['role', 'superior_of', 'field', 'person'].filter((way) => way in one)
    if (ways.length !== 1)
      it.say(
        at,
        '应指明一种：角色、字段、上级或人员',
        'should name one of: a role, a field, a superior, a person',
      )
    else if ('role' in one && !(one.role in living(it.roles)))
      it.say(at, `没有角色「${one.role}」`, `there is no role “${one.role}”`)
    else if ('field' in one && !/^values\.\w+$/.test(one.field)) {
      const type = it.formula(at, one.field, object)?.type
      if (type && !(type.type === 'ref' && (type.object === 'person' || type.object === '*')))
        it.say(at, `「${one.field}」不是人员`, `“${one.field}” is no person`)
    } else if ('person' in one && !/^[0-9a-f-]{36}$/.test(one.person))
      it.say(at, '不是人员', 'is no person')
  })
}

/** Limits, roles of the stages, and gates that nobody could ever pass. */
export function checkLifecycle(
  path: string,
  object: AppObject,
  lifecycle: Lifecycle,
  it: Checking,
): void {
  for (const [name, stage] of Object.entries(living(lifecycle.stages))) {
    const at = `${path}.stages.${name}`
    if (limitParts.filter((part) => stage[part] !== undefined).length > 1)
      it.say(at, '时限只能用一种单位', 'has a limit in more than one unit')
    for (const part of limitParts)
      if ((stage[part] ?? 1) <= 0) it.say(`${at}.${part}`, '时限应大于 0', 'should be above 0')
    for (const part of raciParts)
      checkWhom(`${at}.raci.${part}`, stage.raci?.[part], object.name, it)
  }
  for (const [name, move] of Object.entries(living(lifecycle.moves))) {
    const at = `${path}.moves.${name}`
    const roles = living(it.roles)
    for (const role of [...(move.by ?? []), ...(move.gate?.exception?.by ?? [])])
      if (!(role in roles) && role !== '*')
        it.say(at, `没有角色「${role}」`, `there is no role “${role}”`)
    for (const [one, line] of Object.entries(living(move.gate?.checks))) {
      if (line.giver !== undefined && !(line.giver in roles))
        it.say(
          `${at}.gate.checks.${one}.giver`,
          `没有角色「${line.giver}」`,
          `there is no role “${line.giver}”`,
        )
      const checked = it.formula(`${at}.gate.checks.${one}`, line.if, object.name, boolean)
      if (
        checked &&
        checked.reads.length === 0 &&
        !/\b(TODAY|NOW|me|my_\w+)\b/i.test(line.if) &&
        toValue(checked, nothing, someMoment) !== true
      )
        it.say(
          `${at}.gate.checks.${one}`,
          `条件「${line.if}」永远不成立，没有人能通过`,
          `the condition “${line.if}” is never true: nobody could pass`,
        )
    }
  }
}

export function checkApproval(name: string, flow: ApprovalFlow, it: Checking): void {
  const path = `approvals.${name}`
  const on = it.objects[flow.object]
  if (!on)
    return it.say(
      `${path}.object`,
      `没有对象「${flow.object}」`,
      `there is no object “${flow.object}”`,
    )
  const steps = Object.entries(living(flow.steps))
  if (steps.length === 0) it.say(`${path}.steps`, '没有审批人', 'has no approver')
  for (const stage of [flow.waiting, flow.approved, flow.rejected, flow.returned])
    if (!on.lifecycle?.stages[stage])
      it.say(path, `没有阶段「${stage}」`, `there is no stage “${stage}”`)
  if ([flow.approved, flow.rejected, flow.returned].includes(flow.waiting))
    it.say(
      `${path}.waiting`,
      '等待审批的阶段不能同时是结果阶段',
      'a record cannot end where it waits',
    )
  if (flow.self && flow.four_eyes)
    it.say(
      `${path}.four_eyes`,
      '「可自己审批」与「四眼原则」不能同时选',
      'a flow in which one may approve oneself has no four eyes',
    )
  it.formula(`${path}.if`, flow.if, on.name, boolean)
  checkWhom(`${path}.cc`, flow.cc, on.name, it)
  for (const [key, step] of steps) {
    const at = `${path}.steps.${key}`
    it.formula(`${at}.if`, step.if, on.name, boolean)
    if (!step.approvers.length) it.say(`${at}.approvers`, '没有审批人', 'has no approver')
    if (!['any', 'all', 'sequence'].includes(step.mode))
      it.say(`${at}.mode`, '应为 any、all 或 sequence', 'should be any, all or sequence')
    checkWhom(`${at}.approvers`, step.approvers, on.name, it)
    checkWhom(`${at}.cc`, step.cc, on.name, it)
    if (!step.time_out) continue
    if (!['escalate', 'approve', 'reject', 'return'].includes(step.time_out.then))
      it.say(
        `${at}.time_out.then`,
        '应为 escalate、approve、reject 或 return',
        'should be escalate, approve, reject or return',
      )
    checkWhom(`${at}.time_out.to`, step.time_out.to, on.name, it)
  }
}

export function checkAutomation(name: string, one: Automation, it: Checking): void {
  const path = `automations.${name}`
  const object = one.when?.object
  const on = object === undefined ? undefined : it.objects[object]
  if (!on) return it.say(`${path}.when`, '触发对象不存在', 'its object does not exist')
  const { when } = one
  if (
    (when.on === 'move' || when.on === 'overdue') &&
    when.stage !== undefined &&
    !on.lifecycle?.stages[when.stage]
  )
    it.say(`${path}.when.stage`, `没有阶段「${when.stage}」`, `there is no stage “${when.stage}”`)
  if (when.on === 'change')
    for (const field of when.fields ?? [])
      if (!Object.hasOwn(on.fields, field))
        it.say(`${path}.when.fields`, `没有字段「${field}」`, `there is no field “${field}”`)
  if (when.on === 'action' && !hasAction(on, when.action))
    it.say(
      `${path}.when.action`,
      `没有操作「${when.action}」`,
      `there is no action “${when.action}”`,
    )
  if (when.on === 'schedule' && !isCron(when.cron))
    it.say(
      `${path}.when.cron`,
      '应为五段的 cron，如 0 9 * * *',
      'should be cron with five parts, such as 0 9 * * *',
    )
  it.formula(`${path}.if`, one.if, on.name, boolean)
  if (one.steps.length === 0) it.say(`${path}.steps`, '没有步骤', 'has no step')
  if (inOrder(one.steps).length > 100)
    it.say(`${path}.steps`, '步骤最多 100 个', 'may have at most 100 steps')
  one.steps.forEach((step, i) => checkStep(`${path}.steps[${i}]`, step, on, it))
}

const hasAction = (object: AppObject, action: string): boolean =>
  Object.hasOwn(object.actions, action) || (action === 'move' && object.lifecycle !== undefined)

function checkStep(path: string, step: Step, on: AppObject, it: Checking): void {
  switch (step.do) {
    case 'branch':
      it.formula(`${path}.if`, step.if, on.name, boolean)
      step.then.forEach((one, i) => checkStep(`${path}.then[${i}]`, one, on, it))
      return step.else?.forEach((one, i) => checkStep(`${path}.else[${i}]`, one, on, it))
    case 'each': {
      const lines = step.lines === undefined ? undefined : on.fields[step.lines]
      const inner = it.objects[lines?.kind === 'lines' ? lines.object : (step.object ?? '')]
      if ((step.lines === undefined) === (step.object === undefined))
        return it.say(path, '应指明子表或对象之一', 'should name either child rows or an object')
      if (!inner)
        return it.say(
          path,
          `没有「${step.lines ?? step.object}」`,
          `there is no “${step.lines ?? step.object}”`,
        )
      it.formula(`${path}.where`, step.where, inner.name, boolean)
      if (step.object !== undefined && step.where === undefined)
        it.say(
          `${path}.where`,
          '查找记录时必须有条件',
          'records that are looked for need a condition',
        )
      return step.steps.forEach((one, i) => {
        if (!plain.has(one.do))
          it.say(
            `${path}.steps[${i}]`,
            '逐行步骤里不能等待、审批或分支',
            'steps for each row cannot wait, ask or branch',
          )
        else checkStep(`${path}.steps[${i}]`, one, inner, it)
      })
    }
    case 'approval':
      if (it.approvals[step.flow]?.object !== on.name)
        it.say(
          `${path}.flow`,
          `此对象没有审批流「${step.flow}」`,
          `this object has no approval flow “${step.flow}”`,
        )
      return
    case 'wait':
      if ((step.days ?? 0) * 1440 + (step.minutes ?? 0) <= 0)
        it.say(path, '等待时间应大于 0', 'should wait for some time')
      return
    case 'action':
      if (!hasAction(on, step.action))
        it.say(
          `${path}.action`,
          `没有操作「${step.action}」`,
          `there is no action “${step.action}”`,
        )
      return checkSet(`${path}.input`, step.input, on, null, it)
    case 'create':
      if (!it.objects[step.object])
        return it.say(
          `${path}.object`,
          `没有对象「${step.object}」`,
          `there is no object “${step.object}”`,
        )
      return checkSet(`${path}.set`, step.set, on, it.objects[step.object]!, it)
    case 'change':
      return checkSet(`${path}.set`, step.set, on, on, it)
    case 'message':
      if (!Array.isArray(step.to) || step.to.length === 0)
        return it.say(`${path}.to`, '没有收件人', 'is told to nobody')
      checkWhom(`${path}.to`, step.to, on.name, it)
      return checkBraces(`${path}.text`, [step.text.zh, step.text.en], on, it)
    case 'mail':
      return checkBraces(
        path,
        [step.to, step.subject.zh, step.subject.en, step.text.zh, step.text.en],
        on,
        it,
      )
    case 'webhook':
      if (!/^https?:\/\/[^\s]+$/.test(step.url))
        it.say(`${path}.url`, '应为 http(s) 地址', 'should be an http(s) address')
      return step.fields.forEach((field) => void it.formula(`${path}.fields`, field, on.name))
    default:
      it.say(`${path}.do`, '没有这种步骤', 'there is no such kind of step')
  }
}

const plain: ReadonlySet<string> = new Set<PlainStep['do']>([
  'create',
  'change',
  'action',
  'message',
  'mail',
  'webhook',
])
const given = /^\s*values\.\w+\s*$/

function checkSet(
  path: string,
  set: Readonly<Record<string, string>> | undefined,
  from: AppObject,
  into: AppObject | null,
  it: Checking,
): void {
  for (const [field, text] of Object.entries(set ?? {})) {
    if (into && !Object.hasOwn(into.fields, field))
      it.say(`${path}.${field}`, `没有字段「${field}」`, `there is no field “${field}”`)
    const def = into && Object.hasOwn(into.fields, field) ? into.fields[field] : undefined
    if (def?.kind === 'stage')
      it.say(
        `${path}.${field}`,
        '阶段只能由操作改变，请用「执行操作」步骤',
        'a stage is only changed by an action; use that kind of step',
      )
    if (!given.test(text)) it.formula(`${path}.${field}`, text, from.name, wantedBy(def))
  }
}

function checkBraces(path: string, texts: readonly string[], on: AppObject, it: Checking): void {
  for (const text of texts)
    for (const [, inner = ''] of text.matchAll(/\{([^{}]+)\}/g))
      if (!given.test(inner)) it.formula(path, inner, on.name)
}

// Can an automation run? What it waits for and every step must be there.
import type { AppObject } from '../app.ts'
import { type Automation, inOrder, type PlainStep, type Step } from '../automation/automation.ts'
import { isCron } from '../automation/cron.ts'
import { wantedBy } from '../formula-in.ts'
import { checkWhom } from './check-whom.ts'
import { boolean, type Checking } from './checking.ts'

/** Says all that is wrong with an automation. */
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

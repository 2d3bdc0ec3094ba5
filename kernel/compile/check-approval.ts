// Can an approval flow be decided? Every person and stage it names must be there.
import type { ApprovalFlow } from '../lifecycle/approval.ts'
import { living } from '../merge.ts'
import { checkWhom } from './check-whom.ts'
import { boolean, type Checking } from './checking.ts'

/** Says all that is wrong with an approval flow. */
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

// How does an automation write? Through the same doors as business code, in the system's name.
import { refuse } from '#kernel/error.ts'
import { act } from '#server/records/act.ts'
import { change, create } from '#server/records/write.ts'
import { readSet } from '../read-formulas.ts'
import type { StepKind } from '../step.ts'

const noRecord = (): never => refuse('not-found', { what: { zh: '触发记录', en: 'record that set it off' } })

export const createStep: StepKind<'create'> = async ({ doing, run }, step) => {
  const label = (doing.app.objects[step.object] ?? refuse('not-found', { what: step.object })).label
  const id = await create(doing, step.object, await readSet(doing, run.object, run.record, step.set, run.given), 'action')
  return { says: { zh: `新建${label.zh} ${id}`, en: `made ${label.en} ${id}` } }
}

export const changeStep: StepKind<'change'> = async ({ doing, run }, step) => {
  const did = await change(doing, run.object, run.record ?? noRecord(), await readSet(doing, run.object, run.record, step.set, run.given), 'action')
  return { says: did ? { zh: `修改 ${Object.keys(step.set).join(', ')}`, en: `changed ${Object.keys(step.set).join(', ')}` } : { zh: '已是如此', en: 'was so already' } }
}

export const actionStep: StepKind<'action'> = async ({ doing, run }, step) => {
  await act(doing, run.object, run.record ?? noRecord(), step.action, await readSet(doing, run.object, run.record, step.input ?? {}, run.given))
  const label = doing.app.objects[run.object]!.actions[step.action]?.label ?? { zh: step.action, en: step.action }
  return { says: label }
}

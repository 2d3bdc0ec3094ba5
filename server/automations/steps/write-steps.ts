// How does an automation write? Through the same doors as business code, in the system's name.
import { refuse } from '#kernel/error.ts'
import { act } from '#server/records/act.ts'
import { change, create } from '#server/writing/write.ts'
import { readSet } from '#server/reading/read-formulas.ts'
import type { StepKind } from '../step.ts'

const noRecord = (): never =>
  refuse('not-found', { what: { zh: '触发记录', en: 'record that set it off' } })

export const createStep: StepKind<'create'> = async ({ doing, run }, step) => {
  const label = (doing.app.objects[step.object] ?? refuse('not-found', { what: step.object })).label
  const input = await readSet(doing, run.object, run.record, step.set, run.given)
  const id = await create(doing, step.object, input, 'action')
  return {
    says: { zh: `新建${label.zh}`, en: `made ${label.en}` },
    input,
    output: { object: step.object, id },
  }
}

export const changeStep: StepKind<'change'> = async ({ doing, run }, step) => {
  const input = await readSet(doing, run.object, run.record, step.set, run.given)
  const did = await change(doing, run.object, run.record ?? noRecord(), input, 'action')
  const fields = doing.app.objects[run.object]!.fields
  const said = (language: 'zh' | 'en'): string =>
    Object.keys(step.set)
      .map((name) => fields[name]?.label[language] ?? name)
      .join(language === 'zh' ? '、' : ', ')
  return {
    says: did
      ? { zh: `修改${said('zh')}`, en: `changed ${said('en')}` }
      : { zh: '已是如此', en: 'was so already' },
    input,
  }
}

export const actionStep: StepKind<'action'> = async ({ doing, run }, step) => {
  const input = await readSet(doing, run.object, run.record, step.input ?? {}, run.given)
  const output = await act(doing, run.object, run.record ?? noRecord(), step.action, input)
  const label = doing.app.objects[run.object]!.actions[step.action]?.label ?? {
    zh: step.action,
    en: step.action,
  }
  return { says: label, input, ...(step.action !== 'move' && { output }) }
}

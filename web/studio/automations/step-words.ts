// How is a trigger or a step said in one line?
import type { Automation, Step } from '#kernel/automation/automation.ts'
import type { FieldDef } from '#kernel/field.ts'
import { choicesIn, inLabels } from '#kernel/formula-words.ts'
import { templateInLabels } from '#kernel/view/template-words.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import type { Meta } from '#kernel/api/meta.ts'
import { formulaWords } from '#web/list/condition-chips.tsx'
import { listed } from '#web/admin/listed.ts'
import { language, say } from '#web/words.ts'
import { headed } from '../flow/headed.ts'
import { whomWords } from '../flow/whom-field.tsx'
import { fieldName } from '../field-options.ts'

export const kinds = {
  create: { zh: '新建记录', en: 'Create a record' },
  change: { zh: '修改记录', en: 'Change the record' },
  action: { zh: '执行操作', en: 'Run an action' },
  message: { zh: '站内消息', en: 'Send a notice' },
  mail: { zh: '发邮件', en: 'Send a mail' },
  webhook: { zh: '调用外部地址', en: 'Call an address' },
  wait: { zh: '等待', en: 'Wait' },
  approval: { zh: '发起审批', en: 'Ask for approval' },
  branch: { zh: '如果…否则…', en: 'If … else …' },
  each: { zh: '逐条处理', en: 'For each' },
} as const

export const triggers = {
  create: { zh: '新建时', en: 'When created' },
  change: { zh: '修改时', en: 'When changed' },
  move: { zh: '进入阶段时', en: 'When it enters a stage' },
  action: { zh: '执行操作时', en: 'When an action ran' },
  overdue: { zh: '超过阶段时限时', en: 'When over its stage’s limit' },
  schedule: { zh: '定时', en: 'By the clock' },
  webhook: { zh: '外部调用时', en: 'When called from outside' },
} as const

const nameIn = (label: { zh: string; en: string } | undefined, name: string): string =>
  say(label ?? { zh: name, en: name })

export function triggerWords(model: WholeModel, meta: Meta, { when }: Automation): string {
  const object = nameIn(model.objects[when.object]?.label, when.object)
  const stage = (name: string | undefined): string =>
    name ? nameIn(model.objects[when.object]?.lifecycle?.stages[name]?.label, name) : ''
  const what =
    when.on === 'change' && when.fields?.length
      ? listed(when.fields.map((one) => fieldName(model.objects[when.object], one)))
      : when.on === 'move' || when.on === 'overdue'
        ? stage(when.stage)
        : when.on === 'action'
          ? nameIn(meta.objects[when.object]?.actions[when.action]?.label, when.action)
          : when.on === 'schedule'
            ? cronWords(when.cron)
            : ''
  return `${object} · ${headed(say(triggers[when.on]), what)}`
}

/** `0 9 * * *` → 每天 09:00; what is less usual stays as it is written. */
export function cronWords(cron: string): string {
  const [minute = '', hour = '', day = '', month = '', week = ''] = cron.trim().split(/\s+/)
  const every = /^\*\/(\d+)$/.exec(minute)
  if (every && hour === '*' && day === '*' && month === '*' && week === '*')
    return say({ zh: '每 {n} 分钟', en: 'every {n} min' }, { n: every[1]! })
  if (!/^\d+$/.test(minute) || !/^\d+$/.test(hour) || month !== '*') return cron
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  if (day === '*' && week === '*')
    return say({ zh: '每天 {time}', en: 'daily at {time}' }, { time })
  if (day === '*' && week === '1-5')
    return say({ zh: '周一至周五 {time}', en: 'Mon–Fri at {time}' }, { time })
  if (day === '*' && /^\d$/.test(week))
    return say(
      { zh: '每周{day} {time}', en: 'weekly, day {day}, at {time}' },
      { day: '日一二三四五六'[Number(week)] ?? week, time },
    )
  if (/^\d+$/.test(day) && week === '*')
    return say({ zh: '每月 {day} 日 {time}', en: 'on day {day} at {time}' }, { day, time })
  return cron
}

export function stepWords(model: WholeModel, meta: Meta, object: string, step: Step): string {
  const labels = (formula: string, into?: FieldDef): string =>
    inLabels(formula, object, model.objects, language(), into && choicesIn(into)).text
  const template = (text: string): string =>
    templateInLabels(text, object, model.objects, language())
  const fields = (of: string, set: Readonly<Record<string, string>>): string =>
    listed(
      Object.entries(set).map(
        ([name, formula]) =>
          `${fieldName(model.objects[of], name)} = ${labels(formula, model.objects[of]?.fields[name])}`,
      ),
    )
  switch (step.do) {
    case 'create':
      return headed(
        nameIn(model.objects[step.object]?.label, step.object),
        fields(step.object, step.set),
      )
    case 'change':
      return fields(object, step.set)
    case 'action':
      return nameIn(meta.objects[object]?.actions[step.action]?.label, step.action)
    case 'message':
      return headed(
        listed(step.to.map((one) => whomWords(model, object, one))),
        template(say(step.text)),
      )
    case 'mail':
      return headed(template(step.to), template(say(step.subject)))
    case 'webhook':
      return step.url
    case 'wait':
      return [
        step.days ? say({ zh: '{n} 天', en: '{n} d' }, { n: step.days }) : '',
        step.minutes ? say({ zh: '{n} 分钟', en: '{n} min' }, { n: step.minutes }) : '',
      ]
        .filter(Boolean)
        .join(' ')
    case 'approval':
      return nameIn(model.approvals[step.flow]?.label, step.flow)
    case 'branch':
      return formulaWords(meta, object, step.if, model.objects)
    case 'each':
      return step.lines
        ? fieldName(model.objects[object], step.lines)
        : headed(
            nameIn(model.objects[step.object ?? '']?.label, step.object ?? ''),
            step.where && step.object
              ? formulaWords(meta, step.object, step.where, model.objects)
              : '',
          )
  }
}

/** The object whose record the steps inside an `each` are done for. */
export function eachObject(model: WholeModel, object: string, step: Step): string {
  if (step.do !== 'each') return object
  const field = step.lines ? model.objects[object]?.fields[step.lines] : undefined
  return field?.kind === 'lines' ? field.object : (step.object ?? object)
}

// Of which parts are approvals and automations built?
import {
  above,
  anything,
  duration,
  flag,
  list,
  map,
  number,
  oneOf,
  parts,
  partsByKind,
  type Shape,
  text,
  texts,
  whom,
  words,
} from './shape.ts'
import { isJsonObject } from '../json.ts'

const timeOut = parts({ after: duration, then: text, to: whom }, ['after', 'then'])
const step = parts(
  {
    label: words,
    approvers: whom,
    mode: text,
    if: text,
    cc: whom,
    remind_after: duration,
    time_out: timeOut,
  },
  ['label', 'approvers', 'mode'],
)
const stepParts: Readonly<Record<string, Shape>> = {
  do: text,
  object: text,
  set: map(text),
  action: text,
  input: map(text),
  to: anything,
  text: words,
  subject: words,
  url: text,
  fields: texts,
  days: number,
  minutes: number,
  flow: text,
  if: text,
  lines: text,
  where: text,
}
/** What each kind of step can't do without. */
const stepNeeds: Readonly<Record<string, readonly string[]>> = {
  create: ['object', 'set'],
  change: ['set'],
  action: ['action'],
  message: ['to', 'text'],
  mail: ['to', 'subject', 'text'],
  webhook: ['url', 'fields'],
  approval: ['flow'],
  branch: ['if', 'then'],
  each: ['steps'],
}
const automationStep: Shape = (value, path, problems) => {
  const kind = isJsonObject(value) && typeof value.do === 'string' ? value.do : ''
  const deeper: Shape = (list_, at, found) =>
    at.split(/then|else|steps/).length > 8
      ? void found.push({ path: at, says: { zh: '分支嵌套太深', en: 'is nested too deeply' } })
      : list(automationStep)(list_, at, found)
  partsByKind(
    'do',
    {
      ...stepParts,
      to: kind === 'mail' ? text : kind === 'message' ? whom : anything,
      then: deeper,
      else: deeper,
      steps: deeper,
    },
    ['do'],
    stepNeeds,
  )(value, path, problems)
}

export const approval = parts(
  {
    object: text,
    label: words,
    if: text,
    steps: map(step),
    order: texts,
    waiting: text,
    approved: text,
    rejected: text,
    returned: text,
    self: flag,
    four_eyes: flag,
    cc: whom,
  },
  ['object', 'label', 'steps', 'waiting', 'approved', 'rejected', 'returned'],
)

export const automation = parts(
  {
    label: words,
    when: parts(
      {
        on: oneOf('create', 'change', 'move', 'action', 'overdue', 'schedule', 'webhook'),
        object: text,
        fields: texts,
        stage: text,
        action: text,
        cron: text,
        signed: flag,
      },
      ['on', 'object'],
    ),
    if: text,
    steps: list(automationStep),
    paused: flag,
    per_minute: above,
  },
  ['label', 'when', 'steps'],
)

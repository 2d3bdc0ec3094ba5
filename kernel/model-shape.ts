// Is a model built of the right parts at all? Asked before its meaning, so that whoever reads on meets no surprise.
import { modelMaps, type ModelProblem } from './app.ts'
import { kinds } from './fields/index.ts'
import { isUuid } from './fields/uuid-value.ts'
import { type BlockKind, papers } from './view/document.ts'
import { layouts, zooms } from './view/view.ts'

type Shape = (value: unknown, path: string, problems: ModelProblem[]) => void
type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const one =
  (zh: string, en: string, good: (value: unknown) => boolean): Shape =>
  (value, path, problems) => {
    if (!good(value)) problems.push({ path, says: { zh: `应为${zh}`, en: `should be ${en}` } })
  }

const text = one('文本', 'text', (value) => typeof value === 'string' && !value.includes('\0'))
const number = one(
  '数字',
  'a number',
  (value) => typeof value === 'number' && Number.isFinite(value),
)
const whole = one(
  '不小于 0 的整数',
  'a whole number, not below 0',
  (value) => Number.isInteger(value) && (value as number) >= 0,
)
const amount = one(
  '十进制数',
  'a decimal number',
  (value) => typeof value === 'string' && /^-?\d{1,18}(\.\d{1,12})?$/.test(value),
)
const flag = one('true 或 false', 'true or false', (value) => typeof value === 'boolean')
const oneOf = (...choices: string[]): Shape =>
  one(choices.join(' / '), choices.join(' / '), (value) => choices.includes(value as string))
const anything: Shape = () => {}
/** A limit: a number for whole ones, a decimal text for exact ones. */
const limit: Shape = (value, path, problems) =>
  (typeof value === 'number' ? number : amount)(value, path, problems)

const list =
  (of: Shape): Shape =>
  (value, path, problems) => {
    if (!Array.isArray(value))
      problems.push({ path, says: { zh: '应为列表', en: 'should be a list' } })
    else value.forEach((part, i) => of(part, `${path}[${i}]`, problems))
  }

/** Named things; null retires one. */
const map =
  (of: Shape): Shape =>
  (value, path, problems) => {
    if (!isObject(value))
      problems.push({ path, says: { zh: '应为对象', en: 'should be an object' } })
    else
      for (const [key, part] of Object.entries(value))
        if (part !== null) of(part, `${path}.${key}`, problems)
  }

/** Parts by name; null and absent are the same, names that are not here are left alone. */
const parts =
  (shapes: Readonly<Record<string, Shape>>, needed: readonly string[] = []): Shape =>
  (value, path, problems) => {
    if (!isObject(value))
      return void problems.push({ path, says: { zh: '应为对象', en: 'should be an object' } })
    for (const [key, shape] of Object.entries(shapes)) {
      const part = Object.hasOwn(value, key) ? value[key] : undefined
      if (part !== undefined && part !== null) shape(part, `${path}.${key}`, problems)
      else if (needed.includes(key))
        problems.push({ path: `${path}.${key}`, says: { zh: '必填', en: 'is required' } })
    }
  }

const words = parts({ zh: text, en: text }, ['zh', 'en'])
const texts = list(text)
const check = parts({ if: text, says: words, giver: text }, ['if', 'says'])

const field = parts(
  {
    also: texts,
    doubt: parts({ if: text, says: words }, ['if', 'says']),
    kind: one(
      '字段类型',
      'a kind of field',
      (value) => typeof value === 'string' && Object.hasOwn(kinds, value),
    ),
    help: words,
    required: flag,
    unique: flag,
    index: flag,
    default: text,
    read_only: flag,
    read: texts,
    write: texts,
    shown_if: text,
    required_if: text,
    read_only_if: text,
    search: flag,
    column: one(
      '列名',
      'a column name',
      (value) => typeof value === 'string' && /^[a-z][a-z0-9_]{0,58}$/.test(value),
    ),
    max: limit,
    min: limit,
    digits: whole,
    fraction: flag,
    currency: text,
    unit_price: flag,
    compact: flag,
    object: text,
    by: text,
    on_remove: text,
    many: flag,
    pattern: text,
    gapless: flag,
    formula: text,
    gives: oneOf('text', 'decimal', 'money', 'percent', 'integer', 'date', 'datetime', 'yes_no'),
    choices: map(parts({ label: words, colour: text, retired: flag }, ['label'])),
  },
  ['kind'],
)

/** What a kind can't do without, beyond what every field has. */
const needs: Readonly<Record<string, readonly string[]>> = {
  ref: ['object'],
  lines: ['object', 'by'],
  formula: ['formula'],
  rollup: ['formula'],
  auto_number: ['pattern'],
  choice: ['choices'],
  multi_choice: ['choices'],
}

const wholeField: Shape = (value, path, problems) => {
  field(value, path, problems)
  if (!isObject(value)) return
  for (const part of typeof value.kind === 'string' && Object.hasOwn(needs, value.kind)
    ? needs[value.kind]!
    : [])
    if (value[part] === undefined || value[part] === null)
      problems.push({ path: `${path}.${part}`, says: { zh: '必填', en: 'is required' } })
}

const whom = list(
  parts({
    role: text,
    superior_of: one('owner', 'owner', (value) => value === 'owner'),
    level: whole,
    field: text,
    person: text,
  }),
)
const above = one(
  '大于 0 的数',
  'a number above 0',
  (value) => typeof value === 'number' && Number.isFinite(value) && value > 0 && value <= 36_500,
)
const duration: Shape = (value, path, problems) => {
  parts({ days: above, working_days: above, working_hours: above })(value, path, problems)
  if (
    isObject(value) &&
    ['days', 'working_days', 'working_hours'].filter(
      (unit) => value[unit] !== undefined && value[unit] !== null,
    ).length !== 1
  )
    problems.push({
      path,
      says: {
        zh: '应有天、工作日、工作小时之一',
        en: 'should have one of days, working_days, working_hours',
      },
    })
}
const raci = parts({ responsible: whom, accountable: whom, consulted: whom, informed: whom })
const stage = parts({
  kind: text,
  limit_days: number,
  limit_working_days: number,
  limit_working_hours: number,
  sop: words,
  probability: number,
  since: text,
  raci,
})
const move = parts(
  {
    from: texts,
    to: text,
    by: texts,
    via: text,
    gate: parts({ require: texts, checks: map(check), exception: parts({ by: texts }, ['by']) }),
  },
  ['from', 'to'],
)

const object = parts(
  {
    plural: words,
    area: text,
    icon: text,
    title: text,
    fields: map(wholeField),
    allow: list(parts({ role: text, deeds: texts, rule: text }, ['role', 'deeds'])),
    rules: map(parts({ if: text, says: words }, ['if', 'says'])),
    always: map(parts({ if: text, says: words, through: texts }, ['if', 'says'])),
    period: parts(
      {
        date: text,
        stages: texts,
        except: texts,
        closed_by: parts({ object: text, field: text }, ['object', 'field']),
      },
      ['date', 'closed_by'],
    ),
    parent: text,
    duplicates: texts,
    frozen: parts({ stages: texts, except: texts, once: texts }, ['stages', 'except']),
    frozen_with_parent: parts({ except: texts }, ['except']),
    append_only: flag,
    unique: list(texts),
    known_by: parts({ fields: texts, unless: texts }, ['fields']),
    indexes: list(texts),
    list: texts,
    key_fields: texts,
    dates: parts({ starts: text, ends: text, group: text }, ['starts']),
    form: list(
      parts(
        {
          label: words,
          tab: words,
          help: words,
          columns: one(
            '1、2 或 3',
            '1, 2 or 3',
            (value) => value === 1 || value === 2 || value === 3,
          ),
          shown_if: text,
          fields: texts,
        },
        ['label', 'fields'],
      ),
    ),
    chain: parts({ order: number, from: texts, seldom: flag }, ['order', 'from']),
    by_actions_only: flag,
    arrives: parts({ on: text, action: text, rows: text, if_filled: flag, made: text }, [
      'on',
      'action',
    ]),
    lifecycle: parts({ stages: map(stage), first: text, order: texts, moves: map(move) }, [
      'stages',
      'first',
      'moves',
    ]),
  },
  ['title', 'fields', 'allow'],
)

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
  const kind = isObject(value) && typeof value.do === 'string' ? value.do : ''
  const deeper: Shape = (list_, at, found) =>
    at.split(/then|else|steps/).length > 8
      ? void found.push({ path: at, says: { zh: '分支嵌套太深', en: 'is nested too deeply' } })
      : list(automationStep)(list_, at, found)
  parts(
    {
      ...stepParts,
      to: kind === 'mail' ? text : kind === 'message' ? whom : anything,
      then: deeper,
      else: deeper,
      steps: deeper,
    },
    ['do', ...(Object.hasOwn(stepNeeds, kind) ? stepNeeds[kind]! : [])],
  )(value, path, problems)
}

const reportGroup = parts({ by: text, label: words, top: whole }, ['by'])
const report = parts(
  {
    label: words,
    help: words,
    object: text,
    filter: text,
    rows: list(reportGroup),
    columns: list(reportGroup),
    measures: map(
      parts(
        {
          label: words,
          of: text,
          show: oneOf('value', 'share', 'running'),
          unit: oneOf('number', 'money', 'percent', 'days'),
        },
        ['label', 'of'],
      ),
    ),
    period: parts({ by: text, is: text }, ['by']),
    compare: oneOf('before', 'year'),
    as: text,
    sort: text,
    goal: amount,
  },
  ['label', 'object', 'measures', 'as'],
)
const boardBlock = parts(
  {
    kind: text,
    label: words,
    at: parts({ x: whole, y: whole, w: whole, h: whole }, ['x', 'y', 'w', 'h']),
    report: text,
    object: text,
    view: text,
    filter: text,
    columns: texts,
    sort: text,
    text: words,
    create: text,
    to: text,
    primary: flag,
    part: text,
  },
  ['kind', 'at'],
)
/** What a kind of block can't do without. */
const blockNeeds: Readonly<Record<string, readonly string[]>> = {
  report: ['report'],
  list: ['object'],
  text: ['text'],
  form: ['object'],
  cockpit: ['part'],
}
const wholeBoardBlock: Shape = (value, path, problems) => {
  boardBlock(value, path, problems)
  if (!isObject(value)) return
  for (const part of typeof value.kind === 'string' && Object.hasOwn(blockNeeds, value.kind)
    ? blockNeeds[value.kind]!
    : [])
    if (value[part] === undefined || value[part] === null)
      problems.push({ path: `${path}.${part}`, says: { zh: '必填', en: 'is required' } })
}
const board = parts(
  {
    label: words,
    help: words,
    icon: text,
    roles: texts,
    blocks: map(wholeBoardBlock),
    filters: map(
      parts({ label: words, kind: oneOf('period', 'value'), on: map(text), is: text }, [
        'label',
        'kind',
      ]),
    ),
  },
  ['label', 'blocks'],
)
const fact = parts({ label: words, value: words, strong: flag }, ['label', 'value'])
const column = parts(
  { label: words, value: words, note: words, align: text, wide: flag, if: text, foot: anything },
  ['label', 'value'],
)
const total = parts(
  {
    label: words,
    value: words,
    strong: flag,
    if: text,
    each: parts({ of: text, by: text, sum: text }, ['of', 'by', 'sum']),
  },
  ['label', 'value'],
)
const blocks: Readonly<Record<BlockKind, Shape>> = {
  facts: parts({ left: list(fact), right: list(fact) }, ['left', 'right']),
  table: parts({ title: words, of: text, where: text, columns: list(column) }, ['of', 'columns']),
  totals: parts({ rows: list(total), capital: text }, ['rows']),
  prose: parts({ title: words, text: words }, ['text']),
  signatures: parts(
    { parties: list(parts({ role: words, name: words }, ['role', 'name'])), blanks: list(words) },
    ['parties', 'blanks'],
  ),
  qr: parts({ text: words, caption: words }, ['text']),
  page_break: anything,
}
const block: Shape = (value, path, problems) => {
  parts(
    {
      kind: one(
        '段落类型',
        'a kind of block',
        (kind) => typeof kind === 'string' && Object.hasOwn(blocks, kind),
      ),
      if: text,
    },
    ['kind'],
  )(value, path, problems)
  if (isObject(value) && typeof value.kind === 'string' && Object.hasOwn(blocks, value.kind))
    blocks[value.kind as BlockKind](value, path, problems)
}
const document = parts(
  {
    object: text,
    label: words,
    title: words,
    number: words,
    subtitle: words,
    if: text,
    currency: text,
    paper: one('纸张', 'a paper', (value) => (papers as readonly unknown[]).includes(value)),
    marks: list(parts({ if: text, says: words }, ['if', 'says'])),
    blocks: list(block),
    word: one('文件', 'a file', isUuid),
  },
  ['object', 'label', 'title', 'blocks'],
)

const model = parts(
  {
    objects: map(object),
    roles: map(parts({ label: words, help: words, home: text }, ['label'])),
    approvals: map(
      parts(
        {
          object: text,
          label: words,
          if: text,
          steps: map(step),
          waiting: text,
          approved: text,
          rejected: text,
          returned: text,
          self: flag,
          cc: whom,
        },
        ['object', 'label', 'steps', 'waiting', 'approved', 'rejected', 'returned'],
      ),
    ),
    automations: map(
      parts(
        {
          label: words,
          when: parts(
            { on: text, object: text, fields: texts, stage: text, action: text, cron: text },
            ['on', 'object'],
          ),
          if: text,
          steps: list(automationStep),
          paused: flag,
          per_minute: above,
        },
        ['label', 'when', 'steps'],
      ),
    ),
    views: map(
      parts(
        {
          object: text,
          label: words,
          filter: text,
          sort: text,
          columns: texts,
          as: oneOf(...layouts),
          group: text,
          starts: text,
          ends: text,
          zoom: oneOf(...zooms),
          widths: map(whole),
        },
        ['object', 'label'],
      ),
    ),
    reports: map(report),
    dashboards: map(board),
    pages: map(board),
    documents: map(document),
    areas: map(
      parts({ label: words, icon: text, items: texts, roles: texts, only: map(texts) }, [
        'label',
        'items',
      ]),
    ),
  },
  modelMaps,
)

/** Everything in the merged model that is not of its kind, each with its place. Labels of objects, fields and stages are asked for later. */
export function shapeProblems(merged: unknown): ModelProblem[] {
  const problems: ModelProblem[] = []
  model(merged, '', problems)
  return problems.map((problem) => ({ ...problem, path: problem.path.replace(/^\./, '') }))
}

/** The same for one report that is not in the model yet. */
export function reportShape(given: unknown): ModelProblem[] {
  const problems: ModelProblem[] = []
  report(given, 'report', problems)
  return problems
}

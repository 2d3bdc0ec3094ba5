// Why can, or can't, this person see (change, remove) this record or this field? The lines of rights, each with what it came to.
import { targetOf } from '#kernel/field.ts'
import type { Why, WhyLine } from '#kernel/api/model.ts'
import type { App, AppObject } from '#kernel/app.ts'
import { refuse, type Words } from '#kernel/error.ts'
import { check } from '#kernel/formula/check.ts'
import { fullScope } from '#kernel/formula-in.ts'
import { type Deed, isAdmin, type Who } from '#kernel/permission.ts'
import { permit } from '#kernel/query/view.ts'
import { relation } from '#kernel/query/relation.ts'
import { systemRows } from '#kernel/query/system-rows.ts'
import { ruleWords } from '#kernel/rule-words.ts'
import { join, sql } from '#kernel/sql.ts'
import { circumstances, type World } from '#server/world/world.ts'

export interface WhyAsk {
  readonly object: string
  readonly id: string
  readonly field: string | null
  readonly deed: Deed
}

const deeds: Readonly<Record<Deed, Words>> = {
  read: { zh: '查看', en: 'see' },
  create: { zh: '新建', en: 'create' },
  change: { zh: '修改', en: 'change' },
  remove: { zh: '删除', en: 'remove' },
  export: { zh: '导出', en: 'export' },
  import: { zh: '导入', en: 'import' },
}
const listed = (all: readonly Words[]): Words =>
  all.length
    ? { zh: all.map((one) => one.zh).join('、'), en: all.map((one) => one.en).join(', ') }
    : { zh: '没有', en: 'none' }
const roleWords = (app: App, role: string): Words =>
  role === '*'
    ? { zh: '所有人', en: 'everybody' }
    : (app.roles[role]?.label ?? { zh: role, en: role })

/** The answer in a sentence, with every line of rights that was looked at. */
export async function whyOf(world: World, who: Who, ask: WhyAsk): Promise<Why> {
  const { app } = world
  const object = app.objects[ask.object] ?? refuse('not-found', { what: ask.object })
  const field =
    ask.field === null
      ? null
      : (object.fields[ask.field] ?? refuse('not-found', { what: { zh: '字段', en: 'field' } }))
  const deed = deeds[ask.deed]
  const roles = listed(who.roles.map((role) => roleWords(app, role)))
  const [row] = await world.db.query<{ stage: string | null; removed_at: string | null }>(
    sql`select ${object.lifecycle ? sql`stage` : sql`null::text as stage`}, removed_at from ${relation(app, object.name)} t where t.id = ${ask.id}::uuid`,
  )
  if (!row) refuse('not-found', { what: object.label })
  if (isAdmin(who))
    return {
      may: true,
      says: {
        zh: `${who.name}是系统管理员，可以${deed.zh}一切。`,
        en: `${who.name} is an administrator and may ${deed.en} everything.`,
      },
      lines: [],
    }

  const own = await rowLines(world, who, object, ask.id, ask.deed)
  const held = own.lines.find((line) => line.holds)
  if (!held) {
    const none = own.lines.length === 0
    return {
      may: false,
      lines: own.lines,
      says: none
        ? {
            zh: `${who.name}不能${deed.zh}这条${own.object.label.zh}：角色（${roles.zh}）都没有「${deed.zh}」${own.object.label.zh}的权限。`,
            en: `${who.name} can’t ${deed.en} this ${own.object.label.en}: none of their roles (${roles.en}) has the right to.`,
          }
        : {
            zh: `${who.name}不能${deed.zh}这条${object.label.zh}：${own.lines.map((line) => `角色「${line.role.zh}」只限「${line.rule?.zh ?? ''}」，而${values(line, 'zh')}`).join('；')}。`,
            en: `${who.name} can’t ${deed.en} this ${object.label.en}: ${own.lines.map((line) => `the role “${line.role.en}” is limited to “${line.rule?.en ?? ''}”, but ${values(line, 'en')}`).join('; ')}.`,
          },
    }
  }
  const because: Words = held.rule
    ? {
        zh: `角色「${held.role.zh}」的条件「${held.rule.zh}」成立（${values(held, 'zh')}）`,
        en: `the condition “${held.rule.en}” of the role “${held.role.en}” holds (${values(held, 'en')})`,
      }
    : {
        zh: `角色「${held.role.zh}」可以${deed.zh}全部${own.object.label.zh}`,
        en: `the role “${held.role.en}” may ${deed.en} every ${own.object.label.en}`,
      }
  const through: Words =
    own.object === object
      ? { zh: '', en: '' }
      : {
          zh: `${object.label.zh}随「${own.object.label.zh}」；`,
          en: `a ${object.label.en} has the rights of its ${own.object.label.en}; `,
        }
  const stop = stops(app, who, object, ask, field, row.stage, roles)
  if (stop)
    return {
      may: false,
      lines: own.lines,
      says: {
        zh: `${who.name}${stop.zh}（记录本身可以${deed.zh}：${because.zh}）`,
        en: `${who.name} ${stop.en} (the record itself is open: ${because.en})`,
      },
    }
  const what: Words = field
    ? {
        zh: `这条${object.label.zh}的「${field.label.zh}」`,
        en: `“${field.label.en}” of this ${object.label.en}`,
      }
    : { zh: `这条${object.label.zh}`, en: `this ${object.label.en}` }
  const bin: Words =
    row.removed_at === null
      ? { zh: '', en: '' }
      : { zh: '记录在回收站里。', en: ' The record is in the recycle bin.' }
  return {
    may: true,
    lines: own.lines,
    says: {
      zh: `${who.name}可以${deed.zh}${what.zh}：${through.zh}${because.zh}。${bin.zh}`,
      en: `${who.name} may ${deed.en} ${what.en}: ${through.en}${because.en}.${bin.en}`,
    },
  }
}

const values = (line: WhyLine, language: 'zh' | 'en'): string =>
  line.values
    .map((one) =>
      language === 'zh'
        ? `${one.of.zh}是${one.value?.zh ?? '空的'}`
        : `${one.of.en} is ${one.value?.en ?? 'empty'}`,
    )
    .join(language === 'zh' ? '，' : ', ') ||
  (language === 'zh' ? '条件不成立' : 'it does not hold')

/** The lines of rights of the record, or of the record whose rights it has. */
async function rowLines(
  world: World,
  who: Who,
  object: AppObject,
  id: string,
  deed: Deed,
): Promise<{ object: AppObject; lines: WhyLine[] }> {
  const parent = permit(world.app, { ...who, roles: ['admin'] }).objects[object.name]?.parent
  if (parent) {
    const column = object.fields[parent.field]!.column ?? parent.field
    const [row] = await world.db.query<{ up: string | null }>(
      sql`select to_jsonb(t) ->> ${column} as up from ${relation(world.app, object.name)} t where t.id = ${id}::uuid`,
    )
    return row?.up
      ? rowLines(world, who, world.app.objects[parent.object]!, row.up, deed)
      : { object, lines: [] }
  }
  const lines = object.allow.filter(
    (line) => (line.role === '*' || who.roles.includes(line.role)) && line.deeds.includes(deed),
  )
  return {
    object,
    lines: await Promise.all(
      lines.map((line) => lineOf(world, who, object, id, line.role, line.rule)),
    ),
  }
}

async function lineOf(
  world: World,
  who: Who,
  object: AppObject,
  id: string,
  role: string,
  rule: string | undefined,
): Promise<WhyLine> {
  const { app } = world
  const said = roleWords(app, role)
  if (rule === undefined) return { role: said, rule: null, formula: null, holds: true, values: [] }
  const answer = check(rule, fullScope(app.objects, object.name), { type: 'boolean' })
  if (!('checked' in answer))
    return { role: said, rule: { zh: rule, en: rule }, formula: rule, holds: false, values: [] }
  const at = circumstances(world, who)
  const rows = systemRows(app, object.name, at)
  const reads = answer.checked.reads
    .filter((read) => read.object === object.name && isOneValue(app, object, read.path))
    .slice(0, 6)
  const columns = reads.map((read) => sql`(${rows.column(read.path)})::text`)
  const [row] = await world.db.query<{ holds: boolean; held: (string | null)[] }>(
    sql`select coalesce(${rows.holds(answer.checked)}, false) as holds, array[${join([sql`null::text`, ...columns], ', ')}] as held from ${rows.from()} where t.id = ${id}::uuid`,
  )
  const found = await Promise.all(
    reads.map(async (read, i) => ({
      of: pathWords(app, object, read.path),
      value: await valueWords(world, app, object, read.path, row?.held[i + 1] ?? null),
    })),
  )
  return {
    role: said,
    rule: ruleWords(rule, object.name, app.objects),
    formula: rule,
    holds: row?.holds ?? false,
    values: found,
  }
}

/** Rows of rows have no value that could be told in a word, wherever the path meets them. */
function isOneValue(app: App, object: AppObject, path: readonly string[]): boolean {
  let at: AppObject | undefined = object
  return path.every((step) => {
    const field: AppObject['fields'][string] | undefined = at?.fields[step]
    at = field && app.objects[targetOf(field) ?? '']
    return field?.kind !== 'lines'
  })
}

function pathWords(app: App, object: AppObject, path: readonly string[]): Words {
  const said: Words[] = []
  let at = object.name
  for (const step of path) {
    const field = app.objects[at]?.fields[step]
    if (!field) break
    said.push(field.label)
    at = targetOf(field) ?? ''
  }
  return { zh: said.map((one) => one.zh).join('的'), en: said.map((one) => one.en).join(': ') }
}

/** People and records by name, choices and stages by label. */
async function valueWords(
  world: World,
  app: App,
  object: AppObject,
  path: readonly string[],
  value: string | null,
): Promise<Words | null> {
  if (value === null) return null
  let at = object
  let field = at.fields[path[0]!]
  for (const step of path.slice(1)) {
    const to = field && app.objects[targetOf(field) ?? '']
    if (!to) break
    at = to
    field = at.fields[step]
  }
  const target = field && app.objects[targetOf(field) ?? '']
  if (target) {
    const title = target.fields[target.title]?.column ?? target.title
    const [row] = await world.db.query<{ title: string | null }>(
      sql`select to_jsonb(t) ->> ${title} as title from ${relation(app, target.name)} t where t.id = ${value}::uuid`,
    )
    const name = row?.title ?? value
    return { zh: name, en: name }
  }
  if (field?.kind === 'choice') return field.choices[value]?.label ?? { zh: value, en: value }
  if (field?.kind === 'stage') return at.lifecycle?.stages[value]?.label ?? { zh: value, en: value }
  return { zh: value, en: value }
}

/** What stands in the way although the row is open: the field's own lists, a document that stands still. */
function stops(
  app: App,
  who: Who,
  object: AppObject,
  ask: WhyAsk,
  field: AppObject['fields'][string] | null,
  stage: string | null,
  roles: Words,
): Words | null {
  const may = (list: readonly string[] | undefined): boolean =>
    !list || list.some((role) => role === '*' || who.roles.includes(role))
  if (field && !may(field.read)) {
    const only = listed((field.read ?? []).map((role) => roleWords(app, role)))
    return {
      zh: `看不到「${field.label.zh}」：这个字段只给 ${only.zh} 看，而其角色是 ${roles.zh}。`,
      en: `can’t see “${field.label.en}”: only ${only.en} may, and their roles are ${roles.en}.`,
    }
  }
  if (ask.deed !== 'change' && ask.deed !== 'remove') return null
  if (object.by_actions_only || object.append_only)
    return {
      zh: `不能直接${deeds[ask.deed].zh}：${object.label.zh}由业务操作产生。`,
      en: `can’t ${deeds[ask.deed].en} it directly: a ${object.label.en} is made by actions.`,
    }
  if (
    stage !== null &&
    object.frozen?.stages.includes(stage) &&
    !(ask.field !== null && object.frozen.except.includes(ask.field))
  ) {
    const label = object.lifecycle?.stages[stage]?.label ?? { zh: stage, en: stage }
    return {
      zh: `不能${deeds[ask.deed].zh}：已是「${label.zh}」，不能再变。`,
      en: `can’t ${deeds[ask.deed].en} it: it is “${label.en}” and stands still.`,
    }
  }
  if (!field || ask.deed !== 'change') return null
  if (field.read_only || field.kind === 'formula' || field.kind === 'rollup')
    return {
      zh: `不能改「${field.label.zh}」：这个字段由系统填写。`,
      en: `can’t change “${field.label.en}”: the system writes it.`,
    }
  if (!may(field.write)) {
    const only = listed((field.write ?? []).map((role) => roleWords(app, role)))
    return {
      zh: `不能改「${field.label.zh}」：只有 ${only.zh} 可以，而其角色是 ${roles.zh}。`,
      en: `can’t change “${field.label.en}”: only ${only.en} may, and their roles are ${roles.en}.`,
    }
  }
  return null
}

// What is different between two versions of the application, in words?
import type { App } from '#kernel/app.ts'
import type { ModelDiff, Words } from '#kernel/api.ts'
import { type RoleName, sayChange } from './say-change.ts'

type Json = Readonly<Record<string, unknown>>
const isMap = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const things: Record<string, Words> = {
  objects: { zh: '对象', en: 'object' }, fields: { zh: '字段', en: 'field' }, stages: { zh: '阶段', en: 'stage' }, moves: { zh: '流转', en: 'move' },
  choices: { zh: '选项', en: 'choice' }, roles: { zh: '角色', en: 'role' }, automations: { zh: '自动化', en: 'automation' }, approvals: { zh: '审批流', en: 'approval flow' },
  views: { zh: '视图', en: 'view' }, areas: { zh: '菜单', en: 'menu area' }, checks: { zh: '条件', en: 'condition' }, rules: { zh: '规则', en: 'rule' },
}

const label = (value: unknown, key: string): Words => {
  const words = isMap(value) ? value.label : undefined
  return isMap(words) && typeof words.zh === 'string' ? (words as unknown as Words) : { zh: key, en: key }
}

const plain = (app: App): Json => ({
  objects: Object.fromEntries(Object.entries(app.objects).map(([name, { actions: _a, formulas: _f, children: _c, derive: _d, ...rest }]) => [name, rest])),
  roles: app.roles, approvals: app.approvals, automations: app.automations, views: app.views, areas: app.areas,
})

/** Each named thing that was added, retired or changed, told at its deepest name. */
export function modelDiff(before: App, after: App): ModelDiff[] {
  const list: ModelDiff[] = []
  const roleName: RoleName = role => (role === '*' ? { zh: '所有人', en: 'everybody' } : ((after.roles[role] ?? before.roles[role])?.label ?? { zh: role, en: role }))
  compare(plain(before), plain(after), { path: [], where: [], list, roleName })
  return list
}

interface At {
  readonly path: readonly string[]
  readonly where: readonly Words[]
  readonly list: ModelDiff[]
  readonly roleName: RoleName
}

/** A sentence in both languages is one value, told once. */
const isWords = (value: unknown): boolean => isMap(value) && typeof value.zh === 'string' && typeof value.en === 'string'

function compare(a: unknown, b: unknown, at: At): void {
  const { path, where, list, roleName } = at
  if (JSON.stringify(a) === JSON.stringify(b)) return
  const thing = things[path.at(-2) ?? '']
  const named = thing ? [...where, { zh: `${thing.zh}「${label(b ?? a, path.at(-1)!).zh}」`, en: `${thing.en} “${label(b ?? a, path.at(-1)!).en}”` }] : where
  const tell = (deed: ModelDiff['deed'], zh: string, en: string): void => {
    list.push({ path: path.join('.'), deed, says: { zh: `${zh}${named.map(one => one.zh).join(' · ')}`, en: `${en} ${named.map(one => one.en).join(' · ')}` } })
  }
  if (thing && a === undefined) return tell('added', '新增', 'Added')
  if (thing && b === undefined) return tell('retired', '停用', 'Retired')
  if (isMap(a) && isMap(b) && !isWords(a) && !isWords(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) compare(a[key], b[key], { ...at, path: [...path, key], where: named })
    return
  }
  const property = path.at(-1)!
  const said = sayChange(property, a, b, roleName)
  list.push({ path: path.join('.'), deed: 'changed', says: { zh: [...named.map(one => one.zh), said.zh].join(' · '), en: [...named.map(one => one.en), said.en].join(' · ') } })
}

// Which place of the model is meant, in the words of people? `对象「线索」 · 字段「预算」`.
import type { Words } from './error.ts'
import type { FieldDef } from './field.ts'
import { fieldLabel } from './field-label.ts'
import { kindNames } from './field.ts'
import type { FormSection } from './view/form.ts'
import { propertyName, propertyNames } from './property-names.ts'
import { isJsonObject, type Json } from './json.ts'

const isSaid = (value: unknown): value is Words =>
  isJsonObject(value) && typeof value.zh === 'string' && typeof value.en === 'string'

/** The maps of named things. */
export const things: Readonly<Record<string, Words>> = {
  objects: { zh: '对象', en: 'object' },
  fields: { zh: '字段', en: 'field' },
  stages: { zh: '阶段', en: 'stage' },
  moves: { zh: '流转', en: 'move' },
  choices: { zh: '选项', en: 'choice' },
  roles: { zh: '角色', en: 'role' },
  automations: { zh: '自动化', en: 'automation' },
  approvals: { zh: '审批流', en: 'approval flow' },
  views: { zh: '视图', en: 'view' },
  documents: { zh: '单据模板', en: 'document template' },
  reports: { zh: '报表', en: 'report' },
  measures: { zh: '指标', en: 'measure' },
  dashboards: { zh: '仪表盘', en: 'dashboard' },
  pages: { zh: '页面', en: 'page' },
  blocks: { zh: '内容', en: 'block' },
  filters: { zh: '筛选', en: 'filter' },
  areas: { zh: '菜单', en: 'menu group' },
  checks: { zh: '条件', en: 'condition' },
  rules: { zh: '规则', en: 'rule' },
  steps: { zh: '步骤', en: 'step' },
}

export function labelOf(value: unknown, key: string): Words {
  const words = isJsonObject(value) ? (value.label ?? value.says) : undefined
  return isSaid(words) ? words : { zh: key, en: key }
}

/** A move has no label of its own: it is told by the stages between which it goes. */
export function moveLabel(value: unknown, stages: Json, key: string): Words {
  if (!isJsonObject(value) || !Array.isArray(value.from) || typeof value.to !== 'string')
    return { zh: key, en: key }
  const from = value.from.map((one) => labelOf(stages[String(one)], String(one)))
  const to = labelOf(stages[value.to], value.to)
  return {
    zh: `${from.map((one) => one.zh).join('、')} → ${to.zh}`,
    en: `${from.map((one) => one.en).join(', ')} → ${to.en}`,
  }
}

/** A field as it is told from others of its label; the model may be one that is not sound. */
function fieldWords(object: unknown, key: string): Words {
  const [fields, form] = isJsonObject(object) ? [object.fields, object.form] : []
  const field = isJsonObject(fields) ? fields[key] : undefined
  if (!isField(field)) return labelOf(field, key)
  return fieldLabel(
    {
      fields: Object.fromEntries(
        Object.entries(fields as Json).flatMap(([name, one]) =>
          isField(one) ? [[name, one]] : [],
        ),
      ),
      form: (Array.isArray(form) ? (form as unknown[]) : []).filter(isSection),
    },
    key,
  )
}

const isField = (value: unknown): value is FieldDef =>
  isJsonObject(value) && isSaid(value.label) && Object.hasOwn(kindNames, String(value.kind))
const isSection = (value: unknown): value is FormSection =>
  isJsonObject(value) && isSaid(value.label) && Array.isArray(value.fields)

/** The kind of named thing that stands at a path; a field that happens to be called `roles` is no map of roles. */
export function thingAt(path: readonly string[]): Words | undefined {
  let map: string | null = null
  let thing: Words | undefined
  for (const key of path) {
    thing = map === null ? undefined : things[map]
    map = map === null && Object.hasOwn(things, key) ? key : null
  }
  return thing
}

/** Each named thing on the way, and the property at its end. */
export function placeWords(model: unknown, path: readonly string[]): Words {
  const said: Words[] = []
  let at: unknown = model
  let stages: Json = {}
  /** What has the map in which the thing stands. */
  let above: unknown
  for (const [i, key] of path.entries()) {
    if (key === 'fields') above = at
    at = isJsonObject(at) ? at[key] : undefined
    if (isJsonObject(at) && isJsonObject(at.stages)) stages = at.stages
    const thing = thingAt(path.slice(0, i + 1))
    if (thing) {
      const name =
        thing === things.moves
          ? moveLabel(at, stages, key)
          : thing === things.fields
            ? fieldWords(above, key)
            : labelOf(at, key)
      said.push({ zh: `${thing.zh}「${name.zh}」`, en: `${thing.en} “${name.en}”` })
    } else if (i === path.length - 1 && (propertyNames[key] || said.length === 0))
      said.push(propertyName(key))
  }
  return { zh: said.map((one) => one.zh).join(' · '), en: said.map((one) => one.en).join(' · ') }
}

// Where in the model is `objects.lead.fields.score.formula`, in the words of people?
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { say } from '#web/words.ts'

const things = {
  fields: { zh: '字段', en: 'field' },
  stages: { zh: '阶段', en: 'stage' },
  moves: { zh: '流转', en: 'move' },
  choices: { zh: '选项', en: 'choice' },
  rules: { zh: '规则', en: 'rule' },
  checks: { zh: '条件', en: 'condition' },
  roles: { zh: '角色', en: 'role' },
  approvals: { zh: '审批流', en: 'approval flow' },
  automations: { zh: '自动化', en: 'automation' },
  views: { zh: '视图', en: 'view' },
  reports: { zh: '报表', en: 'report' },
  measures: { zh: '指标', en: 'measure' },
  dashboards: { zh: '仪表盘', en: 'dashboard' },
  pages: { zh: '页面', en: 'page' },
  blocks: { zh: '内容', en: 'block' },
  filters: { zh: '筛选', en: 'filter' },
  areas: { zh: '菜单', en: 'menu group' },
} as const
const parts = {
  allow: { zh: '权限', en: 'rights' },
  formula: { zh: '公式', en: 'formula' },
  default: { zh: '默认值', en: 'default' },
  shown_if: { zh: '显示条件', en: 'shown if' },
  required_if: { zh: '必填条件', en: 'required if' },
  require: { zh: '必填项', en: 'required fields' },
  label: { zh: '名称', en: 'label' },
  choices: { zh: '选项', en: 'choices' },
  kind: { zh: '类型', en: 'kind' },
  title: { zh: '标题字段', en: 'title field' },
} as const

const labelAt = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  const words = 'label' in value ? value.label : 'says' in value ? value.says : undefined
  if (typeof words !== 'object' || words === null || !('zh' in words)) return undefined
  return say(words as { zh: string; en: string })
}

/** `线索 · 字段「评分」 · 公式`. Names that are not known are shown as they are. */
export function placeOf(model: WholeModel, path: string): string {
  const steps = path.replace(/\[(\d+)\]/g, '.$1').split('.')
  const said: string[] = []
  let at: unknown = model
  // A field that happens to be called `roles` is no map of roles.
  let map: string | null = null
  for (const [index, step] of steps.entries()) {
    const above: string | null = map
    map = above === null && (step === 'objects' || Object.hasOwn(things, step)) ? step : null
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined
    if (above === 'objects') said.push(labelAt(at) ?? step)
    else if (above !== null)
      said.push(`${say(things[above as keyof typeof things])}「${labelAt(at) ?? step}」`)
    else if (index === steps.length - 1 && Object.hasOwn(parts, step))
      said.push(say(parts[step as keyof typeof parts]))
    else if (step === 'allow') said.push(say(parts.allow))
  }
  return said.join(' · ') || path
}

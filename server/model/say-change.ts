// How is one changed property of the model said, so that whoever reads the list of versions understands it?
import type { Allow, Deed } from '#kernel/permission.ts'
import type { Words } from '#kernel/error.ts'

/** Properties that people meet in the studio, by name. */
const names: Readonly<Record<string, Words>> = {
  label: { zh: '名称', en: 'label' }, plural: { zh: '菜单名', en: 'menu name' }, help: { zh: '提示', en: 'hint' }, says: { zh: '说明', en: 'sentence' },
  required: { zh: '必填', en: 'required' }, unique: { zh: '不能重复', en: 'unique' }, index: { zh: '索引', en: 'index' }, default: { zh: '默认值', en: 'default' },
  read_only: { zh: '只由系统写入', en: 'written by the system only' }, read: { zh: '可看的角色', en: 'roles that may see it' }, write: { zh: '可改的角色', en: 'roles that may change it' },
  shown_if: { zh: '显示条件', en: 'shown if' }, required_if: { zh: '必填条件', en: 'required if' }, search: { zh: '可被搜索', en: 'found by search' }, section: { zh: '分组', en: 'section' },
  kind: { zh: '类型', en: 'kind' }, max: { zh: '上限', en: 'maximum' }, min: { zh: '下限', en: 'minimum' }, digits: { zh: '小数位', en: 'decimal places' }, formula: { zh: '公式', en: 'formula' },
  gives: { zh: '结果', en: 'gives' }, pattern: { zh: '编号规则', en: 'pattern' }, retired: { zh: '停用', en: 'retired' }, object: { zh: '对象', en: 'object' }, objects: { zh: '对象', en: 'objects' },
  limit_days: { zh: '时限（天）', en: 'limit in days' }, limit_working_days: { zh: '时限（工作日）', en: 'limit in working days' }, limit_working_hours: { zh: '时限（工作小时）', en: 'limit in working hours' },
  responsible: { zh: '负责', en: 'responsible' }, accountable: { zh: '批准', en: 'accountable' }, consulted: { zh: '咨询', en: 'consulted' }, informed: { zh: '知会', en: 'informed' },
  exception: { zh: '例外放行', en: 'let pass by way of exception' }, approvers: { zh: '审批人', en: 'approvers' }, cc: { zh: '抄送', en: 'told of it' }, mode: { zh: '会签方式', en: 'how they sign' }, after: { zh: '多久之后', en: 'after' }, then: { zh: '到时', en: 'then' },
  days: { zh: '天', en: 'days' }, working_days: { zh: '工作日', en: 'working days' }, working_hours: { zh: '工作小时', en: 'working hours' }, remind_after: { zh: '催办间隔', en: 'reminded after' }, time_out: { zh: '超时', en: 'time-out' },
  waiting: { zh: '审批中的阶段', en: 'stage while it waits' }, approved: { zh: '同意后', en: 'after a yes' }, rejected: { zh: '拒绝后', en: 'after a no' }, returned: { zh: '退回后', en: 'after a return' }, self: { zh: '可审批自己的申请', en: 'may approve own requests' },
  when: { zh: '触发', en: 'set off by' }, steps: { zh: '步骤', en: 'steps' }, paused: { zh: '暂停', en: 'paused' }, per_minute: { zh: '每分钟上限', en: 'at most a minute' }, probability: { zh: '赢率', en: 'chance to win' }, sop: { zh: '要做的事', en: 'what is to be done' }, first: { zh: '第一个阶段', en: 'first stage' },
  from: { zh: '从', en: 'from' }, to: { zh: '到', en: 'to' }, by: { zh: '谁可以', en: 'who may' }, via: { zh: '由操作', en: 'by the action' }, require: { zh: '必须填好', en: 'must be filled' },
  if: { zh: '条件', en: 'condition' }, giver: { zh: '谁能补上', en: 'who can give it' }, title: { zh: '标题字段', en: 'title field' }, list: { zh: '列表的列', en: 'columns of the list' },
  key_fields: { zh: '关键字段', en: 'key fields' }, duplicates: { zh: '查重字段', en: 'fields that tell duplicates' }, area: { zh: '菜单', en: 'menu' }, icon: { zh: '图标', en: 'icon' }, gate: { zh: '门径', en: 'gate' },
}
const deeds: Readonly<Record<Deed, Words>> = {
  read: { zh: '查看', en: 'see' }, create: { zh: '新建', en: 'create' }, change: { zh: '修改', en: 'change' }, remove: { zh: '删除', en: 'remove' }, export: { zh: '导出', en: 'export' }, import: { zh: '导入', en: 'import' },
}

/** The label of a role; `*` is everybody. */
export type RoleName = (role: string) => Words

/** What became of a property: `时限（天）：30 → 21`; rights role by role. */
export function sayChange(property: string, before: unknown, after: unknown, roleName: RoleName): Words {
  if (property === 'allow') return sayRights(asAllow(before), asAllow(after), roleName)
  const name = names[property] ?? { zh: property, en: property }
  return {
    zh: `${name.zh}：${value(before, 'zh')} → ${value(after, 'zh')}`,
    en: `${name.en} ${value(before, 'en')} → ${value(after, 'en')}`,
  }
}

const asAllow = (given: unknown): readonly Allow[] => (Array.isArray(given) ? (given as Allow[]) : [])

function sayRights(before: readonly Allow[], after: readonly Allow[], roleName: RoleName): Words {
  const said: Words[] = []
  for (const role of new Set([...before, ...after].map(line => line.role)))
    for (const deed of Object.keys(deeds) as Deed[]) {
      const [was, is] = [rowsOf(before, role, deed), rowsOf(after, role, deed)]
      if (was.en === is.en) continue
      const name = roleName(role)
      said.push({ zh: `${name.zh} ${deeds[deed].zh} ${was.zh} → ${is.zh}`, en: `${name.en} ${deeds[deed].en} ${was.en} → ${is.en}` })
    }
  if (said.length === 0) return { zh: '权限的写法（含义不变）', en: 'how rights are written (they mean the same)' }
  return { zh: `权限：${said.map(one => one.zh).join('；')}`, en: `rights: ${said.map(one => one.en).join('; ')}` }
}

/** To which rows a role may do it, several lines added up. */
function rowsOf(allow: readonly Allow[], role: string, deed: Deed): Words {
  const lines = allow.filter(line => line.role === role && line.deeds?.includes(deed))
  if (lines.length === 0) return { zh: '无', en: 'none' }
  if (lines.some(line => !line.rule)) return { zh: '全部', en: 'all' }
  const rule = [...new Set(lines.map(line => line.rule))].sort().join(' or ')
  return rule === 'owner in my_people()' ? { zh: '本人及团队', en: 'own and team' } : { zh: rule, en: rule }
}

function value(given: unknown, language: 'zh' | 'en'): string {
  if (given === undefined || given === null) return '—'
  if (given === true) return language === 'zh' ? '是' : 'yes'
  if (given === false) return language === 'zh' ? '否' : 'no'
  if (Array.isArray(given) && given.every(one => typeof one === 'string')) return given.length ? short(given.join(language === 'zh' ? '、' : ', ')) : '—'
  if (typeof given === 'object' && 'zh' in given && 'en' in given) return short(String(given[language]))
  return short(typeof given === 'string' ? given : JSON.stringify(given))
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)

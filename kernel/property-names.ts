// What are the properties of the model called, where people meet them?
import type { Words } from './error.ts'

/** Properties that people meet in the studio, by name. */
export const propertyNames: Readonly<Record<string, Words>> = {
  label: { zh: '名称', en: 'label' }, plural: { zh: '菜单名', en: 'menu name' }, help: { zh: '提示', en: 'hint' }, says: { zh: '说明', en: 'sentence' },
  required: { zh: '必填', en: 'required' }, unique: { zh: '不能重复', en: 'unique' }, index: { zh: '索引', en: 'index' }, indexes: { zh: '索引', en: 'indexes' }, default: { zh: '默认值', en: 'default' },
  read_only: { zh: '只由系统写入', en: 'written by the system only' }, read: { zh: '可看的角色', en: 'roles that may see it' }, write: { zh: '可改的角色', en: 'roles that may change it' },
  shown_if: { zh: '显示条件', en: 'shown if' }, required_if: { zh: '必填条件', en: 'required if' }, read_only_if: { zh: '只读条件', en: 'read only if' }, doubt: { zh: '存疑提示', en: 'doubt' }, also: { zh: '导入别名', en: 'other names in files' }, compact: { zh: '去掉空格', en: 'without blanks' }, known_by: { zh: '唯一来源', en: 'known by' }, once: { zh: '可补填', en: 'may be filled later' }, search: { zh: '可被搜索', en: 'found by search' }, section: { zh: '分组', en: 'section' },
  kind: { zh: '类型', en: 'kind' }, max: { zh: '上限', en: 'maximum' }, min: { zh: '下限', en: 'minimum' }, digits: { zh: '小数位', en: 'decimal places' }, formula: { zh: '公式', en: 'formula' }, currency: { zh: '币种字段', en: 'currency field' },
  gives: { zh: '结果', en: 'gives' }, pattern: { zh: '编号规则', en: 'pattern' }, gapless: { zh: '编号不断', en: 'gapless' }, retired: { zh: '停用', en: 'retired' }, object: { zh: '对象', en: 'object' }, objects: { zh: '对象', en: 'objects' }, column: { zh: '数据列', en: 'column' },
  limit_days: { zh: '时限（天）', en: 'limit in days' }, limit_working_days: { zh: '时限（工作日）', en: 'limit in working days' }, limit_working_hours: { zh: '时限（工作小时）', en: 'limit in working hours' },
  responsible: { zh: '负责', en: 'responsible' }, accountable: { zh: '批准', en: 'accountable' }, consulted: { zh: '咨询', en: 'consulted' }, informed: { zh: '知会', en: 'informed' },
  exception: { zh: '例外放行', en: 'let pass by way of exception' }, cc: { zh: '抄送', en: 'told of it' }, after: { zh: '多久之后', en: 'after' }, then: { zh: '到时', en: 'then' }, else: { zh: '否则', en: 'otherwise' }, where: { zh: '条件', en: 'condition' }, lines: { zh: '子表', en: 'child rows' },
  working_days: { zh: '工作日', en: 'working days' }, working_hours: { zh: '工作小时', en: 'working hours' }, remind_after: { zh: '催办间隔', en: 'reminded after' }, time_out: { zh: '超时', en: 'time-out' }, per_minute: { zh: '每分钟上限', en: 'at most a minute' },
  probability: { zh: '赢率', en: 'chance to win' }, sop: { zh: '要做的事', en: 'what is to be done' }, first: { zh: '第一个阶段', en: 'first stage' }, order: { zh: '顺序', en: 'order' }, colour: { zh: '颜色', en: 'colour' },
  from: { zh: '从', en: 'from' }, to: { zh: '到', en: 'to' }, by: { zh: '谁可以', en: 'who may' }, via: { zh: '由操作', en: 'by the action' }, require: { zh: '必须填好', en: 'must be filled' }, many: { zh: '可多个', en: 'several' },
  if: { zh: '条件', en: 'condition' }, giver: { zh: '谁能补上', en: 'who can give it' }, title: { zh: '标题字段', en: 'title field' }, list: { zh: '列表的列', en: 'columns of the list' }, parent: { zh: '从属于', en: 'belongs to' },
  key_fields: { zh: '关键字段', en: 'key fields' }, duplicates: { zh: '查重字段', en: 'fields that tell duplicates' }, area: { zh: '菜单', en: 'menu' }, icon: { zh: '图标', en: 'icon' }, gate: { zh: '门径', en: 'gate' }, lifecycle: { zh: '流程', en: 'lifecycle' },
  allow: { zh: '权限', en: 'rights' }, approvers: { zh: '审批人', en: 'approvers' }, mode: { zh: '签法', en: 'how they sign' }, self: { zh: '可自己审批', en: 'may approve oneself' },
  waiting: { zh: '审批中的阶段', en: 'stage while waiting' }, approved: { zh: '通过后的阶段', en: 'stage after a yes' }, rejected: { zh: '驳回后的阶段', en: 'stage after a no' }, returned: { zh: '退回后的阶段', en: 'stage when returned' },
  when: { zh: '触发', en: 'trigger' }, on: { zh: '当', en: 'on' }, steps: { zh: '步骤', en: 'steps' }, paused: { zh: '暂停', en: 'paused' }, cron: { zh: '时间表', en: 'schedule' }, stage: { zh: '阶段', en: 'stage' }, action: { zh: '操作', en: 'action' },
  fields: { zh: '字段', en: 'fields' }, filter: { zh: '筛选', en: 'filter' }, sort: { zh: '排序', en: 'sort' }, columns: { zh: '列', en: 'columns' }, as: { zh: '显示为', en: 'shown as' }, group: { zh: '分组', en: 'group' },
  on_remove: { zh: '被引用的记录删除时', en: 'when what it points at is removed' }, unit_price: { zh: '是单价', en: 'is a unit price' }, frozen: { zh: '冻结', en: 'frozen' }, custom: { zh: '自建', en: 'made by the company' },
  do: { zh: '做', en: 'do' }, set: { zh: '填写', en: 'set' }, input: { zh: '输入', en: 'input' }, text: { zh: '内容', en: 'text' }, subject: { zh: '主题', en: 'subject' }, url: { zh: '网址', en: 'address' }, days: { zh: '天', en: 'days' }, minutes: { zh: '分钟', en: 'minutes' },
  items: { zh: '菜单项', en: 'items' }, only: { zh: '只给角色', en: 'only for roles' }, roles: { zh: '角色', en: 'roles' }, home: { zh: '首页', en: 'home page' }, rows: { zh: '行', en: 'rows' }, of: { zh: '算式', en: 'formula' }, show: { zh: '显示', en: 'shown as' }, unit: { zh: '单位', en: 'unit' },
  period: { zh: '时段', en: 'period' }, is: { zh: '默认', en: 'at first' }, compare: { zh: '对比', en: 'compared with' }, goal: { zh: '目标', en: 'goal' }, at: { zh: '位置与大小', en: 'place and size' }, report: { zh: '报表', en: 'report' }, view: { zh: '视图', en: 'view' }, part: { zh: '部分', en: 'part' },
  word: { zh: '自己的 Word 模板', en: 'own Word file' }, number: { zh: '编号', en: 'number' }, subtitle: { zh: '副标题', en: 'subtitle' }, paper: { zh: '纸张', en: 'paper' }, blocks: { zh: '内容', en: 'blocks' }, marks: { zh: '标记', en: 'marks' },
  flow: { zh: '审批流', en: 'approval flow' }, role: { zh: '角色', en: 'role' }, field: { zh: '字段', en: 'field' }, person: { zh: '人员', en: 'person' }, superior_of: { zh: '谁的上级', en: 'superior of' }, level: { zh: '向上几级', en: 'levels up' },
}

export const propertyName = (property: string): Words => propertyNames[property] ?? { zh: property, en: property }

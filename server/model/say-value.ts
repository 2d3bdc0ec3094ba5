// How is a value of the model said to people? Yes and no, lists, approvers, steps, rights: never as lines of data.
import type { Words } from '#kernel/error.ts'
import { propertyName } from '#kernel/property-names.ts'
import { isJsonObject, type Json } from '#kernel/json.ts'

const isSaid = (value: unknown): value is Words =>
  isJsonObject(value) && typeof value.zh === 'string' && typeof value.en === 'string'

/** The label of a role; `*` is everybody. */
export type RoleName = (role: string) => Words

/** Values that are words of the model itself. */
const wordValues: Readonly<Record<string, Words>> = {
  any: { zh: '任一人即可', en: 'any one' },
  all: { zh: '全部同意', en: 'all of them' },
  sequence: { zh: '依次', en: 'one after the other' },
  create: { zh: '新建', en: 'create' },
  change: { zh: '修改', en: 'change' },
  move: { zh: '流转', en: 'move' },
  action: { zh: '操作', en: 'action' },
  schedule: { zh: '定时', en: 'on a schedule' },
  webhook: { zh: '网络回调', en: 'webhook' },
  overdue: { zh: '超过时限', en: 'over its limit' },
  branch: { zh: '分支', en: 'branch' },
  each: { zh: '逐条', en: 'for each' },
  escalate: { zh: '转上级', en: 'escalated' },
  approve: { zh: '自动同意', en: 'yes' },
  reject: { zh: '自动拒绝', en: 'no' },
  return: { zh: '自动退回', en: 'returned' },
  message: { zh: '站内消息', en: 'message' },
  mail: { zh: '邮件', en: 'mail' },
  wait: { zh: '等待', en: 'wait' },
  approval: { zh: '审批', en: 'approval' },
  owner: { zh: '负责人', en: 'the owner' },
}
const closed = new Set(['mode', 'do', 'on', 'superior_of', 'then'])

/** A value as a sentence would have it; `—` where there is none. */
export function sayValue(property: string, value: unknown, roleName: RoleName): Words {
  return {
    zh: short(said(property, value, 'zh', roleName)),
    en: short(said(property, value, 'en', roleName)),
  }
}

function said(property: string, value: unknown, language: 'zh' | 'en', roleName: RoleName): string {
  if (value === undefined || value === null || value === '') return '—'
  if (property === 'at' && isJsonObject(value))
    return `${Number(value.x) + 1}·${Number(value.y) + 1} ${String(value.w)}×${String(value.h)}`
  if (value === true) return language === 'zh' ? '是' : 'yes'
  if (value === false) return language === 'zh' ? '否' : 'no'
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'string') {
    const word =
      closed.has(property) && Object.hasOwn(wordValues, value)
        ? wordValues[value]![language]
        : value
    return property === 'role' ? roleName(value)[language] : word
  }
  const comma = language === 'zh' ? '、' : ', '
  if (Array.isArray(value)) {
    const roles = property === 'read' || property === 'write' || property === 'by'
    const list = value.map((one) =>
      roles && typeof one === 'string'
        ? roleName(one)[language]
        : said(property, one, language, roleName),
    )
    return list.length ? list.join(comma) : '—'
  }
  if (isSaid(value)) return value[language]
  return saidMap(value as Json, language, roleName)
}

/** A thing by its name where it has one, else by its parts. */
function saidMap(value: Json, language: 'zh' | 'en', roleName: RoleName): string {
  const name = value.label ?? value.says
  if (isSaid(name)) return name[language]
  const parts = Object.entries(value).filter(([, one]) => one !== undefined && one !== null)
  if (parts.length === 0) return '—'
  if (parts.length === 1 && ['role', 'field', 'person'].includes(parts[0]![0]))
    return said(parts[0]![0], parts[0]![1], language, roleName)
  const pair = ([key, one]: [string, unknown]): string => {
    const text = said(key, one, language, roleName)
    return key === 'do' || key === 'on'
      ? text
      : `${propertyName(key)[language]}${language === 'zh' ? '：' : ' '}${text}`
  }
  return `${parts.map(pair).join(language === 'zh' ? '，' : ', ')}`
}

const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text)

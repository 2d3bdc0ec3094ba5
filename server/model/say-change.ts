// How is one changed property of the model said, so that whoever reads the list of versions understands it?
import type { Allow, Deed } from '#kernel/permission.ts'
import type { Words } from '#kernel/error.ts'
import { ownRule } from '#kernel/rule-words.ts'
import { propertyName } from '#kernel/property-names.ts'
import { type RoleName, sayValue } from './say-value.ts'

const deeds: Readonly<Record<Deed, Words>> = {
  read: { zh: '查看', en: 'see' },
  create: { zh: '新建', en: 'create' },
  change: { zh: '修改', en: 'change' },
  remove: { zh: '删除', en: 'remove' },
  export: { zh: '导出', en: 'export' },
  import: { zh: '导入', en: 'import' },
}

/** How a rule of rights is told. */
export type RuleName = (rule: string) => Words
const asWritten: RuleName = (rule) => ({ zh: rule, en: rule })

/** What became of a property: `时限（天）：30 → 21`; rights role by role. */
export function sayChange(
  property: string,
  before: unknown,
  after: unknown,
  roleName: RoleName,
  ruleName: RuleName = asWritten,
): Words {
  if (property === 'allow') return sayRights(asAllow(before), asAllow(after), roleName, ruleName)
  const name = propertyName(property)
  // The id of a file says nothing to anybody.
  if (property === 'word') {
    const did = !before
      ? { zh: '上传', en: 'uploaded' }
      : !after
        ? { zh: '不再使用', en: 'no longer used' }
        : { zh: '换了文件', en: 'another file' }
    return { zh: `${name.zh}：${did.zh}`, en: `${name.en}: ${did.en}` }
  }
  // A number between two others is no place that anybody knows.
  if (property === 'position') return { zh: '在菜单里换了位置', en: 'stands elsewhere in the menu' }
  if (Array.isArray(before) && Array.isArray(after)) {
    const lines = sayLines(property, before, after, roleName)
    if (lines) return { zh: `${name.zh}：${lines.zh}`, en: `${name.en}: ${lines.en}` }
  }
  const [was, is] = [sayValue(property, before, roleName), sayValue(property, after, roleName)]
  return { zh: `${name.zh}：${was.zh} → ${is.zh}`, en: `${name.en} ${was.en} → ${is.en}` }
}

/** A long list is told by what came and what went; null where it is short or only its order is another. */
function sayLines(
  property: string,
  before: readonly unknown[],
  after: readonly unknown[],
  roleName: RoleName,
): Words | null {
  const without = (list: readonly unknown[], other: readonly unknown[]): unknown[] => {
    const known = new Set(other.map((one) => JSON.stringify(one)))
    return list.filter((one) => !known.has(JSON.stringify(one)))
  }
  const [come, gone] = [without(after, before), without(before, after)]
  if (before.length + after.length < 5 || come.length + gone.length === 0) return null
  // What is called the same before and after was neither added nor taken away.
  const kept = new Set(
    come.map(calledOf).filter((name) => name && gone.map(calledOf).includes(name)),
  )
  const isKept = (one: unknown): boolean => kept.has(calledOf(one))
  const [more, less, other] = [
    come.filter((one) => !isKept(one)),
    gone.filter((one) => !isKept(one)),
    come.filter(isKept),
  ].map((list) => (list.length ? sayValue(property, list, roleName) : null))
  const parts = (language: 'zh' | 'en', words: readonly string[]): string[] =>
    [more, less, other].flatMap((one, at) => (one ? [`${words[at]} ${one[language]}`] : []))
  return {
    zh: parts('zh', ['增加', '去掉', '修改']).join('；'),
    en: parts('en', ['with', 'without', 'changed']).join('; '),
  }
}

/** What one part of a list is called, where it has a name; a section of a form is known by it. */
const calledOf = (one: unknown): string | undefined =>
  typeof one === 'object' && one !== null && 'label' in one
    ? (one.label as Words | undefined)?.zh
    : undefined

const asAllow = (given: unknown): readonly Allow[] =>
  Array.isArray(given) ? (given as Allow[]) : []

function sayRights(
  before: readonly Allow[],
  after: readonly Allow[],
  roleName: RoleName,
  ruleName: RuleName,
): Words {
  const said: Words[] = []
  for (const role of new Set([...before, ...after].map((line) => line.role)))
    for (const deed of Object.keys(deeds) as Deed[]) {
      const [was, is] = [rowsOf(before, role, deed, ruleName), rowsOf(after, role, deed, ruleName)]
      if (was.en === is.en) continue
      const name = roleName(role)
      said.push({
        zh: `${name.zh} ${deeds[deed].zh} ${was.zh} → ${is.zh}`,
        en: `${name.en} ${deeds[deed].en} ${was.en} → ${is.en}`,
      })
    }
  if (said.length === 0)
    return { zh: '权限的写法（含义不变）', en: 'how rights are written (they mean the same)' }
  return {
    zh: `权限：${said.map((one) => one.zh).join('；')}`,
    en: `rights: ${said.map((one) => one.en).join('; ')}`,
  }
}

/** To which rows a role may do it, several lines added up. */
function rowsOf(allow: readonly Allow[], role: string, deed: Deed, ruleName: RuleName): Words {
  const lines = allow.filter((line) => line.role === role && line.deeds?.includes(deed))
  if (lines.length === 0) return { zh: '无', en: 'none' }
  if (lines.some((line) => !line.rule)) return { zh: '全部', en: 'all' }
  const rule = [...new Set(lines.map((line) => line.rule))].sort().join(' or ')
  return rule === ownRule ? { zh: '本人及团队', en: 'own and team' } : ruleName(rule)
}

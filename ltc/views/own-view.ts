// What do reports and dashboards of somebody's own have in common? What they are, whose they are, and with whom they are shared.
import type { Context } from '#kernel/context.ts'
import { Problems, type Words } from '#kernel/error.ts'
import type { FieldDef } from '#kernel/field.ts'
import type { Row, Values } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { type OwnKind, readBy, readDefinition } from '#kernel/view/own.ts'

export const ownFields = {
  name: { kind: 'text', label: { zh: '名称', en: 'Name' }, read_only: true, max: 100 },
  definition: {
    kind: 'long_text',
    label: { zh: '定义', en: 'Definition' },
    help: {
      zh: 'JSON，与模型里的报表或仪表盘写法相同',
      en: 'JSON, written as reports and dashboards of the model are',
    },
    required: true,
    max: 100_000,
  },
  shared: {
    kind: 'choice',
    label: { zh: '共享给', en: 'Shared with' },
    choices: {
      nobody: { label: { zh: '仅自己', en: 'Nobody' } },
      team: { label: { zh: '一个团队', en: 'A team' } },
      role: { label: { zh: '一个角色', en: 'A role' } },
      everybody: { label: { zh: '所有人', en: 'Everybody' } },
    },
    required: true,
    default: '"nobody"',
  },
  team: {
    kind: 'team',
    label: { zh: '团队', en: 'Team' },
    required_if: 'shared = "team"',
  },
  role: {
    kind: 'text',
    label: { zh: '角色', en: 'Role' },
    required_if: 'shared = "role"',
    max: 60,
  },
  in_menu: {
    kind: 'yes_no',
    label: { zh: '放在菜单里', en: 'Stands in the menu' },
    default: 'true',
  },
} as const satisfies Record<string, FieldDef>

export const ownAllow = [
  allow('*', 'read', readBy),
  allow('*', 'create change remove', 'owner = me'),
] as const

/** Its name follows from what it is; what is new in it has to fit what its maker may see, told with each place. */
export const deriveOwn =
  (kind: OwnKind) =>
  async (ctx: Context, row: Values, before: Row | null): Promise<Values> => {
    if (before && before.definition === row.definition) return {}
    // An empty one is told as a required field.
    if (row.definition === null || row.definition === undefined) return {}
    const given = readDefinition(row.definition)
    const problems = new Problems()
    for (const { path, code, details } of await ctx.unfit(kind, given, 'definition'))
      problems.add(path, code, details)
    problems.done()
    return { name: nameOf((given as { label: Words }).label), ...aboutOf(kind, given) }
  }

const nameOf = ({ zh, en }: Words): string => (zh.trim() || en.trim()).slice(0, 100)

const aboutOf = (kind: OwnKind, given: unknown): Values =>
  kind === 'report' ? { object: (given as { object: string }).object } : {}

// What is the application, as the person at the window may know it?
import { createContext, useContext } from 'react'
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import { type FieldDef, targetOf } from '#kernel/field.ts'
import { fieldLabel } from '#kernel/field-label.ts'
import type { Values } from '#kernel/object.ts'
import type { Deed } from '#kernel/permission.ts'
import { language, say } from './words.ts'

export const MetaContext = createContext<Meta | null>(null)

/** The model as the caller may know it. Only inside the shell, which waits until it is there. */
export function useMeta(): Meta {
  const meta = useContext(MetaContext)
  if (!meta) throw new Error('useMeta is only for pages inside the shell')
  return meta
}

/** An object by name, or undefined where the caller may not know of it. */
export const useObject = (name: string): MetaObject | undefined => useMeta().objects[name]

export const may = (object: MetaObject | undefined, deed: Deed): boolean =>
  object?.deeds.includes(deed) ?? false

/** May the caller make one by its form? Some objects come only from actions or from automations. */
export const mayMake = (object: MetaObject | undefined): object is MetaObject =>
  may(object, 'create') && !object!.by_actions_only

/** The name of many: 线索, Leads. */
export const pluralOf = (object: MetaObject): string => say(object.plural ?? object.label)

/** The path under which lists answer the title of what a reference points to: `account` → `account.name`. */
export function titlePath(meta: Meta, name: string, field: FieldDef): string | undefined {
  const target = targetOf(field)
  return target === null ? undefined : `${name}.${meta.objects[target]?.title ?? 'name'}`
}

/** Follows a path such as `account.owner.name`: the field at its end and the labels on the way. */
export function fieldAt(
  meta: Meta,
  object: string,
  path: string,
): { field: FieldDef; label: string; object: MetaObject } | undefined {
  const [head = '', ...rest] = path.split('.')
  const owner = meta.objects[object]
  const field = owner?.fields[head]
  if (!owner || !field) return undefined
  const own = say(fieldLabel(owner, head))
  if (!rest.length) return { field, label: own, object: owner }
  const target = targetOf(field)
  const end = target && fieldAt(meta, target, rest.join('.'))
  if (!end) return undefined
  // 客户的行业 in Chinese, "Account: Industry" in English.
  const label = language() === 'zh' ? `${own}的${end.label}` : `${own}: ${end.label}`
  return { ...end, label }
}

/** What names a row to people: its title, else its number, else that it has none (a draft invoice, say). */
export function titleOf(
  object: MetaObject | undefined,
  row: Readonly<Record<string, unknown>>,
): string {
  const title = object && titleIn(object, row)
  if (typeof title === 'string' && title) return title
  if (typeof row.number === 'string' && row.number) return row.number
  return object ? say(nameless, { object: say(object.label) }) : String(row.id ?? '')
}
/** Where a record is named by what it refers to (an allocation by its invoice), the answer carries that one's title beside the id. */
function titleIn(object: MetaObject, row: Readonly<Record<string, unknown>>): unknown {
  const field = object.fields[object.title]
  if (!field || targetOf(field) === null) return row[object.title]
  const path = Object.keys(row).find((name) => name.startsWith(`${object.title}.`))
  return path && row[path]
}
/** What must be asked so that a record can be named. */
export function titleSelect(meta: Meta, object: MetaObject): string[] {
  const { title, fields } = object
  const path = fields[title] && titlePath(meta, title, fields[title])
  return [
    title,
    ...(path ? [path] : []),
    ...(fields.number && title !== 'number' ? ['number'] : []),
  ]
}
const nameless = { zh: '未编号{object}', en: '{object} without a number' } as const

/** What two records refer to in the same words: both have an account, so a new one begins with that of the other. */
export function sharedRefs(
  here: MetaObject | undefined,
  row: Values,
  other: MetaObject | undefined,
): Values {
  const shared = Object.entries(other?.fields ?? {}).flatMap(([name, field]) => {
    const own = here?.fields[name]
    const same = field.kind === 'ref' && own?.kind === 'ref' && own.object === field.object
    return same && name !== 'id' && !field.read_only && row[name]
      ? [[name, row[name]] as const]
      : []
  })
  return Object.fromEntries(shared)
}

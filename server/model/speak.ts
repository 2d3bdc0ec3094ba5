// How are the names that stand in the model (of fields, stages, objects, kinds) said with the labels that people know?
import { inLabels } from '#kernel/formula-words.ts'
import { type Kind, kindNames, leadsTo } from '#kernel/field.ts'
import type { App } from '#kernel/app.ts'
import type { Words } from '#kernel/error.ts'
import { itemOf } from '#kernel/view/view.ts'

const fieldNames = new Set([
  'title',
  'parent',
  'row_under',
  'currency',
  'list',
  'key_fields',
  'duplicates',
  'columns',
  'fields',
  'require',
  'group',
  'field',
  'except',
])
const stageNames = new Set([
  'first',
  'from',
  'to',
  'stage',
  'stages',
  'waiting',
  'approved',
  'rejected',
  'returned',
])

/** The object that a path speaks about, if it speaks about one. */
export function objectAt(app: App, path: readonly string[]): string | null {
  if (path[0] === 'objects') return path[1] ?? null
  const at =
    path.length > 1
      ? (app as unknown as Record<string, Record<string, unknown>>)[path[0]!]?.[path[1]!]
      : undefined
  const of = at as { object?: unknown; when?: { object?: unknown } } | undefined
  const name = of?.object ?? of?.when?.object
  return typeof name === 'string' ? name : null
}

/** The value with its names said; anything else as it is. */
export function speak(app: App, property: string, value: unknown, object: string | null): unknown {
  if (Array.isArray(value)) return value.map((one) => speak(app, property, one, object))
  if (typeof value !== 'string') return value
  if (property === 'kind') return Object.hasOwn(kindNames, value) ? kindNames[value as Kind] : value
  if (property === 'object' || property === 'objects') return app.objects[value]?.label ?? value
  if (property === 'acts_as') return app.roles[value]?.label ?? value
  if (property === 'items' || property === 'home') return itemWords(app, value) ?? value
  if (object === null) return value
  if (formulaNames.has(property)) return formulaWords(app, object, value)
  if (stageNames.has(property)) return app.objects[object]?.lifecycle?.stages[value]?.label ?? value
  return fieldNames.has(property) ? (fieldWords(app, object, value) ?? value) : value
}

/** What an item of the menu is called: `page/fair` by the name of the page. */
function itemWords(app: App, item: string): Words | undefined {
  const found = itemOf(item)
  if (!found) return undefined
  const { kind, name } = found
  const all = {
    object: app.objects,
    view: app.views,
    dashboard: app.dashboards,
    page: app.pages,
    report: app.reports,
    desk: {} as Readonly<Record<string, { label: Words } | undefined>>,
  }[kind]
  return Object.hasOwn(all, name) ? all[name]?.label : undefined
}

/** Properties that are formulas of the object. */
const formulaNames: ReadonlySet<string> = new Set([
  'if',
  'formula',
  'default',
  'shown_if',
  'required_if',
  'read_only_if',
  'where',
  'under',
])

/** A formula as people read it, in both languages. */
const formulaWords = (app: App, object: string, text: string): Words => ({
  zh: inLabels(text, object, app.objects, 'zh').text,
  en: inLabels(text, object, app.objects, 'en').text,
})

/** `account.name` as 客户的名称. */
function fieldWords(app: App, object: string, path: string): Words | null {
  const said: Words[] = []
  let at = object
  for (const step of path.replace(/^-/, '').split('.')) {
    const field = app.objects[at]?.fields[step]
    if (!field) return null
    said.push(field.label)
    at = leadsTo(field) ?? ''
  }
  return { zh: said.map((one) => one.zh).join('的'), en: said.map((one) => one.en).join(': ') }
}

// What still uses a thing that is to be retired, and what would take that use away? Every place, however deep.
import { leadsTo } from '#kernel/field.ts'
import type { ModelUse } from '#kernel/api/draft.ts'
import type { App } from '#kernel/app.ts'
import { fullScope } from '#kernel/formula-in.ts'
import { check } from '#kernel/formula/check.ts'
import type { Words } from '#kernel/error.ts'
import { parse } from '#kernel/formula/parse.ts'
import type { Tree } from '#kernel/formula/tree.ts'
import { living } from '#kernel/merge.ts'
import { labelOf, placeWords } from '#kernel/place-words.ts'
import { bracesOf } from '#kernel/view/document.ts'
import { isJsonObject, type Json } from '#kernel/json.ts'

/** What is retired: `lead` as an object, `lead.need` as a field, … */
interface Gone {
  readonly objects: ReadonlySet<string>
  readonly fields: ReadonlySet<string>
  readonly stages: ReadonlySet<string>
  readonly roles: ReadonlySet<string>
  readonly approvals: ReadonlySet<string>
  /** What can stand in the menu, as it stands there: `lead`, `report/won`, `page/fair`. */
  readonly items: ReadonlySet<string>
}

const shownMaps = {
  reports: 'report',
  dashboards: 'dashboard',
  pages: 'page',
  views: 'view',
} as const

const missing = (before: Json, after: Json | undefined): string[] =>
  Object.keys(before).filter((key) => !after || after[key] === undefined || after[key] === null)

/** Names that are in the App and no longer in the model that is to come. */
function goneOf(now: App, model: Json): Gone {
  const objects = (model.objects ?? {}) as Record<string, Json | null | undefined>
  const at = (object: string, ...keys: string[]): Json | undefined =>
    keys.reduce<unknown>(
      (map, key) => (isJsonObject(map) ? map[key] : undefined),
      objects[object],
    ) as Json | undefined
  const names = Object.keys(now.objects).filter((name) => objects[name])
  return {
    objects: new Set(missing(now.objects, objects as Json)),
    fields: new Set(
      names.flatMap((name) =>
        Object.keys(now.objects[name]!.fields)
          .filter((field) => at(name, 'fields')?.[field] === null)
          .map((field) => `${name}.${field}`),
      ),
    ),
    stages: new Set(
      names.flatMap((name) =>
        missing(now.objects[name]!.lifecycle?.stages ?? {}, at(name, 'lifecycle', 'stages')).map(
          (stage) => `${name}.${stage}`,
        ),
      ),
    ),
    roles: new Set(missing(now.roles, model.roles as Json)),
    approvals: new Set(missing(now.approvals, model.approvals as Json)),
    items: new Set([
      ...missing(now.objects, objects as Json),
      ...Object.entries(shownMaps).flatMap(([map, kind]) =>
        missing(now[map as keyof typeof shownMaps] as Json, model[map] as Json).map(
          (name) => `${kind}/${name}`,
        ),
      ),
    ]),
  }
}

const formulaKeys = new Set([
  'if',
  'rule',
  'filter',
  'where',
  'formula',
  'default',
  'shown_if',
  'required_if',
  'read_only_if',
])
const fieldKeys = new Set([
  'title',
  'parent',
  'row_under',
  'currency',
  'list',
  'key_fields',
  'duplicates',
  'unique',
  'indexes',
  'columns',
  'fields',
  'require',
  'group',
  'sort',
  'field',
  'except',
  'sum',
  'date',
])
const roleKeys = new Set(['role', 'giver', 'read', 'write', 'by', 'roles'])
const stageKeys = new Set([
  'stage',
  'stages',
  'first',
  'from',
  'to',
  'waiting',
  'approved',
  'rejected',
  'returned',
])
/** Maps of named things: to take away one of them is to retire it. */
const namedMaps = new Set([
  'fields',
  'moves',
  'checks',
  'rules',
  'steps',
  'approvals',
  'automations',
  'views',
  'set',
  'measures',
  'filters',
  'blocks',
  'reports',
  'documents',
])
/** Properties that a thing can do without. */
const optional = new Set([
  'doubt',
  'default',
  'shown_if',
  'required_if',
  'read_only_if',
  'filter',
  'sort',
  'group',
  'giver',
  'currency',
  'home',
])

/** All uses in the model that is to come of what it retires; a retired thing's own parts are no uses. */
export function usesIn(now: App, model: Json): ModelUse[] {
  const gone = goneOf(now, model)
  if (Object.values(gone).every((set: ReadonlySet<string>) => set.size === 0)) return []
  const uses: ModelUse[] = []

  const meets = (
    key: string,
    text: string,
    object: string | null,
    path: readonly string[],
  ): string | null => {
    if ((key === 'object' || key === 'objects') && gone.objects.has(text)) return `objects.${text}`
    if (key === 'flow' && gone.approvals.has(text)) return `approvals.${text}`
    if (roleKeys.has(key) && gone.roles.has(text)) return `roles.${text}`
    const item = key === 'report' || key === 'view' ? `${key}/${text}` : text
    const shown = key === 'items' || key === 'home' || (item !== text && path[2] === 'blocks')
    if (shown && gone.items.has(item)) return placeOfItem(item)
    if (path.at(-2) === 'on' && path[2] === 'filters') return inPaths(text, key)
    if (object === null) return null
    if (stageKeys.has(key) && gone.stages.has(`${object}.${text}`))
      return `objects.${object}.lifecycle.stages.${text}`
    const inSet = path.at(-2) === 'set' || path.at(-2) === 'input'
    if (formulaKeys.has(key) || inSet) return inFormula(text, object)
    if (path[0] === 'reports' && (key === 'of' || key === 'by')) return inTree(text, object)
    if (path[0] === 'documents' && text.includes('{')) return inBraces(text, object)
    const chained = key === 'from' && path.at(-2) === 'chain'
    return fieldKeys.has(key) || chained || key === 'by' ? inPaths(text, object) : null
  }
  const inPaths = (text: string, object: string): string | null => {
    for (const part of text.split(',')) {
      const found = alongPath(part.trim().replace(/^[-+]/, '').split('.'), object)
      if (found) return found
    }
    return null
  }
  const alongPath = (path: readonly string[], object: string): string | null => {
    let at = object
    for (const step of path) {
      if (gone.fields.has(`${at}.${step}`)) return `objects.${at}.fields.${step}`
      const field = now.objects[at]?.fields[step]
      if (!field) return null
      if (gone.objects.has(at)) return `objects.${at}`
      at = leadsTo(field) ?? ''
    }
    return null
  }
  const inFormula = (text: string, object: string): string | null => {
    const answer = check(text, fullScope(now.objects, object))
    if (!('checked' in answer)) return null
    for (const read of answer.checked.reads) {
      const found = alongPath(read.path, read.object)
      if (found) return found
    }
    return null
  }

  /** Of measures and groups, which are formulas over many rows: only the paths are looked at. */
  const inTree = (text: string, object: string): string | null => {
    const read = parse(text)
    return 'tree' in read
      ? pathsOf(read.tree).reduce<string | null>(
          (found, path) => found ?? alongPath(path, object),
          null,
        )
      : null
  }
  /** What stands in braces is read on the record, or on one of its rows. */
  const inBraces = (text: string, object: string): string | null => {
    const rows = Object.values(now.objects[object]?.fields ?? {}).flatMap((field) =>
      field.kind === 'lines' ? [field.object] : [],
    )
    for (const part of bracesOf(text))
      if (typeof part !== 'string')
        for (const of of [object, ...rows]) {
          const found = inFormula(part.formula, of)
          if (found) return found
        }
    return null
  }

  const walk = (value: unknown, path: readonly string[], object: string | null): void => {
    if (value === null || value === undefined) return
    const key = [...path].reverse().find((step) => !/^\d+$/.test(step)) ?? ''
    if (typeof value === 'string') {
      const of = meets(key, value, object, path)
      if (of)
        uses.push({
          path: path.join('.'),
          place: placeOfUse(model, path),
          of,
          what: placeWords(now, of.split('.')),
          remove: removal(model, path),
        })
      return
    }
    if (Array.isArray(value))
      return value.forEach((one, i) => walk(one, [...path, String(i)], object))
    if (!isJsonObject(value)) return
    const own =
      typeof value.object === 'string' && now.objects[value.object] && path[0] !== 'objects'
        ? value.object
        : isJsonObject(value.when) && typeof value.when.object === 'string'
          ? value.when.object
          : object
    for (const [name, one] of Object.entries(value)) {
      // A new record's values are named by the fields of its object.
      if (key === 'set' && own && gone.fields.has(`${own}.${name}`))
        uses.push({
          path: [...path, name].join('.'),
          place: placeWords(model, path),
          of: `objects.${own}.fields.${name}`,
          what: placeWords(now, ['objects', own, 'fields', name]),
          remove: removal(model, [...path, name]),
        })
      walk(one, [...path, name], path.length === 1 && path[0] === 'objects' ? name : own)
    }
  }
  for (const [root, value] of Object.entries(model))
    if (isJsonObject(value)) walk(value, [root], null)
  return uses
}

const placeOfItem = (item: string): string => {
  const [kind = '', name] = item.split('/')
  const map = Object.entries(shownMaps).find(([, one]) => one === kind)?.[0]
  return map && name ? `${map}.${name}` : `objects.${item}`
}

const pathsOf = (tree: Tree): readonly (readonly string[])[] =>
  tree.node === 'path'
    ? [tree.path]
    : tree.node === 'list'
      ? tree.items.flatMap(pathsOf)
      : tree.node === 'call'
        ? tree.args.flatMap(pathsOf)
        : []

const isIndex = (step: string): boolean => /^\d+$/.test(step)

/** The same without what stands at the path: a line of a list, or a property. */
function without(whole: unknown, [step = '', ...rest]: readonly string[]): unknown {
  if (Array.isArray(whole))
    return rest.length
      ? whole.map((one: unknown, i) => (String(i) === step ? without(one, rest) : one))
      : whole.filter((_, i) => String(i) !== step)
  const { [step]: inner, ...others } = whole as Json
  return rest.length ? { ...(whole as Json), [step]: without(inner, rest) } : others
}

/** Where the use stands; of a form, in which section. */
function placeOfUse(model: Json, path: readonly string[]): Words {
  const [map, object = '', part, at = ''] = path
  if (map !== 'objects' || part !== 'form')
    return placeWords(
      model,
      path.filter((step) => !isIndex(step)),
    )
  const objects = model.objects as Readonly<Record<string, { form?: readonly unknown[] }>>
  const place = placeWords(model, path.slice(0, 3))
  const section = labelOf(objects[object]?.form?.[Number(at)], at)
  return { zh: `${place.zh}「${section.zh}」`, en: `${place.en} “${section.en}”` }
}

/** The change that takes the use away: its line of a list, its condition, or the thing that can't be without it. */
function removal(model: Json, path: readonly string[]): ModelUse['remove'] {
  // What a paper says, and the last measure of a report, nobody takes away unread.
  if (path[0] === 'documents' && path[2] !== 'object') return null
  if (path[0] === 'reports' && path[2] === 'measures') {
    const { measures } = (model.reports as Record<string, { measures: Json }>)[path[1]!]!
    if (Object.values(living(measures)).length < 2) return null
  }
  const index = path.findIndex(isIndex)
  if (index > 0) {
    // A right that loses its rule would hold for every row: that is for a person to decide.
    if (path[index - 1] === 'allow' && path.at(-1) === 'rule') return null
    const list = path
      .slice(0, index)
      .reduce<unknown>(
        (map, step) => (isJsonObject(map) ? map[step] : undefined),
        model,
      ) as unknown[]
    // In lists: the innermost line, whatever it says besides, unless it can do without what it says.
    const inner = path.findLastIndex(isIndex)
    const alone = inner + 2 === path.length && optional.has(path.at(-1)!)
    const rest = without(list, path.slice(index, alone ? path.length : inner + 1)) as unknown[]
    if (rest.length === 0 && path[index - 1] === 'from')
      return { path: path.slice(0, index - 1), value: null }
    return {
      path: path.slice(0, index),
      value: rest.length || path[index - 1] === 'allow' ? rest : null,
    }
  }
  const last = path.at(-1)!
  if (path[0] === 'reports' && path[2] === 'period') return { path: path.slice(0, 3), value: null }
  if (optional.has(last) && path.at(-2) !== 'when') return { path: [...path], value: null }
  for (let i = path.length - 1; i > 0; i--)
    if (namedMaps.has(path[i - 1]!)) return { path: path.slice(0, i + 1), value: null }
  return null
}

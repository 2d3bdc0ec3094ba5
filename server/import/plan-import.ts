// May this person import these columns into that object, and how is each of them read?
import type { App, AppObject } from '#kernel/app.ts'
import { Problems, refuse } from '#kernel/error.ts'
import { type FieldDef, targetOf } from '#kernel/field.ts'
import type { Reading, Target } from '#kernel/import/convert.ts'
import { unitPlaces } from '#kernel/import/header-unit.ts'
import { goalField, type Mapping, readMapping } from '#kernel/import/mapping.ts'
import { isAdmin, type Who } from '#kernel/permission.ts'
import { seen } from '#kernel/query/plan.ts'
import { permit, type View, type ViewObject } from '#kernel/query/view.ts'
import type { Writer } from '#kernel/record/read-input.ts'
import { mayRun } from '#server/records/act.ts'
import { type Company, systemWho } from '#server/world/world.ts'

export interface ImportColumn {
  readonly header: string
  /** Place in the row. */
  readonly at: number
  readonly name: string
  readonly field: FieldDef
  readonly target: Target
  /** The object that the cell names a record of, for references and people. */
  readonly refers: string | null
  /** It says when the record came into this stage. */
  readonly stage: string | null
}

export interface ImportPlan {
  readonly object: AppObject
  readonly headers: readonly string[]
  readonly mapping: Mapping
  readonly columns: readonly ImportColumn[]
  /** The columns by which a row finds its record, the one named by the mapping first; none = rows only create. */
  readonly keys: readonly ImportColumn[]
  /** Places in the row that decide whether it is meant. */
  readonly only: readonly { readonly at: number; readonly words: readonly string[] }[]
  readonly writer: Writer
  readonly reading: Reading
  /** The company's own currency: that of amounts of which nothing says another. */
  readonly home: string
  /** References whose unknown names become records. */
  readonly creates: ReadonlySet<string>
  /** Rows of a child object go in through their parent: under its field, by their reference to it. */
  readonly parent: { readonly object: string; readonly field: string; readonly by: string } | null
}

const kept = new Set(['id', 'version', 'created_by', 'updated_by', 'updated_at', 'position'])

/** The mapping, sound and permitted, against the fields as they are now. Refuses with every problem at once. */
export function planImport(
  app: App,
  who: Who,
  object: string,
  given: unknown,
  headers: readonly string[],
  company: Pick<Company, 'zone' | 'currency'>,
): ImportPlan {
  const plan = soundMapping(app, who, object, given, headers)
  const { view, mapping } = plan
  const columns = headers.flatMap((header, at): ImportColumn[] => {
    const name = goalField(Object.hasOwn(mapping.columns, header) ? mapping.columns[header] : null)
    const field = name === undefined ? undefined : view.object.fields[name]
    const goal = mapping.columns[header]
    const stage = typeof goal === 'object' ? (goal?.stage ?? null) : null
    return name === undefined || !field
      ? []
      : [columnOf(view.object, header, at, name, field, mapping, stage)]
  })
  return {
    object: view.object,
    headers,
    mapping,
    columns,
    keys: keysOf(view.object, columns, mapping),
    only: Object.entries(mapping.only ?? {}).map(([header, words]) => ({
      at: headers.indexOf(header),
      words,
    })),
    writer: mapping.history ? 'history' : 'person',
    reading: {
      zone: mapping.zone ?? company.zone,
      ...(mapping.dates && { dates: mapping.dates }),
      ...(mapping.decimal && { decimal: mapping.decimal }),
      ...(mapping.percent === 'fraction' && { fractions: true }),
      ...(mapping.empty && { empty: mapping.empty }),
    },
    home: company.currency,
    creates: new Set(mapping.create_missing ?? []),
    parent: parentOf(app, view.object),
  }
}

/** A record that is known by several values together is found by all of them that the file has. */
function keysOf(
  object: AppObject,
  columns: readonly ImportColumn[],
  mapping: Mapping,
): ImportColumn[] {
  const key = columns.find((one) => one.name === mapping.key)
  if (!key) return []
  const together = object.known_by?.fields[0] === key.name ? object.known_by.fields : []
  return [key, ...columns.filter((one) => one !== key && together.includes(one.name))]
}

/** Where the rows of a child object lie in their parent. */
function parentOf(app: App, object: AppObject): ImportPlan['parent'] {
  const by = object.parent
  const above = by === undefined ? undefined : object.fields[by]
  if (by === undefined || above?.kind !== 'ref') return null
  const found = Object.entries(app.objects[above.object]?.children ?? {}).find(
    ([, field]) => field.object === object.name && field.by === by,
  )
  return found ? { object: above.object, field: found[0], by } : null
}

/** Checks the mapping before its new fields are there. */
export function soundMapping(
  app: App,
  who: Who,
  object: string,
  given: unknown,
  headers: readonly string[],
): { view: ViewObject; mapping: Mapping } {
  const { view } = mayImport(app, who, object)
  const mapping = readMapping(given, view.fields, headers)
  const problems = new Problems()
  if (mapping.history && !isAdmin(who))
    refuse('not-allowed', { deed: { zh: '导入历史', en: 'import history' } })
  for (const [header, goal] of Object.entries(mapping.columns)) {
    const name = goalField(goal)
    const field = name === undefined ? undefined : view.fields[name]
    if (name === undefined || (!field && typeof goal === 'object')) continue
    if (!field || !mayWrite(view, name, field, mapping))
      problems.add(`columns.${header}`, 'read-only')
    const stage = typeof goal === 'object' ? goal?.stage : undefined
    if (stage !== undefined && !view.object.lifecycle?.stages[stage])
      problems.add(`columns.${header}.stage`, 'not-a-choice', { value: stage.slice(0, 60) })
  }
  problems.done()
  const adds = Object.values(mapping.columns).some(
    (goal) => typeof goal === 'object' && goal?.new && !view.object.fields[goal.field],
  )
  if (adds && !isAdmin(who)) refuse('not-allowed', { deed: { zh: '添加字段', en: 'add fields' } })
  return { view, mapping }
}

/** Refuses who may not bring rows into the object at all. */
export function mayImport(app: App, who: Who, object: string): { view: ViewObject } {
  const view = permit(app, who)
  const { object: def } = seen(view, object)
  const own = view.objects[object]!
  if (!may(app, view, def))
    refuse('not-allowed', { deed: { zh: '导入', en: 'import' }, object: def.label })
  return { view: own }
}

/** Is there anybody who may? */
export const isImported = (app: App, object: AppObject): boolean =>
  may(app, permit(app, systemWho), object)

/** Child rows come in by who may bring in their parents, what only actions write by who may run the action. */
function may(app: App, view: View, object: AppObject): boolean {
  const own = view.objects[object.name]
  if (!own || (object.append_only && !object.arrives)) return false
  if (object.parent) {
    const parent = parentOf(app, object)
    return own.parent !== null && parent !== null && may(app, view, app.objects[parent.object]!)
  }
  if (object.by_actions_only || object.append_only) {
    const on = object.arrives ? object.fields[object.arrives.on] : undefined
    const action =
      on?.kind === 'ref' ? app.objects[on.object]?.actions[object.arrives!.action] : undefined
    return action !== undefined && mayRun(view.who, action)
  }
  return (
    own.right('import') !== 'none' ||
    (own.right('create') !== 'none' && own.right('change') !== 'none')
  )
}

function mayWrite(view: ViewObject, name: string, field: FieldDef, mapping: Mapping): boolean {
  if (['formula', 'rollup', 'lines', 'file', 'image'].includes(field.kind)) return false
  if (name === 'id') return mapping.key === 'id'
  // Amounts of a line follow from quantity and price; what a file says of them would be lost without a word.
  if (view.object.parent && field.read_only && field.kind === 'money') return false
  if (mapping.history) return !kept.has(name)
  return view.writable(name)
}

function columnOf(
  object: AppObject,
  header: string,
  at: number,
  name: string,
  field: FieldDef,
  mapping: Mapping,
  stage: string | null,
): ImportColumn {
  const values =
    mapping.values && Object.hasOwn(mapping.values, name) ? mapping.values[name] : undefined
  return {
    header,
    at,
    name,
    field,
    stage,
    target: {
      path: header,
      field,
      ...(values && { values }),
      ...(object.lifecycle && { stages: object.lifecycle.stages }),
      places: unitPlaces(header, field),
    },
    refers: name === 'id' ? null : targetOf(field),
  }
}

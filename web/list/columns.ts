// What must be asked so that the columns can be drawn, and which fields can be columns at all?
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import { type FieldDef, targetOf } from '#kernel/field.ts'
import { fieldAt, titlePath } from '#web/meta.ts'
import { isRight, partsOf } from '#web/fields/registry.ts'

export interface Column {
  readonly path: string
  readonly field: FieldDef
  /** The object to which the field at the end of the path belongs. */
  readonly object: MetaObject
  readonly label: string
  readonly right: boolean
  readonly width: number
}

/** The columns that still exist; a field that was retired or may not be read is left out. */
export const columnsOf = (meta: Meta, object: MetaObject, paths: readonly string[]): Column[] =>
  paths.flatMap((path) => {
    const found = fieldAt(meta, object.name, path)
    if (!found) return []
    const title = path === object.title && found.field.kind !== 'auto_number'
    const width = partsOf(found.field).width
    return [
      {
        path,
        field: found.field,
        object: found.object,
        label: found.label,
        right: isRight(found.field),
        width: title ? Math.max(200, width) : width,
      },
    ]
  })

/** Everything that a list asks for: the columns, the titles of references, currencies, what actions need. */
export function selectOf(meta: Meta, object: MetaObject, columns: readonly Column[]): string[] {
  const wanted = new Set(['id', 'version', object.title])
  for (const name of ['number', 'stage', 'stage_since', 'owner'])
    if (object.fields[name]) wanted.add(name)
  for (const { path, field } of columns) {
    wanted.add(path)
    const title = titlePath(meta, path, field)
    if (title) wanted.add(title)
    const currency = field.kind === 'money' ? (field.currency ?? 'currency') : 'currency'
    if (
      (field.kind === 'money' || 'gives' in field) &&
      object.fields[currency] &&
      !path.includes('.')
    )
      wanted.add(currency)
  }
  if (wanted.has('owner')) {
    const title = object.fields.owner && titlePath(meta, 'owner', object.fields.owner)
    if (title) wanted.add(title)
  }
  return [...wanted]
}

export interface FieldChoice {
  readonly path: string
  readonly label: string
  readonly field: FieldDef
}

/** Fields of the object and, one step on, of what it refers to. */
export function fieldChoices(
  meta: Meta,
  object: MetaObject,
  fits: (field: FieldDef) => boolean,
): FieldChoice[] {
  const own = Object.keys(object.fields)
  const further = own.flatMap((name) => {
    const field = object.fields[name]
    // A record's id leads to itself: nobody means that.
    const target = field && name !== 'id' ? targetOf(field) : null
    const other = target ? meta.objects[target] : undefined
    return other
      ? Object.keys(other.fields)
          .filter((inner) => !hidden.has(inner))
          .map((inner) => `${name}.${inner}`)
      : []
  })
  return [...own, ...further].flatMap((path) => {
    const found = fieldAt(meta, object.name, path)
    return found && fits(found.field) ? [{ path, label: found.label, field: found.field }] : []
  })
}

/** What every record has and seldom interests beyond its own list. */
const hidden = new Set([
  'id',
  'version',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'external_id',
])

/** Can a person write this in the grid? Long and many-parted things need the record's page. */
const unfit = new Set([
  'lines',
  'formula',
  'rollup',
  'auto_number',
  'stage',
  'file',
  'image',
  'address',
  'rich_text',
])
export const isEditable = (object: MetaObject, path: string): boolean => {
  const field = object.fields[path]
  return Boolean(
    field &&
    !field.read_only &&
    !unfit.has(field.kind) &&
    !system.has(path) &&
    !object.by_actions_only &&
    object.deeds.includes('change'),
  )
}
const system = new Set([
  'id',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'version',
  'number',
])

// In which order do the fields of a record stand? Key facts first, then section by section, then the rest.
import type { MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import type { Words } from '#kernel/error.ts'
import type { Values } from '#kernel/object.ts'
import { placed } from '#kernel/view/form.ts'
import type { PlacedSection } from '#kernel/view/form.ts'
import { madeKinds } from '#kernel/field.ts'
import { may } from '#web/meta.ts'

export interface Section extends Omit<PlacedSection, 'label' | 'at'> {
  /** `key` and `rest` are ours; all others are places in the form of the model. */
  readonly name: string
  readonly label: Words | null
}

/** Told elsewhere on the page: in the heading, the path, the line at the end. */
const elsewhere = new Set([
  'id',
  'version',
  'position',
  'stage',
  'stage_since',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'external_id',
  // The link at what it is about leads there; nobody reads an id.
  'record_id',
])
const filled = (value: unknown): boolean =>
  value !== null &&
  value !== undefined &&
  value !== '' &&
  !(Array.isArray(value) && value.length === 0)

/** Fields that only the system writes are shown once they have a value. */
export function sectionsOf(
  object: MetaObject,
  row: Values,
  shown: (name: string) => boolean = () => true,
): Section[] {
  const key = (object.key_fields ?? []).filter((name) => object.fields[name])
  const taken = new Set([...elsewhere, ...key, object.title, 'number'])
  const others = Object.entries(object.fields).filter(([name, field]) => {
    if (taken.has(name) || field.kind === 'lines' || !shown(name)) return false
    return !isComputed(field.kind, field.read_only) || filled(row[name])
  })
  const sections = placed(
    object.form,
    others.map(([name]) => name),
  )
  return [
    { name: 'key', label: null, fields: key.filter(shown) },
    ...sections.map(({ at, ...section }) => ({ name: at < 0 ? 'rest' : String(at), ...section })),
  ].filter((section) => section.fields.length)
}

const isComputed = (kind: string, readOnly: boolean | undefined): boolean =>
  Boolean(readOnly) || kind === 'formula' || kind === 'rollup'

/** May this person write the field of this record now? A frozen record leaves some fields open. */
export function isEditable(
  object: MetaObject,
  page: RecordPage | undefined,
  name: string,
): boolean {
  const field = object.fields[name]
  if (!page || !field || field.read_only || madeKinds.has(field.kind) || elsewhere.has(name))
    return false
  if (page.can.change) return true
  const stage = page.stage?.name ?? ''
  return Boolean(
    object.frozen?.stages.includes(stage) &&
    object.frozen.except.includes(name) &&
    !object.frozen.acts_only?.includes(name) &&
    may(object, 'change'),
  )
}

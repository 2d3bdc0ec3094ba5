// Which fields does every record have, whatever its object?
import type { FieldDef } from './field.ts'
import type { ObjectDef } from './object.ts'

/** The fields that the kernel adds, in front of the object's own. */
export function systemFields(name: string, def: ObjectDef): Record<string, FieldDef> {
  const fields: Record<string, FieldDef> = {
    id: { kind: 'ref', object: name, label: { zh: 'ID', en: 'ID' }, read_only: true },
  }
  if (def.lifecycle) {
    fields.stage = {
      kind: 'stage',
      label: { zh: '阶段', en: 'Stage' },
      read_only: true,
      index: true,
    }
    fields.stage_since = {
      kind: 'datetime',
      label: { zh: '进入阶段时间', en: 'In stage since' },
      read_only: true,
    }
  }
  if (def.parent)
    fields.position = { kind: 'integer', label: { zh: '序号', en: 'Position' }, read_only: true }
  return fields
}

/** The fields that stand at the end of every record. */
export const closingFields: Record<string, FieldDef> = {
  owner: { kind: 'person', label: { zh: '负责人', en: 'Owner' } },
  external_id: {
    kind: 'text',
    label: { zh: '外部编号', en: 'External id' },
    max: 200,
    unique: true,
  },
  created_at: {
    kind: 'datetime',
    label: { zh: '创建时间', en: 'Created' },
    read_only: true,
    index: true,
  },
  created_by: { kind: 'person', label: { zh: '创建人', en: 'Created by' }, read_only: true },
  updated_at: { kind: 'datetime', label: { zh: '更新时间', en: 'Updated' }, read_only: true },
  updated_by: { kind: 'person', label: { zh: '更新人', en: 'Updated by' }, read_only: true },
  version: { kind: 'integer', label: { zh: '版本', en: 'Version' }, read_only: true },
}

/** What every row of another record has beside what it says. */
export const rowSystemFields: ReadonlySet<string> = new Set([
  'id',
  'position',
  ...Object.keys(closingFields),
])

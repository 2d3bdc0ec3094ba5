// Which columns has a grid of the record's own rows, and what of a row may be written?
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import type { FieldDef } from '#kernel/field.ts'
import type { Row, Values } from '#kernel/object.ts'
import { rowSystemFields } from '#kernel/system-fields.ts'
import { titlePath } from '#web/meta.ts'

export type Column = readonly [name: string, field: FieldDef]

/** Columns in the order of the model; those that hold nothing anywhere are left out when only read. */
export function columnsOf(
  meta: Meta,
  child: MetaObject,
  by: string,
  rows: readonly Values[],
  writing: boolean,
): Column[] {
  return Object.entries(child.fields).filter(([name, field]) => {
    if (rowSystemFields.has(name) || name === by || field.kind === 'lines') return false
    // The row of another document that it was copied from says nothing new.
    if (
      field.kind === 'ref' &&
      (!writing || field.read_only || field.object === child.name) &&
      meta.objects[field.object]?.parent &&
      !meta.objects[field.object]?.lifecycle
    )
      return false
    // What it is worth in the company's own currency says nothing new of a document in that very currency.
    const own = /^base_(.+)$/.exec(name)?.[1]
    if (own && rows.every((row) => row[own] !== undefined && row[name] === row[own])) return false
    if (field.quiet && (field.read_only || !writing)) return false
    if (writing) return true
    // Which rows stand under another is seen of them.
    if (name === child.row_under) return false
    // Nor does what is called like the record that it is of, nor a "no" in each of them.
    return (
      rows.some((row) => !saysNothing(row[name])) &&
      !(isText(field) && rows.every((row) => isTitle(meta, child, row, row[name])))
    )
  })
}

const saysNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === false

const isText = ({ kind }: FieldDef): boolean => kind === 'text' || kind === 'long_text'

/** Does a reference of the row say this already? */
const isTitle = (meta: Meta, child: MetaObject, row: Values, value: unknown): boolean =>
  Object.entries(child.fields).some(([name, field]) => {
    const path = field.kind === 'ref' ? titlePath(meta, name, field) : undefined
    return path !== undefined && row[path] === value
  })

/** What a person may send back of a row: its id, and the fields that are theirs to fill. */
export const writable = (child: MetaObject, row: Values): Values =>
  Object.fromEntries(
    Object.entries(row).filter(
      ([name]) =>
        name === 'id' ||
        (child.fields[name] && !child.fields[name].read_only && !rowSystemFields.has(name)),
    ),
  )

/** Rows that others removed are written as new ones. */
export function alive(rows: readonly Values[], theirs: unknown): Values[] {
  const ids = new Set(Array.isArray(theirs) ? theirs.map((row: Row) => row.id) : [])
  return rows.map(({ id, ...row }) =>
    typeof id === 'string' && ids.has(id) ? { id, ...row } : row,
  )
}

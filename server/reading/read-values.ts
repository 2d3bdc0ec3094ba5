// What do the formulas of a template say of a record, or of each of its rows? One statement for all of them.
import type { App } from '#kernel/app.ts'
import { type FieldDef, targetOf } from '#kernel/field.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { check, type Checked } from '#kernel/formula/check.ts'
import type { Scope } from '#kernel/formula/type.ts'
import { isAdmin, type Who } from '#kernel/permission.ts'
import { systemRows } from '#kernel/query/system-rows.ts'
import { type Sql, sql } from '#kernel/sql.ts'
import type { Circumstances } from '#kernel/formula/to-sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { formulasJson } from './formula-json.ts'

/** Who prints, from what. */
export interface Reading {
  readonly asks: Asks
  readonly app: App
  readonly who: Who
  readonly at: Circumstances
}

/** A value as JSON, and the field it is of where the formula is nothing but a path. */
export interface Said {
  readonly value: unknown
  readonly field: FieldDef | null
}

/** What each formula says. */
export type Values = ReadonlyMap<string, Said>

/**
 * What a paper may name. Whoever may read a record may print it, with the names it refers to; a field that their roles
 * may not read stays empty on paper too, wherever a path reaches it.
 */
function paperScope({ app, who }: Reading, object: string): Scope {
  const roles = new Set([...who.roles, '*'])
  const fieldOf = (of: string, name: string): FieldDef | undefined => {
    const fields = app.objects[of]?.fields
    const field = fields && Object.hasOwn(fields, name) ? fields[name] : undefined
    return field && (isAdmin(who) || !field.read || field.read.some((role) => roles.has(role)))
      ? field
      : undefined
  }
  return {
    object,
    field: (of, name) => {
      const field = fieldOf(of, name)
      return field && kindOf(field).type(field as never)
    },
    names: () => [],
  }
}

/** The field at the end of a formula that is a bare path. */
function fieldAt(app: App, checked: Checked): FieldDef | null {
  if (checked.node.node !== 'path') return null
  let object: string | null = checked.object
  let field: FieldDef | undefined
  for (const step of checked.node.full) {
    field = object ? app.objects[object]?.fields[step] : undefined
    object = field ? targetOf(field) : null
  }
  return field ?? null
}

/** A record is told by its title, unless it is its id that is asked for. */
function checkedFor(reading: Reading, object: string, formula: string): Checked | null {
  const answer = check(formula, paperScope(reading, object))
  if (!('checked' in answer)) return null
  if (/(^|\.)id\s*$/.test(formula)) return answer.checked
  const field = fieldAt(reading.app, answer.checked)
  // An id is asked for as such, as in the picture that a camera reads.
  const isId = answer.checked.node.node === 'path' && answer.checked.node.full.at(-1) === 'id'
  const target = isId ? null : field && targetOf(field)
  const title = target && reading.app.objects[target]?.title
  if (!title) return answer.checked
  const titled = check(`${formula}.${title}`, paperScope(reading, object))
  return 'checked' in titled ? titled.checked : null
}

/**
 * Reads the formulas on the living rows of `object` for which `where` (on the alias `t`) holds, in their order. A formula
 * that names what may not be read is empty.
 */
export async function readValues(
  reading: Reading,
  object: string,
  where: Sql,
  formulas: Iterable<string>,
): Promise<Values[]> {
  const { app, at, asks } = reading
  const asked = [...new Set(formulas)].map((formula) => ({
    formula,
    checked: checkedFor(reading, object, formula),
  }))
  const living = systemRows(app, object, at)
  const list = formulasJson(
    living,
    asked.map((one) => one.checked),
  )
  const order = app.objects[object]!.fields.position ? sql`t.position, t.id` : sql`t.id`
  const rows = await asks.query<{
    list: unknown[]
  }>(sql`select ${list} as list from ${living.from()}
    where t.removed_at is null and ${where} order by ${order} limit 5000`)
  return rows.map(
    (row) =>
      new Map(
        asked.map(({ formula, checked }, i) => [
          formula,
          { value: row.list[i] ?? null, field: checked && fieldAt(app, checked) },
        ]),
      ),
  )
}

// What of a gate is there and what is missing? Asked of the row in SQL, line by line.
import type { GateLine } from '#kernel/api/record-page.ts'
import type { AppObject } from '#kernel/app.ts'
import { fullScope } from '#kernel/formula-in.ts'
import type { Words } from '#kernel/error.ts'
import { invariant } from '#kernel/invariant.ts'
import { check } from '#kernel/formula/check.ts'
import type { Gate } from '#kernel/lifecycle/lifecycle.ts'
import { living } from '#kernel/merge.ts'
import { systemRows } from '#kernel/query/system-rows.ts'
import { join, sql } from '#kernel/sql.ts'
import type { Doing } from '#server/world/world.ts'

/** Does this line keep a record from going on? */
export const isInTheWay = (line: GateLine): boolean => !line.ok && !line.advice

/** The checklist of a gate for a record: required fields, then checks, each with what is missing. */
export async function checklist(
  doing: Doing,
  object: AppObject,
  id: string,
  gate: Gate | undefined,
): Promise<GateLine[]> {
  const required = gate?.require ?? []
  const checks = Object.values(living(gate?.checks))
  if (required.length + checks.length === 0) return []
  const rows = systemRows(doing.app, object.name, doing.at)
  const formulas = [
    ...required.map((field) => `${field} is not empty`),
    ...checks.map((one) => one.if),
  ].map((text) => {
    const answer = check(text, fullScope(doing.app.objects, object.name), { type: 'boolean' })
    invariant('checked' in answer, `the gate of ${object.name} was checked when the App was made`)
    return sql`coalesce(${rows.holds(answer.checked)}, false)`
  })
  const [row] = await doing.tx.query<{ met: boolean[] }>(
    sql`select array[${join(formulas, ', ')}] as met from ${rows.from()} where t.id = ${id}::uuid`,
  )
  const met = row?.met ?? []
  const fields = required.map((field, i): GateLine => {
    const label = labelOf(doing, object, field)
    return {
      says: { zh: `填写${label.zh}`, en: `Fill in ${label.en}` },
      ok: met[i] ?? false,
      giver: null,
      field: field.split('.')[0]!,
      advice: false,
    }
  })
  return [
    ...fields,
    ...checks.map((one, i): GateLine => ({
      says: one.says,
      ok: met[required.length + i] ?? false,
      giver: one.giver ?? null,
      field: null,
      advice: one.advice === true,
    })),
  ]
}

function labelOf(doing: Doing, object: AppObject, path: string): Words {
  const field = object.fields[path.split('.')[0]!]
  return field?.label ?? doing.app.objects[path]?.label ?? { zh: path, en: path }
}

/** Is the formula true of the record? Absent = yes. */
export async function holds(
  doing: Doing,
  object: string,
  id: string,
  formula: string | undefined,
): Promise<boolean> {
  if (formula === undefined) return true
  const [line] = await checklist(doing, doing.app.objects[object]!, id, {
    checks: { it: { if: formula, says: nameless } },
  })
  return line?.ok ?? false
}
const nameless: Words = { zh: '', en: '' }

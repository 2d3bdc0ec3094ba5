// Is a formula of the form true for what stands in it now? The same checker as the server's.
import type { Meta } from '#kernel/api.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { check } from '#kernel/formula/check.ts'
import type { Scope } from '#kernel/formula/type.ts'
import { toValue } from '#kernel/formula/to-value.ts'
import type { ValueScope } from '#kernel/formula/to-value.ts'
import type { Values } from '#kernel/object.ts'

/** What formulas may name: the model as the caller knows it. */
const scopeOf = (meta: Meta, object: string): Scope => ({
  object,
  field: (of, name) => {
    const field = meta.objects[of]?.fields[name]
    return field && kindOf(field).type(field as never)
  },
  names: (of) => Object.keys(meta.objects[of]?.fields ?? {}),
})

/** A path through a reference is the value beside it (`account.name`), if it was asked for. */
const valuesOf = (row: Values): ValueScope => ({
  value: (path) => row[path.join('.')] ?? null,
  rows: (path) =>
    Array.isArray(row[path[0] ?? '']) ? (row[path[0] ?? ''] as Values[]).map(valuesOf) : [],
})

/** True, false, or null where the formula reads what the caller may not know. */
export function holds(meta: Meta, object: string, formula: string, row: Values): boolean | null {
  const answer = check(formula, scopeOf(meta, object), { type: 'boolean' })
  if (!('checked' in answer)) return null
  const { who, company } = meta
  const value = toValue(answer.checked, valuesOf(row), {
    now: new Date(),
    zone: company.zone,
    me: who.id,
    people: [who.id],
    teams: who.team ? [who.team] : [],
    team: who.team,
  })
  return value === true
}

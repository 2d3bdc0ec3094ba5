// Is a formula of a form (`shown_if`, `required_if`) true of what is typed so far? Asked in the browser, for an instant answer.
import type { Meta } from '#kernel/api/meta.ts'
import type { FieldDef } from '#kernel/field.ts'
import { check } from '#kernel/formula/check.ts'
import { toValue } from '#kernel/formula/to-value.ts'
import type { ValueScope } from '#kernel/formula/to-value.ts'
import type { Scope, Type } from '#kernel/formula/type.ts'
import type { Values } from '#kernel/object.ts'
import { say } from '#web/words.ts'

const scalar = (type: 'text' | 'number' | 'boolean' | 'date' | 'datetime'): Type => ({ type })

function typeOf(field: FieldDef): Type {
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percent':
      return scalar('number')
    case 'yes_no':
      return scalar('boolean')
    case 'date':
    case 'datetime':
      return scalar(field.kind)
    case 'ref':
      return { type: 'ref', object: field.object }
    case 'person':
    case 'team':
      return { type: 'ref', object: field.kind }
    case 'multi_choice':
      return { type: 'list', of: scalar('text') }
    case 'lines':
      return { type: 'rows', object: field.object }
    case 'formula':
    case 'rollup':
      return scalar(gives[field.gives ?? 'decimal'] ?? 'number')
    default:
      return scalar('text')
  }
}
const gives: Readonly<Record<string, 'text' | 'boolean' | 'date' | 'datetime'>> = {
  text: 'text',
  yes_no: 'boolean',
  date: 'date',
  datetime: 'datetime',
}

const scopeOf = (meta: Meta, object: string): Scope => ({
  object,
  field: (owner, name) => {
    const field = meta.objects[owner]?.fields[name]
    return field && typeOf(field)
  },
  names: (owner) => Object.keys(meta.objects[owner]?.fields ?? {}),
})

const valuesScope = (values: Values): ValueScope => ({
  value: (path) => values[path.join('.')] ?? null,
  rows: (path) => {
    const rows = values[path.join('.')]
    return Array.isArray(rows) ? rows.map((row: Values) => valuesScope(row)) : []
  },
})

/** True only if the formula is; one that cannot be read or needs other records hides nothing, so it counts as `otherwise`. */
export function holds(
  meta: Meta,
  object: string,
  formula: string,
  values: Values,
  otherwise: boolean,
): boolean {
  const read = check(formula, scopeOf(meta, object), { type: 'boolean' })
  if ('problems' in read) return otherwise
  const at = {
    now: new Date(),
    zone: meta.company.zone,
    me: meta.who.id,
    people: [meta.who.id],
    teams: meta.who.team ? [meta.who.team] : [],
    team: meta.who.team,
    roles: meta.who.roles,
    currency: meta.company.currency,
    language: meta.company.language,
    calendar: meta.company.calendar,
  }
  return toValue(read.checked, valuesScope(values), at) === true
}

/** What the field says of a value that may be wrong. */
export const doubtOf = (
  meta: Meta,
  object: string,
  field: FieldDef,
  values: Values,
): string | undefined =>
  field.doubt && holds(meta, object, field.doubt.if, values, false)
    ? say(field.doubt.says)
    : undefined

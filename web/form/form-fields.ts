// Which fields does a form ask for, in which sections, and with what in them at first?
import { isBlank } from '#kernel/blank.ts'
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import { parse } from '#kernel/formula/parse.ts'
import type { Tree } from '#kernel/formula/tree.ts'
import type { Values } from '#kernel/object.ts'
import { madeKinds, type FieldDef } from '#kernel/field.ts'

const system = new Set([
  'id',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'version',
  'external_id',
  'stage',
])

export type NamedField = readonly [name: string, field: FieldDef]

/** Everything that a person may fill in; key fields and what is required come first within their section. */
export function formFields(object: MetaObject): NamedField[] {
  const all = Object.entries(object.fields).filter(
    ([name, field]) => !system.has(name) && !madeKinds.has(field.kind) && !field.read_only,
  )
  // What one must fill in comes before what one may; otherwise the order of the model stays.
  return [
    ...all.filter(([, field]) => field.required),
    ...all.filter(([, field]) => !field.required),
  ]
}

/**
 * First values: plain defaults of the model. What is calculated is left to the server.
 * @param record of which an action asks: a default may name one of its fields
 */
export function firstValues(
  meta: Meta,
  fields: readonly NamedField[],
  today: string,
  record: Values = {},
): Values {
  const values: Record<string, unknown> = {}
  for (const [name, field] of fields) {
    const value =
      field.default === undefined
        ? undefined
        : plainDefault(field.default, field, { meta, today, record })
    if (value !== undefined) values[name] = value
  }
  return values
}

interface Known {
  readonly meta: Meta
  readonly today: string
  readonly record: Values
}

function plainDefault(formula: string, field: FieldDef, known: Known): unknown {
  const read = parse(formula)
  return 'tree' in read ? plainValue(read.tree, field, known) : undefined
}

function plainValue(tree: Tree, field: FieldDef, known: Known): unknown {
  const { meta, today, record } = known
  if (tree.node === 'text' || tree.node === 'boolean') return tree.value
  if (tree.node === 'number') return field.kind === 'integer' ? Number(tree.value) : tree.value
  if (tree.node === 'call' && tree.name === 'TODAY' && field.kind === 'date') return today
  if (tree.node === 'call' && tree.name === 'BASE_CURRENCY') return meta.company.currency
  if (tree.node === 'call' && tree.name === 'IN_LANGUAGE')
    return plainValue(tree.args[meta.company.language === 'en' ? 1 : 0]!, field, known)
  if (tree.node === 'call' && tree.name === 'IF') {
    const [test, yes, no] = tree.args
    const holds = plainValue(test!, field, known)
    const one = holds === true ? yes : holds === false ? no : undefined
    return one && plainValue(one, field, known)
  }
  if (tree.node === 'call' && tree.name === '=') {
    const [a, b] = tree.args.map((one) => plainValue(one, field, known))
    return a === undefined || b === undefined ? undefined : a === b
  }
  if (tree.node === 'path' && tree.path.join('.') === 'me') return meta.who.id
  if (tree.node === 'path') return record[tree.path.join('.')] ?? undefined
  return undefined
}

/** The values as they are sent: nothing empty, nothing that starts with or ends in blanks. */
export const sentValues = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      isBlank(value) ? [] : [[name, typeof value === 'string' ? value.trim() : value]],
    ),
  )

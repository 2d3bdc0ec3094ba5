// Which object do the columns of a file make, and by which mapping do its rows go in?
import type { TableShape } from '#kernel/api.ts'
import type { Words } from '#kernel/error.ts'
import type { Mapping, NewKind } from '#kernel/import/mapping.ts'
import { freeName } from './draft.ts'
import { systemNames } from './kind-help.ts'
import { nameFor } from './pinyin-name.ts'

/** What a person has said of one column. `ref:account` refers to records of another object. */
export interface ColumnWish {
  readonly column: string
  readonly label: string
  readonly kind: NewKind | `ref:${string}`
  readonly used: boolean
  readonly required: boolean
  readonly choices: readonly string[]
}

/** The first wish for each column: as guessed, or a reference where the head is the name of another object. */
export function firstWishes(
  shape: TableShape,
  objects: Readonly<Record<string, { readonly label: Words }>>,
): ColumnWish[] {
  return shape.columns.map(({ name, kind, choices, filled }) => {
    const bare = name.trim().toLowerCase()
    const target = Object.entries(objects).find(([key, { label }]) =>
      [key, label.zh, label.en].some((one) => one.toLowerCase() === bare),
    )?.[0]
    const refers = target !== undefined && (kind === 'text' || kind === 'choice')
    return {
      column: name,
      label: name.trim(),
      kind: refers ? (`ref:${target}` as const) : kind,
      used: true,
      required: filled && kind === 'text' && !refers,
      choices: choices ?? [],
    }
  })
}

/** The columns that may name a record to people. */
export const titleColumns = (wishes: readonly ColumnWish[]): ColumnWish[] =>
  wishes.filter((one) => one.used && (one.kind === 'text' || one.kind === 'long_text'))

/** Fields by name, and where each column goes. */
export function fieldsOf(wishes: readonly ColumnWish[]): {
  fields: Record<string, Record<string, unknown>>
  names: ReadonlyMap<string, string>
} {
  const fields: Record<string, Record<string, unknown>> = {}
  const names = new Map<string, string>()
  const taken: Record<string, unknown> = Object.fromEntries(
    [...systemNames, 'owner'].map((name) => [name, true]),
  )
  for (const wish of wishes) {
    if (!wish.used) continue
    const name = freeName(nameFor(wish.label), taken, 'field')
    taken[name] = true
    names.set(wish.column, name)
    fields[name] = {
      label: { zh: wish.label, en: wish.label },
      ...(wish.required ? { required: true } : {}),
      ...kindOf(wish),
      custom: true,
    }
  }
  return { fields, names }
}

function kindOf({ kind, choices }: ColumnWish): Record<string, unknown> {
  if (kind.startsWith('ref:')) return { kind: 'ref', object: kind.slice(4) }
  if (kind === 'choice' || kind === 'multi_choice') {
    const named: Record<string, unknown> = {}
    for (const label of choices)
      named[freeName(nameFor(label), named, 'choice')] = { label: { zh: label, en: label } }
    return { kind, choices: named }
  }
  return { kind, ...(kind === 'text' ? { search: true } : {}) }
}

/** The whole object; `title` is the column that names a record. */
export function objectOf(
  label: Words,
  area: string,
  wishes: readonly ColumnWish[],
  title: string,
): { def: Record<string, unknown>; mapping: Mapping } {
  const { fields, names } = fieldsOf(wishes)
  const titled = names.get(title) ?? Object.keys(fields)[0]!
  const refers = Object.entries(fields).flatMap(([name, field]) =>
    field.kind === 'ref' ? [name] : [],
  )
  const list = [titled, ...Object.keys(fields).filter((name) => name !== titled)].slice(0, 7)
  return {
    def: {
      label,
      plural: label,
      area,
      icon: 'table',
      title: titled,
      fields,
      list: [...list, 'owner'],
      key_fields: list.slice(1, 6),
      allow: [{ role: '*', deeds: ['read', 'create', 'change', 'remove', 'export', 'import'] }],
      custom: true,
    },
    mapping: {
      columns: Object.fromEntries(
        wishes.map((wish) => [wish.column, names.get(wish.column) ?? null]),
      ),
      ...(refers.length ? { create_missing: refers } : {}),
    },
  }
}

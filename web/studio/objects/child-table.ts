// What is the object that holds the rows of a new child table?
import type { Words } from '#kernel/error.ts'
import { freeName } from '../draft.ts'
import { systemNames } from '../kind-help.ts'
import { nameFor } from '../pinyin-name.ts'
import { amountName } from './table-object.ts'

/** A column as it is likely meant by what it is called; its kind can be changed like that of any field. */
const kindOf = (head: string): Record<string, unknown> =>
  amountName.test(head)
    ? { kind: 'money' }
    : /日期|时间$|\bdate$/i.test(head)
      ? { kind: 'date' }
      : /数量$|件数$|^quantity$/i.test(head)
        ? { kind: 'decimal' }
        : { kind: 'text' }

/** `检查项目、日期、扣款` → the names of columns, each once. */
export const columnsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、，,;；\n]+/)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
]

export interface ChildTable {
  readonly name: string
  readonly def: Record<string, unknown>
}

/** Rows that live and die with the record they belong to, under its rights. Without columns they have one for a name. */
export function childTable(
  parent: { readonly name: string; readonly label: Words },
  label: Words,
  columns: readonly string[],
  objects: Readonly<Record<string, unknown>>,
): ChildTable {
  const name = freeName(
    (nameFor(label.en) || nameFor(label.zh) || 'rows').slice(0, 48),
    objects,
    'rows',
  )
  const taken: Record<string, unknown> = Object.fromEntries(
    [...systemNames, parent.name].map((one) => [one, true]),
  )
  const heads = columns.length ? columns : ['名称']
  const own = heads.map((head): [string, Record<string, unknown>] => {
    const key = freeName(nameFor(head), taken, 'field')
    taken[key] = true
    const words = columns.length ? { zh: head, en: head } : { zh: '名称', en: 'Name' }
    return [key, { ...kindOf(head), label: words, custom: true }]
  })
  // A row is named by its first text, or by whatever comes first.
  const title = (own.find(([, field]) => field['kind'] === 'text') ?? own[0]!)[0]
  return {
    name,
    def: {
      label,
      title,
      parent: parent.name,
      fields: {
        [parent.name]: {
          kind: 'ref',
          object: parent.name,
          label: parent.label,
          required: true,
          custom: true,
        },
        ...Object.fromEntries(own),
      },
      list: own.map(([key]) => key),
      allow: [],
      custom: true,
    },
  }
}

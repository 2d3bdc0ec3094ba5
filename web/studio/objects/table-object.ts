// Which objects do the sheets of a file make, how do they refer to one another, and by which mapping do their rows go in?
import type { SheetShape, TableShape } from '#kernel/api.ts'
import type { Words } from '#kernel/error.ts'
import type { Mapping, NewKind } from '#kernel/import/mapping.ts'
import { closingFields } from '#kernel/system-fields.ts'
import { freeName } from '../draft.ts'
import { systemNames } from '../kind-help.ts'
import { nameFor } from '../pinyin-name.ts'

/**
 * What a column may become: a plain kind, a number of a series, the owner of the record, a record of an object or (`#1`)
 * of another sheet.
 */
export type WishKind = NewKind | 'auto_number' | 'owner' | `ref:${string}`

/** Kinds that name a person. */
export const namesPerson = (kind: WishKind): boolean => kind === 'person' || kind === 'owner'

/** What a person has said of one column. */
export interface ColumnWish {
  readonly column: string
  readonly label: string
  readonly kind: WishKind
  readonly used: boolean
  readonly required: boolean
  readonly choices: readonly string[]
  /** A reference: records that the file names and nobody has are made. */
  readonly creates: boolean
  /** The pattern of an automatic number. */
  readonly series?: string | undefined
}

/** What a person has said of one sheet. */
export interface SheetWish {
  /** Its name in the workbook; null for a file of text. */
  readonly sheet: string | null
  readonly used: boolean
  /** What the object is called; filled in both languages by the time it is made. */
  readonly label: Words
  /** The column that names a record. */
  readonly title: string
  readonly columns: readonly ColumnWish[]
}

type Known = Readonly<Record<string, { readonly label: Words }>>

/** Names that a spreadsheet gives by itself say nothing of what is in it. */
const plainName = /^(sheet|table|tabelle|feuil|工作表|表格?|worksheet)\s*\d*$/i

/** Texts under such a head are the numbers by which people name a record. */
const codeName =
  /(?:编号|编码|代号|代码|工号|单号|货号|车牌号?|序列号)$|\b(?:code|no\.?|number|sku)$/i

/** Numbers under such a head are money. */
export const amountName =
  /金额|费用|价格|单价|总价|价款|货款|租金|押金|定金|保证金|原值|净值|工资|成本|预算|[（(]元[）)]|amount|price|cost|fee$|rent$|deposit|budget|total/

/** The first wish for each sheet: kinds as guessed, references where one names rows of another or an object. */
export function firstWishes(shape: TableShape, objects: Known): SheetWish[] {
  const file = shape.file.replace(/\.\w+$/, '')
  const single = shape.sheets.length === 1
  return shape.sheets.map((sheet) => {
    // The only sheet is called after the file where its own name says nothing, or is that of another object.
    const own =
      sheet.name && !(single && (plainName.test(sheet.name) || isTaken(sheet.name, objects)))
    const name = own ? sheet.name! : file
    const columns = sheet.columns.map((column) => wishOf(column, objects, sheet.columns))
    return {
      sheet: sheet.name,
      // One column beside real tables is rather a note on how to fill them in.
      used: sheet.columns.length > 1 || single,
      label: { zh: name, en: '' },
      title: titleOf(sheet, columns),
      columns,
    }
  })
}

/** Is there an object that people call so? */
export const isTaken = (name: string, objects: Known): boolean =>
  Object.values(objects).some(({ label }) =>
    [label.zh, label.en].some((one) => one.toLowerCase() === name.trim().toLowerCase()),
  )

function wishOf(
  { name, kind, choices, filled, refers, series, people }: SheetShape['columns'][number],
  objects: Known,
  all: SheetShape['columns'],
): ColumnWish {
  const bare = name.trim().toLowerCase()
  const isOwner = (head: string): boolean =>
    Object.values(closingFields.owner!.label).some(
      (one) => one.toLowerCase() === head.trim().toLowerCase(),
    )
  // Every record has an owner: a second field that is called so would only be confused with it.
  const owns = people && all.find((one) => one.people && isOwner(one.name))?.name === name
  const target = Object.entries(objects).find(([key, { label }]) =>
    [key, label.zh, label.en].some((one) => one.toLowerCase() === bare),
  )?.[0]
  const named = kind === 'text' || kind === 'choice'
  const amount = (kind === 'integer' || kind === 'decimal') && amountName.test(bare)
  // The first series numbers the rows; a later one is some other number.
  const numbers = series !== undefined && all.find((one) => one.series)?.name === name
  const wished: WishKind = refers
    ? `ref:#${refers.sheet}`
    : owns
      ? 'owner'
      : people || (named && target === 'person')
        ? 'person'
        : named && target !== undefined
          ? `ref:${target}`
          : numbers
            ? 'auto_number'
            : amount
              ? 'money'
              : kind
  return {
    column: name,
    label: name.trim(),
    kind: wished,
    used: true,
    required: filled && wished === 'text',
    // A head that is called like the object means its records; any other may hold their numbers, too.
    creates: wished === `ref:${target}`,
    choices: choices ?? [],
    series,
  }
}

/** The columns that may name a record to people. */
export const titleColumns = (wishes: readonly ColumnWish[]): ColumnWish[] =>
  wishes.filter((one) => one.used && ['text', 'long_text', 'auto_number'].includes(one.kind))

/** The column that names a record: as chosen, or the first that still can. */
export const titleColumn = (sheet: Pick<SheetWish, 'columns' | 'title'>): string | undefined => {
  const offered = titleColumns(sheet.columns).map((one) => one.column)
  return offered.find((one) => one === sheet.title) ?? offered[0]
}

/** A text that tells the rows apart says most; then any text; then the number. */
function titleOf(sheet: SheetShape, wishes: readonly ColumnWish[]): string {
  const offered = titleColumns(wishes)
  const texts = offered.filter((one) => one.kind !== 'auto_number')
  const distinct = texts.find((wish) =>
    sheet.columns.some((one) => one.name === wish.column && one.distinct && one.filled),
  )
  return (distinct ?? offered[0])?.column ?? ''
}

/** Does it name records that are not in the file? */
const isOutside = (kind: WishKind): boolean =>
  namesPerson(kind) || (kind.startsWith('ref:') && !kind.startsWith('ref:#'))

interface Made {
  readonly fields: Record<string, Record<string, unknown>>
  /** column → field */
  readonly names: ReadonlyMap<string, string>
}

/** Fields by name, and where each column goes. `keys` are the names of the objects that the sheets become. */
function fieldsOf(wishes: readonly ColumnWish[], keys: readonly (string | null)[]): Made {
  const fields: Record<string, Record<string, unknown>> = {}
  const names = new Map<string, string>()
  const taken: Record<string, unknown> = Object.fromEntries(
    [...systemNames, 'owner', 'number'].map((name) => [name, true]),
  )
  // The number of a record is called so everywhere: rows of other files find it by that.
  const used = wishes.filter((one) => one.used)
  const number =
    used.find((one) => one.kind === 'auto_number') ??
    used.find((one) => one.kind === 'text' && codeName.test(one.label.trim()))
  for (const wish of used) {
    if (wish.kind === 'owner') {
      names.set(wish.column, 'owner')
      continue
    }
    const name = wish === number ? 'number' : freeName(nameFor(wish.label), taken, 'field')
    taken[name] = true
    names.set(wish.column, name)
    fields[name] = {
      label: { zh: wish.label, en: wish.label },
      ...(wish.required && wish.kind !== 'auto_number' ? { required: true } : {}),
      ...kindOf(wish, keys),
      custom: true,
    }
  }
  return { fields, names }
}

function kindOf(
  { kind, choices, series }: ColumnWish,
  keys: readonly (string | null)[],
): Record<string, unknown> {
  if (kind.startsWith('ref:')) {
    const target = kind.startsWith('ref:#') ? keys[Number(kind.slice(5))] : kind.slice(4)
    // A sheet that is left out after all has no rows to refer to.
    return target ? { kind: 'ref', object: target } : { kind: 'text', search: true }
  }
  if (kind === 'auto_number')
    return { kind, pattern: series ?? 'NO{0000}', search: true, read_only: true }
  if (kind === 'choice' || kind === 'multi_choice') {
    const named: Record<string, unknown> = {}
    for (const label of choices)
      named[freeName(nameFor(label), named, 'choice')] = { label: { zh: label, en: label } }
    return { kind, choices: named }
  }
  return { kind, ...(kind === 'text' ? { search: true } : {}) }
}

export interface MadeObject {
  readonly name: string
  readonly def: Record<string, unknown>
  readonly mapping: Mapping
  /** Place of its sheet in the file. */
  readonly at: number
}

/**
 * The objects of all sheets that are used, in the order in which their rows go in: what is referred to comes first.
 * Whoever is referred to lists those rows under a field of its own.
 */
export function objectsOf(sheets: readonly SheetWish[], objects: Known): MadeObject[] {
  const taken: Record<string, unknown> = { ...objects }
  const keys = sheets.map((sheet) => {
    if (!sheet.used) return null
    const key = freeName(nameFor(sheet.label.en) || nameFor(sheet.label.zh), taken, 'object')
    taken[key] = true
    return key
  })
  const made = sheets.flatMap((sheet, at): MadeObject[] => {
    const name = keys[at]
    return name ? [objectOf(name, at, sheet, keys)] : []
  })
  for (const { name, def } of made)
    for (const [by, field] of Object.entries(def.fields as Made['fields'])) {
      const target = made.find((one) => field.kind === 'ref' && one.name === field.object)
      if (!target || target.name === name) continue
      const fields = target.def.fields as Made['fields']
      const key = freeName(`${name}_list`.slice(0, 48), fields, 'rows')
      fields[key] = {
        label: def.label,
        kind: 'lines',
        object: name,
        by,
        read_only: true,
        custom: true,
      }
    }
  return inOrder(made)
}

function objectOf(
  name: string,
  at: number,
  sheet: SheetWish,
  keys: readonly (string | null)[],
): MadeObject {
  const { label } = sheet
  const { fields, names } = fieldsOf(sheet.columns, keys)
  const titled = names.get(titleColumn(sheet) ?? '') ?? Object.keys(fields)[0]!
  const creates = sheet.columns.flatMap((wish) =>
    wish.used && wish.creates && isOutside(wish.kind) ? [names.get(wish.column)!] : [],
  )
  const first = fields.number && titled !== 'number' ? ['number', titled] : [titled]
  const rest = Object.keys(fields).filter((one) => !first.includes(one))
  const list = [...first, ...rest].slice(0, 8)
  return {
    name,
    at,
    def: {
      label,
      plural: label,
      icon: 'table',
      title: titled,
      fields,
      list: [...list, 'owner'],
      // The title stands above them, the number before it.
      key_fields: rest.slice(0, 6),
      allow: [{ role: '*', deeds: ['read', 'create', 'change', 'remove', 'export', 'import'] }],
      custom: true,
    },
    mapping: {
      columns: Object.fromEntries(
        sheet.columns.map((wish) => [wish.column, names.get(wish.column) ?? null]),
      ),
      ...(sheet.sheet === null ? {} : { sheet: sheet.sheet }),
      ...(creates.length ? { create_missing: creates } : {}),
      // What was written down so far sets nothing off, and keeps its numbers.
      history: true,
    },
  }
}

/** Whoever is referred to comes before; where two refer to each other, the order of the file decides. */
function inOrder(made: readonly MadeObject[]): MadeObject[] {
  const left = [...made]
  const done: MadeObject[] = []
  const waits = (one: MadeObject): boolean =>
    Object.values(one.def.fields as Made['fields']).some(
      (field) =>
        field.kind === 'ref' && left.some((other) => other !== one && other.name === field.object),
    )
  while (left.length) {
    const at = Math.max(
      0,
      left.findIndex((one) => !waits(one)),
    )
    done.push(...left.splice(at, 1))
  }
  return done
}

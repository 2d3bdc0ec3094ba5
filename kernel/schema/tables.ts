// Which tables, columns and indexes does an App need?
import type { App, AppObject } from '../app.ts'
import { fullScope } from '../formula-in.ts'
import type { Words } from '../error.ts'
import { invariant } from '../invariant.ts'
import { type ColumnType, targetOf } from '../field.ts'
import { kindOf } from '../fields/index.ts'
import { check } from '../formula/check.ts'
import { type Circumstances, toSql } from '../formula/to-sql.ts'
import { living } from '../merge.ts'
import { plainWeek } from '../formula/workdays.ts'
import type { Dates } from '../view/dates.ts'
import { searchedFields } from '../query/search-text.ts'
import { sourcesOf } from '../query/sources.ts'
import { ident, inlined, type Sql, sql } from '../sql.ts'

export interface Column {
  readonly name: string
  readonly type: ColumnType
  readonly nullable: boolean
  /** Table that a foreign key points at; none for people, whose rows are there for ever (see `kept`). */
  readonly references: string | null
  /** What rows have that were there before the column. */
  readonly fills?: { readonly text: string } | 'now'
}
export interface Index {
  /** Name from its table and meaning: the same index has the same name at every start. */
  readonly name: string
  readonly unique: boolean
  /** `span`: over the days between its two keys. */
  readonly method: 'btree' | 'gin' | 'span'
  readonly keys: readonly { readonly column: string; readonly descending: boolean }[]
  /** Only living rows (no recycle bin) count. */
  readonly living: boolean
  /** Only rows where the first key is not empty are in it: cheap for what is seldom filled. */
  readonly filled: boolean
  /** Rows in these stages are not in it, and an empty key counts as a value. */
  readonly unless?: readonly string[]
}
export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  readonly indexes: readonly Index[]
  readonly frozen: {
    readonly stages: readonly string[]
    readonly except: readonly string[]
    readonly once?: readonly string[]
  } | null
  /** A child's rows may not change while the parent is frozen. */
  readonly parent: {
    readonly column: string
    readonly table: string
    readonly stages: readonly string[]
    readonly except: readonly string[]
  } | null
  /** Those that there are: nothing comes into another one, also by whoever has not heard that it is retired. */
  readonly stages: readonly string[] | null
  readonly append_only: boolean
  /**
   * Its rows are never deleted, so that whoever names one need not lock it: a foreign key would lock the row of the same
   * person for each record that they write, three times over.
   */
  readonly kept: boolean
  /** Sentences asked at the end of a transaction: `holds` over the row at `t`, and the tables whose rows it speaks of. */
  readonly always: {
    readonly from: Sql
    readonly rules: readonly {
      readonly name: string
      readonly holds: Sql
      readonly says: Words
    }[]
    readonly through: readonly { readonly table: string; readonly column: string }[]
  } | null
  readonly period: {
    readonly column: string
    readonly stages: readonly string[]
    readonly except: readonly string[]
    readonly closed: { readonly table: string; readonly column: string }
  } | null
  /** Its column that closes the periods of others. */
  readonly closes: string | null
}

/** Columns of every table that are no field: recycle bin and search. */
const hidden: readonly Column[] = [
  { name: 'removed_at', type: 'timestamptz', nullable: true, references: null },
  { name: 'removed_by', type: 'uuid', nullable: true, references: null },
  { name: 'search', type: 'text', nullable: true, references: null },
  { name: 'grams', type: 'integer[]', nullable: true, references: null },
  { name: 'same', type: 'text[]', nullable: true, references: null },
]

/** Looked up by value, hardly ever a list's order. */
const seldomSorted = new Set(['phone', 'email', 'url'])

/** Who is named by every record. */
const people = 'person'

const never = new Set([
  'id',
  'created_at',
  'updated_at',
  'version',
  'stage',
  'stage_since',
  'position',
])

/** All tables of the objects, in the order of the App. */
export const tablesOf = (app: App): Table[] =>
  Object.values(app.objects).map((object) => tableOf(app, object))

function tableOf(app: App, object: AppObject): Table {
  const columns: Column[] = []
  const indexes: Index[] = []
  const index = (fields: readonly string[], more: Partial<Index> = {}): void => {
    const keys = fields.map((one) => ({
      column: columnName(object, one.replace(/^-/, '')),
      descending: one.startsWith('-'),
    }))
    const name = indexName(object.name, fields, more.method ?? 'btree', more.unique ?? false)
    if (!indexes.some((one) => one.name === name))
      indexes.push({
        name,
        unique: false,
        method: 'btree',
        living: false,
        filled: false,
        ...more,
        keys,
      })
  }
  for (const [name, field] of Object.entries(object.fields)) {
    const type = kindOf(field).column
    if (!type) continue
    const target = name === 'id' ? null : targetOf(field)
    columns.push({
      name: field.column ?? name,
      type,
      nullable: !never.has(name),
      references: target === people ? null : target,
      ...fillOf(object, name),
    })
    if (name === 'id') continue
    // A reference is walked newest first: its parent's related list, "mine", and the ordered branches of a row rule.
    if (target && !['created_by', 'updated_by'].includes(name))
      index([name, '-id'], { filled: name !== 'owner' && !field.required })
    if (field.unique)
      index([name], {
        unique: true,
        living: name !== 'external_id',
        filled: name === 'external_id',
      })
    else if (field.kind === 'auto_number') index([name], { unique: true })
    else if (field.index && !target)
      index([`-${name}`, '-id'], { filled: seldomSorted.has(field.kind) })
  }
  // "My open ones, newest first" for the roles that see few owners' rows.
  if (object.lifecycle && !object.parent) index(['owner', 'stage', '-id'])
  for (const set of object.unique ?? []) index(set, { unique: true, living: true })
  if (object.known_by)
    index(object.known_by.fields, {
      unique: true,
      living: true,
      filled: true,
      unless: object.known_by.unless ?? [],
    })
  for (const set of object.indexes ?? []) index(set)
  // The windows of calendars and timelines.
  if (object.dates) days(object, object.dates, index)
  if (searchedFields(object).length) index(['grams'], { method: 'gin' })
  if (object.duplicates?.length) index(['same'], { method: 'gin' })
  const parentField = object.parent ? object.fields[object.parent] : undefined
  const above = parentField?.kind === 'ref' ? app.objects[parentField.object] : undefined
  return {
    name: object.name,
    columns: [...columns, ...hidden],
    indexes,
    frozen: object.frozen ?? null,
    parent: above?.frozen
      ? {
          column: columnName(object, object.parent!),
          table: above.name,
          stages: above.frozen.stages,
          except: object.frozen_with_parent?.except ?? [],
        }
      : null,
    stages: object.lifecycle ? Object.keys(living(object.lifecycle.stages)) : null,
    append_only: object.append_only ?? false,
    kept: object.name === people,
    always: alwaysOf(app, object),
    period: object.period
      ? {
          column: columnName(object, object.period.date),
          stages: object.period.stages ?? [],
          except: object.period.except ?? [],
          closed: {
            table: object.period.closed_by.object,
            column: columnName(
              app.objects[object.period.closed_by.object]!,
              object.period.closed_by.field,
            ),
          },
        }
      : null,
    closes: closesOf(app, object),
  }
}

/** One day is found in the order of days; a span that crosses a window is found by an index of spans. */
function days(
  object: AppObject,
  { starts, ends }: Dates,
  index: (fields: readonly string[], more?: Partial<Index>) => void,
): void {
  const isDate = (name: string): boolean => object.fields[name]?.kind === 'date'
  if (ends !== undefined && isDate(starts) && isDate(ends))
    index([starts, ends], { method: 'span' })
  else index([`-${starts}`, '-id'])
}

/** The column up to which other objects' periods are closed. */
function closesOf(app: App, object: AppObject): string | null {
  const closing = Object.values(app.objects).find(
    (one) => one.period?.closed_by.object === object.name,
  )?.period?.closed_by
  return closing ? columnName(object, closing.field) : null
}

/** Nobody at no time: the sentences were checked to ask for neither. */
const nobody: Circumstances = {
  now: new Date(0),
  zone: 'UTC',
  me: '00000000-0000-0000-0000-000000000000',
  people: [],
  teams: [],
  team: null,
  roles: [],
  currency: 'CNY',
  calendar: plainWeek,
}

function alwaysOf(app: App, object: AppObject): Table['always'] {
  const sentences = Object.entries(living(object.always))
  if (sentences.length === 0) return null
  const sources = sourcesOf(app, null, nobody)
  const scope = sources.system(object.name, 't')
  const rules = sentences.map(([name, one]) => {
    const answer = check(one.if, fullScope(app.objects, object.name), { type: 'boolean' })
    invariant(
      'checked' in answer,
      `${object.name}.always.${name} was checked when the App was made`,
    )
    return { name, holds: inlined(toSql(answer.checked, scope, nobody, 'value')), says: one.says }
  })
  const through = [...new Set(sentences.flatMap(([, one]) => one.through ?? []))].map((field) => {
    const lines = object.children[field]!
    return { table: lines.object, column: columnName(app.objects[lines.object]!, lines.by) }
  })
  return { from: inlined(sql`${ident(object.name)} t ${sources.joins()}`), rules, through }
}

/** An object that gets stages later: its rows are in the first of them, from now on. */
const fillOf = (object: AppObject, name: string): Pick<Column, 'fills'> =>
  name === 'stage' && object.lifecycle
    ? { fills: { text: object.lifecycle.first } }
    : name === 'stage_since'
      ? { fills: 'now' }
      : {}

const columnName = (object: AppObject, field: string): string =>
  object.fields[field]?.column ?? field

/** At most 63 bytes, as PostgreSQL cuts names; a long one ends in a hash of the whole. */
function indexName(
  table: string,
  fields: readonly string[],
  method: string,
  unique: boolean,
): string {
  const whole = `${table}_${fields.map((one) => one.replace(/^-/, 'd_')).join('_')}_${unique ? 'key' : method === 'btree' ? 'idx' : method}`
  if (whole.length <= 60) return whole
  let hash = 7
  for (const sign of whole) hash = (hash * 31 + sign.codePointAt(0)!) | 0
  return `${whole.slice(0, 50)}_${(hash >>> 0).toString(36)}`
}

// What must be done to the tables that are, so that they become the tables that should be?
import { ident, join, literal, raw, type Sql, sql } from '../sql.ts'
import type { Column, Index, Table } from './tables.ts'

/** What the database's catalog says of the workspace. */
export interface Actual {
  readonly tables: Readonly<Record<string, { readonly columns: Readonly<Record<string, string>> }>>
  readonly indexes: ReadonlySet<string>
  readonly foreign: ReadonlySet<string>
  readonly triggers: ReadonlySet<string>
}

export interface Steps {
  /** In one transaction, with a lock time-out: all or nothing. */
  readonly together: readonly Sql[]
  /** Afterwards, one by one, without blocking writers; each may be repeated. */
  readonly alone: readonly Sql[]
}

const foreignName = (table: string, column: string): string => `${table}_${column}_fkey`.slice(0, 60)

/** The statements, nothing dropped: a retired field keeps its column, so that a rollback finds the values. */
export function difference(wanted: readonly Table[], actual: Actual): Steps {
  const together: Sql[] = []
  const alone: Sql[] = []
  const foreign: Sql[] = []
  for (const table of wanted) {
    const is = actual.tables[table.name]
    if (!is) together.push(sql`create table ${ident(table.name)} (${join(table.columns.map(columnSql), ', ')})`)
    for (const column of table.columns) {
      if (is && !is.columns[column.name])
        together.push(sql`alter table ${ident(table.name)} add column ${columnSql({ ...column, nullable: true })}`)
      if (column.references && !actual.foreign.has(foreignName(table.name, column.name)))
        foreign.push(sql`alter table ${ident(table.name)} add constraint ${ident(foreignName(table.name, column.name))} foreign key (${ident(column.name)}) references ${ident(column.references)} (id)${is && is.columns[column.name] ? sql` not valid` : sql``}`)
    }
    for (const index of table.indexes) {
      if (actual.indexes.has(index.name)) continue
      // An index on a new table is part of it; on a table with rows it is built beside the writers.
      if (is) alone.push(indexSql(table, index, true))
      else together.push(indexSql(table, index, false))
    }
    triggers(table, actual, together)
  }
  return { together: [...together, ...foreign], alone }
}

const columnSql = (column: Column): Sql =>
  sql`${ident(column.name)} ${raw(column.type)}${column.name === 'id' ? sql` primary key` : column.nullable ? sql`` : sql` not null`}${
    column.name === 'version' ? sql` default 1` : column.name === 'position' ? sql` default 0` : sql``}`

function indexSql(table: Table, index: Index, concurrently: boolean): Sql {
  const keys = join(index.keys.map(key => sql`${ident(key.column)}${key.descending ? sql` desc${neverEmpty(table, key.column) ? sql`` : sql` nulls last`}` : sql``}`), ', ')
  const using = index.method === 'gin' ? sql` using gin` : sql``
  const filled = sql`${ident(index.keys[0]!.column)} is not null`
  const where = index.living && index.filled ? sql` where removed_at is null and ${filled}` : index.living ? sql` where removed_at is null` : index.filled ? sql` where ${filled}` : sql``
  return sql`create ${index.unique ? sql`unique ` : sql``}index ${concurrently ? sql`concurrently if not exists ` : sql``}${ident(index.name)} on ${ident(table.name)}${using} (${keys})${where}`
}

const neverEmpty = (table: Table, column: string): boolean => table.columns.find(one => one.name === column)?.nullable === false

/** The name of a trigger tells what it keeps, so a change of the stages makes a new one. */
const keptName = (kind: string, words: readonly string[]): string => {
  let hash = 7
  for (const sign of words.join(' ')) hash = (hash * 31 + sign.codePointAt(0)!) | 0
  return `${kind}_${(hash >>> 0).toString(36)}`
}

// Immutability also holds for whoever comes to the tables past the application.
function triggers(table: Table, actual: Actual, together: Sql[]): void {
  const add = (name: string, statement: Sql, prefix: string): void => {
    if (actual.triggers.has(`${table.name}.${name}`)) return
    for (const old of actual.triggers)
      if (old.startsWith(`${table.name}.${prefix}_`)) together.push(sql`drop trigger ${ident(old.slice(table.name.length + 1))} on ${ident(table.name)}`)
    together.push(statement)
  }
  if (table.append_only) {
    const name = keptName('append', [table.name])
    add(name, sql`create trigger ${ident(name)} before update or delete on ${ident(table.name)} for each row execute function ltc_append_only()`, 'append')
  }
  if (table.frozen) {
    const except = [...table.frozen.except, 'stage', 'stage_since', 'updated_at', 'updated_by', 'version', 'owner', 'search', 'grams', 'same']
    const name = keptName('frozen', [...table.frozen.stages, '/', ...except])
    add(name, sql`create trigger ${ident(name)} before update or delete on ${ident(table.name)} for each row when (old.stage in (${join(table.frozen.stages.map(literal), ', ')})) execute function ltc_frozen(${join(except.map(literal), ', ')})`, 'frozen')
  }
  if (table.parent) {
    const kept = [...table.parent.except, 'updated_at', 'updated_by', 'version'].join(',')
    const name = keptName('with_parent', [table.parent.table, kept, ...table.parent.stages])
    add(name, sql`create trigger ${ident(name)} before insert or update or delete on ${ident(table.name)} for each row execute function ltc_frozen_with_parent(${join([table.parent.table, table.parent.column, kept, ...table.parent.stages].map(literal), ', ')})`, 'with_parent')
  }
}

// What must be done to the tables that are, so that they become the tables that should be?
import { filledSpanSql, spanSql } from '../formula/calendar.ts'
import { compile, ident, join, literal, raw, type Sql, sql } from '../sql.ts'
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

const foreignName = (table: string, column: string): string =>
  `${table}_${column}_fkey`.slice(0, 60)

/** The statements, nothing dropped: a retired field keeps its column, so that a rollback finds the values. */
export function difference(wanted: readonly Table[], actual: Actual): Steps {
  const together: Sql[] = []
  const alone: Sql[] = []
  const foreign: Sql[] = []
  for (const table of wanted) {
    const is = actual.tables[table.name]
    if (!is)
      together.push(
        sql`create table ${ident(table.name)} (${join(table.columns.map(columnSql), ', ')})${roomToChange(table)}`,
      )
    for (const column of table.columns) {
      if (is && !is.columns[column.name])
        together.push(
          sql`alter table ${ident(table.name)} add column ${columnSql({ ...column, nullable: true })}${column.fills === 'now' ? sql` default now()` : column.fills ? sql` default ${literal(column.fills.text)}` : sql``}`,
        )
      if (column.references && !actual.foreign.has(foreignName(table.name, column.name)))
        foreign.push(
          sql`alter table ${ident(table.name)} add constraint ${ident(foreignName(table.name, column.name))} foreign key (${ident(column.name)}) references ${ident(column.references)} (id)${is && is.columns[column.name] ? sql` not valid` : sql``}`,
        )
    }
    for (const index of table.indexes) {
      if (actual.indexes.has(index.name)) continue
      // An index on a new table is part of it; on a table with rows it is built beside the writers.
      if (is) alone.push(indexSql(table, index, true))
      else together.push(indexSql(table, index, false))
    }
    triggers(table, actual, together)
  }
  for (const table of wanted) asking(table, actual, together)
  return { together: [...together, ...foreign], alone }
}

/**
 * A tenth of each page stays free for the next version of its rows. One that finds no room there moves to another page, and
 * all its twenty indexes have to be told; one that stays needs none of them (PostgreSQL, "Heap-Only Tuples").
 */
const roomToChange = (table: Table): Sql =>
  table.append_only ? sql`` : sql` with (fillfactor = 90)`

const columnSql = (column: Column): Sql =>
  sql`${ident(column.name)} ${raw(column.type)}${column.name === 'id' ? sql` primary key` : column.nullable ? sql`` : sql` not null`}${
    column.name === 'version'
      ? sql` default 1`
      : column.name === 'position'
        ? sql` default 0`
        : sql``
  }`

function indexSql(table: Table, index: Index, concurrently: boolean): Sql {
  const keys = join(
    index.keys.map(
      (key) =>
        sql`${ident(key.column)}${key.descending ? sql` desc${neverEmpty(table, key.column) ? sql`` : sql` nulls last`}` : sql``}`,
    ),
    ', ',
  )
  if (index.method === 'span') {
    const [a, b] = index.keys.map((key) => ident(key.column))
    return sql`create index ${concurrently ? sql`concurrently if not exists ` : sql``}${ident(index.name)} on ${ident(table.name)} using gist (${spanSql(a!, b!)}) where ${filledSpanSql(a!, b!)}`
  }
  const using = index.method === 'gin' ? sql` using gin` : sql``
  const filled = sql`${ident(index.keys[0]!.column)} is not null`
  const conditions = [
    ...(index.living ? [sql`removed_at is null`] : []),
    ...(index.filled ? [filled] : []),
    ...(index.unless?.length ? [sql`stage not in (${join(index.unless.map(literal), ', ')})`] : []),
  ]
  const where = conditions.length ? sql` where ${join(conditions, ' and ')}` : sql``
  const known = index.unless ? sql` nulls not distinct` : sql``
  return sql`create ${index.unique ? sql`unique ` : sql``}index ${concurrently ? sql`concurrently if not exists ` : sql``}${ident(index.name)} on ${ident(table.name)}${using} (${keys})${known}${where}`
}

/** What of a document that stands may still change: who has it, where it is, and what is only there to find it. */
const alwaysOpen = [
  'stage',
  'stage_since',
  'updated_at',
  'updated_by',
  'version',
  'owner',
  'search',
  'grams',
  'same',
]

const neverEmpty = (table: Table, column: string): boolean =>
  table.columns.find((one) => one.name === column)?.nullable === false

/** The name of a trigger tells what it keeps, so a change of the stages makes a new one. */
const keptName = (kind: string, words: readonly string[]): string => {
  let hash = 7
  for (const sign of words.join(' ')) hash = (hash * 31 + sign.codePointAt(0)!) | 0
  return `${kind}_${(hash >>> 0).toString(36)}`
}

/** A trigger that is not there yet, in the place of an older one of the same meaning. */
function addTrigger(
  table: string,
  name: string,
  statement: Sql,
  prefix: string,
  actual: Actual,
  together: Sql[],
): void {
  if (actual.triggers.has(`${table}.${name}`)) return
  for (const old of actual.triggers)
    if (old.startsWith(`${table}.${prefix}_`))
      together.push(sql`drop trigger ${ident(old.slice(table.length + 1))} on ${ident(table)}`)
  together.push(statement)
}

// Immutability also holds for whoever comes to the tables past the application.
function triggers(table: Table, actual: Actual, together: Sql[]): void {
  const add = (name: string, statement: Sql, prefix: string): void =>
    addTrigger(table.name, name, statement, prefix, actual, together)
  if (table.append_only) {
    const name = keptName('append', [table.name])
    add(
      name,
      sql`create trigger ${ident(name)} before update or delete on ${ident(table.name)} for each row execute function ltc_append_only()`,
      'append',
    )
  }
  if (table.kept) {
    const name = keptName('kept', [table.name])
    add(
      name,
      sql`create trigger ${ident(name)} before delete on ${ident(table.name)} for each row execute function ltc_kept()`,
      'kept',
    )
  }
  if (table.stages) {
    const name = keptName('stages', table.stages)
    add(
      name,
      sql`create trigger ${ident(name)} before insert or update of stage on ${ident(table.name)} for each row when (new.stage not in (${join(table.stages.map(literal), ', ')})) execute function ltc_no_stage()`,
      'stages',
    )
  }
  if (table.frozen) {
    const except = [
      ...table.frozen.except,
      ...alwaysOpen,
      ...(table.frozen.once ?? []).map((one) => `+${one}`),
    ]
    const name = keptName('frozen', [...table.frozen.stages, '/', ...except])
    add(
      name,
      sql`create trigger ${ident(name)} before update or delete on ${ident(table.name)} for each row when (old.stage in (${join(table.frozen.stages.map(literal), ', ')})) execute function ltc_frozen(${join(except.map(literal), ', ')})`,
      'frozen',
    )
  }
  if (table.period) {
    const { column, stages, except, closed } = table.period
    const told = [
      column,
      stages.join(','),
      [...except, ...alwaysOpen].join(','),
      closed.table,
      closed.column,
    ]
    const name = keptName('period', told)
    add(
      name,
      sql`create trigger ${ident(name)} before insert or update or delete on ${ident(table.name)} for each row execute function ltc_period(${join(told.map(literal), ', ')})`,
      'period',
    )
  }
  if (table.closes) {
    const name = keptName('closes', [table.closes])
    add(
      name,
      sql`create trigger ${ident(name)} before update of ${ident(table.closes)} on ${ident(table.name)} for each row execute function ltc_closes_periods()`,
      'closes',
    )
  }
  if (table.parent) {
    const kept = [...table.parent.except, 'updated_at', 'updated_by', 'version'].join(',')
    const name = keptName('with_parent', [table.parent.table, kept, ...table.parent.stages])
    add(
      name,
      sql`create trigger ${ident(name)} before insert or update or delete on ${ident(table.name)} for each row execute function ltc_frozen_with_parent(${join([table.parent.table, table.parent.column, kept, ...table.parent.stages].map(literal), ', ')})`,
      'with_parent',
    )
  }
}

/** The sentences of `always`: one function for the table, asked at the end of the transaction for each record touched. */
function asking(table: Table, actual: Actual, together: Sql[]): void {
  if (!table.always) return
  const { from, rules, through } = table.always
  // Of many rows under one record the record is asked once: all has been written when the first of them asks.
  const last = literal(`openltc.${keptName('asked', [table.name])}`)
  const broken = join(
    rules.map((rule) => sql`when not coalesce(${rule.holds}, true) then ${literal(rule.name)}`),
    ' ',
  )
  const told = join(
    rules.map((rule) => sql`when ${literal(rule.name)} then ${literal(JSON.stringify(rule.says))}`),
    ' ',
  )
  const body = compile(sql`declare one uuid; broken text;
    begin
      foreach one in array array[(case when tg_op <> 'DELETE' then to_jsonb(new) ->> tg_argv[0] end)::uuid, (case when tg_op <> 'INSERT' then to_jsonb(old) ->> tg_argv[0] end)::uuid] loop
        continue when one is null or current_setting(${last}, true) = one::text;
        perform set_config(${last}, one::text, true);
        select case ${broken} end into broken from ${from} where t.id = one and t.removed_at is null;
        if broken is not null then
          raise exception 'it is not true any more of % %: %', ${literal(table.name)}, one, broken using errcode = 'OL003', constraint = ${literal(table.name)} || '.' || broken, detail = case broken ${told} end;
        end if;
      end loop;
      return null;
    end`).text
  const name = keptName('always', [table.name, body])
  const asked = [
    { table: table.name, column: 'id', prefix: 'always' },
    ...through.map((one) => ({ ...one, prefix: `sums_${table.name}_${one.column}` })),
  ]
  const missing = asked.filter(
    (one) => !actual.triggers.has(`${one.table}.${keptName(one.prefix, [name])}`),
  )
  if (missing.length === 0) return
  together.push(
    sql`create or replace function ${ident(name)}() returns trigger language plpgsql as ${literal(body)}`,
  )
  for (const one of missing) {
    const trigger = keptName(one.prefix, [name])
    addTrigger(
      one.table,
      trigger,
      sql`create constraint trigger ${ident(trigger)} after insert or update or delete on ${ident(one.table)} deferrable initially deferred for each row execute function ${ident(name)}(${literal(one.column)})`,
      one.prefix,
      actual,
      together,
    )
  }
}

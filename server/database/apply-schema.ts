// How do the tables come to agree with the model? By the difference, in one transaction, then the slow parts alone.
import type { App } from '#kernel/app.ts'
import { type Actual, difference } from '#kernel/schema/difference.ts'
import { tablesOf } from '#kernel/schema/tables.ts'
import { Refusal } from '#kernel/error.ts'
import { ident, type Sql, sql } from '#kernel/sql.ts'
import { baseTables } from './base.ts'
import { mayHaveCommitted } from './errors.ts'
import type { Database, Tx } from './pool.ts'

/** What stands in the catalog of the workspace. */
export async function readCatalog(tx: Pick<Tx, 'query'>): Promise<Actual> {
  const [columns, indexes, foreign, triggers] = await Promise.all([
    tx.query<{
      t: string
      c: string
      type: string
    }>(sql`select c.relname as t, a.attname as c, format_type(a.atttypid, a.atttypmod) as type
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`),
    tx.query<{
      name: string
    }>(sql`select c.relname as name from pg_class c join pg_index i on i.indexrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and i.indisvalid`),
    tx.query<{ name: string }>(
      sql`select conname as name from pg_constraint where connamespace = current_schema()::regnamespace and contype = 'f'`,
    ),
    tx.query<{
      name: string
    }>(sql`select c.relname || '.' || t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = current_schema()::regnamespace and not t.tgisinternal`),
  ])
  const tables: Record<string, { columns: Record<string, string> }> = {}
  for (const one of columns) (tables[one.t] ??= { columns: {} }).columns[one.c] = one.type
  const names = (list: { name: string }[]): Set<string> => new Set(list.map((one) => one.name))
  return { tables, indexes: names(indexes), foreign: names(foreign), triggers: names(triggers) }
}

/** Makes the machine's own tables; many processes may ask at once. */
export const applyBase = (db: Database): Promise<void> =>
  db.transaction(
    async (tx) => {
      await tx.query(sql`select pg_advisory_xact_lock(hashtext('openltc schema'))`)
      await makeMissing(tx, baseTables)
    },
    { statementMs: 60_000 },
  )

/**
 * Runs statements that make tables and indexes, but for what is there: even to find that out, PostgreSQL would wait for
 * everybody who is writing, and a start beside a long import would have to give up.
 */
export async function makeMissing(tx: Tx, statements: readonly Sql[]): Promise<void> {
  const names = await tx.query<{ name: string }>(
    sql`select relname as name from pg_class where relnamespace = current_schema()::regnamespace`,
  )
  const there = new Set(names.map((one) => one.name))
  for (const statement of statements) {
    const name = /^\s*create (?:table|(?:unique )?index) if not exists (\w+)/.exec(
      statement.strings[0]!,
    )?.[1]
    if (name === undefined || !there.has(name)) await tx.query(statement)
  }
}

/**
 * Inside the caller's transaction: tables, columns, constraints. Holds the workspace's schema lock, and gives up
 * within a second where a long reader is in the way, so that writers never queue behind it; the caller tries again.
 */
export async function applyTogether(tx: Tx, app: App): Promise<readonly Sql[]> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtext('openltc schema'))`)
  const steps = difference(tablesOf(app), await readCatalog(tx))
  for (const statement of steps.together) await tx.query(statement)
  return steps.alone
}

/** Indexes beside the writers; a half-built one of a killed process is dropped first. */
export async function applyAlone(db: Database, statements: readonly Sql[]): Promise<void> {
  const broken = await db.query<{
    name: string
  }>(sql`select format('drop index concurrently if exists %I', c.relname) as name
    from pg_class c join pg_index i on i.indexrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and not i.indisvalid`)
  for (const { name } of broken) await db.query(program(name), { limitMs: 600_000 })
  for (const statement of statements) await db.query(statement, { limitMs: 3_600_000 })
}

// The text comes from PostgreSQL's own format(%I); it holds no value.
const program = (text: string): Sql => {
  const parts = Object.assign([text], { raw: [text] })
  return sql(parts as unknown as TemplateStringsArray)
}

/** Triggers that an earlier publish has left: nobody writes the old columns any more. */
export async function endCarries(tx: Tx): Promise<void> {
  const old = await tx.query<{
    t: string
    name: string
  }>(sql`select c.relname as t, t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = current_schema()::regnamespace and not t.tgisinternal and t.tgname like 'carry\\_%'`)
  for (const { t, name } of old) await tx.query(sql`drop trigger ${ident(name)} on ${ident(t)}`)
}

/** The whole change at start: agree with the model, however the last run ended. */
export async function applySchema(db: Database, app: App): Promise<void> {
  for (let turn = 1; ; turn++) {
    try {
      const alone = await db.transaction(
        async (tx) => {
          await endCarries(tx)
          return applyTogether(tx, app)
        },
        { statementMs: 600_000, lockMs: 900 },
      )
      return await applyAlone(db, alone)
    } catch (error) {
      const mayPass = error instanceof Refusal && error.code === 'busy'
      // Where the commit was not confirmed a second look sees what is there.
      if (!(mayPass || mayHaveCommitted(error)) || turn === 20) throw error
      await new Promise((resolve) => setTimeout(resolve, 100 * turn))
    }
  }
}

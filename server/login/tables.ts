// Which tables does the sign-in need, beside the people themselves?
import { type Sql, sql } from '#kernel/sql.ts'
import type { Database } from '#server/database/pool.ts'

/**
 * Each statement may be repeated. Who may sign in is said by `person` alone: here are only the password's
 * hash, the sessions under the hash of their token, and how often someone tried.
 */
export const loginTables: readonly Sql[] = [
  sql`create table if not exists login_account (
    person uuid primary key, password text not null, updated_at timestamptz not null default now())`,
  sql`create table if not exists login_session (
    id uuid primary key, token_hash text not null unique, person uuid not null, user_agent text,
    created_at timestamptz not null, updated_at timestamptz not null, expires_at timestamptz not null)`,
  sql`create index if not exists login_session_person_idx on login_session (person)`,
  sql`create table if not exists login_try (
    key text primary key, count int not null, since timestamptz not null)`,
]

/** Makes the tables; many processes may start at once, also beside those that make the tables of the objects. */
export const applyLogin = (db: Database): Promise<void> =>
  db.transaction(
    async (tx) => {
      await tx.query(sql`select pg_advisory_xact_lock(hashtext('openltc schema'))`)
      for (const statement of loginTables) await tx.query(statement)
    },
    { statementMs: 60_000 },
  )

/** Removes what is over: dead sessions and old counts of tries. */
export async function tidyLogin(db: Database): Promise<void> {
  await db.query(sql`delete from login_session where expires_at < now()`)
  await db.query(
    sql`delete from login_try where since < now() - case when key like 'known:%' then interval '60 days' else interval '1 day' end`,
  )
}

// Which tables does the sign-in need, beside the people themselves?
import { type Sql, sql } from '#kernel/sql.ts'
import { aloneAtStart, makeMissing } from '#server/database/apply-schema.ts'
import type { Database } from '#server/database/pool.ts'

/**
 * Each statement may be repeated. Who may sign in is said by `person` alone: here are only what they prove it with
 * (hashes, public keys, sealed secrets), the sessions under the hash of their token, and what happened.
 */
const loginTables: readonly Sql[] = [
  sql`create table if not exists login_account (
    person uuid primary key, password text not null, updated_at timestamptz not null default now())`,
  sql`create table if not exists login_session (
    id uuid primary key, token_hash text not null unique, person uuid not null, way text not null, second boolean not null,
    user_agent text, address text, created_at timestamptz not null, updated_at timestamptz not null, seen_at timestamptz not null,
    expires_at timestamptz not null)`,
  sql`create index if not exists login_session_person_idx on login_session (person)`,
  // What is given out once, for one purpose: a link by mail, the second step of a sign-in, a challenge.
  sql`create table if not exists login_ticket (
    hash text primary key, purpose text not null, person uuid, data json not null, tries int not null default 0,
    expires_at timestamptz not null)`,
  sql`create index if not exists login_ticket_person_idx on login_ticket (person)`,
  sql`create table if not exists login_totp (
    person uuid primary key, secret text not null, step bigint not null, created_at timestamptz not null)`,
  sql`create table if not exists login_recovery (
    person uuid not null, salt text not null, hash text not null, primary key (person, hash))`,
  sql`create table if not exists login_passkey (
    id text primary key, person uuid not null, name text not null, public_key text not null, counter bigint not null,
    transports text not null, synced boolean not null, created_at timestamptz not null, last_used_at timestamptz)`,
  sql`create index if not exists login_passkey_person_idx on login_passkey (person)`,
  sql`create table if not exists login_provider (
    name text primary key, label text not null, issuer text not null, client_id text not null, secret text not null,
    settings json not null, created_at timestamptz not null)`,
  sql`create table if not exists login_identity (
    provider text not null, subject text not null, person uuid not null, created_at timestamptz not null,
    last_used_at timestamptz not null, primary key (provider, subject))`,
  sql`create index if not exists login_identity_person_idx on login_identity (person)`,
  sql`create table if not exists login_event (
    id uuid primary key, at timestamptz not null, kind text not null, person uuid, by uuid, address text, user_agent text, more json)`,
  sql`create index if not exists login_event_person_idx on login_event (person, id desc)`,
  sql`create table if not exists login_try (
    key text primary key, count int not null, since timestamptz not null)`,
]

/** Makes the tables; many processes may start at once, also beside those that make the tables of the objects. */
export const applyLogin = (db: Database): Promise<void> =>
  aloneAtStart(db, (tx) => makeMissing(tx, loginTables))

/** Removes what is over: dead sessions and tickets, old counts of tries, and what happened a year ago. */
export async function tidyLogin(db: Database): Promise<void> {
  await db.query(sql`delete from login_session where expires_at < now()`)
  await db.query(sql`delete from login_ticket where expires_at < now()`)
  await db.query(sql`delete from login_event where at < now() - interval '400 days'`)
  await db.query(
    sql`delete from login_try where since < now() - case when key like 'known:%' then interval '60 days' else interval '1 day' end`,
  )
}

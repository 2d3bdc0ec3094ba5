// Which tables does the machine itself need, beside those of the objects?
import { type Sql, sql } from '#kernel/sql.ts'

/**
 * The log, the model's versions, counters, idempotency, jobs, files and keys. Each statement may be repeated.
 * The log is ordered by (xact, seq): a reader that stops below the oldest running transaction misses nothing.
 */
export const baseTables: readonly Sql[] = [
  sql`create table if not exists event (
    seq bigint generated always as identity primary key,
    xact xid8 not null default pg_current_xact_id(),
    at timestamptz not null,
    who uuid not null,
    deed text not null,
    action text,
    cause text not null,
    cause_id text,
    object text not null,
    record uuid not null,
    parent uuid,
    version int not null,
    model_version int not null,
    changes json not null,
    comment text)`,
  sql`create index if not exists event_record_idx on event (record, seq desc)`,
  sql`create index if not exists event_parent_idx on event (parent, seq desc) where parent is not null`,
  sql`create index if not exists event_xact_idx on event (xact, seq)`,
  sql`create table if not exists stage_visit (
    record uuid not null, object text not null, stage text not null, entered_at timestamptz not null,
    left_at timestamptz, who uuid not null, to_stage text, primary key (record, entered_at, stage))`,
  sql`create index if not exists stage_visit_object_idx on stage_visit (object, stage, entered_at)`,
  sql`create table if not exists model_version (
    version int primary key, at timestamptz not null, who uuid, note text not null, changes json not null,
    book text not null)`,
  // What administrators are about to change: a merge patch over the version that `base` names.
  sql`create table if not exists model_draft (
    id uuid primary key, name text not null, owner uuid not null, shared boolean not null default false, base int not null,
    patch json not null, version int not null default 1, created_at timestamptz not null, updated_at timestamptz not null, updated_by uuid not null)`,
  sql`create table if not exists counter (series text primary key, last bigint not null)`,
  sql`create table if not exists idempotency (
    who uuid not null, route text not null, key text not null, body_hash text not null, status int not null,
    answer text not null, at timestamptz not null, headers json, primary key (who, route, key))`,
  sql`create index if not exists idempotency_at_idx on idempotency (at)`,
  // One seal covers a batch of the log and the documents in it; each names the one before, and the position in the log
  // where it ends (none if it was made in another database). See server/seal/.
  sql`create table if not exists seal (
    n bigint primary key, at timestamptz not null, xact xid8, past bigint, seqs int8multirange not null, events int not null,
    events_hash text not null, leaves bytea not null, records int not null, records_hash text not null, before text not null, hash text not null)`,
  sql`create table if not exists seal_shape (hash text primary key, shape json not null)`,
  sql`create table if not exists sealed_record (
    object text not null, record uuid not null, seal bigint not null, seq bigint not null, shape text not null, hash text not null,
    primary key (object, record, seal))`,
  sql`create index if not exists sealed_record_seal_idx on sealed_record (seal)`,
  sql`create table if not exists setting (name text primary key, value json not null)`,
  sql`create table if not exists job (
    id uuid primary key, kind text not null, label json not null, stage text not null default 'waiting',
    done bigint not null default 0, total bigint, input json not null, result json, error json,
    by uuid not null, key uuid, created_at timestamptz not null default now(), started_at timestamptz, finished_at timestamptz,
    cancel boolean not null default false, beat_at timestamptz)`,
  sql`create table if not exists import_refused (
    run uuid not null, line bigint not null, cells json not null, problems json not null, primary key (run, line))`,
  sql`create table if not exists automation_run (
    id uuid primary key, automation text not null, event text not null, object text not null, record uuid, stage text not null default 'waiting',
    step int not null default 0, depth int not null default 0, due_at timestamptz not null, awaits uuid, given json, log json not null default '[]', error json,
    created_at timestamptz not null, ended_at timestamptz, unique (automation, event))`,
  sql`create index if not exists automation_run_open_idx on automation_run (due_at) where stage = 'waiting'`,
  sql`create index if not exists automation_run_recent_idx on automation_run (automation, created_at)`,
  sql`create index if not exists automation_run_awaits_idx on automation_run (awaits) where awaits is not null and stage = 'waiting'`,
  sql`create table if not exists file (
    id uuid primary key, name text not null, type text not null, size bigint not null, sha256 text not null,
    by uuid not null, at timestamptz not null default now())`,
  // What is about to be kept in the store of files; gone when the file is known, or given up.
  sql`create table if not exists file_coming (name text primary key, at timestamptz not null)`,
  sql`create table if not exists api_key (
    id uuid primary key, person uuid not null, name text not null, hash text not null unique, start text not null,
    only_read boolean not null default false, roles json, objects json, created_at timestamptz not null default now(), expires_at timestamptz,
    last_used_at timestamptz, revoked_at timestamptz)`,
  // A right that has to hold for a row as it was written: where it does not, nothing of the statement stays.
  sql`create or replace function ltc_must(holds boolean) returns boolean language plpgsql as $$
    begin
      if holds is not true then raise exception 'the row may not be written like this' using errcode = 'OL005'; end if;
      return true;
    end $$`,
  // Fails as the foreign key of the first field would whose person is not there.
  sql`create or replace function ltc_people_must_be(named text, fields text[], ids uuid[]) returns void language plpgsql as $$
    declare missing record;
    begin
      select f, i into missing from unnest(fields, ids) as x(f, i) where not exists (select from person p where p.id = i) limit 1;
      if found then
        raise exception 'a person is named who is not there' using errcode = '23503', table = named,
          constraint = named || '_' || missing.f || '_fkey', detail = format('Key (%s)=(%s) is not present in table "person".', missing.f, missing.i);
      end if;
    end $$`,
  sql`create or replace function ltc_append_only() returns trigger language plpgsql as $$
    begin raise exception 'rows of % are only ever added', tg_table_name using errcode = 'OL001'; end $$`,
  sql`create or replace function ltc_kept() returns trigger language plpgsql as $$
    begin raise exception 'rows of % are never deleted, only put aside', tg_table_name using errcode = 'OL001'; end $$`,
  // Some process may still work by the version of the model before, or somebody tries out a draft in what is taken back.
  sql`create or replace function ltc_no_stage() returns trigger language plpgsql as $$
    begin
      if current_setting('openltc.tried', true) = 'on' then return new; end if;
      raise exception 'there is no stage % of %', new.stage, tg_table_name using errcode = 'OL006';
    end $$`,
  // to_jsonb compares by value; the arguments are the columns that may still change.
  // Arguments: what may change; with a + before it what may be filled in while it is empty.
  sql`create or replace function ltc_frozen() returns trigger language plpgsql as $$
    declare was jsonb := to_jsonb(old); kept text[] := array(select ltrim(a, '+') from unnest(tg_argv::text[]) as a where a not like '+%' or was ->> substr(a, 2) is null);
    begin
      if tg_op = 'DELETE' or (was - kept) is distinct from (to_jsonb(new) - kept) then
        raise exception 'this % may not change any more', tg_table_name using errcode = 'OL002';
      end if;
      return new;
    end $$`,
  // While a field changes its kind, what is written in the old column is carried into the new one.
  sql`create or replace function ltc_carry() returns trigger language plpgsql as $$
    declare made jsonb;
    begin
      if tg_op = 'UPDATE' and (to_jsonb(new) -> tg_argv[0]) is not distinct from (to_jsonb(old) -> tg_argv[0]) then return new; end if;
      execute 'select to_jsonb(x) from (select ' || tg_argv[2] || ' as x from (select ($1).*) b) y' into made using new;
      return jsonb_populate_record(new, jsonb_build_object(tg_argv[1], made));
    end $$`,
  // Of an unfinished transaction only its own rows are seen, those of its savepoints as well, so such a row is ours.
  sql`create or replace function ltc_settled(made xid) returns boolean language sql stable as $$
    with now as (select pg_current_xact_id()::text::bigint as at, made::text::bigint as low),
    whole as (select low + (at >> 32 << 32) as at, at as now from now)
    select coalesce(pg_xact_status((case when at > now + 2147483648 then at - 4294967296 else at end)::text::xid8), 'committed') <> 'in progress' from whole $$`,
  // Whoever writes into the books holds the lock shared until the transaction ends; whoever closes a period waits for them.
  sql`create or replace function ltc_closes_periods() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(hashtext('openltc period'), hashtext(tg_table_schema));
      return new;
    end $$`,
  // Arguments: the date, the stages that are in the books, what may change, and where the last closed day stands.
  sql`create or replace function ltc_period() returns trigger language plpgsql as $$
    declare
      stages text[] := string_to_array(nullif(tg_argv[1], ''), ',');
      kept text[] := string_to_array(tg_argv[2], ',');
      past jsonb; here jsonb; was boolean := false; is_in boolean := false; shut date;
    begin
      if tg_op <> 'INSERT' then
        past := to_jsonb(old);
        was := (stages is null or past ->> 'stage' = any(stages)) and (past ->> 'removed_at' is null or 'removed_at' = any(kept));
      end if;
      if tg_op <> 'DELETE' then
        here := to_jsonb(new);
        is_in := (stages is null or here ->> 'stage' = any(stages)) and (here ->> 'removed_at' is null or 'removed_at' = any(kept));
      end if;
      if not (was or is_in) or (was and is_in and (past - kept) is not distinct from (here - kept)) then return coalesce(new, old); end if;
      perform pg_advisory_xact_lock_shared(hashtext('openltc period'), hashtext(tg_table_schema));
      execute format('select max(%I) from %I where removed_at is null', tg_argv[4], tg_argv[3]) into shut;
      if (was and (past ->> tg_argv[0])::date <= shut) or (is_in and (here ->> tg_argv[0])::date <= shut) then
        raise exception 'the books are closed until %', shut using errcode = 'OL004', detail = shut::text;
      end if;
      return coalesce(new, old);
    end $$`,
  // A row of a frozen parent may neither change nor be added, except in the transaction that made the parent.
  sql`create or replace function ltc_frozen_with_parent() returns trigger language plpgsql as $$
    declare shut boolean; parent_id uuid; kept text[];
    begin
      kept := string_to_array(tg_argv[2], ',');
      if tg_op = 'INSERT' then parent_id := (to_jsonb(new) ->> tg_argv[1])::uuid;
      else parent_id := (to_jsonb(old) ->> tg_argv[1])::uuid; end if;
      if tg_op = 'UPDATE' and (to_jsonb(old) - kept) is not distinct from (to_jsonb(new) - kept) then return new; end if;
      execute format('select stage = any($1) and ltc_settled(xmin) from %I where id = $2', tg_argv[0]) into shut using tg_argv[3:], parent_id;
      if shut then raise exception 'the % of this % may not change any more', tg_argv[0], tg_table_name using errcode = 'OL002'; end if;
      return case when tg_op = 'DELETE' then old else new end;
    end $$`,
]

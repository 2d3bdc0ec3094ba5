// How does a workspace come up? Base tables, the model's last version, tables that agree with it, the company.
import type { App, Book, Changes } from '#kernel/app.ts'
import { compileApp } from '#kernel/compile-app.ts'
import { invariant } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import { applyBase, applySchema } from '#server/database/apply-schema.ts'
import type { Database } from '#server/database/pool.ts'
import { StartRefused } from '#server/database/start-refusal.ts'
import type { Company, World } from './world.ts'

/** The company's changes as the last publish left them. */
export async function lastModel(db: Pick<Database, 'query'>): Promise<{ version: number; changes: Changes }> {
  const [row] = await db.query<{ version: number; changes: Changes }>(sql`select version, changes from model_version order by version desc limit 1`)
  return row ?? { version: 1, changes: {} }
}

/** The App of a version; a standard that no longer fits the changes says where. */
export function appOf(book: Book, changes: Changes, version: number): App {
  const answer = compileApp(book, changes, version)
  if ('problems' in answer) throw new Error(answer.problems.map(one => `${one.path}: ${one.says.zh} / ${one.says.en}`).join('\n'))
  return answer.app
}

const unnamed: Company = { name: '', currency: 'CNY', zone: 'Asia/Shanghai', sample: false, record: {} }

/** Brings a workspace up. `now` is the clock of everything in it. */
export async function openWorld(db: Database, schema: string, book: Book, now: () => Date): Promise<World> {
  invariant(/^[a-z][a-z0-9_]*$/.test(schema), 'the workspace name was checked')
  await db.transaction(async tx => {
    await tx.query(sql`select pg_advisory_xact_lock(hashtext('openltc schema'))`)
    await tx.query(sql`select set_config('openltc.schema', ${schema}, true)`)
    await tx.query(sql`do $$ begin execute format('create schema if not exists %I', current_setting('openltc.schema')); end $$`)
  })
  await refuseNewer(db)
  await applyBase(db)
  const { version, changes } = await lastModel(db)
  const app = appOf(book, changes, version)
  await applySchema(db, app)
  await db.transaction(async tx => {
    await tx.query(sql`insert into setting (name, value) values ('data_format', ${String(dataFormat)}::json) on conflict (name) do update set value = excluded.value`)
    await tx.query(sql`insert into model_version (version, at, who, note, changes, book) values (1, ${now().toISOString()}::timestamptz, null, '', '{}'::json, '') on conflict do nothing`)
  })
  const world: World = { db, book, app, company: unnamed, now, afterEvent: null }
  await readCompany(world)
  return world
}

/** Grows where an older program could no longer work on what this one writes. */
const dataFormat = 1

/** Before anything is touched: data of a newer program is left alone. */
async function refuseNewer(db: Database): Promise<void> {
  const [table] = await db.query<{ there: boolean }>(sql`select to_regclass('setting') is not null as there`)
  const [row] = table!.there ? await db.query<{ value: number }>(sql`select value from setting where name = 'data_format'`) : []
  if (row && row.value > dataFormat) throw new StartRefused('newer-data', { found: row.value, known: dataFormat })
}

/** Reads the company's record again; before the first page was answered there is none. */
export async function readCompany(world: World): Promise<void> {
  const [row] = await world.db.query<Record<string, unknown> & { name: string | null; currency: string | null; zone: string | null; sample: boolean | null }>(
    sql`select * from company where removed_at is null order by id limit 1`)
  if (row) world.company = { name: row.name ?? '', currency: row.currency ?? 'CNY', zone: row.zone ?? 'Asia/Shanghai', sample: row.sample ?? false, record: row }
}

// How does a workspace come up? Base tables, the model's last version, tables that agree with it, the company.
import type { App, Book, Changes } from '#kernel/app.ts'
import { compileApp } from '#kernel/compile/compile-app.ts'
import { invariant } from '#kernel/invariant.ts'
import { sql } from '#kernel/sql.ts'
import { readHours, standardCalendar, type WorkCalendar } from '#kernel/time/working-time.ts'
import { aloneAtStart, applyBase, applySchema } from '#server/database/apply-schema.ts'
import type { Database } from '#server/database/pool.ts'
import { StartRefused } from '#server/database/start-refusal.ts'
import { fittingApp } from '#server/world/fitting-model.ts'
import { openBell } from '#server/world/bell.ts'
import { makeContext } from './context.ts'
import type { Company, World } from '#server/world/world.ts'

/** The company's changes as the last publish left them. */
export async function lastModel(
  db: Pick<Database, 'query'>,
): Promise<{ version: number; changes: Changes }> {
  const [row] = await db.query<{ version: number; changes: Changes }>(
    sql`select version, changes from model_version order by version desc limit 1`,
  )
  return row ?? { version: 1, changes: {} }
}

/** The App of a version; a standard that no longer fits the changes says where. */
export function appOf(book: Book, changes: Changes, version: number): App {
  const answer = compileApp(book, changes, version)
  if ('problems' in answer)
    throw new Error(
      answer.problems.map((one) => `${one.path}: ${one.says.zh} / ${one.says.en}`).join('\n'),
    )
  return answer.app
}

const notFitting = (book: Book, changes: Changes, version: number): string => {
  const answer = compileApp(book, changes, version)
  return 'problems' in answer
    ? answer.problems
        .slice(0, 5)
        .map((one) => `${one.path}: ${one.says.zh} / ${one.says.en}`)
        .join('; ')
    : ''
}

const unnamed: Company = {
  name: '',
  currency: 'CNY',
  zone: 'Asia/Shanghai',
  sample: false,
  calendar: standardCalendar,
  record: {},
}

/** Brings a workspace up. `now` is the clock of everything in it; `tell` hears which changes no longer fit the standard. */
export async function openWorld(
  db: Database,
  schema: string,
  book: Book,
  now: () => Date,
  tell: (line: string) => void = (line) => void process.stderr.write(`${line}\n`),
): Promise<World> {
  invariant(/^[a-z][a-z0-9_]*$/.test(schema), 'the workspace name was checked')
  await aloneAtStart(db, async (tx) => {
    await tx.query(sql`select set_config('openltc.schema', ${schema}, true)`)
    await tx.query(
      sql`do $$ begin execute format('create schema if not exists %I', current_setting('openltc.schema')); end $$`,
    )
  })
  await refuseNewer(db)
  await applyBase(db)
  const { version, changes } = await lastModel(db)
  const fitting = fittingApp(book, changes, version)
  if (!fitting)
    throw new StartRefused('model-unfit', { version, what: notFitting(book, changes, version) })
  const { app, left } = fitting
  for (const one of left)
    tell(
      `模型版本 ${version}：${one.path} ${one.says.zh}，已略过 / model version ${version}: ${one.path} ${one.says.en}, left out`,
    )
  await applySchema(db, app)
  await db.transaction(async (tx) => {
    await tx.query(
      sql`insert into setting (name, value) values ('data_format', ${String(dataFormat)}::json) on conflict (name) do update set value = excluded.value`,
    )
    await tx.query(
      sql`insert into model_version (version, at, who, note, changes, book) values (1, ${now().toISOString()}::timestamptz, null, '', '{}'::json, '') on conflict do nothing`,
    )
  })
  const world: World = {
    db,
    book,
    app,
    company: unnamed,
    now,
    bell: openBell(db),
    context: makeContext,
    afterEvent: null,
  }
  await readCompany(world)
  return world
}

/** Grows where an older program could no longer work on what this one writes. */
const dataFormat = 1

/** Before anything is touched: data of a newer program is left alone. */
async function refuseNewer(db: Database): Promise<void> {
  const [table] = await db.query<{ there: boolean }>(
    sql`select to_regclass('setting') is not null as there`,
  )
  const [row] = table!.there
    ? await db.query<{ value: number }>(sql`select value from setting where name = 'data_format'`)
    : []
  if (row && row.value > dataFormat)
    throw new StartRefused('newer-data', { found: row.value, known: dataFormat })
}

/** Reads the company's record again; before the first page was answered there is none. */
export async function readCompany(world: World): Promise<void> {
  const [row] = await world.db.query<
    Record<string, unknown> & {
      name: string | null
      currency: string | null
      zone: string | null
      sample: boolean | null
    }
  >(sql`select * from company where removed_at is null order by id limit 1`)
  if (!row) return
  const zone = row.zone ?? 'Asia/Shanghai'
  world.company = {
    name: row.name ?? '',
    currency: row.currency ?? 'CNY',
    zone,
    sample: row.sample ?? false,
    calendar: await readCalendar(world, row, zone),
    record: row,
  }
}

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** The public holidays with the company's own days over them. */
async function readCalendar(
  world: World,
  company: Readonly<Record<string, unknown>>,
  zone: string,
): Promise<WorkCalendar> {
  const own = await world.db.query<{ date: string; work: string }>(
    sql`select date, work from calendar_day where removed_at is null`,
  )
  const chosen = Array.isArray(company.work_week)
    ? company.work_week.map((day) => week.indexOf(String(day))).filter((day) => day >= 0)
    : []
  const hours = typeof company.work_hours === 'string' ? readHours(company.work_hours) : null
  return {
    zone,
    week: chosen.length ? chosen : standardCalendar.week,
    hours: hours ?? standardCalendar.hours,
    days: {
      ...(company.holidays === 'none' ? {} : world.app.days),
      ...Object.fromEntries(own.map((day) => [day.date, day.work === 'work'])),
    },
  }
}

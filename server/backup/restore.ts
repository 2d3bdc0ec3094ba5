// How does a backup become a company again? Verified first, then everything in one transaction, into an empty workspace.
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Book } from '#kernel/app.ts'
import { refuse } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { ident, join as joined, type Sql, sql } from '#kernel/sql.ts'
import { applyBase } from '#server/database/apply-schema.ts'
import type { Database, Tx } from '#server/database/pool.ts'
import { type FileStore, sumOf, uploadName } from '#server/files/file-store.ts'
import { spool } from '#server/files/spool.ts'
import { applyLogin } from '#server/login/tables.ts'
import { openWorld } from '#server/records/open-world.ts'
import { systemWho } from '#server/world/world.ts'
import { forgetWitness } from '#server/seal/seal.ts'
import { type BackupFile, linesOf, type Seen, verify } from './frames.ts'
import { pauseOutside } from './pause.ts'

/** Answers what came back. Refuses a damaged backup, and a workspace that holds anything, before it changes a thing. */
export async function restore(
  db: Database,
  schema: string,
  book: Book,
  dataFolder: string,
  files: FileStore,
  file: BackupFile,
  say: (text: string) => void = () => {},
): Promise<Seen> {
  const seen = await verify(file)
  await refuseUnlessEmpty(db, schema)
  const written: string[] = []
  try {
    await prepare(db, schema, file, book)
    await addRetired(db, seen)
    await db.transaction((tx) => load(tx, file, seen, say), { statementMs: 600_000 })
    await restoreFiles(file, dataFolder, files, written)
    const now = new Date()
    await pauseOutside(db, now)
    await forgetWitness(dataFolder, now)
  } catch (error) {
    for (const name of written) await files.remove(name).catch(() => {})
    // As empty as before: a further try begins anew.
    await db.query(sql`drop schema if exists ${ident(schema)} cascade`, { limitMs: 60_000 })
    throw error
  }
  return seen
}

/** Tables that fit the backup's model, without any row. */
async function prepare(db: Database, schema: string, file: BackupFile, book: Book): Promise<void> {
  await db.query(sql`drop schema if exists ${ident(schema)} cascade`, { limitMs: 60_000 })
  await db.query(sql`create schema ${ident(schema)}`)
  await applyBase(db)
  for await (const [table, line] of tableLines(file))
    if (table === 'model_version') await insert(db, 'model_version', [line])
  await openWorld(db, schema, book, () => new Date())
  await applyLogin(db)
}

/** What a column of a retired field may be; in the tables of the machine nothing is ever retired. */
const types: Readonly<Record<string, Sql>> = {
  text: sql`text`,
  bigint: sql`bigint`,
  numeric: sql`numeric`,
  date: sql`date`,
  'timestamp with time zone': sql`timestamptz`,
  boolean: sql`boolean`,
  'text[]': sql`text[]`,
  'integer[]': sql`integer[]`,
  uuid: sql`uuid`,
  jsonb: sql`jsonb`,
}

/** Columns of retired fields and tables of retired objects are in no model, but their rows come back with the others. */
async function addRetired(db: Database, { columns }: Seen): Promise<void> {
  const there = await db.query<{
    t: string
    c: string
  }>(sql`select c.relname as t, a.attname as c from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'`)
  const known = new Set(there.map((one) => `${one.t} ${one.c}`))
  const tables = new Set(there.map((one) => one.t))
  for (const [table, list] of Object.entries(columns)) {
    if (!tables.has(table)) await db.query(sql`create table ${ident(table)} ()`)
    for (const [column, type] of Object.entries(list)) {
      if (known.has(`${table} ${column}`)) continue
      const as = Object.hasOwn(types, type)
        ? types[type]!
        : refuse('backup-damaged', { why: `${table}.${column}` })
      await db.query(
        sql`alter table ${ident(table)} add column ${ident(column)} ${as}${column === 'id' ? sql` primary key` : sql``}`,
      )
    }
  }
}

/** A workspace that a first start has made, where nobody has done anything yet, is empty too. */
async function refuseUnlessEmpty(db: Database, schema: string): Promise<void> {
  const tables = await db.query<{ name: string }>(
    sql`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = ${schema} and c.relkind = 'r'`,
  )
  const made: Readonly<Record<string, Sql>> = {
    person: sql`id <> ${systemWho.id}::uuid`,
    model_version: sql`version > 1`,
    event: sql`record <> ${systemWho.id}::uuid`,
  }
  const forgotten = new Set([
    'setting',
    'counter',
    'login_try',
    'idempotency',
    'seal',
    'sealed_record',
    'seal_shape',
  ])
  for (const { name } of tables) {
    if (forgotten.has(name)) continue
    const [row] = await db.query(
      sql`select 1 from ${ident(schema)}.${ident(name)} where ${made[name] ?? sql`true`} limit 1`,
    )
    if (row) refuse('not-empty', { what: `${schema}.${name}` })
  }
}

async function load(
  tx: Tx,
  file: BackupFile,
  seen: Seen,
  say: (text: string) => void,
): Promise<void> {
  const tables = new Set(
    (
      await tx.query<{ name: string }>(
        sql`select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'`,
      )
    ).map((one) => one.name),
  )
  for (const name of Object.keys(seen.tables))
    if (!tables.has(name) && seen.tables[name]! > 0) refuse('backup-damaged', { why: name })
  for (const name of tables) await tx.query(sql`truncate table ${ident(name)} cascade`)
  // Rows name one another in circles; the promises are taken away and asked for again, in the same transaction.
  const promises = await tx.query<{
    drop: string
    add: string
  }>(sql`select format('alter table %I drop constraint %I', c.relname, k.conname) as drop,
    format('alter table %I add constraint %I %s', c.relname, k.conname, pg_get_constraintdef(k.oid)) as add
    from pg_constraint k join pg_class c on c.oid = k.conrelid where k.connamespace = current_schema()::regnamespace and k.contype = 'f'`)
  for (const one of promises) await tx.query(program(one.drop))
  // Rows come as they were, also those of closed periods: what keeps them from others keeps them from nobody here.
  for (const name of tables) await tx.query(sql`alter table ${ident(name)} disable trigger user`)
  let [table, rows]: [string, string[]] = ['', []]
  const flush = async (): Promise<void> => {
    if (rows.length) await insert(tx, table, rows)
    rows = []
  }
  for await (const [name, line] of tableLines(file)) {
    if (name !== table || rows.length === 1000) await flush()
    if (name !== table) say(name)
    table = name
    rows.push(line)
  }
  await flush()
  for (const name of tables) await tx.query(sql`alter table ${ident(name)} enable trigger user`)
  for (const one of promises) await tx.query(program(one.add))
  await resetSequences(tx)
  for (const [name, lines] of Object.entries(seen.tables)) {
    if (!tables.has(name)) continue
    const [row] = await tx.query<{ n: string }>(sql`select count(*) as n from ${ident(name)}`)
    if (Number(row!.n) !== lines) refuse('backup-damaged', { why: name })
  }
}

/** The position in the log is of the database that wrote it; every row takes the one of this transaction. */
const own: Readonly<Record<string, readonly string[]>> = { event: ['xact'], seal: ['xact', 'past'] }

async function insert(
  tx: Pick<Tx, 'query'>,
  table: string,
  lines: readonly string[],
): Promise<void> {
  const named = new Set(Object.keys(JSON.parse(lines[0]!) as object))
  const columns = await tx.query<{ name: string }>(
    sql`select attname as name from pg_attribute where attrelid = ${`"${table}"`}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
  )
  const there = columns
    .map((one) => one.name)
    .filter((name) => named.has(name) && !own[table]?.includes(name))
  const lost = [...named].find((name) => !columns.some((one) => one.name === name))
  if (lost !== undefined) refuse('backup-damaged', { why: `${table}.${lost}` })
  const list: Sql = joined(there.map(ident), ', ')
  await tx.query(
    sql`insert into ${ident(table)} (${list}) overriding system value select ${list} from json_populate_recordset(null::${ident(table)}, ${`[${lines.join(',')}]`}::json)`,
  )
}

async function resetSequences(tx: Tx): Promise<void> {
  const list = await tx.query<{
    set: string
  }>(sql`select format('select setval(pg_get_serial_sequence(%L, %L), coalesce((select max(%I) from %I), 0) + 1, false)', c.relname, a.attname, a.attname, c.relname) as set
    from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attidentity <> ''`)
  for (const one of list) await tx.query(program(one.set))
}

async function* tableLines(file: BackupFile): AsyncGenerator<readonly [string, string]> {
  let table: string | null = null
  for await (const line of linesOf(file)) {
    if (line.startsWith(' ')) {
      if (table !== null) yield [table, line.slice(1)]
    } else table = (JSON.parse(line) as { table?: string }).table ?? null
  }
}

/**
 * The files of a backup alone. What is in the store already, as after the loss of the database alone, stays as it is;
 * nothing is ever written over. `written` gathers what was, also where it ends in a refusal.
 */
export async function restoreFiles(
  file: BackupFile,
  dataFolder: string,
  files: FileStore,
  written: string[],
): Promise<void> {
  const lines = linesOf(file)[Symbol.asyncIterator]()
  for (let next = await lines.next(); !next.done;) {
    const id = next.value.startsWith(' ')
      ? undefined
      : (JSON.parse(next.value) as { file?: string }).file
    next = await lines.next()
    if (id === undefined || !isUuid(id)) continue
    async function* bytes(): AsyncGenerator<Buffer> {
      for (; !next.done && next.value.startsWith(' '); next = await lines.next())
        yield Buffer.from(next.value.slice(1), 'base64')
    }
    const come = await spool(dataFolder, Readable.from(bytes(), { objectMode: false }))
    try {
      const name = uploadName(id)
      const there = await sumOf(files, name)
      if (there === come.sha256) continue
      if (there !== null) refuse('not-empty', { what: name })
      written.push(name)
      await files.put(name, come)
    } finally {
      await rm(come.path, { force: true })
    }
  }
}

// The text comes from PostgreSQL's own format(); it holds no value of ours.
const program = (text: string): Sql =>
  sql(Object.assign([text], { raw: [text] }) as unknown as TemplateStringsArray)

// Where does a test get a fresh, real PostgreSQL database?

import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ident, sql } from '#kernel/sql.ts'
import { startPostgres, type Postgres } from '#server/database/embedded.ts'
import { isAlive } from '#server/database/initialise.ts'
import { openDatabase, type ConnectionSettings, type Database } from '#server/database/pool.ts'

export interface TestDatabase {
  readonly db: Database
  readonly connection: ConnectionSettings
  /** Closes the connections of `db` and removes the database. */
  drop(): Promise<void>
}

export const repository = fileURLToPath(new URL('..', import.meta.url))

/** One server for all test processes of this copy of the project; it survives between runs of one file. */
const testServerFolder = (): string => {
  const hash = createHash('sha256').update(repository).digest('hex').slice(0, 12)
  return join(tmpdir(), `openltc-test-${process.getuid?.() ?? 0}-${hash}`)
}

let server: Promise<Postgres> | undefined

/** Removes what killed tests have left, and ends the shared server if no test uses it. */
export async function stopTestServer(): Promise<void> {
  if (!existsSync(testServerFolder())) return
  const last = await startPostgres({ dataDir: testServerFolder() })
  await administer(last.connection, async (admin) => {
    const names = await admin.query<{ name: string }>(
      sql`select datname as name from pg_database where datname like ${'test\\_%'}`,
    )
    for (const { name } of names)
      if (!isAlive(Number(name.split('_')[1])))
        await admin.query(sql`drop database if exists ${ident(name)} with (force)`, slow)
  })
  await last.stop()
}

/** The shared server, started by whichever test process comes first. */
const testServer = (): Promise<Postgres> =>
  (server ??= startPostgres({ dataDir: testServerFolder(), keep: true }))

/**
 * A fresh, empty database on the shared server, with a pool on the workspace schema `test`.
 * @param schema the workspace; it has been made and is empty
 */
export async function testDatabase({ schema = 'test' } = {}): Promise<TestDatabase> {
  const base = await copyOf('template1', schema)
  await base.db.query(sql`create schema ${ident(schema)}`)
  return base
}

/**
 * A fresh database with all that stands in another one.
 * @param schema the workspace of its pool
 */
export async function copyOf(pattern: string, schema: string): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  const connection = await onTestServer(async (admin, server) => {
    await admin.query(sql`create database ${ident(name)} template ${ident(pattern)}`, slow)
    // Nobody pulls the plug of this server: what must outlive that is tried on servers of its own.
    await admin.query(sql`alter database ${ident(name)} set synchronous_commit = off`, slow)
    return { ...server, database: name }
  })
  const db = openDatabase({ connection, schema })
  return {
    db,
    connection,
    async drop() {
      await db.close()
      await onTestServer((admin) =>
        admin.query(sql`drop database if exists ${ident(name)} with (force)`, slow),
      )
    },
  }
}

/** Making and dropping databases waits for the disk. */
export const slow = { limitMs: 120_000 }

/** What is done on the shared server itself. */
export async function onTestServer<T>(
  work: (admin: Database, server: ConnectionSettings) => Promise<T>,
): Promise<T> {
  const { connection } = await testServer()
  return administer(connection, (admin) => work(admin, connection))
}

async function administer<T>(
  connection: ConnectionSettings,
  work: (admin: Database) => Promise<T>,
): Promise<T> {
  const admin = openDatabase({ connection, schema: 'none', lanes: 1, seats: 1 })
  try {
    // Whoever waits for a pattern of tables waits as long as making it takes, on a busy machine too.
    await admin.query(sql`select set_config('lock_timeout', ${String(slow.limitMs)}, false)`, slow)
    return await work(admin)
  } finally {
    await admin.close()
  }
}

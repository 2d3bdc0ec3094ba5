// Where does a test get a company with nothing in it? The standard's tables are made once for all tests and copied.

import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Book } from '#kernel/app.ts'
import { ident, sql } from '#kernel/sql.ts'
import { book as standard } from '#ltc/index.ts'
import { applyBase, applySchema } from '#server/database/apply-schema.ts'
import { openDatabase, type ConnectionSettings, type Database } from '#server/database/pool.ts'
import { appOf, openWorld } from '#server/records/open-world.ts'
import type { World } from '#server/world/world.ts'
import {
  copyOf,
  onTestServer,
  repository,
  slow,
  testDatabase,
  type TestDatabase,
} from './database.ts'

export interface FreshWorld {
  readonly base: TestDatabase
  readonly world: World
}

const schemaOfPattern = 'test'

/**
 * A company with nothing in it, on a database of its own.
 * @param now its clock
 * @param schema the workspace
 */
export async function freshWorld(
  now: () => Date,
  { schema = schemaOfPattern, book = standard }: { schema?: string; book?: Book } = {},
): Promise<FreshWorld> {
  const base = book === standard ? await standardDatabase(schema) : await testDatabase({ schema })
  try {
    return { base, world: await openWorld(base.db, schema, book, now) }
  } catch (error) {
    // Open connections would keep the process from telling it.
    await base.drop()
    throw error
  }
}

/** A database with the tables of the standard book and no row: whoever opens it finds nothing to make. */
async function standardDatabase(schema: string): Promise<TestDatabase> {
  const pattern = `pattern_${sourcesNow()}`
  await onTestServer(async (admin, server) => {
    if (!(await isThere(admin, pattern))) await makePattern(admin, server, pattern)
  })
  const base = await copyOf(pattern, schema)
  if (schema !== schemaOfPattern)
    await base.db.query(sql`alter schema ${ident(schemaOfPattern)} rename to ${ident(schema)}`)
  return base
}

/** What the tables are made of, in a few letters. */
function sourcesNow(): string {
  const hash = createHash('sha256')
  for (const file of globSync('{kernel,ltc,server/database}/**/*.ts', { cwd: repository }).sort())
    if (!file.endsWith('.test.ts')) hash.update(file).update(readFileSync(join(repository, file)))
  return hash.digest('hex').slice(0, 16)
}

const isThere = async (admin: Database, name: string): Promise<boolean> =>
  (await admin.query(sql`select 1 from pg_database where datname = ${name}`)).length > 0

/** Of several who come at once, one makes it and the others wait. Those of earlier sources go. */
async function makePattern(
  admin: Database,
  server: ConnectionSettings,
  name: string,
): Promise<void> {
  const ask = <T>(statement: ReturnType<typeof sql>) => admin.query<T>(statement, slow)
  await ask(sql`select pg_advisory_lock(hashtext('openltc test pattern'))`)
  if (await isThere(admin, name)) return
  const old = await ask<{ name: string }>(
    sql`select datname as name from pg_database where datname like ${'pattern\\_%'}`,
  )
  for (const one of old) await ask(sql`drop database if exists ${ident(one.name)} with (force)`)
  const half = `${name}_half`
  await ask(sql`create database ${ident(half)}`)
  const db = openDatabase({ connection: { ...server, database: half }, schema: schemaOfPattern })
  try {
    await db.query(sql`create schema ${ident(schemaOfPattern)}`)
    await applyBase(db)
    await applySchema(db, appOf(standard, {}, 1))
  } finally {
    await db.close()
  }
  await ask(sql`alter database ${ident(half)} rename to ${ident(name)}`)
}
